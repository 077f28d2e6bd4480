import { findIdentityNumber, findMobile, ok, type Result, refuse } from '@mulin/kernel';
import { newId, nowOf, recordEvent, type Work } from '../../record/index.ts';
import { findPersonByFingerprint, insertPerson, insertPhone, updatePerson } from '../store.ts';

/** What is known of a person who comes into the city registry. */
export interface NewPerson {
  readonly name: string;
  readonly phone?: string;
  readonly identityNumber?: string;
  readonly language?: 'zh' | 'en';
  readonly how: 'phone' | 'staff' | 'roster' | 'grant';
}

/** Brings a person into the city registry. One identity number is one person: RS-102 else. */
export async function createPerson(work: Work, person: NewPerson): Promise<Result<string>> {
  const { vault } = work.ports;
  const phone = person.phone === undefined ? undefined : findMobile(person.phone);
  if (person.phone !== undefined && !phone) return refuse('AC-101', { field: 'phone' });
  const id = newId(work.ports);
  const at = nowOf(work);
  await work.asSystem(async (tx) => {
    await insertPerson(tx, {
      id,
      name_sealed: vault.seal(person.name),
      birthday_sealed: null,
      identity_sealed: null,
      identity_fingerprint: null,
      language: person.language ?? 'zh',
      elder_mode: false,
      created_at: at,
      erased_at: null,
    });
    if (phone) {
      await insertPhone(tx, {
        person: id,
        id: newId(work.ports),
        phone_sealed: vault.seal(phone),
        phone_fingerprint: vault.fingerprint(phone),
        since: at,
        until: null,
      });
    }
    await recordEvent(
      { ...work, tx },
      'PersonRegistered',
      { stream: id, subdistrict: null, role: 'system' },
      { how: person.how },
    );
  });
  if (person.identityNumber === undefined) return ok(id);
  const set = await setIdentity(work, id, person.identityNumber);
  return set.ok ? ok(id) : set;
}

/** Records somebody's identity number and birthday, sealed. RS-101 where it is wrong, RS-102 where it is another's. */
export async function setIdentity(
  work: Work,
  person: string,
  identityNumber: string,
): Promise<Result<null>> {
  const { vault } = work.ports;
  const identity = findIdentityNumber(identityNumber);
  if (!identity) return refuse('RS-101', { field: 'identityNumber' });
  const fingerprint = vault.fingerprint(identity.number);
  return work.asSystem(async (tx) => {
    const holder = await findPersonByFingerprint(tx, fingerprint);
    if (holder === person) return ok(null);
    if (holder !== undefined) return refuse('RS-102', { field: 'identityNumber' });
    await updatePerson(tx, person, {
      identity_sealed: vault.seal(identity.number),
      identity_fingerprint: fingerprint,
      birthday_sealed: vault.seal(identity.birthday),
    });
    return ok(null);
  });
}
