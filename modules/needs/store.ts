import { sql } from 'kysely';
import type { Tx } from '../record/index.ts';
import type { Need } from './need.ts';

export interface VoiceRow {
  subdistrict: string;
  need: string;
  committee: string;
  author: string | null;
  voiced_by: string;
  name_sealed: string | null;
  phone_sealed: string | null;
  relation: string | null;
  reason: string | null;
  knows: boolean | null;
}
export interface MessageRow {
  subdistrict: string;
  need: string;
  id: string;
  committee: string;
  author: string | null;
  kind: 'ask' | 'reply' | 'answer' | 'decline' | 'reopen';
  text: string;
  by_person: string;
  at: Date;
}
export interface CategoryRow {
  code: string;
  zh: string;
  en: string;
  answer_within_working_days: number;
  source: string;
}

declare module '../record/work.ts' {
  interface Tables {
    'community.need': { -readonly [Key in keyof Need]: Need[Key] };
    'community.need_voice': VoiceRow;
    'community.need_message': MessageRow;
    'community.need_join': { subdistrict: string; need: string; person: string; at: Date };
    'community.need_counter': { subdistrict: string; day: string; last: number };
    'community.photo': {
      subdistrict: string;
      name: string;
      person: string;
      need: string | null;
      position: number | null;
      at: Date;
    };
    'reference.need_category': CategoryRow & {
      valid_from: string;
      valid_to: string | null;
      position: number;
    };
  }
}

export async function listCategories(tx: Tx, day: string): Promise<CategoryRow[]> {
  return tx
    .selectFrom('reference.need_category')
    .select(['code', 'zh', 'en', 'answer_within_working_days', 'source'])
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', day)]))
    .orderBy('position')
    .execute();
}

/** The next number of a day; the counter's row is locked until the transaction ends. */
export async function takeNumber(tx: Tx, subdistrict: string, day: string): Promise<number> {
  const row = await tx
    .insertInto('community.need_counter')
    .values({ subdistrict, day, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['subdistrict', 'day'])
        .doUpdateSet({ last: sql<number>`community.need_counter.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}

export async function insertNeed(tx: Tx, need: Need, voice: VoiceRow): Promise<void> {
  // Without RETURNING: the policy that lets an author read it looks for the voice, which comes next.
  await tx
    .insertInto('community.need')
    .values({ ...need, grams: sql`${need.grams}::text[]` as never })
    .execute();
  await tx.insertInto('community.need_voice').values(voice).execute();
}

export async function findNeed(tx: Tx, subdistrict: string, id: string): Promise<Need | undefined> {
  return tx
    .selectFrom('community.need')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The need, locked until the transaction ends. */
export async function lockNeed(tx: Tx, subdistrict: string, id: string): Promise<Need | undefined> {
  return tx
    .selectFrom('community.need')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Changes a need and counts its version on. */
export async function updateNeed(
  tx: Tx,
  need: Need,
  change: Partial<Need>,
  at: Date,
): Promise<Need> {
  const next = { ...need, ...change, version: need.version + 1, updated_at: at };
  const { grams: _grams, ...columns } = { ...change, version: next.version, updated_at: at };
  await tx
    .updateTable('community.need')
    .set(columns)
    .where('subdistrict', '=', need.subdistrict)
    .where('id', '=', need.id)
    .execute();
  return next;
}

export async function findVoice(
  tx: Tx,
  subdistrict: string,
  need: string,
): Promise<VoiceRow | undefined> {
  return tx
    .selectFrom('community.need_voice')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('need', '=', need)
    .executeTakeFirst();
}

/** Which of these needs belong to one of the persons, or were voiced by them. */
export async function listOwnAmong(
  tx: Tx,
  subdistrict: string,
  needs: readonly string[],
  persons: readonly string[],
): Promise<Set<string>> {
  if (needs.length === 0 || persons.length === 0) return new Set();
  const rows = await tx
    .selectFrom('community.need_voice')
    .select('need')
    .where('subdistrict', '=', subdistrict)
    .where('need', 'in', needs)
    .where((where) => where.or([where('author', 'in', persons), where('voiced_by', 'in', persons)]))
    .execute();
  return new Set(rows.map((row) => row.need));
}

export async function listJoinedAmong(
  tx: Tx,
  subdistrict: string,
  needs: readonly string[],
  person: string,
): Promise<Set<string>> {
  if (needs.length === 0) return new Set();
  const rows = await tx
    .selectFrom('community.need_join')
    .select('need')
    .where('subdistrict', '=', subdistrict)
    .where('need', 'in', needs)
    .where('person', '=', person)
    .execute();
  return new Set(rows.map((row) => row.need));
}

/** Joins; false where the person had joined before. */
export async function insertJoin(
  tx: Tx,
  row: { subdistrict: string; need: string; person: string; at: Date },
): Promise<boolean> {
  const answer = await tx
    .insertInto('community.need_join')
    .values(row)
    .onConflict((conflict) => conflict.columns(['subdistrict', 'need', 'person']).doNothing())
    .executeTakeFirst();
  return Number(answer.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function deleteJoin(
  tx: Tx,
  row: { subdistrict: string; need: string; person: string },
): Promise<boolean> {
  const answer = await tx
    .deleteFrom('community.need_join')
    .where('subdistrict', '=', row.subdistrict)
    .where('need', '=', row.need)
    .where('person', '=', row.person)
    .executeTakeFirst();
  return Number(answer.numDeletedRows) > 0;
}

export async function insertMessage(tx: Tx, row: MessageRow): Promise<void> {
  await tx.insertInto('community.need_message').values(row).execute();
}

/** The messages of a need that the reader may see, oldest first. */
export async function listMessages(
  tx: Tx,
  subdistrict: string,
  need: string,
): Promise<MessageRow[]> {
  return tx
    .selectFrom('community.need_message')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('need', '=', need)
    .orderBy('id')
    .execute();
}

export async function insertPhoto(
  tx: Tx,
  row: { subdistrict: string; name: string; person: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('community.photo')
    .values({ ...row, need: null, position: null })
    .onConflict((conflict) => conflict.columns(['subdistrict', 'name', 'person']).doNothing())
    .execute();
}

/** Puts a person's uploaded picture on a need; false where they have no such free picture. */
export async function attachPhoto(
  tx: Tx,
  row: { subdistrict: string; name: string; person: string; need: string; position: number },
): Promise<boolean> {
  const answer = await tx
    .updateTable('community.photo')
    .set({ need: row.need, position: row.position })
    .where('subdistrict', '=', row.subdistrict)
    .where('name', '=', row.name)
    .where('person', '=', row.person)
    .where('need', 'is', null)
    .executeTakeFirst();
  return Number(answer.numUpdatedRows) > 0;
}

export async function listPhotos(tx: Tx, subdistrict: string, need: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('community.photo')
    .select('name')
    .where('subdistrict', '=', subdistrict)
    .where('need', '=', need)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.name);
}

/** Recent open needs that share a feature with a text: the candidates for 「我也是」. */
export async function listCandidates(
  tx: Tx,
  subdistrict: string,
  pairs: readonly string[],
  since: Date,
  limit: number,
): Promise<Need[]> {
  if (pairs.length === 0) return [];
  return tx
    .selectFrom('community.need')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where(sql<boolean>`grams && ${pairs}::text[]`)
    .where('state', 'not in', ['withdrawn', 'declined'])
    .where('created_at', '>=', since)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Whose need a picture shows, and where it hangs. */
export async function findPhoto(
  tx: Tx,
  subdistrict: string,
  need: string,
  name: string,
): Promise<{ name: string } | undefined> {
  return tx
    .selectFrom('community.photo')
    .select('name')
    .where('subdistrict', '=', subdistrict)
    .where('need', '=', need)
    .where('name', '=', name)
    .executeTakeFirst();
}

export async function updateConfirmation(
  tx: Tx,
  need: Need,
  confirmation: Need['confirmation'],
): Promise<void> {
  await tx
    .updateTable('community.need')
    .set({ confirmation })
    .where('subdistrict', '=', need.subdistrict)
    .where('id', '=', need.id)
    .execute();
}

/** Open needs that somebody handles. */
export async function listAssignedNeeds(
  tx: Tx,
  subdistrict: string,
  assignee: string,
): Promise<Need[]> {
  return tx
    .selectFrom('community.need')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('assignee', '=', assignee)
    .where('state', 'in', ['expressed', 'triaged', 'asked'])
    .forUpdate()
    .execute();
}

/** The needs that belong to a person or that they voiced, with whose they are. */
export async function listVoicedNeeds(
  tx: Tx,
  subdistrict: string,
  person: string,
): Promise<{ need: Need; voice: VoiceRow }[]> {
  const voices = await tx
    .selectFrom('community.need_voice')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where((where) => where.or([where('author', '=', person), where('voiced_by', '=', person)]))
    .execute();
  if (voices.length === 0) return [];
  const needs = await tx
    .selectFrom('community.need')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where(
      'id',
      'in',
      voices.map((voice) => voice.need),
    )
    .execute();
  return needs.flatMap((need) => {
    const voice = voices.find((each) => each.need === need.id);
    return voice ? [{ need, voice }] : [];
  });
}

export async function listMessagesBy(
  tx: Tx,
  subdistrict: string,
  person: string,
): Promise<MessageRow[]> {
  return tx
    .selectFrom('community.need_message')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('by_person', '=', person)
    .orderBy('id')
    .execute();
}

/** Takes the words and the identity out of a need; its number, dates and course stay. */
export async function eraseNeed(
  tx: Tx,
  subdistrict: string,
  need: string,
  words: string,
): Promise<void> {
  await tx
    .updateTable('community.need')
    .set({ text: words, grams: sql`'{}'::text[]` as never, photo_count: 0 })
    .where('subdistrict', '=', subdistrict)
    .where('id', '=', need)
    .execute();
  await tx
    .updateTable('community.need_voice')
    .set({ name_sealed: null, phone_sealed: null, relation: null })
    .where('subdistrict', '=', subdistrict)
    .where('need', '=', need)
    .execute();
}

export async function eraseMessagesBy(
  tx: Tx,
  subdistrict: string,
  person: string,
  words: string,
): Promise<void> {
  await tx
    .updateTable('community.need_message')
    .set({ text: words })
    .where('subdistrict', '=', subdistrict)
    .where('by_person', '=', person)
    .where('kind', 'in', ['reply', 'reopen'])
    .execute();
}

/** Takes a person's pictures away; returns the files that nobody else has. */
export async function deletePhotosOf(
  tx: Tx,
  subdistrict: string,
  person: string,
): Promise<string[]> {
  const rows = await tx
    .deleteFrom('community.photo')
    .where('subdistrict', '=', subdistrict)
    .where('person', '=', person)
    .returning('name')
    .execute();
  const names = rows.map((row) => row.name);
  if (names.length === 0) return [];
  const left = await tx
    .selectFrom('community.photo')
    .select('name')
    .where('subdistrict', '=', subdistrict)
    .where('name', 'in', names)
    .execute();
  return names.filter((name) => !left.some((row) => row.name === name));
}
