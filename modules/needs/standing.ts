import { answersFor, type NeedParty, personOf } from '@mulin/contract';
import { type Failure, ok, type Result, refuse } from '@mulin/kernel';
import type { Work } from '../record/index.ts';
import type { Need } from './need.ts';
import { findVoice, lockNeed, type VoiceRow } from './store.ts';

/** Who handles needs. */
export const HANDLERS = ['worker', 'coordinator', 'department'] as const;

/** A need, whose it is as far as the reader may know, and what the reader is to it. */
export interface NeedInHand {
  readonly need: Need;
  readonly voice: VoiceRow | undefined;
  readonly parties: readonly NeedParty[];
}

/**
 * What a reader is to a need. Its author is whoever it belongs to, somebody who may act for them, or
 * whoever voiced it; staff who took it down at a window or on a visit reply for somebody without a phone.
 */
export function partiesOf(work: Work, need: Need, voice: VoiceRow | undefined): NeedParty[] {
  const me = personOf(work.actor);
  const persons = me === undefined ? [] : [me, ...work.givers];
  const isOwn =
    voice !== undefined &&
    (persons.includes(voice.author ?? '') || persons.includes(voice.voiced_by));
  const isStaff = answersFor(work.actor, HANDLERS, need.committee);
  const tookDown = isStaff && need.is_proxy && need.channel !== 'app';
  return [
    ...(isOwn || tookDown ? (['author'] as const) : []),
    ...(isStaff ? (['staff'] as const) : []),
  ];
}

/** Locks a need for a change by one of its parties; refuses where the caller is not that party. */
export async function takeInHand(
  work: Work,
  place: { readonly subdistrict: string; readonly id: string },
  party: NeedParty,
): Promise<Result<NeedInHand, Failure>> {
  const need = await lockNeed(work.tx, place.subdistrict, place.id);
  if (!need) return refuse('SY-104');
  const voice = await findVoice(work.tx, place.subdistrict, place.id);
  const parties = partiesOf(work, need, voice);
  if (!parties.includes(party)) return refuse(party === 'staff' ? 'ND-105' : 'ND-104');
  return ok({ need, voice, parties });
}
