import { sql } from 'kysely';
import type { Tx } from '../record/index.ts';

export interface CodeRow {
  id: string;
  phone_fingerprint: string;
  code_hash: string;
  created_at: Date;
  expires_at: Date;
  attempts: number;
  used_at: Date | null;
}
export interface CredentialRow {
  person: string;
  login: string;
  password_hash: string;
  authenticator_sealed: string;
  last_step: string | number;
  failures: number;
  locked_until: Date | null;
}
export interface SessionRow {
  token_hash: string;
  person: string;
  kind: 'resident' | 'staff';
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
}

declare module '../record/work.ts' {
  interface Tables {
    'registry.one_time_code': CodeRow;
    'registry.sign_in_ticket': {
      ticket_hash: string;
      phone_fingerprint: string;
      phone_sealed: string;
      expires_at: Date;
      used_at: Date | null;
    };
    'registry.credential': CredentialRow;
    'registry.session': SessionRow;
  }
}

export async function insertCode(tx: Tx, row: CodeRow): Promise<void> {
  await tx.insertInto('registry.one_time_code').values(row).execute();
}

/** The codes sent to a phone since a moment, newest first. */
export async function listCodesSince(
  tx: Tx,
  phoneFingerprint: string,
  since: Date,
): Promise<CodeRow[]> {
  return tx
    .selectFrom('registry.one_time_code')
    .selectAll()
    .where('phone_fingerprint', '=', phoneFingerprint)
    .where('created_at', '>', since)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The newest code of a phone, locked, so that two guesses at once count as two. */
export async function lockNewestCode(
  tx: Tx,
  phoneFingerprint: string,
): Promise<CodeRow | undefined> {
  return tx
    .selectFrom('registry.one_time_code')
    .selectAll()
    .where('phone_fingerprint', '=', phoneFingerprint)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateCode(
  tx: Tx,
  id: string,
  change: { attempts?: number; used_at?: Date },
): Promise<void> {
  await tx.updateTable('registry.one_time_code').set(change).where('id', '=', id).execute();
}

export async function deleteOldCodes(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('registry.one_time_code').where('expires_at', '<', before).execute();
  await tx.deleteFrom('registry.sign_in_ticket').where('expires_at', '<', before).execute();
}

export async function insertTicket(
  tx: Tx,
  row: { ticket_hash: string; phone_fingerprint: string; phone_sealed: string; expires_at: Date },
): Promise<void> {
  await tx
    .insertInto('registry.sign_in_ticket')
    .values({ ...row, used_at: null })
    .execute();
}

/** Uses a ticket up; false where there is no live one of that phone. */
export async function takeTicket(
  tx: Tx,
  ticket: { ticket_hash: string; phone_fingerprint: string },
  now: Date,
): Promise<boolean> {
  const answer = await tx
    .updateTable('registry.sign_in_ticket')
    .set({ used_at: now })
    .where('ticket_hash', '=', ticket.ticket_hash)
    .where('phone_fingerprint', '=', ticket.phone_fingerprint)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return Number(answer.numUpdatedRows) > 0;
}

export async function insertCredential(tx: Tx, row: CredentialRow): Promise<void> {
  await tx.insertInto('registry.credential').values(row).execute();
}

/** The credential of a login, locked, so that guesses at once are counted one by one. */
export async function lockCredential(tx: Tx, login: string): Promise<CredentialRow | undefined> {
  return tx
    .selectFrom('registry.credential')
    .selectAll()
    .where('login', '=', login)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateCredential(
  tx: Tx,
  person: string,
  change: Partial<Omit<CredentialRow, 'person' | 'login'>>,
): Promise<void> {
  await tx.updateTable('registry.credential').set(change).where('person', '=', person).execute();
}

/** Makes a login unusable and takes its secrets away. */
export async function eraseCredential(tx: Tx, person: string): Promise<void> {
  await tx
    .updateTable('registry.credential')
    .set({
      login: sql`'erased-' || person::text`,
      password_hash: '',
      authenticator_sealed: '',
    })
    .where('person', '=', person)
    .execute();
}

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.insertInto('registry.session').values(row).execute();
}

/** A session that is neither ended nor too old. */
export async function findLiveSession(
  tx: Tx,
  tokenHash: string,
  now: Date,
): Promise<SessionRow | undefined> {
  return tx
    .selectFrom('registry.session')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function touchSession(tx: Tx, tokenHash: string, now: Date): Promise<void> {
  await tx
    .updateTable('registry.session')
    .set({ seen_at: now })
    .where('token_hash', '=', tokenHash)
    .execute();
}

export async function endSession(tx: Tx, tokenHash: string, now: Date): Promise<void> {
  await tx
    .updateTable('registry.session')
    .set({ revoked_at: now })
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .execute();
}

export async function endAllSessions(tx: Tx, person: string, now: Date): Promise<void> {
  await tx
    .updateTable('registry.session')
    .set({ revoked_at: now })
    .where('person', '=', person)
    .where('revoked_at', 'is', null)
    .execute();
}
