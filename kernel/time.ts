import type { Branded } from './ids.ts';

/** A moment, ISO 8601 in UTC with milliseconds: `2026-11-23T08:00:00.000Z`. */
export type Instant = Branded<string, 'Instant'>;

/** A day of the calendar without a zone: `2026-11-23`. */
export type LocalDate = Branded<string, 'LocalDate'>;

/** Tells whether people work on a day. The horizon is the last day it knows for certain. */
export interface WorkingCalendar {
  isWorkingDay(day: LocalDate): boolean;
  readonly horizon: LocalDate;
}

/** All of China keeps one time, UTC+8, without summer time since 1991. */
export const CHINA_OFFSET_MINUTES = 480;

/** The moment of an epoch time in milliseconds. */
export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString() as Instant;
}

/** Epoch milliseconds of a moment. */
export function epochOf(instant: Instant): number {
  return Date.parse(instant);
}

/** Reads `YYYY-MM-DD`. Throws on a day that does not exist, which is a defect. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError('not a day');
  return text as LocalDate;
}

/** Tells whether a text is a day that exists: `2026-02-29` is not. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

/** The day in China at a moment. `2026-11-22T17:00:00.000Z` is 2026-11-23 there. */
export function chinaDateOf(instant: Instant): LocalDate {
  const shifted = epochOf(instant) + CHINA_OFFSET_MINUTES * 60_000;
  return new Date(shifted).toISOString().slice(0, 10) as LocalDate;
}

/** The last moment of a day in China. */
export function endOfChinaDay(day: LocalDate): Instant {
  return instantOf(Date.parse(`${day}T23:59:59.999+08:00`));
}

/** The day `count` days later (earlier where negative). */
export function addDays(day: LocalDate, count: number): LocalDate {
  const at = Date.parse(`${day}T00:00:00Z`) + count * 86_400_000;
  return new Date(at).toISOString().slice(0, 10) as LocalDate;
}

/**
 * The last of `count` working days after a day; the day itself does not count.
 *
 * @param count whole, zero or more; zero gives the day itself
 * @param calendar beyond its horizon the answer may change when holidays are published
 *
 * Source: 民法典 articles 201 and 203 (the first day is not counted).
 */
export function addWorkingDays(
  day: LocalDate,
  count: number,
  calendar: WorkingCalendar,
): LocalDate {
  let current = day;
  for (let left = count; left > 0; ) {
    current = addDays(current, 1);
    if (calendar.isWorkingDay(current)) left -= 1;
  }
  return current;
}

/** Whole years between a birthday and a day. Born 1951-11-24, one is 74 on 2026-11-23. */
export function ageOn(birthday: LocalDate, day: LocalDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthday.slice(0, 4));
  return day.slice(5) < birthday.slice(5) ? years - 1 : years;
}
