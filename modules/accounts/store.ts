import type { Tx } from '../record/index.ts';

export interface PersonRow {
  id: string;
  name_sealed: string;
  birthday_sealed: string | null;
  identity_sealed: string | null;
  identity_fingerprint: string | null;
  language: 'zh' | 'en';
  elder_mode: boolean;
  created_at: Date;
  erased_at: Date | null;
}
export interface PhoneRow {
  person: string;
  id: string;
  phone_sealed: string;
  phone_fingerprint: string;
  since: Date;
  until: Date | null;
}
export interface PlaceRow {
  person: string;
  residence: string;
  subdistrict: string;
  committee: string;
  verified: boolean;
  until: Date | null;
}
export interface DelegationRow {
  id: string;
  giver: string;
  helper: string;
  relation: string;
  since: Date;
  until: Date | null;
}

declare module '../record/work.ts' {
  interface Tables {
    'registry.person': PersonRow;
    'registry.phone': PhoneRow;
    'registry.residence_place': PlaceRow;
    'registry.delegation': DelegationRow;
    'registry.accepted_notice': { person: string; version: string; at: Date };
    'reference.privacy_notice': { version: string; zh: string; en: string; valid_from: Date };
  }
}

export async function insertPerson(tx: Tx, row: PersonRow): Promise<void> {
  await tx.insertInto('registry.person').values(row).execute();
}

export async function findPersonRow(tx: Tx, id: string): Promise<PersonRow | undefined> {
  return tx.selectFrom('registry.person').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function listPersonRows(tx: Tx, ids: readonly string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  return tx.selectFrom('registry.person').selectAll().where('id', 'in', ids).execute();
}

export async function findPersonByFingerprint(
  tx: Tx,
  identityFingerprint: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('registry.person')
    .select('id')
    .where('identity_fingerprint', '=', identityFingerprint)
    .executeTakeFirst();
  return row?.id;
}

export async function updatePerson(
  tx: Tx,
  id: string,
  change: Partial<Omit<PersonRow, 'id'>>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await tx.updateTable('registry.person').set(change).where('id', '=', id).execute();
}

export async function insertPhone(tx: Tx, row: PhoneRow): Promise<void> {
  await tx.insertInto('registry.phone').values(row).execute();
}

export async function endPhones(tx: Tx, person: string, at: Date): Promise<void> {
  await tx
    .updateTable('registry.phone')
    .set({ until: at })
    .where('person', '=', person)
    .where('until', 'is', null)
    .execute();
}

/** Takes the numbers themselves away; that there was a phone, and when, stays. */
export async function erasePhones(tx: Tx, person: string): Promise<void> {
  await tx
    .updateTable('registry.phone')
    .set({ phone_sealed: '', phone_fingerprint: '' })
    .where('person', '=', person)
    .execute();
}

export async function listCurrentPhones(tx: Tx, persons: readonly string[]): Promise<PhoneRow[]> {
  if (persons.length === 0) return [];
  return tx
    .selectFrom('registry.phone')
    .selectAll()
    .where('person', 'in', persons)
    .where('until', 'is', null)
    .execute();
}

/** Who uses a phone now, in the order in which they came. */
export async function listPeopleOfPhone(tx: Tx, phoneFingerprint: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('registry.phone')
    .select('person')
    .where('phone_fingerprint', '=', phoneFingerprint)
    .where('until', 'is', null)
    .orderBy('since')
    .orderBy('person')
    .execute();
  return rows.map((row) => row.person);
}

/** All places where a person lives or lived. */
export async function listPlaces(tx: Tx, person: string): Promise<PlaceRow[]> {
  return tx
    .selectFrom('registry.residence_place')
    .selectAll()
    .where('person', '=', person)
    .execute();
}

export async function upsertPlace(tx: Tx, row: PlaceRow): Promise<void> {
  await tx
    .insertInto('registry.residence_place')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['person', 'residence'])
        .doUpdateSet({ verified: row.verified, until: row.until }),
    )
    .execute();
}

export async function insertDelegation(tx: Tx, row: DelegationRow): Promise<void> {
  await tx.insertInto('registry.delegation').values(row).execute();
}

/** Authorizations in force that a person gave or holds. */
export async function listDelegationsOf(tx: Tx, person: string): Promise<DelegationRow[]> {
  return tx
    .selectFrom('registry.delegation')
    .selectAll()
    .where('until', 'is', null)
    .where((where) => where.or([where('giver', '=', person), where('helper', '=', person)]))
    .orderBy('since')
    .execute();
}

/** Who lets a person act for them. */
export async function listGivers(tx: Tx, helper: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('registry.delegation')
    .select('giver')
    .where('helper', '=', helper)
    .where('until', 'is', null)
    .execute();
  return rows.map((row) => row.giver);
}

export async function endDelegations(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('registry.delegation').set({ until: at }).where('id', 'in', ids).execute();
}

export async function findNotice(
  tx: Tx,
  at: Date,
): Promise<{ version: string; zh: string; en: string } | undefined> {
  return tx
    .selectFrom('reference.privacy_notice')
    .select(['version', 'zh', 'en'])
    .where('valid_from', '<=', at)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Keeps that a person accepted a notice; false where they had before. */
export async function insertAcceptance(
  tx: Tx,
  row: { person: string; version: string; at: Date },
): Promise<boolean> {
  const answer = await tx
    .insertInto('registry.accepted_notice')
    .values(row)
    .onConflict((conflict) => conflict.columns(['person', 'version']).doNothing())
    .executeTakeFirst();
  return Number(answer.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function listAcceptances(
  tx: Tx,
  person: string,
): Promise<{ version: string; at: Date }[]> {
  return tx
    .selectFrom('registry.accepted_notice')
    .select(['version', 'at'])
    .where('person', '=', person)
    .orderBy('at', 'desc')
    .execute();
}
