import { chinaDateOf, type Result } from '@mulin/kernel';
import { type Answer, type Input, nowOf, recordEvent, type Work } from '../../record/index.ts';
import { DEFAULT_CATEGORY, decideNeedAction, dueDayOf } from '../need.ts';
import { takeInHand } from '../standing.ts';
import { listCategories, updateNeed } from '../store.ts';
import { readNeed } from '../views/get-need.ts';
import { say } from './say.ts';

/** The author is content: the loop closes. */
export async function closeNeed(
  work: Work,
  { params }: Input<'closeNeed'>,
): Promise<Result<Answer<'closeNeed'>>> {
  const inHand = await takeInHand(work, params, 'author');
  if (!inHand.ok) return inHand;
  const { need } = inHand.value;
  const state = decideNeedAction(need, 'close', 'author');
  if (!state.ok) return state;
  await updateNeed(work.tx, need, { state: state.value }, nowOf(work));
  const subject = { subdistrict: need.subdistrict, stream: need.id, role: 'author' };
  await recordEvent(work, 'NeedClosed', subject, {});
  return readNeed(work, params);
}

/** The author is not content and says why: a new clock begins. */
export async function reopenNeed(
  work: Work,
  { params, body }: Input<'reopenNeed'>,
): Promise<Result<Answer<'reopenNeed'>>> {
  const inHand = await takeInHand(work, params, 'author');
  if (!inHand.ok) return inHand;
  const { need } = inHand.value;
  const state = decideNeedAction(need, 'reopen', 'author');
  if (!state.ok) return state;
  const { clock } = work.ports;
  const categories = await listCategories(work.tx, chinaDateOf(clock.now()));
  const category = categories.find((each) => each.code === (need.category ?? DEFAULT_CATEGORY));
  const dueOn = dueDayOf(clock.now(), category?.answer_within_working_days ?? 7, clock);
  const message = await say(work, inHand.value, 'reopen', body.text);
  await updateNeed(
    work.tx,
    need,
    {
      state: state.value,
      due_on: dueOn,
      clock_from: nowOf(work),
      paused_at: null,
      answered_at: null,
      decline_reason: null,
      right_channel: null,
    },
    nowOf(work),
  );
  const subject = { subdistrict: need.subdistrict, stream: need.id, role: 'author' };
  await recordEvent(work, 'NeedReopened', subject, { message, dueOn });
  return readNeed(work, params);
}

/** The author takes it back. */
export async function withdrawNeed(
  work: Work,
  { params }: Input<'withdrawNeed'>,
): Promise<Result<Answer<'withdrawNeed'>>> {
  const inHand = await takeInHand(work, params, 'author');
  if (!inHand.ok) return inHand;
  const { need } = inHand.value;
  const state = decideNeedAction(need, 'withdraw', 'author');
  if (!state.ok) return state;
  await updateNeed(work.tx, need, { state: state.value, paused_at: null }, nowOf(work));
  const subject = { subdistrict: need.subdistrict, stream: need.id, role: 'author' };
  await recordEvent(work, 'NeedWithdrawn', subject, {});
  return readNeed(work, params);
}
