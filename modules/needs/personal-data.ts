import { instantOf } from '@mulin/kernel';
import { listPlacesOf, type PersonalDataSource } from '../accounts/index.ts';
import type { Work } from '../record/index.ts';
import {
  deletePhotosOf,
  eraseMessagesBy,
  eraseNeed,
  listMessagesBy,
  listPhotos,
  listVoicedNeeds,
} from './store.ts';

const ERASED = '（本人已删除）';

/** What a person said: exported whole, and erased so that only the course of the matter stays. */
export const personalData: PersonalDataSource = {
  name: 'needs',
  collect: (work, person) =>
    inEachSubdistrict(work, person, (subdistrict) => collect(work, subdistrict, person)),
  async erase(work, person) {
    await inEachSubdistrict(work, person, (subdistrict) => erase(work, subdistrict, person));
  },
};

async function inEachSubdistrict<T>(
  work: Work,
  person: string,
  part: (subdistrict: string) => Promise<T>,
): Promise<T[]> {
  const places = await listPlacesOf(work, person);
  const all: T[] = [];
  for (const subdistrict of new Set(places.map((place) => place.subdistrict))) {
    all.push(await part(subdistrict));
  }
  return all;
}

async function collect(work: Work, subdistrict: string, person: string): Promise<unknown> {
  return work.asSystem(async (tx) => {
    const voiced = await listVoicedNeeds(tx, subdistrict, person);
    const messages = await listMessagesBy(tx, subdistrict, person);
    const needs = [];
    for (const { need, voice } of voiced) {
      needs.push({
        reference: need.reference,
        text: need.text,
        place: need.place_name,
        state: need.state,
        saidAt: instantOf(need.said_at.getTime()),
        forSomebodyElse: need.is_proxy && voice.voiced_by === person,
        photos: await listPhotos(tx, subdistrict, need.id),
      });
    }
    return {
      subdistrict,
      needs,
      messages: messages.map(({ kind, text, at }) => ({ kind, text, at })),
    };
  }, subdistrict);
}

async function erase(work: Work, subdistrict: string, person: string): Promise<void> {
  const files = await work.asSystem(async (tx) => {
    for (const { need, voice } of await listVoicedNeeds(tx, subdistrict, person)) {
      // What somebody voiced for another stays that other's.
      if (voice.author === person || voice.author === null) {
        await eraseNeed(tx, subdistrict, need.id, ERASED);
      }
    }
    await eraseMessagesBy(tx, subdistrict, person, ERASED);
    return deletePhotosOf(tx, subdistrict, person);
  }, subdistrict);
  for (const file of files) await work.ports.files.remove(file);
}
