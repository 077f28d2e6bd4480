import { gramsOf } from '@mulin/engine-expression';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { PageKey, Tables, Tx } from '../record/index.ts';
import type { Need } from './need.ts';

/** What a list of needs is narrowed by; nothing in it is SQL. */
export interface NeedFilter {
  readonly subdistrict: string;
  readonly q?: string | undefined;
  readonly states?: readonly Need['state'][] | undefined;
  readonly committee?: string | undefined;
  /** Areas of a member of staff; any of them. */
  readonly areas?: readonly string[] | undefined;
  readonly category?: string | undefined;
  readonly channel?: string | undefined;
  readonly isProxy?: boolean | undefined;
  readonly assignee?: string | undefined;
  /** Due on or before this day. */
  readonly dueUntil?: string | undefined;
  /** Due on or after this day. */
  readonly dueFrom?: string | undefined;
  readonly saidFrom?: Date | undefined;
  readonly saidUntil?: Date | undefined;
  /** Without needs whose owner has not yet said that they are theirs. */
  readonly onlyConfirmed?: boolean | undefined;
  /** Only what neighbours may read. */
  readonly isPublic?: boolean | undefined;
  /** Needs of these persons, or that they joined. */
  readonly ofPersons?: readonly string[] | undefined;
}

export const NEED_ORDERS = ['due', 'newest', 'oldest', 'joins'] as const;
export type NeedOrder = (typeof NEED_ORDERS)[number];

type NeedQuery = SelectQueryBuilder<Tables, 'community.need', Need>;

export async function listNeedsPage(
  tx: Tx,
  filter: NeedFilter,
  order: NeedOrder,
  after: PageKey | undefined,
  limit: number,
): Promise<Need[]> {
  const base = narrowed(tx.selectFrom('community.need').selectAll() as NeedQuery, filter);
  return ordered(base, order, after).limit(limit).execute();
}

export async function countNeeds(tx: Tx, filter: NeedFilter): Promise<number> {
  const all = tx
    .selectFrom('community.need')
    .select((of) => of.fn.countAll<number>().as('count')) as unknown as NeedQuery;
  const row = (await narrowed(all, filter).executeTakeFirstOrThrow()) as unknown as {
    count: number;
  };
  return Number(row.count);
}

function narrowed(base: NeedQuery, filter: NeedFilter): NeedQuery {
  let query = base.where('subdistrict', '=', filter.subdistrict);
  if (filter.states) query = query.where('state', 'in', filter.states);
  if (filter.committee) query = query.where('committee', '=', filter.committee);
  if (filter.areas) {
    query = query.where(
      sql<boolean>`exists (select from unnest(${filter.areas}::text[]) as area where starts_with(committee, area))`,
    );
  }
  if (filter.category) query = query.where('category', '=', filter.category);
  if (filter.channel) query = query.where('channel', '=', filter.channel);
  if (filter.isProxy !== undefined) query = query.where('is_proxy', '=', filter.isProxy);
  if (filter.assignee) query = query.where('assignee', '=', filter.assignee);
  if (filter.dueUntil)
    query = query.where('due_on', '<=', filter.dueUntil).where('paused_at', 'is', null);
  if (filter.dueFrom) query = query.where('due_on', '>=', filter.dueFrom);
  if (filter.saidFrom) query = query.where('said_at', '>=', filter.saidFrom);
  if (filter.saidUntil) query = query.where('said_at', '<', filter.saidUntil);
  if (filter.isPublic) query = query.where('visibility', '=', 'neighbors');
  if (filter.onlyConfirmed) query = query.where('confirmation', 'in', ['not-needed', 'confirmed']);
  if (filter.q) query = searched(query, filter.q);
  if (filter.ofPersons) {
    query = query.where(
      sql<boolean>`(exists (select from community.need_voice v where v.subdistrict = community.need.subdistrict
          and v.need = community.need.id
          and (v.author = any(${filter.ofPersons}::uuid[]) or v.voiced_by = any(${filter.ofPersons}::uuid[])))
        or exists (select from community.need_join j where j.subdistrict = community.need.subdistrict
          and j.need = community.need.id and j.person = any(${filter.ofPersons}::uuid[])))`,
    );
  }
  return query;
}

/** Text of any two signs or more goes by the index of pairs, then by the words themselves. */
function searched(query: NeedQuery, q: string): NeedQuery {
  const words = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const pairs = gramsOf(q).filter((gram) => [...gram].length > 1);
  return query.where((where) =>
    where.or([
      pairs.length > 0
        ? sql<boolean>`(grams @> ${pairs}::text[] and text ilike ${words})`
        : sql<boolean>`text ilike ${words}`,
      where('reference', 'like', `%${q.replace(/[^0-9-]/g, '') || '?'}%`),
      sql<boolean>`place_name ilike ${words}`,
    ]),
  );
}

function ordered(base: NeedQuery, order: NeedOrder, after: PageKey | undefined): NeedQuery {
  if (order === 'newest' || order === 'oldest') {
    const way = order === 'newest' ? 'desc' : 'asc';
    const query = base.orderBy('id', way);
    return after ? query.where('id', way === 'desc' ? '<' : '>', after.id) : query;
  }
  if (order === 'joins') {
    const query = base.orderBy('join_count', 'desc').orderBy('id', 'desc');
    return after
      ? query.where(
          sql<boolean>`(join_count, id) < (${Number(after.value)}::int, ${after.id}::uuid)`,
        )
      : query;
  }
  const query = base.orderBy(sql`coalesce(due_on, '9999-12-31'::date)`).orderBy('id');
  return after
    ? query.where(
        sql<boolean>`(coalesce(due_on, '9999-12-31'::date), id) > (${after.value}::date, ${after.id}::uuid)`,
      )
    : query;
}

/** The sort value of a need in an order, for the key of the next page. */
export function sortValueOf(need: Need, order: NeedOrder): string {
  if (order === 'joins') return String(need.join_count);
  return order === 'due' ? (need.due_on ?? '9999-12-31') : '';
}

/** What waits in an area, counted at once. */
export interface InboxCounts {
  readonly open: number;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly halfway: number;
  readonly answeredThisWeek: number;
}

/**
 * Counts the open needs of an area by how far their clocks have run.
 *
 * @param days today, the last day that counts as soon, and this week's Monday, in China
 */
export async function countInbox(
  tx: Tx,
  filter: { readonly subdistrict: string; readonly areas: readonly string[] },
  now: Date,
  days: { readonly today: string; readonly soon: string; readonly monday: Date },
): Promise<InboxCounts> {
  const isOpen = sql`state in ('expressed', 'triaged', 'asked')`;
  const isRunning = sql`${isOpen} and paused_at is null`;
  const end = sql`((due_on + 1)::timestamp at time zone 'Asia/Shanghai')`;
  const count = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(*) filter (where ${condition})::int`;
  return tx
    .selectFrom('community.need')
    .select([
      count(isOpen).as('open'),
      count(sql`${isRunning} and due_on < ${days.today}::date`).as('overdue'),
      count(sql`${isRunning} and due_on between ${days.today}::date and ${days.soon}::date`).as(
        'dueSoon',
      ),
      count(
        sql`${isRunning} and due_on > ${days.soon}::date and 2 * (${now}::timestamptz - clock_from) >= ${end} - clock_from`,
      ).as('halfway'),
      count(sql`answered_at >= ${days.monday}::timestamptz`).as('answeredThisWeek'),
    ])
    .where('subdistrict', '=', filter.subdistrict)
    .where(
      sql<boolean>`exists (select from unnest(${filter.areas}::text[]) as area where starts_with(committee, area))`,
    )
    .executeTakeFirstOrThrow();
}
