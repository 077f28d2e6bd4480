import { createHash } from 'node:crypto';
import type { GrantView, StaffRole } from '@mulin/contract';
import type { Randomness } from '@mulin/kernel';

/** How long a one-time code lives, and how soon another may be asked for. */
export const CODE_SECONDS = 300;
export const CODE_AGAIN_SECONDS = 60;
export const CODES_AN_HOUR = 6;
export const CODE_ATTEMPTS = 5;
/** How long somebody may take to say which person of a shared phone they are. */
export const TICKET_SECONDS = 300;
export const SESSION_SECONDS = { resident: 30 * 86_400, staff: 12 * 3_600 } as const;
/** Wrong sign-ins of staff before a pause. */
export const STAFF_ATTEMPTS = 5;
export const STAFF_LOCK_MINUTES = 15;

/** A duty as it is given: role, area, and where there is one the office. */
export interface Duty {
  readonly role: StaffRole;
  readonly area: string;
  readonly office: string | null;
}

/** The newest code sent to a phone, as far as a check needs it. */
export interface SentCode {
  readonly code_hash: string;
  readonly expires_at: Date;
  readonly attempts: number;
  readonly used_at: Date | null;
}

/** Tells whether a code may still be tried at all: sent, unused, in time, and not guessed at too often. */
export function isCodeLive(sent: SentCode | undefined, now: Date): boolean {
  return (
    sent !== undefined &&
    sent.used_at === null &&
    sent.attempts < CODE_ATTEMPTS &&
    sent.expires_at.getTime() > now.getTime()
  );
}

/** Six digits, all equally likely. */
export function drawCode(randomness: Randomness): string {
  const most = 4_294_000_000;
  for (;;) {
    const number = new DataView(randomness.bytes(4).buffer).getUint32(0);
    if (number < most) return String(number % 1_000_000).padStart(6, '0');
  }
}

/** A secret of 256 bits that only its bearer knows; the database keeps its hash. */
export function drawToken(randomness: Randomness): string {
  return Buffer.from(randomness.bytes(32)).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A first password, easy to read out: four groups of four without look-alikes. */
export function drawPassword(randomness: Randomness): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
  const text = [...randomness.bytes(16)].map((byte) => signs[byte % signs.length]).join('');
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** A name that tells people of one phone apart without giving it away: `王**`. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name];
  return first + '*'.repeat(Math.max(1, rest.length));
}

/** What stands in the place of a name that was erased. */
export const ERASED_NAME = '（已注销）';

/** A duty in words, for screens. */
export function toGrantView(
  grant: Duty & { readonly id: string },
  areaNames: ReadonlyMap<string, string>,
  officeNames: ReadonlyMap<string, string>,
): GrantView {
  return {
    id: grant.id,
    role: grant.role,
    area: grant.area,
    areaName: areaNames.get(grant.area) ?? grant.area,
    office: grant.office,
    officeName: grant.office ? (officeNames.get(grant.office) ?? null) : null,
  };
}
