import { ok, type Result, refuse } from '@mulin/kernel';
import { verifySync } from 'otplib';
import { type Answer, type Input, nowOf, type Work } from '../../record/index.ts';
import { STAFF_ATTEMPTS, STAFF_LOCK_MINUTES } from '../account.ts';
import { fitsPassword, NOBODY } from '../password.ts';
import { lockCredential, updateCredential } from '../sign-in-store.ts';
import { startSession } from './start-session.ts';

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
