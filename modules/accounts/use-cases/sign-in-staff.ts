import * as crypto from 'node:crypto';
import { promisify } from 'node:util';
import { ok, type Result, refuse } from '@mulin/kernel';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { type Answer, type Input, nowOf, type Work } from '../../record/index.ts';
import { type Duty, drawPassword, STAFF_ATTEMPTS, STAFF_LOCK_MINUTES } from '../account.ts';
import { insertCredential, lockCredential, updateCredential } from '../sign-in-store.ts';
import { createPerson } from './create-person.ts';
import { giveDuty } from './give-grant.ts';
import { startSession } from './start-session.ts';

const argon2 = promisify(crypto.argon2);

/** One second's work or so for a guesser: 19 MiB, two passes. Source: OWASP password storage, argon2id. */
const COST = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };

/** Signs a member of staff in by two factors. An unknown login costs the same time and says the same. */
export async function signInStaff(
  work: Work,
  { body }: Input<'signInStaff'>,
): Promise<Result<Answer<'signInStaff'>>> {
  const now = nowOf(work);
  const credential = await work.asSystem((tx) => lockCredential(tx, body.login.toLowerCase()));
  if (credential?.locked_until && credential.locked_until > now) {
    const minutes = Math.ceil((credential.locked_until.getTime() - now.getTime()) / 60_000);
    return refuse('AC-104', { values: { minutes } });
  }
  const isPassword = await fitsPassword(body.password, credential?.password_hash ?? NOBODY);
  if (!credential) return refuse('AC-103');
  const step = isPassword
    ? findStep(work.ports.vault.open(credential.authenticator_sealed), body.code, {
        now,
        after: Number(credential.last_step),
      })
    : undefined;
  if (step === undefined) {
    const failures = credential.failures + 1;
    const isLocked = failures >= STAFF_ATTEMPTS;
    await work.asSystem((tx) =>
      updateCredential(tx, credential.person, {
        failures: isLocked ? 0 : failures,
        locked_until: isLocked ? new Date(now.getTime() + STAFF_LOCK_MINUTES * 60_000) : null,
      }),
    );
    return refuse('AC-103');
  }
  await work.asSystem((tx) =>
    updateCredential(tx, credential.person, { failures: 0, locked_until: null, last_step: step }),
  );
  await startSession(work, credential.person, 'staff');
  return ok({ state: 'signed-in' });
}

/** What a new member of staff signs in with for the first time; shown once. */
export interface FirstSignIn {
  readonly person: string;
  readonly password: string;
  readonly authenticatorUri: string;
}

/** Makes a login with a first password and an authenticator, and gives its duties. Returns the person. */
export async function createStaff(
  work: Work,
  staff: { readonly login: string; readonly name: string; readonly grants: readonly Duty[] },
): Promise<Result<string>> {
  const made = await createLogin(work, staff.login, staff.name);
  if (!made.ok) return made;
  for (const grant of staff.grants) await giveDuty(work, made.value.person, grant);
  return ok(made.value.person);
}

/** Makes a login that has no duty yet. */
export async function createLogin(
  work: Work,
  login: string,
  name: string,
): Promise<Result<FirstSignIn>> {
  const created = await createPerson(work, { name, how: 'grant' });
  if (!created.ok) return created;
  const person = created.value;
  const password = drawPassword(work.ports.randomness);
  const secret = generateSecret();
  const hash = await hashPassword(password);
  await work.asSystem((tx) =>
    insertCredential(tx, {
      person,
      login: login.toLowerCase(),
      password_hash: hash,
      authenticator_sealed: work.ports.vault.seal(secret),
      last_step: 0,
      failures: 0,
      locked_until: null,
    }),
  );
  const authenticatorUri = generateURI({ issuer: 'Mulin', label: login, secret });
  return ok({ person, password, authenticatorUri });
}

async function hashPassword(password: string): Promise<string> {
  const nonce = crypto.randomBytes(16);
  const tag = await argon2('argon2id', { ...COST, message: password, nonce });
  return `argon2id.${nonce.toString('base64url')}.${tag.toString('base64url')}`;
}

/** A hash that no password fits, so that an unknown login takes as long as a known one. */
const NOBODY = `argon2id.${Buffer.alloc(16).toString('base64url')}.${Buffer.alloc(32).toString('base64url')}`;

async function fitsPassword(password: string, kept: string): Promise<boolean> {
  const [, nonce = '', tag = ''] = kept.split('.');
  const expected = Buffer.from(tag, 'base64url');
  const actual = await argon2('argon2id', {
    ...COST,
    message: password,
    nonce: nonce === '' ? Buffer.alloc(16) : Buffer.from(nonce, 'base64url'),
  });
  return expected.length === actual.length && crypto.timingSafeEqual(expected, actual);
}

/** The time step whose code was given, later than the last one used; nothing else fits. */
function findStep(
  secret: string,
  code: string,
  { now, after }: { readonly now: Date; readonly after: number },
): number | undefined {
  const answer = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: 30,
  });
  return answer.valid && 'timeStep' in answer && answer.timeStep > after
    ? answer.timeStep
    : undefined;
}
