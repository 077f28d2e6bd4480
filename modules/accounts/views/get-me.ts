import { type GrantView, type Me, personOf } from '@mulin/contract';
import { maskMobile, ok, type Result } from '@mulin/kernel';
import { findAreaNames } from '../../areas/index.ts';
import type { Answer, Work } from '../../record/index.ts';
import { toGrantView } from '../account.ts';
import { type GrantRow, listGrantsOf } from '../duty-store.ts';
import type { AccountsOutside } from '../outside.ts';
import { findPersonRow, listAcceptances, listCurrentPhones } from '../store.ts';

/** Who is signed in; null for nobody. */
export async function getMe(
  outside: AccountsOutside,
  work: Work,
): Promise<Result<Answer<'getMe'>>> {
  return ok({ me: personOf(work.actor) ? await readMe(outside, work) : null });
}

/** The caller, for their own screens. Throws where nobody is signed in, which is a defect. */
export async function readMe(outside: AccountsOutside, work: Work): Promise<Me> {
  const id = personOf(work.actor);
  const row = id && (await findPersonRow(work.tx, id));
  if (!id || !row) throw new Error('nobody is signed in');
  const { vault } = work.ports;
  const [phone] = await listCurrentPhones(work.tx, [id]);
  const isStaff = work.actor.kind === 'staff';
  const [notice] = await listAcceptances(work.tx, id);
  return {
    person: id,
    kind: isStaff ? 'staff' : 'resident',
    name: vault.open(row.name_sealed),
    maskedPhone: phone ? maskMobile(vault.open(phone.phone_sealed)) : null,
    language: row.language,
    elderMode: row.elder_mode,
    residences: isStaff ? [] : await outside.residencesOf(work, id),
    grants: isStaff ? await toGrantViews(outside, work, await listGrantsOf(work.tx, id)) : [],
    acceptedNotice: notice?.version ?? null,
  };
}

/** Duties in words, their areas and offices named. */
export async function toGrantViews(
  outside: AccountsOutside,
  work: Work,
  grants: readonly GrantRow[],
): Promise<GrantView[]> {
  const areaNames = await findAreaNames(
    work.tx,
    grants.map((grant) => grant.area),
  );
  const officeNames = new Map<string, string>();
  const withOffice = grants.filter((grant) => grant.office !== null && grant.area.length >= 9);
  for (const subdistrict of new Set(withOffice.map((grant) => grant.area.slice(0, 9)))) {
    const ids = withOffice
      .filter((grant) => grant.area.startsWith(subdistrict))
      .map((grant) => grant.office as string);
    for (const [id, name] of await outside.officeNames(work, subdistrict, ids)) {
      officeNames.set(id, name);
    }
  }
  return grants.map((grant) => toGrantView(grant, areaNames, officeNames));
}
