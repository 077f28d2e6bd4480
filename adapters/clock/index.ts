import { type Clock, type Instant, instantOf } from '@mulin/kernel';
import { chinaCalendar } from './china-calendar.ts';

export { chinaCalendar };

/** The machine's clock. */
export const systemClock: Clock = { now: () => instantOf(Date.now()), calendar: chinaCalendar };

/** A clock that stands where it is put. */
export class FakeClock implements Clock {
  readonly calendar = chinaCalendar;
  #at: number;
  constructor(at: string) {
    this.#at = Date.parse(at);
  }
  now(): Instant {
    return instantOf(this.#at);
  }
  advance(seconds: number): void {
    this.#at += seconds * 1000;
  }
  moveTo(at: string): void {
    this.#at = Date.parse(at);
  }
}
