import type { Area, Building, Compound } from '@mulin/contract';
import type { Tx } from '../record/index.ts';

export interface AreaRow {
  code: string;
  level: Area['level'];
  name: string;
  kind: Area['kind'];
  parent: string | null;
}
interface PlaceRow {
  subdistrict: string;
  id: string;
  name: string;
}

declare module '../record/work.ts' {
  interface Tables {
    'reference.area': AreaRow;
    'reference.served_subdistrict': { subdistrict: string; since: string; phone: string | null };
    'community.compound': PlaceRow & { committee: string };
    'community.building': PlaceRow & { compound: string };
  }
}

const AREA = ['code', 'level', 'name', 'kind', 'parent'] as const;

export async function listAreasUnder(tx: Tx, parent: string): Promise<AreaRow[]> {
  return tx
    .selectFrom('reference.area')
    .select(AREA)
    .where('parent', '=', parent)
    .orderBy('code')
    .execute();
}

export async function listTopAreas(tx: Tx): Promise<AreaRow[]> {
  return tx.selectFrom('reference.area').select(AREA).where('parent', 'is', null).execute();
}

export async function searchAreas(tx: Tx, text: string, limit: number): Promise<AreaRow[]> {
  return tx
    .selectFrom('reference.area')
    .select(AREA)
    .where((where) =>
      where.or([
        where('name', 'like', `%${text.replace(/[\\%_]/g, '\\$&')}%`),
        where('code', 'like', `${text.replace(/\D/g, '') || 'none'}%`),
      ]),
    )
    .orderBy('code')
    .limit(limit)
    .execute();
}

export async function listServedAreas(tx: Tx): Promise<AreaRow[]> {
  return tx
    .selectFrom('reference.area')
    .innerJoin('reference.served_subdistrict', 'subdistrict', 'code')
    .select(AREA)
    .orderBy('code')
    .execute();
}

/** The subdistricts that use Mulin, by code. */
export async function listServedSubdistricts(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('reference.served_subdistrict')
    .select('subdistrict')
    .orderBy('subdistrict')
    .execute();
  return rows.map((row) => row.subdistrict);
}

export async function findServedSubdistrict(
  tx: Tx,
  subdistrict: string,
): Promise<{ subdistrict: string; phone: string | null } | undefined> {
  return tx
    .selectFrom('reference.served_subdistrict')
    .select(['subdistrict', 'phone'])
    .where('subdistrict', '=', subdistrict)
    .executeTakeFirst();
}

export async function listAreasByCode(tx: Tx, codes: readonly string[]): Promise<AreaRow[]> {
  if (codes.length === 0) return [];
  return tx
    .selectFrom('reference.area')
    .select(AREA)
    .where('code', 'in', codes)
    .orderBy('code')
    .execute();
}

export async function countAreasUnder(tx: Tx, parent: string): Promise<number> {
  const row = await tx
    .selectFrom('reference.area')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('parent', '=', parent)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Adds areas or brings their names and kinds up to date; parents must come before children. */
export async function upsertAreas(tx: Tx, areas: readonly AreaRow[]): Promise<void> {
  for (let from = 0; from < areas.length; from += 500) {
    await tx
      .insertInto('reference.area')
      .values(areas.slice(from, from + 500))
      .onConflict((conflict) =>
        conflict.column('code').doUpdateSet((set) => ({
          name: set.ref('excluded.name'),
          kind: set.ref('excluded.kind'),
          parent: set.ref('excluded.parent'),
        })),
      )
      .execute();
  }
}

export async function serveSubdistrict(
  tx: Tx,
  served: { subdistrict: string; since: string; phone: string | null },
): Promise<void> {
  await tx
    .insertInto('reference.served_subdistrict')
    .values(served)
    .onConflict((conflict) => conflict.column('subdistrict').doNothing())
    .execute();
}

export async function listCompounds(tx: Tx, subdistrict: string): Promise<Compound[]> {
  return tx
    .selectFrom('community.compound')
    .select(['id', 'committee', 'name'])
    .where('subdistrict', '=', subdistrict)
    .orderBy('committee')
    .orderBy('name')
    .execute();
}

export async function listBuildings(tx: Tx, subdistrict: string): Promise<Building[]> {
  return tx
    .selectFrom('community.building')
    .select(['id', 'compound', 'name'])
    .where('subdistrict', '=', subdistrict)
    .orderBy('compound')
    .orderBy('name')
    .execute();
}

export async function findCompound(
  tx: Tx,
  subdistrict: string,
  id: string,
): Promise<Compound | undefined> {
  return tx
    .selectFrom('community.compound')
    .select(['id', 'committee', 'name'])
    .where('subdistrict', '=', subdistrict)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function findBuilding(
  tx: Tx,
  subdistrict: string,
  id: string,
): Promise<Building | undefined> {
  return tx
    .selectFrom('community.building')
    .select(['id', 'compound', 'name'])
    .where('subdistrict', '=', subdistrict)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Adds a compound; false where the committee has one of that name. */
export async function insertCompound(
  tx: Tx,
  row: PlaceRow & { committee: string },
): Promise<boolean> {
  const answer = await tx
    .insertInto('community.compound')
    .values(row)
    .onConflict((conflict) => conflict.columns(['subdistrict', 'committee', 'name']).doNothing())
    .executeTakeFirst();
  return Number(answer.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Adds a building; false where the compound has one of that name. */
export async function insertBuilding(
  tx: Tx,
  row: PlaceRow & { compound: string },
): Promise<boolean> {
  const answer = await tx
    .insertInto('community.building')
    .values(row)
    .onConflict((conflict) => conflict.columns(['subdistrict', 'compound', 'name']).doNothing())
    .executeTakeFirst();
  return Number(answer.numInsertedOrUpdatedRows ?? 0) > 0;
}
