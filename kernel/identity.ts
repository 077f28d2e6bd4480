import { isLocalDate, type LocalDate, localDate } from './time.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** What a citizen's identity number says about its bearer. */
export interface IdentityNumber {
  readonly number: string;
  readonly birthday: LocalDate;
}

/**
 * Reads an 18-digit identity number (公民身份号码), or nothing where its check digit or date is wrong.
 * A number of 15 digits is refused: it has no check digit and is out of use.
 *
 * Source: GB 11643-1999 (ISO 7064 MOD 11-2).
 */
export function findIdentityNumber(text: string): IdentityNumber | undefined {
  const number = text.trim().toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return undefined;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  if (CHECK_DIGITS[sum % 11] !== number[17]) return undefined;
  const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  return isLocalDate(day) ? { number, birthday: localDate(day) } : undefined;
}

/** Shows only the region and the last four signs: `310101********002X`. */
export function maskIdentityNumber(number: string): string {
  return `${number.slice(0, 6)}********${number.slice(-4)}`;
}

/** A mainland mobile number without +86 and separators, or nothing. Real proof is a code sent to it. */
export function findMobile(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '').replace(/^(\+?86)(?=1[3-9]\d{9}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined;
}

/** Shows the first three and last four digits: `138****6021`. */
export function maskMobile(mobile: string): string {
  return `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
}
