import { answersFor, personOf } from '@mulin/contract';
import { gramsOf } from '@mulin/engine-expression';
import {
  addDays,
  chinaDateOf,
  epochOf,
  findMobile,
  type Instant,
  instantOf,
  type LocalDate,
  ok,
  type Result,
  refuse,
} from '@mulin/kernel';
import { findAreaNames, findPlaceName } from '../../areas/index.ts';
import {
  type Answer,
  type Input,
  newId,
  nowOf,
  recordEvent,
  type Work,
} from '../../record/index.ts';
import { findResidenceOf } from '../../residents/index.ts';
import { DEFAULT_CATEGORY, dueDayOf, type Need, nameShownTo, referenceOf } from '../need.ts';
import { HANDLERS } from '../standing.ts';
import { attachPhoto, insertNeed, listCategories, takeNumber, type VoiceRow } from '../store.ts';

/** What may wait in a phone before it counts from its arrival, in days. */
const LONGEST_WAIT_DAYS = 30;

type Voice = Pick<
  VoiceRow,
  'author' | 'name_sealed' | 'phone_sealed' | 'relation' | 'reason' | 'knows'
>;

/** States a need, one's own or for somebody else, and promises a day for the answer. */
export async function expressNeed(
  work: Work,
  { params, body }: Input<'expressNeed'>,
): Promise<Result<Answer<'expressNeed'>>> {
  const { subdistrict } = params;
  const person = personOf(work.actor);
  if (!person) return refuse('SY-102');
  const placeName = await findPlaceName(work.tx, subdistrict, body.place);
  if (!placeName) return refuse('ND-101', { field: 'place' });
  const isStaff = work.actor.kind === 'staff';
  if (isStaff && !answersFor(work.actor, HANDLERS, body.place.committee)) return refuse('ND-105');
  const today = chinaDateOf(work.ports.clock.now());
  const categories = await listCategories(work.tx, today);
  const category = categories.find((each) => each.code === body.category);
  if (body.category && !category) return refuse('ND-102', { field: 'category' });
  const voice = await decideVoice(work, subdistrict, person, body.onBehalf);
  if (!voice.ok) return voice;

  const days = (category ?? categories.find((each) => each.code === DEFAULT_CATEGORY))
    ?.answer_within_working_days;
  if (days === undefined) throw new Error('the city has no default category');
  const now = nowOf(work);
  const isProxy = body.onBehalf !== undefined;
  const need: Need = {
    subdistrict,
    id: newId(work.ports),
    reference: referenceOf(today, await takeNumber(work.tx, subdistrict, today)),
    text: body.text,
    grams: gramsOf(body.text),
    category: category?.code ?? null,
    committee: body.place.committee,
    compound: body.place.compound ?? null,
    building: body.place.building ?? null,
    place_name: placeName,
    channel: channelOf(isStaff, body.channel),
    visibility: body.visibility,
    is_proxy: isProxy,
    confirmation: voice.value.confirmation,
    state: 'expressed',
    lead_office: null,
    assignee: null,
    said_at: new Date(saidAtOf(body.saidAt as Instant | undefined, work.ports.clock.now())),
    due_on: dueDayOf(work.ports.clock.now(), days, work.ports.clock),
    clock_from: now,
    paused_at: null,
    answered_at: null,
    decline_reason: null,
    right_channel: null,
    join_count: 0,
    photo_count: body.photos.length,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  await insertNeed(work.tx, need, {
    subdistrict,
    need: need.id,
    committee: need.committee,
    voiced_by: person,
    ...voice.value.row,
  });
  for (const [position, name] of body.photos.entries()) {
    const isThere = await attachPhoto(work.tx, {
      subdistrict,
      name,
      person,
      need: need.id,
      position,
    });
    if (!isThere) return refuse('ND-107', { field: 'photos' });
  }
  await recordEvent(
    work,
    'NeedExpressed',
    { subdistrict, stream: need.id, role: isStaff ? 'staff' : isProxy ? 'proxy' : 'author' },
    {
      channel: need.channel,
      committee: need.committee,
      category: need.category,
      proxy: isProxy,
      confirmation: voice.value.confirmation,
      dueOn: need.due_on as string,
    },
  );
  const names = await findAreaNames(work.tx, [need.committee]);
  return ok({
    id: need.id,
    reference: need.reference,
    dueOn: need.due_on as string,
    workingDays: days,
    next: need.confirmation === 'waiting' ? 'confirm-with-person' : 'committee-reads',
    handlerName: names.get(need.committee) ?? '',
    nameShownTo: nameShownTo(need),
  });
}

/**
 * Whose need it is. Somebody who authorized the caller, or whom staff speak with, is its author at once;
 * for anybody else it waits until they say that it is theirs.
 */
async function decideVoice(
  work: Work,
  subdistrict: string,
  caller: string,
  onBehalf: Input<'expressNeed'>['body']['onBehalf'],
): Promise<Result<{ row: Voice; confirmation: 'not-needed' | 'waiting' }>> {
  const isStaff = work.actor.kind === 'staff';
  if (!onBehalf) {
    if (isStaff) return refuse('ND-111', { field: 'onBehalf' });
    const row = {
      name_sealed: null,
      phone_sealed: null,
      relation: null,
      reason: null,
      knows: null,
    };
    return ok({ row: { author: caller, ...row }, confirmation: 'not-needed' });
  }
  const phone = onBehalf.phone ? findMobile(onBehalf.phone) : undefined;
  if (onBehalf.phone && !phone) return refuse('AC-101', { field: 'onBehalf.phone' });
  const isAuthorized = onBehalf.person !== undefined && work.givers.includes(onBehalf.person);
  if (onBehalf.person !== undefined && !isAuthorized) {
    const lives = isStaff && (await findResidenceOf(work.tx, subdistrict, onBehalf.person));
    if (!lives) return refuse('ND-108', { field: 'onBehalf.person' });
  }
  const { vault } = work.ports;
  const isSettled = isAuthorized || (isStaff && onBehalf.knows);
  return ok({
    row: {
      author: onBehalf.person ?? null,
      name_sealed: vault.seal(onBehalf.name),
      phone_sealed: phone ? vault.seal(phone) : null,
      relation: onBehalf.relation ?? null,
      reason: onBehalf.reason,
      knows: onBehalf.knows,
    },
    confirmation: isSettled ? 'not-needed' : 'waiting',
  });
}

/** Residents speak through the app or a kiosk; staff take needs down everywhere else. */
function channelOf(isStaff: boolean, asked: Need['channel']): string {
  if (isStaff) return asked === 'app' ? 'window' : asked;
  return asked === 'kiosk' ? 'kiosk' : 'app';
}

/** When it was said: never in the future, and at most a month back. The clock runs from arrival all the same. */
function saidAtOf(said: Instant | undefined, now: Instant): Instant {
  if (said === undefined || epochOf(said) > epochOf(now)) return now;
  const earliest = addDays(chinaDateOf(now) as LocalDate, -LONGEST_WAIT_DAYS);
  return chinaDateOf(said) < earliest ? now : instantOf(epochOf(said));
}
