import { personOf } from '@mulin/contract';
import { newId, nowOf, type Work } from '../../record/index.ts';
import type { NeedInHand } from '../standing.ts';
import { insertMessage, type MessageRow } from '../store.ts';

/** Keeps the words of a step beside the need, where they can be erased; returns their id for the event. */
export async function say(
  work: Work,
  { need, voice }: NeedInHand,
  kind: MessageRow['kind'],
  text: string,
): Promise<string> {
  const id = newId(work.ports);
  await insertMessage(work.tx, {
    subdistrict: need.subdistrict,
    need: need.id,
    id,
    committee: need.committee,
    author: voice?.author ?? voice?.voiced_by ?? null,
    kind,
    text,
    by_person: personOf(work.actor) as string,
    at: nowOf(work),
  });
  return id;
}
