import { personOf } from '@mulin/contract';
import { findMobile, ok, type Result, refuse } from '@mulin/kernel';
import {
  type Answer,
  type Input,
  newId,
  nowOf,
  recordEvent,
  type Work,
} from '../../record/index.ts';
import type { AccountsOutside } from '../outside.ts';
import { endAllSessions } from '../sign-in-store.ts';
import { endPhones, findNotice, insertAcceptance, insertPhone, updatePerson } from '../store.ts';
import { readMe } from '../views/get-me.ts';
import { takeCode } from './request-code.ts';
import { startSession } from './start-session.ts';

/** Changes the name that one goes by, the language, or elder mode. */
export async function changeMe(
  outside: AccountsOutside,
  work: Work,
  { body }: Input<'changeMe'>,
): Promise<Result<Answer<'changeMe'>>> {
  const me = personOf(work.actor) as string;
  await updatePerson(work.tx, me, {
    ...(body.name === undefined ? {} : { name_sealed: work.ports.vault.seal(body.name) }),
    ...(body.language === undefined ? {} : { language: body.language }),
    ...(body.elderMode === undefined ? {} : { elder_mode: body.elderMode }),
  });
  return ok({ me: await readMe(outside, work) });
}

/** Moves to a new phone, proved by a code sent to it. Sessions elsewhere end. */
export async function changePhone(
  outside: AccountsOutside,
  work: Work,
  { body }: Input<'changePhone'>,
): Promise<Result<Answer<'changePhone'>>> {
  const me = personOf(work.actor) as string;
  const phone = findMobile(body.phone);
  if (!phone) return refuse('AC-101', { field: 'phone' });
  const { vault } = work.ports;
  const fingerprint = vault.fingerprint(phone);
  const proof = await takeCode(work, fingerprint, body.code);
  if (!proof.ok) return proof;
  const now = nowOf(work);
  await endPhones(work.tx, me, now);
  await insertPhone(work.tx, {
    person: me,
    id: newId(work.ports),
    phone_sealed: vault.seal(phone),
    phone_fingerprint: fingerprint,
    since: now,
    until: null,
  });
  await recordEvent(work, 'PhoneChanged', { stream: me, subdistrict: null, role: 'author' }, {});
  await work.asSystem((tx) => endAllSessions(tx, me, now));
  await startSession(work, me, work.actor.kind === 'staff' ? 'staff' : 'resident');
  return ok({ me: await readMe(outside, work) });
}

/** Records that one has read and accepted the notice in force. */
export async function acceptNotice(
  work: Work,
  { body }: Input<'acceptNotice'>,
): Promise<Result<Answer<'acceptNotice'>>> {
  const me = personOf(work.actor) as string;
  const at = nowOf(work);
  const notice = await findNotice(work.tx, at);
  if (notice?.version !== body.version) return refuse('AC-109', { field: 'version' });
  if (await insertAcceptance(work.tx, { person: me, version: body.version, at })) {
    const subject = { stream: me, subdistrict: null, role: 'author' };
    await recordEvent(work, 'NoticeAccepted', subject, { version: body.version });
  }
  return ok(undefined);
}
