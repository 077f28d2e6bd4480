import { answersFor, personOf } from '@mulin/contract';
import { type Result, refuse } from '@mulin/kernel';
import { type Answer, type Input, nowOf, recordEvent, type Work } from '../../record/index.ts';
import { HANDLERS } from '../standing.ts';
import { findVoice, lockNeed, updateNeed } from '../store.ts';
import { readNeed } from '../views/get-need.ts';

/**
 * Whoever a need was voiced for says whether it is theirs; staff record what they said on a visit.
 * A need that is not theirs is withdrawn.
 */
export async function confirmNeed(
  work: Work,
  { params, body }: Input<'confirmNeed'>,
): Promise<Result<Answer<'confirmNeed'>>> {
  const need = await lockNeed(work.tx, params.subdistrict, params.id);
  if (!need) return refuse('SY-104');
  const voice = await findVoice(work.tx, params.subdistrict, params.id);
  const isTheirs = voice?.author !== null && voice?.author === personOf(work.actor);
  const isStaff = answersFor(work.actor, HANDLERS, need.committee);
  if (!isTheirs && !isStaff) return refuse('ND-104');
  if (need.confirmation !== 'waiting') return refuse('ND-103', { values: { state: need.state } });
  await updateNeed(
    work.tx,
    need,
    body.confirmed
      ? { confirmation: 'confirmed' }
      : { confirmation: 'rejected', state: 'withdrawn', paused_at: null },
    nowOf(work),
  );
  await recordEvent(
    work,
    'NeedConfirmed',
    { subdistrict: need.subdistrict, stream: need.id, role: isTheirs ? 'author' : 'staff' },
    { confirmed: body.confirmed },
  );
  return readNeed(work, params);
}
