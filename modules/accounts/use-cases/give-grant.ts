import { answersFor, personOf } from '@mulin/contract';
import { ok, type Result, refuse } from '@mulin/kernel';
import { findAreaNames } from '../../areas/index.ts';
import type { Answer, Input, Work } from '../../record/index.ts';
import { toGrantView } from '../account.ts';
import { findGrant, listGrantsOf } from '../duty-store.ts';
import type { AccountsOutside } from '../outside.ts';
import { lockCredential } from '../sign-in-store.ts';
import { createLogin } from './create-staff.ts';
import { endDuty, giveDuty } from './give-duty.ts';

/** Gives somebody a duty inside one's own area; a new login gets its first sign-in, shown once. */
export async function giveGrant(
  outside: AccountsOutside,
  work: Work,
  { params, body }: Input<'giveGrant'>,
): Promise<Result<Answer<'giveGrant'>>> {
  const isInside =
    body.area.startsWith(params.subdistrict) && answersFor(work.actor, ['coordinator'], body.area);
  if (!isInside) return refuse('AC-107', { field: 'area' });
  const areaNames = await findAreaNames(work.tx, [body.area]);
  if (!areaNames.has(body.area)) return refuse('AC-107', { field: 'area' });
  const office = body.office ?? null;
  const officeNames = await outside.officeNames(work, params.subdistrict, office ? [office] : []);
  if (office && !officeNames.has(office)) return refuse('ND-109', { field: 'office' });
  const known = await work.asSystem((tx) => lockCredential(tx, body.login));
  const made = known ? undefined : await createLogin(work, body.login, body.name);
  if (made && !made.ok) return made;
  const person = known?.person ?? (made?.ok ? made.value.person : '');
  const duty = { role: body.role, area: body.area, office };
  const id = await giveDuty(work, person, duty);
  return ok({
    grant: toGrantView({ id, ...duty }, areaNames, officeNames),
    person,
    firstSignIn: made?.ok
      ? { password: made.value.password, authenticatorUri: made.value.authenticatorUri }
      : null,
  });
}

/** Ends a duty in one's own area; never one's own last one. */
export async function revokeGrant(
  work: Work,
  { params }: Input<'revokeGrant'>,
): Promise<Result<Answer<'revokeGrant'>>> {
  const grant = await findGrant(work.tx, params.id);
  if (!grant?.area.startsWith(params.subdistrict)) return refuse('SY-104');
  if (!answersFor(work.actor, ['coordinator'], grant.area)) return refuse('AC-107');
  const me = personOf(work.actor) as string;
  const isOwnLast = grant.person === me && (await listGrantsOf(work.tx, me)).length === 1;
  if (isOwnLast) return refuse('AC-108');
  await endDuty(work, grant);
  return ok(undefined);
}
