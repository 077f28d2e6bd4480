import type { Branded } from './ids.ts';
import { fail, ok, type Result } from './result.ts';

/** 分: whole fen, one hundredth of a yuan. The only unit of money inside the program. */
export type Fen = Branded<number, 'Fen'>;

/** Takes a whole number of fen. Throws on a fraction or beyond 2^53, which is a defect. */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not whole fen: ${amount}`);
  return amount as Fen;
}

/**
 * Reads yuan as people type them into fen, without passing through a fraction.
 *
 * `parseYuan('12.5')` is 1250 fen. Fails with `KN-101` on anything but digits and up to two decimals.
 */
export function parseYuan(text: string): Result<Fen> {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(',', ''));
  if (!match) return fail({ code: 'KN-101' });
  return ok(fen(Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))));
}

/** Writes fen as yuan with two decimals. `formatYuan(fen(1250))` is `12.50`. */
export function formatYuan(amount: Fen): string {
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
