import {
  findNextNeedState,
  isOpenNeed,
  type NeedAction,
  type NeedParty,
  type NeedState,
  type Stage,
} from '@mulin/contract';
import {
  addWorkingDays,
  type Clock,
  chinaDateOf,
  endOfChinaDay,
  epochOf,
  instantOf,
  type LocalDate,
  ok,
  type Result,
  refuse,
} from '@mulin/kernel';

/** 需求: the row of a need, as it stands now. */
export interface Need {
  readonly subdistrict: string;
  readonly id: string;
  readonly reference: string;
  readonly text: string;
  readonly grams: readonly string[];
  readonly category: string | null;
  readonly committee: string;
  readonly compound: string | null;
  readonly building: string | null;
  readonly place_name: string;
  readonly channel: string;
  readonly visibility: 'neighbors' | 'staff';
  readonly is_proxy: boolean;
  readonly confirmation: 'not-needed' | 'waiting' | 'confirmed' | 'rejected';
  readonly state: NeedState;
  readonly lead_office: string | null;
  readonly assignee: string | null;
  readonly said_at: Date;
  readonly due_on: string | null;
  readonly clock_from: Date | null;
  readonly paused_at: Date | null;
  readonly answered_at: Date | null;
  readonly decline_reason: string | null;
  readonly right_channel: string | null;
  readonly join_count: number;
  readonly photo_count: number;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** The category whose days are promised until a need is sorted. */
export const DEFAULT_CATEGORY = 'other';

/** Who reads the author's name. Staff who handle it do; neighbours and open data never. */
export function nameShownTo(need: Pick<Need, 'visibility' | 'confirmation'>): {
  staff: 'full-name';
  neighbors: 'no-name' | 'not-shown';
  open: 'no-name' | 'not-shown';
} {
  const isSettled = need.confirmation === 'not-needed' || need.confirmation === 'confirmed';
  const shown = need.visibility === 'neighbors' && isSettled ? 'no-name' : 'not-shown';
  return { staff: 'full-name', neighbors: shown, open: shown };
}

/** Decides an action by the state table; refuses with ND-103 where it has no such row. */
export function decideNeedAction(
  need: Pick<Need, 'state'>,
  action: NeedAction,
  by: NeedParty,
): Result<NeedState> {
  const next = findNextNeedState(need.state, action, by);
  return next === undefined ? refuse('ND-103', { values: { state: need.state } }) : ok(next);
}

/** The stage of the record that a need has reached: 说 until work begins, 评 once answered. */
export function stageOf(state: NeedState): Stage {
  return state === 'answered' || state === 'closed' ? 'evaluate' : 'express';
}

/** The day by which a need is answered: so many working days after the day on which it came in. */
export function dueDayOf(from: string, workingDays: number, clock: Clock): LocalDate {
  const day = chinaDateOf(instantOf(Date.parse(from)));
  return addWorkingDays(day, workingDays, clock.calendar);
}

/**
 * The due day after a pause: as many working days later as the clock stood still.
 * Working days of the pause are counted from the day after it began to the day on which it ended.
 */
export function dueDayAfterPause(dueOn: LocalDate, paused: Date, clock: Clock): LocalDate {
  const until = chinaDateOf(clock.now());
  let stood = 0;
  for (
    let day = addWorkingDays(chinaDateOf(instantOf(paused.getTime())), 1, clock.calendar);
    day <= until;
    day = addWorkingDays(day, 1, clock.calendar)
  ) {
    stood += 1;
  }
  return addWorkingDays(dueOn, stood, clock.calendar);
}

/** The used share of the promised time (1 at the end of the due day), or null where no clock runs. */
export function clockOf(need: Need, now: Date): number | null {
  if (!isOpenNeed(need.state) || need.due_on === null || need.clock_from === null) return null;
  const end = epochOf(endOfChinaDay(need.due_on as LocalDate));
  const at = need.paused_at ?? now;
  return (at.getTime() - need.clock_from.getTime()) / (end - need.clock_from.getTime());
}

/** Whole days that an open need is late; 0 where it is in time or its clock stands still. */
export function overdueDaysOf(need: Need, now: Date): number {
  if (!isOpenNeed(need.state) || need.due_on === null || need.paused_at !== null) return 0;
  const late = now.getTime() - epochOf(endOfChinaDay(need.due_on as LocalDate));
  return late <= 0 ? 0 : Math.ceil(late / 86_400_000);
}

/** The number that people keep: `2026-1123-0417`, the day and a count within the subdistrict. */
export function referenceOf(day: LocalDate, count: number): string {
  return `${day.slice(0, 4)}-${day.slice(5, 7)}${day.slice(8, 10)}-${String(count).padStart(4, '0')}`;
}
