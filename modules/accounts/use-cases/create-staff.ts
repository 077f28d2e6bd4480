import { ok, type Result } from '@mulin/kernel';
import { generateSecret, generateURI } from 'otplib';
import type { Work } from '../../record/index.ts';
import { type Duty, drawPassword } from '../account.ts';
import { hashPassword } from '../password.ts';
import { insertCredential } from '../sign-in-store.ts';
import { createPerson } from './create-person.ts';
import { giveDuty } from './give-duty.ts';

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
