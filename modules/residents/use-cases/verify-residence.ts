import { answersFor } from '@mulin/contract';
import { ok, type Result, refuse } from '@mulin/kernel';
import {
  createPerson,
  findPeople,
  findPersonByIdentity,
  setIdentity,
  upsertPlace,
} from '../../accounts/index.ts';
import { type Answer, type Input, recordEvent, type Work } from '../../record/index.ts';
import { lockResidence, updateResidence } from '../store.ts';
import { toResidentRows } from '../views/list-residents.ts';
import { confirm, moveIn, placeOf } from './claim-residence.ts';

const VERIFIERS = ['worker', 'coordinator'] as const;

/** Confirms or refuses a claimed residence in one's own area. */
export async function verifyResidence(
  work: Work,
  { params, body }: Input<'verifyResidence'>,
): Promise<Result<Answer<'verifyResidence'>>> {
  const residence = await lockResidence(work.tx, params.subdistrict, params.id);
  if (!residence || residence.until !== null) return refuse('SY-104');
  if (!answersFor(work.actor, VERIFIERS, residence.committee)) return refuse('RS-103');
  if (residence.state !== 'claimed') return refuse('RS-104');
  if (body.decision === 'refused') {
    const change = { state: 'refused', refusal: body.reason } as const;
    await updateResidence(work.tx, residence, change);
    await upsertPlace(work.tx, placeOf({ ...residence, ...change }, null));
    await recordEvent(
      work,
      'ResidenceRefused',
      { stream: residence.id, subdistrict: params.subdistrict, role: 'staff' },
      { residence: residence.id },
    );
    const [row] = await toResidentRows(work, [{ ...residence, ...change }]);
    return row ? ok(row) : refuse('SY-104');
  }
  if (body.identityNumber) {
    const set = await setIdentity(work, residence.person, body.identityNumber);
    if (!set.ok) return set;
    const answer = await askRegister(
      work,
      residence.person,
      body.identityNumber,
      residence.committee,
    );
    if (answer === 'refuted') return refuse('RS-109', { field: 'identityNumber' });
  }
  const [row] = await toResidentRows(work, [await confirm(work, residence, body.seen)]);
  return row ? ok(row) : refuse('SY-104');
}

/** Registers somebody who cannot do so themselves. Staff see them, so they are verified at once. */
export async function registerResident(
  work: Work,
  { params, body }: Input<'registerResident'>,
): Promise<Result<Answer<'registerResident'>>> {
  if (!answersFor(work.actor, VERIFIERS, body.committee)) return refuse('RS-103');
  if (
    body.identityNumber &&
    (await findPersonByIdentity(work, body.identityNumber.toUpperCase()))
  ) {
    return refuse('RS-102', { field: 'identityNumber' });
  }
  const created = await createPerson(work, {
    name: body.name,
    ...(body.phone ? { phone: body.phone } : {}),
    ...(body.identityNumber ? { identityNumber: body.identityNumber } : {}),
    how: 'staff',
  });
  if (!created.ok) return created;
  const home = { subdistrict: params.subdistrict, ...body };
  const made = await moveIn(work, created.value, home, { state: 'claimed', seen: null });
  if (!made.ok) return made;
  const residence = await confirm(work, made.value, 'known');
  return ok({ person: created.value, residence: residence.id });
}

async function askRegister(
  work: Work,
  person: string,
  identityNumber: string,
  committee: string,
): Promise<'confirmed' | 'refuted' | 'unknown'> {
  const name = (await findPeople(work, [person])).get(person)?.name ?? '';
  return work.ports.residences.verify({ name, identityNumber, committee });
}
