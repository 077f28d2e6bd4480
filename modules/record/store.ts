import { createHash } from 'node:crypto';
import type { Tx } from './work.ts';

export interface EventRow {
  subdistrict: string;
  id: string;
  stream: string;
  seq: number;
  type: string;
  actor: string | null;
  role: string;
  at: Date;
  payload: unknown;
  prev_hash: string;
  hash: string;
}

interface StreamRow {
  subdistrict: string;
  stream: string;
  seq: number;
  hash: string;
}

declare module './work.ts' {
  interface Tables {
    'community.event': EventRow;
    'community.event_stream': StreamRow;
    'registry.event': Omit<EventRow, 'subdistrict'>;
    'registry.event_stream': Omit<StreamRow, 'subdistrict'>;
  }
}

export type NewEvent = Omit<EventRow, 'seq' | 'prev_hash' | 'hash' | 'subdistrict'> & {
  /** Nothing for an event of a person, which lies in the city registry. */
  subdistrict: string | null;
};

/** Appends an event to its stream; the stream's head row is locked, so two writers queue up. */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<void> {
  const head = await lockHead(tx, event.subdistrict, event.stream);
  const seq = (head?.seq ?? 0) + 1;
  const previous = head?.hash ?? '';
  const hash = hashEvent(previous, seq, event);
  const row = {
    id: event.id,
    stream: event.stream,
    seq,
    type: event.type,
    actor: event.actor,
    role: event.role,
    at: event.at,
    payload: JSON.stringify(event.payload),
    prev_hash: previous,
    hash,
  };
  const headRow = { stream: event.stream, seq, hash };
  if (event.subdistrict === null) {
    await tx.insertInto('registry.event').values(row).execute();
    await (head
      ? tx
          .updateTable('registry.event_stream')
          .set({ seq, hash })
          .where('stream', '=', event.stream)
      : tx.insertInto('registry.event_stream').values(headRow)
    ).execute();
    return;
  }
  const subdistrict = event.subdistrict;
  await tx
    .insertInto('community.event')
    .values({ subdistrict, ...row })
    .execute();
  await (head
    ? tx
        .updateTable('community.event_stream')
        .set({ seq, hash })
        .where('subdistrict', '=', subdistrict)
        .where('stream', '=', event.stream)
    : tx.insertInto('community.event_stream').values({ subdistrict, ...headRow })
  ).execute();
}

async function lockHead(tx: Tx, subdistrict: string | null, stream: string) {
  if (subdistrict === null) {
    return tx
      .selectFrom('registry.event_stream')
      .select(['seq', 'hash'])
      .where('stream', '=', stream)
      .forUpdate()
      .executeTakeFirst();
  }
  return tx
    .selectFrom('community.event_stream')
    .select(['seq', 'hash'])
    .where('subdistrict', '=', subdistrict)
    .where('stream', '=', stream)
    .forUpdate()
    .executeTakeFirst();
}

/** The hash that chains an event to the one before it in its stream. */
export function hashEvent(previous: string, seq: number, event: NewEvent): string {
  const canonical = JSON.stringify([
    previous,
    event.subdistrict,
    event.id,
    event.stream,
    seq,
    event.type,
    event.actor,
    event.role,
    event.at.toISOString(),
    sorted(event.payload),
  ]);
  return createHash('sha256').update(canonical).digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** The events of one stream of a subdistrict, oldest first. */
export async function listEvents(tx: Tx, subdistrict: string, stream: string): Promise<EventRow[]> {
  return tx
    .selectFrom('community.event')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('stream', '=', stream)
    .orderBy('seq')
    .execute();
}

/** The events of one person, oldest first. */
export async function listPersonEvents(
  tx: Tx,
  person: string,
): Promise<Omit<EventRow, 'subdistrict'>[]> {
  return tx
    .selectFrom('registry.event')
    .selectAll()
    .where('stream', '=', person)
    .orderBy('seq')
    .execute();
}

interface IdempotencyRow {
  subdistrict: string;
  person: string;
  key: string;
  route: string;
  request_hash: string;
  status: number;
  answer: unknown;
  at: Date;
}

declare module './work.ts' {
  interface Tables {
    'community.idempotency_key': IdempotencyRow;
  }
}

/** Takes a key for this transaction; false where an earlier one has it. A running one is waited for. */
export async function insertKey(tx: Tx, row: IdempotencyRow): Promise<boolean> {
  const answer = await tx
    .insertInto('community.idempotency_key')
    .values({ ...row, answer: null })
    .onConflict((conflict) => conflict.columns(['subdistrict', 'person', 'key']).doNothing())
    .executeTakeFirst();
  return Number(answer.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function findKey(
  tx: Tx,
  slot: { subdistrict: string; person: string; key: string },
): Promise<IdempotencyRow | undefined> {
  return tx
    .selectFrom('community.idempotency_key')
    .selectAll()
    .where('subdistrict', '=', slot.subdistrict)
    .where('person', '=', slot.person)
    .where('key', '=', slot.key)
    .executeTakeFirst();
}

export async function updateKey(
  tx: Tx,
  slot: { subdistrict: string; person: string; key: string },
  status: number,
  answer: unknown,
): Promise<void> {
  await tx
    .updateTable('community.idempotency_key')
    .set({ status, answer: JSON.stringify(answer ?? null) })
    .where('subdistrict', '=', slot.subdistrict)
    .where('person', '=', slot.person)
    .where('key', '=', slot.key)
    .execute();
}
