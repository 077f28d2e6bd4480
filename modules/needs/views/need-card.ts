import { type NeedCard, personOf } from '@mulin/contract';
import { instantOf } from '@mulin/kernel';
import type { Work } from '../../record/index.ts';
import { type Need, stageOf } from '../need.ts';
import { listJoinedAmong, listOwnAmong } from '../store.ts';

/** Needs as neighbours read them, with what the reader is to each. */
export async function toCards(
  work: Work,
  subdistrict: string,
  needs: readonly Need[],
): Promise<NeedCard[]> {
  const ids = needs.map((need) => need.id);
  const me = personOf(work.actor);
  const persons = me === undefined ? [] : [me, ...work.givers];
  const own = await listOwnAmong(work.tx, subdistrict, ids, persons);
  const joined = me ? await listJoinedAmong(work.tx, subdistrict, ids, me) : new Set<string>();
  return needs.map((need) => toCard(need, own.has(need.id), joined.has(need.id)));
}

/** One need as a card. */
export function toCard(need: Need, isMine: boolean, hasJoined: boolean): NeedCard {
  return {
    id: need.id,
    subdistrict: need.subdistrict,
    reference: need.reference,
    text: need.text,
    category: need.category,
    placeName: need.place_name,
    committee: need.committee,
    state: need.state,
    stage: stageOf(need.state),
    saidAt: instantOf(need.said_at.getTime()),
    dueOn: need.due_on,
    joinCount: need.join_count,
    hasJoined,
    isMine,
    photoCount: need.photo_count,
  };
}
