import { personOf } from '@mulin/contract';
import { findMobile, maskIdentityNumber, ok, type Result, refuse } from '@mulin/kernel';
import {
  type Answer,
  type Input,
  listPersonEvents,
  nowOf,
  recordEvent,
  type Work,
} from '../../record/index.ts';
import { deleteFilter, endGrant, listAccessTo, listGrantsOf } from '../duty-store.ts';
import type { AccountsOutside } from '../outside.ts';
import { endAllSessions, eraseCredential } from '../sign-in-store.ts';
import {
  endDelegations,
  endPhones,
  erasePhones,
  findPersonRow,
  listAcceptances,
  listCurrentPhones,
  listDelegationsOf,
  updatePerson,
} from '../store.ts';
import { takeCode } from './request-code.ts';

const MOST_ACCESSES = 1000;

/** All that is kept about oneself, as one JSON file, with who looked at it and why. */
export async function exportMe(
  outside: AccountsOutside,
  work: Work,
): Promise<Result<Answer<'exportMe'>>> {
  const me = personOf(work.actor) as string;
  const { vault } = work.ports;
  const row = await findPersonRow(work.tx, me);
  if (!row) return refuse('SY-104');
  const phones = await listCurrentPhones(work.tx, [me]);
  const kept: Record<string, unknown> = {
    person: {
      id: me,
      name: vault.open(row.name_sealed),
      phones: phones.map((phone) => vault.open(phone.phone_sealed)),
      birthday: row.birthday_sealed ? vault.open(row.birthday_sealed) : null,
      identityNumber: row.identity_sealed
        ? maskIdentityNumber(vault.open(row.identity_sealed))
        : null,
      language: row.language,
      elderMode: row.elder_mode,
      since: row.created_at,
    },
    notices: await listAcceptances(work.tx, me),
    authorizations: await listDelegationsOf(work.tx, me),
    events: (await listPersonEvents(work.tx, me)).map(({ type, at, payload }) => ({
      type,
      at,
      payload,
    })),
    seenBy: await work.asSystem((tx) => listAccessTo(tx, me, MOST_ACCESSES)),
  };
  for (const source of outside.sources) kept[source.name] = await source.collect(work, me);
  const content = new TextEncoder().encode(JSON.stringify(kept, null, 2));
  return ok({ content, name: 'mulin-my-data.json' });
}

/** Erases oneself, proved by a code: name, phone, identity and words go; the course of matters stays. */
export async function eraseMe(
  outside: AccountsOutside,
  work: Work,
  { body }: Input<'eraseMe'>,
): Promise<Result<Answer<'eraseMe'>>> {
  const me = personOf(work.actor) as string;
  const phone = findMobile(body.phone);
  if (!phone) return refuse('AC-101', { field: 'phone' });
  const { vault } = work.ports;
  const fingerprint = vault.fingerprint(phone);
  const own = await listCurrentPhones(work.tx, [me]);
  if (!own.some((each) => each.phone_fingerprint === fingerprint)) {
    return refuse('AC-102', { field: 'phone' });
  }
  const proof = await takeCode(work, fingerprint, body.code);
  if (!proof.ok) return proof;
  for (const source of outside.sources) await source.erase(work, me);
  const now = nowOf(work);
  await work.asSystem(async (tx) => {
    await endPhones(tx, me, now);
    await erasePhones(tx, me);
    const delegations = await listDelegationsOf(tx, me);
    await endDelegations(
      tx,
      delegations.map((row) => row.id),
      now,
    );
    for (const grant of await listGrantsOf(tx, me)) await endGrant(tx, grant.id, me, now);
    await eraseCredential(tx, me);
    await deleteFilter(tx, me);
    await endAllSessions(tx, me, now);
    await updatePerson(tx, me, {
      name_sealed: vault.seal(''),
      birthday_sealed: null,
      identity_sealed: null,
      identity_fingerprint: null,
      erased_at: now,
    });
    const subject = { stream: me, subdistrict: null, role: 'author' };
    await recordEvent({ ...work, tx }, 'PersonErased', subject, {});
  });
  work.effects.session = 'ended';
  return ok(undefined);
}
