import type { Result } from '@mulin/kernel';
import { type Answer, type Input, nowOf, recordEvent, type Work } from '../../record/index.ts';
import { decideNeedAction } from '../need.ts';
import { takeInHand } from '../standing.ts';
import { updateNeed } from '../store.ts';
import { readNeed } from '../views/get-need.ts';
import { say } from './say.ts';
import { tellAuthor } from './tell-author.ts';

/** Answers the author, who then says whether that will do. */
export async function answerNeed(
  work: Work,
  { params, body }: Input<'answerNeed'>,
): Promise<Result<Answer<'answerNeed'>>> {
  const inHand = await takeInHand(work, params, 'staff');
  if (!inHand.ok) return inHand;
  const { need, voice } = inHand.value;
  const state = decideNeedAction(need, 'answer', 'staff');
  if (!state.ok) return state;
  const message = await say(work, inHand.value, 'answer', body.text);
  await updateNeed(
    work.tx,
    need,
    { state: state.value, answered_at: nowOf(work), paused_at: null },
    nowOf(work),
  );
  await recordEvent(
    work,
    'NeedAnswered',
    { subdistrict: need.subdistrict, stream: need.id, role: 'staff' },
    { message },
  );
  await tellAuthor(work, voice, 'need-answered', need.reference);
  return readNeed(work, params);
}

/** Declines, with a reason that the rules know and the channel that is the right one. */
export async function declineNeed(
  work: Work,
  { params, body }: Input<'declineNeed'>,
): Promise<Result<Answer<'declineNeed'>>> {
  const inHand = await takeInHand(work, params, 'staff');
  if (!inHand.ok) return inHand;
  const { need, voice } = inHand.value;
  const state = decideNeedAction(need, 'decline', 'staff');
  if (!state.ok) return state;
  const message = await say(work, inHand.value, 'decline', body.text);
  await updateNeed(
    work.tx,
    need,
    {
      state: state.value,
      answered_at: nowOf(work),
      paused_at: null,
      decline_reason: body.reason,
      right_channel: body.rightChannel,
    },
    nowOf(work),
  );
  await recordEvent(
    work,
    'NeedDeclined',
    { subdistrict: need.subdistrict, stream: need.id, role: 'staff' },
    { message, reason: body.reason },
  );
  await tellAuthor(work, voice, 'need-declined', need.reference);
  return readNeed(work, params);
}
