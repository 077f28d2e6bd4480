import { personOf } from '@mulin/contract';
import { ok, type Result } from '@mulin/kernel';
import { type Answer, type Input, nowOf, type Work } from '../../record/index.ts';
import { endAllSessions, endSession } from '../sign-in-store.ts';

/** Ends this session, or all of this person. */
export async function signOut(
  work: Work,
  { query }: Input<'signOut'>,
): Promise<Result<Answer<'signOut'>>> {
  const me = personOf(work.actor) as string;
  const now = nowOf(work);
  await work.asSystem(async (tx) => {
    if (query.everywhere) await endAllSessions(tx, me, now);
    else if (work.sessionHash) await endSession(tx, work.sessionHash, now);
  });
  work.effects.session = 'ended';
  return ok(undefined);
}
