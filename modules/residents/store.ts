import type { ResidentRow } from '@mulin/contract';
import { sql } from 'kysely';
import type { Tx } from '../record/index.ts';

export interface Residence {
  subdistrict: string;
  id: string;
  person: string;
  committee: string;
  compound: string | null;
  building: string | null;
  room_sealed: string | null;
  state: ResidentRow['state'];
  seen: string | null;
  refusal: string | null;
  verified_by: string | null;
  since: string;
  until: string | null;
  version: number;
}
export interface RosterLine {
  subdistrict: string;
  id: string;
  committee: string;
  name_fingerprint: string;
  identity_fingerprint: string | null;
  phone_fingerprint: string | null;
  building: string | null;
  line_sealed: string;
  imported_at: Date;
  person: string | null;
}
export interface HouseholdMember {
  subdistrict: string;
  household: string;
  person: string;
  state: 'invited' | 'joined' | 'left';
  invited_by: string;
  at: Date;
}

declare module '../record/work.ts' {
  interface Tables {
    'community.residence': Residence;
    'community.roster_line': RosterLine;
    'community.household': { subdistrict: string; id: string; created_at: Date };
    'community.household_member': HouseholdMember;
  }
}

export async function insertResidence(tx: Tx, row: Residence): Promise<void> {
  await tx.insertInto('community.residence').values(row).execute();
}

/** Where a person lives now in a subdistrict. */
export async function findResidenceOf(
  tx: Tx,
  subdistrict: string,
  person: string,
): Promise<Residence | undefined> {
  return tx
    .selectFrom('community.residence')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('person', '=', person)
    .where('until', 'is', null)
    .executeTakeFirst();
}

export async function listAllResidencesOf(
  tx: Tx,
  subdistrict: string,
  person: string,
): Promise<Residence[]> {
  return tx
    .selectFrom('community.residence')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('person', '=', person)
    .orderBy('since')
    .execute();
}

export async function lockResidence(
  tx: Tx,
  subdistrict: string,
  id: string,
): Promise<Residence | undefined> {
  return tx
    .selectFrom('community.residence')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateResidence(
  tx: Tx,
  residence: Pick<Residence, 'subdistrict' | 'id' | 'version'>,
  change: Partial<Residence>,
): Promise<void> {
  await tx
    .updateTable('community.residence')
    .set({ ...change, version: residence.version + 1 })
    .where('subdistrict', '=', residence.subdistrict)
    .where('id', '=', residence.id)
    .execute();
}

/** What a list of residences is narrowed by. */
export interface ResidenceFilter {
  readonly subdistrict: string;
  /** Areas of a member of staff; any of them. */
  readonly areas: readonly string[];
  readonly state?: Residence['state'] | undefined;
  readonly committee?: string | undefined;
  readonly persons?: readonly string[] | undefined;
}

/** Current residences after an id, newest first. */
export async function listResidences(
  tx: Tx,
  filter: ResidenceFilter,
  before: string | undefined,
  limit: number,
): Promise<Residence[]> {
  if (filter.persons?.length === 0) return [];
  let query = tx
    .selectFrom('community.residence')
    .selectAll()
    .where('subdistrict', '=', filter.subdistrict)
    .where('until', 'is', null)
    .where(inAreas(filter.areas));
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.committee) query = query.where('committee', '=', filter.committee);
  if (filter.persons) query = query.where('person', 'in', filter.persons);
  if (before) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** How many claims wait in the areas of a member of staff. */
export async function countUnverified(
  tx: Tx,
  subdistrict: string,
  areas: readonly string[],
): Promise<number> {
  const row = await tx
    .selectFrom('community.residence')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('subdistrict', '=', subdistrict)
    .where('until', 'is', null)
    .where('state', '=', 'claimed')
    .where(inAreas(areas))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

function inAreas(areas: readonly string[]) {
  return sql<boolean>`exists (select from unnest(${areas}::text[]) as area where starts_with(committee, area))`;
}

export async function insertRosterLines(tx: Tx, rows: readonly RosterLine[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 500) {
    await tx
      .insertInto('community.roster_line')
      .values(rows.slice(from, from + 500))
      .execute();
  }
}

/** Roster lines that any of these fingerprints names. */
export async function listRosterLines(
  tx: Tx,
  subdistrict: string,
  prints: { readonly identities: readonly string[]; readonly phones: readonly string[] },
): Promise<RosterLine[]> {
  return tx
    .selectFrom('community.roster_line')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where(
      sql<boolean>`(identity_fingerprint = any(${prints.identities}::text[]) or phone_fingerprint = any(${prints.phones}::text[]))`,
    )
    .execute();
}

/** The household that a person belongs to or is invited to; joined before invited. */
export async function findMembership(
  tx: Tx,
  subdistrict: string,
  person: string,
): Promise<HouseholdMember | undefined> {
  return tx
    .selectFrom('community.household_member')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('person', '=', person)
    .where('state', 'in', ['joined', 'invited'])
    .orderBy(sql`state = 'joined'`, 'desc')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function listMembers(
  tx: Tx,
  subdistrict: string,
  household: string,
): Promise<HouseholdMember[]> {
  return tx
    .selectFrom('community.household_member')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .where('household', '=', household)
    .where('state', '=', 'joined')
    .orderBy('at')
    .orderBy('person')
    .execute();
}

export async function insertHousehold(
  tx: Tx,
  row: { subdistrict: string; id: string; created_at: Date },
): Promise<void> {
  await tx.insertInto('community.household').values(row).execute();
}

export async function upsertMember(tx: Tx, row: HouseholdMember): Promise<void> {
  await tx
    .insertInto('community.household_member')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['subdistrict', 'household', 'person'])
        .doUpdateSet({ state: row.state, at: row.at }),
    )
    .execute();
}
