import type { ResidenceView } from '@mulin/contract';
import { listPlacesOf } from '../../accounts/index.ts';
import { findAreaNames, findPlaceName } from '../../areas/index.ts';
import type { Work } from '../../record/index.ts';
import { findResidenceOf, type Residence } from '../store.ts';

/** Where a person lives, for their own screens, in every subdistrict. */
export async function residencesOf(work: Work, person: string): Promise<ResidenceView[]> {
  const places = await listPlacesOf(work, person);
  const views: ResidenceView[] = [];
  for (const place of places.filter((each) => each.until === null)) {
    const residence = await work.asSystem(
      (tx) => findResidenceOf(tx, place.subdistrict, person),
      place.subdistrict,
    );
    if (residence) views.push(await readResidence(work, residence));
  }
  return views;
}

/** One residence with its places named. */
export async function readResidence(work: Work, residence: Residence): Promise<ResidenceView> {
  const { subdistrict, committee } = residence;
  const names = await findAreaNames(work.tx, [subdistrict, committee]);
  const compound = residence.compound ?? undefined;
  const building = residence.building ?? undefined;
  const placeName = await work.asSystem(
    (tx) => findPlaceName(tx, subdistrict, { committee, compound, building }),
    subdistrict,
  );
  return {
    id: residence.id,
    subdistrict,
    subdistrictName: names.get(subdistrict) ?? subdistrict,
    committee,
    committeeName: names.get(committee) ?? committee,
    compound: residence.compound,
    building: residence.building,
    placeName: placeName ?? '',
    state: residence.state,
  };
}
