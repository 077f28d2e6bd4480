import { isOpenNeed, listNeedActions, type NeedDetail, personOf } from '@mulin/contract';
import { maskMobile, ok, type Result, refuse } from '@mulin/kernel';
import { findPeople } from '../../accounts/index.ts';
import { findOffices } from '../../organizations/index.ts';
import { type Answer, listEvents, type Work } from '../../record/index.ts';
import { type Need, nameShownTo } from '../need.ts';
import { partiesOf } from '../standing.ts';
import {
  findNeed,
  findVoice,
  listJoinedAmong,
  listMessages,
  listPhotos,
  type VoiceRow,
} from '../store.ts';
import { toCard } from './need-card.ts';
import { toTimeline } from './timeline.ts';

/** One need with its whole life, as far as the reader may see it. */
export async function getNeed(
  work: Work,
  { params }: { params: { subdistrict: string; id: string } },
): Promise<Result<Answer<'getNeed'>>> {
  return readNeed(work, params);
}

/** The same for use cases that answer with the need that they changed. */
export async function readNeed(
  work: Work,
  { subdistrict, id }: { readonly subdistrict: string; readonly id: string },
): Promise<Result<{ need: NeedDetail }>> {
  const need = await findNeed(work.tx, subdistrict, id);
  if (!need) return refuse('SY-104');
  const voice = await findVoice(work.tx, subdistrict, id);
  const parties = partiesOf(work, need, voice);
  const me = personOf(work.actor);
  const hasJoined = me ? (await listJoinedAmong(work.tx, subdistrict, [id], me)).has(id) : false;
  const isMine = isOwn(work, voice);
  const isHidden = need.confirmation === 'waiting' || need.confirmation === 'rejected';
  if (parties.length === 0 && isHidden && work.actor.kind !== 'staff') return refuse('SY-104');

  const events = await listEvents(work.tx, subdistrict, id);
  const messages = await listMessages(work.tx, subdistrict, id);
  const isStaff = parties.includes('staff');
  const people = await findPeople(
    work,
    parties.length > 0
      ? peopleIn(need, voice, isStaff ? events.map((event) => event.actor) : [])
      : [],
  );
  if (isStaff && voice?.author && voice.author !== me) work.effects.seen.push(voice.author);
  const offices = await findOffices(
    work.tx,
    subdistrict,
    need.lead_office ? [need.lead_office] : [],
  );
  const office = need.lead_office ? offices.get(need.lead_office) : undefined;
  return ok({
    need: {
      ...toCard(need, isMine, hasJoined),
      visibility: need.visibility,
      channel: need.channel,
      photos: await listPhotos(work.tx, subdistrict, id),
      leadOffice: office ? { id: office.id, name: office.name } : null,
      assignee:
        parties.length > 0 && need.assignee
          ? { person: need.assignee, name: people.get(need.assignee)?.name ?? '' }
          : null,
      declined:
        need.decline_reason && need.right_channel
          ? { reason: need.decline_reason, rightChannel: need.right_channel }
          : null,
      voice: voice && parties.length > 0 ? toVoice(work, need, voice, people) : null,
      timeline: await toTimeline(work, { need, events, messages, people, parties }),
      actions: actionsOf(work, need, voice, { parties, isMine, hasJoined }),
      nameShownTo: nameShownTo(need),
      dueAfterPause: need.paused_at !== null,
    },
  });
}

function isOwn(work: Work, voice: VoiceRow | undefined): boolean {
  const me = personOf(work.actor);
  const persons = me === undefined ? [] : [me, ...work.givers];
  return !!voice && (persons.includes(voice.author ?? '') || persons.includes(voice.voiced_by));
}

function peopleIn(
  need: Need,
  voice: VoiceRow | undefined,
  actors: readonly (string | null)[],
): string[] {
  const all = [voice?.author, voice?.voiced_by, need.assignee, ...actors];
  return [...new Set(all.filter((id) => typeof id === 'string'))];
}

function toVoice(
  work: Work,
  need: Need,
  voice: VoiceRow,
  people: ReadonlyMap<string, { name: string; maskedPhone: string | null }>,
): NeedDetail['voice'] {
  const { vault } = work.ports;
  const author = voice.author ? people.get(voice.author) : undefined;
  const spokenName = voice.name_sealed ? vault.open(voice.name_sealed) : '';
  const spokenPhone = voice.phone_sealed ? maskMobile(vault.open(voice.phone_sealed)) : null;
  return {
    authorName: author?.name ?? spokenName,
    maskedPhone: author?.maskedPhone ?? spokenPhone,
    voicedByName: need.is_proxy ? (people.get(voice.voiced_by)?.name ?? null) : null,
    reason: voice.reason,
    relation: voice.relation,
    knows: voice.knows,
    confirmation: need.confirmation,
  };
}

/** What the reader may do now, by the state table and by whose need it is. */
function actionsOf(
  work: Work,
  need: Need,
  voice: VoiceRow | undefined,
  reader: { parties: readonly ('author' | 'staff')[]; isMine: boolean; hasJoined: boolean },
): NeedDetail['actions'] {
  const isResident = work.actor.kind === 'resident';
  const byRules = reader.parties.flatMap((party) => listNeedActions(need.state, party));
  // Closing is the resident's own word; staff who took a need down may only reply for its author.
  const allowed = isResident
    ? byRules
    : byRules.filter((action) => !['close', 'reopen', 'withdraw'].includes(action));
  const mayJoin = isResident && !reader.isMine && isOpenNeed(need.state);
  const isTheirs = voice?.author !== undefined && voice.author === personOf(work.actor);
  const mayConfirm =
    need.confirmation === 'waiting' && (isTheirs || reader.parties.includes('staff'));
  return [
    ...new Set(allowed),
    ...(reader.hasJoined ? (['leave'] as const) : mayJoin ? (['join'] as const) : []),
    ...(mayConfirm ? (['confirm'] as const) : []),
  ];
}
