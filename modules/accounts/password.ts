import * as crypto from 'node:crypto';
import { promisify } from 'node:util';

const argon2 = promisify(crypto.argon2);

/** One second's work or so for a guesser: 19 MiB, two passes. Source: OWASP password storage, argon2id. */
const COST = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };

/** Hashes a password with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = crypto.randomBytes(16);
  const tag = await argon2('argon2id', { ...COST, message: password, nonce });
  return `argon2id.${nonce.toString('base64url')}.${tag.toString('base64url')}`;
}

/** A hash that no password fits, so that an unknown login takes as long as a known one. */
export const NOBODY = `argon2id.${Buffer.alloc(16).toString('base64url')}.${Buffer.alloc(32).toString('base64url')}`;

/** Tells whether a password is the kept one, in the same time whichever it is. */
export async function fitsPassword(password: string, kept: string): Promise<boolean> {
  const [, nonce = '', tag = ''] = kept.split('.');
  const expected = Buffer.from(tag, 'base64url');
  const actual = await argon2('argon2id', {
    ...COST,
    message: password,
    nonce: nonce === '' ? Buffer.alloc(16) : Buffer.from(nonce, 'base64url'),
  });
  return expected.length === actual.length && crypto.timingSafeEqual(expected, actual);
}
