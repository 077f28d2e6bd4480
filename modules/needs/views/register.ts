import { type NeedRow, type NeedState, personOf, type RegisterQuery } from '@mulin/contract';
import {
  addDays,
  addWorkingDays,
  chinaDateOf,
  type LocalDate,
  ok,
  type Result,
  refuse,
} from '@mulin/kernel';
import { findPeople } from '../../accounts/index.ts';
import { findAreaNames } from '../../areas/index.ts';
import { findOffices } from '../../organizations/index.ts';
import {
  type Answer,
  encodeCursor,
  findPageKey,
  type Input,
  nowOf,
  type Work,
} from '../../record/index.ts';
import { countUnverified } from '../../residents/index.ts';
import { clockOf, type Need, overdueDaysOf } from '../need.ts';
import {
  countInbox,
  countNeeds,
  listNeedsPage,
  type NeedFilter,
  sortValueOf,
} from '../register-store.ts';
import { HANDLERS } from '../standing.ts';
import { toCard } from './need-card.ts';

const OPEN: readonly NeedState[] = ['expressed', 'triaged', 'asked'];
/** What counts as due soon, in working days from today. */
const SOON_WORKING_DAYS = 2;
const INBOX_SIZE = 50;

/** A page of the register of needs in the areas that one answers for. */
export async function listRegister(
  work: Work,
  { params, query }: Input<'listRegister'>,
): Promise<Result<Answer<'listRegister'>>> {
  const after = query.cursor === undefined ? undefined : findPageKey(query.cursor);
  if (query.cursor !== undefined && !after) {
    return refuse('SY-101', { field: 'cursor', values: { reason: '' } });
  }
  const filter = filterOf(work, params.subdistrict, query);
  const needs = await listNeedsPage(work.tx, filter, query.sort, after, query.limit + 1);
  const page = needs.slice(0, query.limit);
  const last = page.at(-1);
  const hasMore = needs.length > page.length && last !== undefined;
  return ok({
    items: await toRows(work, params.subdistrict, page),
    nextCursor: hasMore
      ? encodeCursor({ value: sortValueOf(last, query.sort), id: last.id })
      : null,
    total: await countNeeds(work.tx, filter),
  });
}

/** What waits for one, first due first, with counts. */
export async function getInbox(
  work: Work,
  { params }: Input<'getInbox'>,
): Promise<Result<Answer<'getInbox'>>> {
  const { subdistrict } = params;
  const areas = handledAreas(work);
  const today = chinaDateOf(work.ports.clock.now());
  const counts = await countInbox(work.tx, { subdistrict, areas }, nowOf(work), {
    today,
    soon: soonDay(work, today),
    monday: mondayOf(today),
  });
  const needs = await listNeedsPage(
    work.tx,
    { subdistrict, areas, states: OPEN },
    'due',
    undefined,
    INBOX_SIZE,
  );
  return ok({
    counts: { ...counts, unverified: await countUnverified(work.tx, subdistrict, areas) },
    items: await toRows(work, subdistrict, needs),
  });
}

/** The filter of a register query; only areas in which one handles needs. */
export function filterOf(
  work: Work,
  subdistrict: string,
  query: Omit<RegisterQuery, 'cursor' | 'limit'>,
): NeedFilter {
  const today = chinaDateOf(work.ports.clock.now());
  const day = (text: string, plus: number): Date =>
    new Date(`${addDays(text as LocalDate, plus)}T00:00:00+08:00`);
  return {
    subdistrict,
    areas: handledAreas(work),
    q: query.q,
    committee: query.committee,
    category: query.category,
    channel: query.channel,
    ...(query.proxy ? { isProxy: query.proxy === 'true' } : {}),
    ...(query.from ? { saidFrom: day(query.from, 0) } : {}),
    ...(query.to ? { saidUntil: day(query.to, 1) } : {}),
    ...stateFilterOf(work, query.state, today),
  };
}

function stateFilterOf(
  work: Work,
  state: RegisterQuery['state'],
  today: LocalDate,
): Partial<NeedFilter> {
  switch (state) {
    case undefined:
      return {};
    case 'open':
      return { states: OPEN };
    case 'overdue':
      return { states: OPEN, dueUntil: addDays(today, -1) };
    case 'due-soon':
      return { states: OPEN, dueFrom: today, dueUntil: soonDay(work, today) };
    case 'mine':
      return { states: OPEN, assignee: personOf(work.actor) };
    default:
      return { states: [state] };
  }
}

function handledAreas(work: Work): string[] {
  if (work.actor.kind !== 'staff') return [];
  return work.actor.grants
    .filter((grant) => (HANDLERS as readonly string[]).includes(grant.role))
    .map((grant) => grant.area);
}

function soonDay(work: Work, today: LocalDate): LocalDate {
  return addWorkingDays(today, SOON_WORKING_DAYS, work.ports.clock.calendar);
}

function mondayOf(today: LocalDate): Date {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return new Date(`${addDays(today, -((weekday + 6) % 7))}T00:00:00+08:00`);
}

/** Needs as rows of the register, their offices, handlers and areas named. */
export async function toRows(
  work: Work,
  subdistrict: string,
  needs: readonly Need[],
): Promise<NeedRow[]> {
  const areas = await findAreaNames(
    work.tx,
    needs.map((need) => need.committee),
  );
  const offices = await findOffices(work.tx, subdistrict, idsOf(needs, 'lead_office'));
  const handlers = await findPeople(work, idsOf(needs, 'assignee'));
  const now = nowOf(work);
  return needs.map((need) => {
    const { hasJoined: _joined, isMine: _mine, ...card } = toCard(need, false, false);
    return {
      ...card,
      committeeName: areas.get(need.committee) ?? '',
      channel: need.channel,
      isProxy: need.is_proxy,
      leadOfficeName: need.lead_office ? (offices.get(need.lead_office)?.name ?? null) : null,
      assigneeName: need.assignee ? (handlers.get(need.assignee)?.name ?? null) : null,
      clock: clockOf(need, now),
      overdueDays: overdueDaysOf(need, now),
    };
  });
}

function idsOf(needs: readonly Need[], column: 'lead_office' | 'assignee'): string[] {
  return [...new Set(needs.flatMap((need) => need[column] ?? []))];
}
