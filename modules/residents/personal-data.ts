import { chinaDateOf } from '@mulin/kernel';
import { listPlacesOf, type PersonalDataSource } from '../accounts/index.ts';
import { nowOf } from '../record/index.ts';
import { findMembership, listAllResidencesOf, updateResidence, upsertMember } from './store.ts';

/** Where a person lives and lived; erasure takes the room and ends what still runs. */
export const personalData: PersonalDataSource = {
  name: 'residences',
  async collect(work, person) {
    const { vault } = work.ports;
    const places = await listPlacesOf(work, person);
    const all = [];
    for (const subdistrict of new Set(places.map((place) => place.subdistrict))) {
      const rows = await work.asSystem(
        (tx) => listAllResidencesOf(tx, subdistrict, person),
        subdistrict,
      );
      for (const { committee, room_sealed, state, since, until } of rows) {
        const room = room_sealed ? vault.open(room_sealed) : null;
        all.push({ subdistrict, committee, room, state, since, until });
      }
    }
    return all;
  },
  async erase(work, person) {
    const today = chinaDateOf(work.ports.clock.now());
    const places = await listPlacesOf(work, person);
    for (const subdistrict of new Set(places.map((place) => place.subdistrict))) {
      await work.asSystem(async (tx) => {
        for (const residence of await listAllResidencesOf(tx, subdistrict, person)) {
          await updateResidence(tx, residence, {
            room_sealed: null,
            compound: null,
            building: null,
            until: residence.until ?? today,
          });
        }
        const membership = await findMembership(tx, subdistrict, person);
        if (membership) await upsertMember(tx, { ...membership, state: 'left', at: nowOf(work) });
      }, subdistrict);
    }
  },
};
