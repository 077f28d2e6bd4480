import { sql } from 'kysely';
import type { Tx } from '../record/index.ts';
import type { Duty } from './account.ts';

export interface GrantRow {
  id: string;
  person: string;
  role: Duty['role'];
  area: string;
  office: string | null;
  since: Date;
  until: Date | null;
  given_by: string | null;
  ended_by: string | null;
}
export interface OutgoingRow {
  id: string;
  channel: string;
  to_sealed: string;
  template: string;
  values_sealed: string;
  created_at: Date;
  sent_at: Date | null;
  attempts: number;
}
export interface FilterRow {
  person: string;
  id: string;
  register: string;
  name: string;
  query: string;
}

declare module '../record/work.ts' {
  interface Tables {
    'registry.access_grant': GrantRow;
    'registry.outgoing_message': OutgoingRow;
    'registry.saved_filter': FilterRow;
    'registry.access_log': {
      id: string;
      at: Date;
      actor: string | null;
      subject: string | null;
      route: string;
      purpose: string;
      subdistrict: string | null;
    };
  }
}

export async function insertGrant(tx: Tx, row: GrantRow): Promise<void> {
  await tx.insertInto('registry.access_grant').values(row).execute();
}

/** The duties that a person has now. */
export async function listGrantsOf(tx: Tx, person: string): Promise<GrantRow[]> {
  return tx
    .selectFrom('registry.access_grant')
    .selectAll()
    .where('person', '=', person)
    .where('until', 'is', null)
    .orderBy('since')
    .orderBy('id')
    .execute();
}

/** Duties in a subdistrict that are held now. */
export async function listGrantsIn(tx: Tx, subdistrict: string): Promise<GrantRow[]> {
  return tx
    .selectFrom('registry.access_grant')
    .selectAll()
    .where('area', 'like', `${subdistrict}%`)
    .where('until', 'is', null)
    .orderBy('since')
    .orderBy('id')
    .execute();
}

export async function findGrant(tx: Tx, id: string): Promise<GrantRow | undefined> {
  return tx
    .selectFrom('registry.access_grant')
    .selectAll()
    .where('id', '=', id)
    .where('until', 'is', null)
    .executeTakeFirst();
}

export async function endGrant(tx: Tx, id: string, by: string | null, at: Date): Promise<void> {
  await tx
    .updateTable('registry.access_grant')
    .set({ until: at, ended_by: by })
    .where('id', '=', id)
    .where('until', 'is', null)
    .execute();
}

/** Tells whether somebody has a duty, in one of the roles, over an area. */
export async function hasDutyOver(
  tx: Tx,
  person: string,
  roles: readonly Duty['role'][],
  area: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('registry.access_grant')
    .select('id')
    .where('person', '=', person)
    .where('until', 'is', null)
    .where('role', 'in', roles)
    .where(sql<boolean>`starts_with(${area}, area)`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertOutgoing(tx: Tx, row: OutgoingRow): Promise<void> {
  await tx.insertInto('registry.outgoing_message').values(row).execute();
}

export async function listNewestOutgoing(tx: Tx, limit: number): Promise<OutgoingRow[]> {
  return tx
    .selectFrom('registry.outgoing_message')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Waiting messages, taken by this transaction alone; a retry waits longer each time. */
export async function takeWaitingOutgoing(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<OutgoingRow[]> {
  return tx
    .selectFrom('registry.outgoing_message')
    .selectAll()
    .where('sent_at', 'is', null)
    .where('attempts', '<', 8)
    .where(sql<boolean>`created_at + make_interval(secs => 15 * (2 ^ attempts - 1)) <= ${now}`)
    .orderBy('created_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function updateOutgoing(
  tx: Tx,
  id: string,
  change: { sent_at?: Date; attempts?: number },
): Promise<void> {
  await tx.updateTable('registry.outgoing_message').set(change).where('id', '=', id).execute();
}

export async function listFilters(tx: Tx, person: string): Promise<FilterRow[]> {
  return tx
    .selectFrom('registry.saved_filter')
    .selectAll()
    .where('person', '=', person)
    .orderBy('id')
    .execute();
}

export async function insertFilter(tx: Tx, row: FilterRow): Promise<void> {
  await tx.insertInto('registry.saved_filter').values(row).execute();
}

export async function deleteFilter(tx: Tx, person: string, id?: string): Promise<void> {
  const all = tx.deleteFrom('registry.saved_filter').where('person', '=', person);
  await (id === undefined ? all : all.where('id', '=', id)).execute();
}

export async function insertAccess(
  tx: Tx,
  rows: readonly {
    id: string;
    at: Date;
    actor: string | null;
    subject: string | null;
    route: string;
    purpose: string;
    subdistrict: string | null;
  }[],
): Promise<void> {
  if (rows.length > 0) await tx.insertInto('registry.access_log').values(rows).execute();
}

/** Who looked at a person's data, newest first. */
export async function listAccessTo(
  tx: Tx,
  subject: string,
  limit: number,
): Promise<{ at: Date; route: string; purpose: string; subdistrict: string | null }[]> {
  return tx
    .selectFrom('registry.access_log')
    .select(['at', 'route', 'purpose', 'subdistrict'])
    .where('subject', '=', subject)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
}
