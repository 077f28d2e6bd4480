import type { LocalDate, Result } from '@mulin/kernel';
import { type Answer, type Input, nowOf, recordEvent, type Work } from '../../record/index.ts';
import { decideNeedAction, dueDayAfterPause } from '../need.ts';
import { takeInHand } from '../standing.ts';
import { updateNeed } from '../store.ts';
import { readNeed } from '../views/get-need.ts';
import { say } from './say.ts';
import { tellAuthor } from './tell-author.ts';

/** Asks the author back; the clock stands still until they reply. */
export async function askBack(
  work: Work,
  { params, body }: Input<'askBack'>,
): Promise<Result<Answer<'askBack'>>> {
  const inHand = await takeInHand(work, params, 'staff');
  if (!inHand.ok) return inHand;
  const { need, voice } = inHand.value;
  const state = decideNeedAction(need, 'ask', 'staff');
  if (!state.ok) return state;
  const message = await say(work, inHand.value, 'ask', body.text);
  await updateNeed(work.tx, need, { state: state.value, paused_at: nowOf(work) }, nowOf(work));
  await recordEvent(
    work,
    'SupplementRequested',
    { subdistrict: need.subdistrict, stream: need.id, role: 'staff' },
    { message },
  );
  await tellAuthor(work, voice, 'need-question', need.reference);
  return readNeed(work, params);
}

/** The author's reply; the clock goes on, as many working days later as it stood still. */
export async function replyToQuestion(
  work: Work,
  { params, body }: Input<'replyToQuestion'>,
): Promise<Result<Answer<'replyToQuestion'>>> {
  const inHand = await takeInHand(work, params, 'author');
  if (!inHand.ok) return inHand;
  const { need } = inHand.value;
  const state = decideNeedAction(need, 'reply', 'author');
  if (!state.ok) return state;
  const message = await say(work, inHand.value, 'reply', body.text);
  const dueOn =
    need.due_on && need.paused_at
      ? dueDayAfterPause(need.due_on as LocalDate, need.paused_at, work.ports.clock)
      : need.due_on;
  await updateNeed(
    work.tx,
    need,
    { state: state.value, paused_at: null, due_on: dueOn },
    nowOf(work),
  );
  await recordEvent(
    work,
    'SupplementGiven',
    { subdistrict: need.subdistrict, stream: need.id, role: 'author' },
    { message, dueOn },
  );
  return readNeed(work, params);
}
