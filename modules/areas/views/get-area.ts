import { areaCode, findParentCode, ok, type Result, refuse } from '@mulin/kernel';
import type { Answer, Input, Tx, Work } from '../../record/index.ts';
import {
  countAreasUnder,
  findBuilding,
  findCompound,
  listAreasByCode,
  listAreasUnder,
  listBuildings,
  listCompounds,
} from '../store.ts';

/** One area with its ancestors, highest first. */
export async function getArea(
  work: Work,
  { params }: Input<'getArea'>,
): Promise<Result<Answer<'getArea'>>> {
  const codes: string[] = [params.code];
  for (let up = findParentCode(areaCode(params.code)); up; up = findParentCode(up)) codes.push(up);
  const found = await listAreasByCode(work.tx, codes);
  const area = found.find((row) => row.code === params.code);
  if (!area) return refuse('SY-104');
  return ok({
    ...area,
    ancestors: found.filter((row) => row.code !== area.code),
    childCount: await countAreasUnder(work.tx, area.code),
  });
}

/** Everything that one can choose a place from in a subdistrict. */
export async function getPlaceTree(
  work: Work,
  { params }: Input<'getPlaceTree'>,
): Promise<Result<Answer<'getPlaceTree'>>> {
  const [subdistrict] = await listAreasByCode(work.tx, [params.subdistrict]);
  if (!subdistrict) return refuse('SY-104');
  return ok({
    subdistrict,
    committees: await listAreasUnder(work.tx, params.subdistrict),
    compounds: await listCompounds(work.tx, params.subdistrict),
    buildings: await listBuildings(work.tx, params.subdistrict),
  });
}

/** The names of areas by code; unknown codes are left out. */
export async function findAreaNames(
  tx: Tx,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const rows = await listAreasByCode(tx, [...new Set(codes)]);
  return new Map(rows.map((row) => [row.code, row.name]));
}

/** A place in words, `青石里 3 号楼`; nothing where its parts do not lie in one another. */
export async function findPlaceName(
  tx: Tx,
  subdistrict: string,
  place: {
    readonly committee: string;
    readonly compound?: string | undefined;
    readonly building?: string | undefined;
  },
): Promise<string | undefined> {
  if (!place.committee.startsWith(subdistrict)) return undefined;
  const [committee] = await listAreasByCode(tx, [place.committee]);
  if (!committee) return undefined;
  const building = place.building ? await findBuilding(tx, subdistrict, place.building) : undefined;
  if (place.building && !building) return undefined;
  const compoundId = place.compound ?? building?.compound;
  const compound = compoundId ? await findCompound(tx, subdistrict, compoundId) : undefined;
  if (compoundId && !compound) return undefined;
  if (compound && compound.committee !== place.committee) return undefined;
  if (building && building.compound !== compound?.id) return undefined;
  if (!compound) return committee.name;
  return building ? `${compound.name} ${building.name}` : compound.name;
}
