import { findMobile, ok, type Result, refuse } from '@mulin/kernel';
import { type Answer, type Input, nowOf, type Work } from '../../record/index.ts';
import { drawToken, hashToken, maskName, TICKET_SECONDS } from '../account.ts';
import { insertTicket, takeTicket } from '../sign-in-store.ts';
import { listPeopleOfPhone, listPersonRows } from '../store.ts';
import { createPerson } from './create-person.ts';
import { takeCode } from './request-code.ts';
import { startSession } from './start-session.ts';

/**
 * Signs a resident in by a code sent to their phone. A phone is not an identity: where several people use
 * it, they are asked who they are; where nobody does, a person is made who says the rest later.
 */
export async function signInByPhone(
  work: Work,
  { body }: Input<'signInByPhone'>,
): Promise<Result<Answer<'signInByPhone'>>> {
  const phone = findMobile(body.phone);
  if (!phone) return refuse('AC-101', { field: 'phone' });
  const fingerprint = work.ports.vault.fingerprint(phone);
  const proof = await takeProof(work, fingerprint, body);
  if (!proof.ok) return proof;

  const people = body.another
    ? []
    : await work.asSystem((tx) => listPeopleOfPhone(tx, fingerprint));
  if (body.person !== undefined && !people.includes(body.person)) {
    return refuse('AC-102', { field: 'person' });
  }
  const chosen = body.person ?? (people.length === 1 ? people[0] : undefined);
  if (chosen) {
    await startSession(work, chosen, 'resident');
    return ok({ state: 'signed-in', isNew: false });
  }
  if (people.length > 1) return ok(await askWho(work, phone, fingerprint, people));
  const created = await createPerson(work, { name: '', phone, how: 'phone' });
  if (!created.ok) return created;
  await startSession(work, created.value, 'resident');
  return ok({ state: 'signed-in', isNew: true });
}

async function takeProof(
  work: Work,
  fingerprint: string,
  body: Input<'signInByPhone'>['body'],
): Promise<Result<null>> {
  if (body.ticket === undefined) return takeCode(work, fingerprint, body.code);
  const ticket = { ticket_hash: hashToken(body.ticket), phone_fingerprint: fingerprint };
  const isTaken = await work.asSystem((tx) => takeTicket(tx, ticket, nowOf(work)));
  return isTaken ? ok(null) : refuse('AC-102', { field: 'ticket' });
}

async function askWho(
  work: Work,
  phone: string,
  fingerprint: string,
  people: readonly string[],
): Promise<Answer<'signInByPhone'>> {
  const { vault, randomness } = work.ports;
  const ticket = drawToken(randomness);
  const rows = await work.asSystem(async (tx) => {
    await insertTicket(tx, {
      ticket_hash: hashToken(ticket),
      phone_fingerprint: fingerprint,
      phone_sealed: vault.seal(phone),
      expires_at: new Date(nowOf(work).getTime() + TICKET_SECONDS * 1000),
    });
    return listPersonRows(tx, people);
  });
  const labels = new Map(rows.map((row) => [row.id, maskName(vault.open(row.name_sealed))]));
  return {
    state: 'choose',
    ticket,
    people: people.map((person) => ({ person, label: labels.get(person) ?? '*' })),
  };
}
