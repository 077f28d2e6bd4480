import { isOpenNeed, personOf } from '@mulin/contract';
import { ok, type Result, refuse } from '@mulin/kernel';
import { type Answer, type Input, nowOf, recordEvent, type Work } from '../../record/index.ts';
import { deleteJoin, findVoice, insertJoin, lockNeed, updateNeed } from '../store.ts';

/** 「我也是」: counts a neighbour once. */
export async function joinNeed(
  work: Work,
  { params }: Input<'joinNeed'>,
): Promise<Result<Answer<'joinNeed'>>> {
  const { subdistrict, id } = params;
  const person = personOf(work.actor) as string;
  const need = await lockNeed(work.tx, subdistrict, id);
  if (!need) return refuse('SY-104');
  const voice = await findVoice(work.tx, subdistrict, id);
  if (voice && [voice.author, voice.voiced_by].includes(person)) return refuse('ND-110');
  if (!isOpenNeed(need.state)) return refuse('ND-103', { values: { state: need.state } });
  const isNew = await insertJoin(work.tx, { subdistrict, need: id, person, at: nowOf(work) });
  if (!isNew) return ok({ joinCount: need.join_count, hasJoined: true });
  const next = await updateNeed(work.tx, need, { join_count: need.join_count + 1 }, nowOf(work));
  await recordEvent(work, 'NeedJoined', { subdistrict, stream: id, role: 'neighbor' }, {});
  return ok({ joinCount: next.join_count, hasJoined: true });
}

/** Takes a join back; doing so twice is harmless. */
export async function leaveNeed(
  work: Work,
  { params }: Input<'leaveNeed'>,
): Promise<Result<Answer<'leaveNeed'>>> {
  const { subdistrict, id } = params;
  const person = personOf(work.actor) as string;
  const need = await lockNeed(work.tx, subdistrict, id);
  if (!need) return refuse('SY-104');
  const wasThere = await deleteJoin(work.tx, { subdistrict, need: id, person });
  if (!wasThere) return ok({ joinCount: need.join_count, hasJoined: false });
  const next = await updateNeed(work.tx, need, { join_count: need.join_count - 1 }, nowOf(work));
  await recordEvent(work, 'NeedLeft', { subdistrict, stream: id, role: 'neighbor' }, {});
  return ok({ joinCount: next.join_count, hasJoined: false });
}
