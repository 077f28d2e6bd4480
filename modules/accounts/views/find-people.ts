import { findMobile, maskIdentityNumber, maskMobile } from '@mulin/kernel';
import type { Tx, Work } from '../../record/index.ts';
import { ERASED_NAME } from '../account.ts';
import { hasDutyOver } from '../duty-store.ts';
import { lockCredential } from '../sign-in-store.ts';
import {
  findPersonByFingerprint,
  listCurrentPhones,
  listPeopleOfPhone,
  listPersonRows,
  listPlaces,
  type PlaceRow,
} from '../store.ts';

/** A person as those may read them to whom the database shows them. */
export interface KnownPerson {
  readonly name: string;
  readonly maskedPhone: string | null;
  readonly maskedIdentityNumber: string | null;
  readonly birthday: string | null;
}

/** People by id, their seals opened; whoever the scope hides is left out. */
export async function findPeople(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, KnownPerson>> {
  const unique = [...new Set(ids)];
  const rows = await listPersonRows(work.tx, unique);
  const phones = await listCurrentPhones(work.tx, unique);
  const { vault } = work.ports;
  return new Map(
    rows.map((row) => {
      const phone = phones.find((each) => each.person === row.id);
      const identity = row.identity_sealed ? vault.open(row.identity_sealed) : null;
      return [
        row.id,
        {
          name: row.erased_at ? ERASED_NAME : vault.open(row.name_sealed),
          maskedPhone: phone ? maskMobile(vault.open(phone.phone_sealed)) : null,
          maskedIdentityNumber: identity ? maskIdentityNumber(identity) : null,
          birthday: row.birthday_sealed ? vault.open(row.birthday_sealed) : null,
        },
      ];
    }),
  );
}

/** Who uses a phone now. */
export async function findPersonByPhone(work: Work, phone: string): Promise<string[]> {
  const mobile = findMobile(phone);
  if (!mobile) return [];
  const fingerprint = work.ports.vault.fingerprint(mobile);
  return work.asSystem((tx) => listPeopleOfPhone(tx, fingerprint));
}

/** Whose identity number it is. */
export async function findPersonByIdentity(
  work: Work,
  identityNumber: string,
): Promise<string | undefined> {
  const fingerprint = work.ports.vault.fingerprint(identityNumber);
  return work.asSystem((tx) => findPersonByFingerprint(tx, fingerprint));
}

/** The member of staff behind a login. */
export async function findStaffByLogin(work: Work, login: string): Promise<string | undefined> {
  return (await work.asSystem((tx) => lockCredential(tx, login)))?.person;
}

/** Tells whether somebody handles needs in an area. */
export async function findStaffFor(tx: Tx, area: string, person: string): Promise<boolean> {
  return hasDutyOver(tx, person, ['worker', 'coordinator', 'department'], area);
}

/** All places where a person lives or lived, of every subdistrict. */
export async function listPlacesOf(work: Work, person: string): Promise<PlaceRow[]> {
  return work.asSystem((tx) => listPlaces(tx, person));
}

/** The keyed fingerprints by which a person may be found on a roster. */
export interface PersonPrints {
  readonly identity: string | null;
  readonly phones: readonly string[];
  readonly name: string;
}

/** The fingerprints of people, by id. */
export async function findPrints(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, PersonPrints>> {
  const { vault } = work.ports;
  return work.asSystem(async (tx) => {
    const rows = await listPersonRows(tx, ids);
    const phones = await listCurrentPhones(tx, ids);
    return new Map(
      rows.map((row) => [
        row.id,
        {
          identity: row.identity_fingerprint,
          phones: phones
            .filter((phone) => phone.person === row.id)
            .map((phone) => phone.phone_fingerprint),
          name: vault.fingerprint(`name ${vault.open(row.name_sealed)}`),
        },
      ]),
    );
  });
}
