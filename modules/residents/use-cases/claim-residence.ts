import { personOf } from '@mulin/contract';
import { chinaDateOf, instantOf, ok, type Result, refuse } from '@mulin/kernel';
import { findPrints, listPlacesOf, upsertPlace } from '../../accounts/index.ts';
import { findPlaceName, findServedSubdistrict } from '../../areas/index.ts';
import {
  type Answer,
  type Input,
  newId,
  nowOf,
  recordEvent,
  type Work,
} from '../../record/index.ts';
import { fitsRoster } from '../residence.ts';
import {
  findResidenceOf,
  insertResidence,
  listRosterLines,
  type Residence,
  updateResidence,
} from '../store.ts';
import { readResidence } from '../views/list-residences.ts';

/** Where somebody lives, as it is said. */
export interface Home {
  readonly subdistrict: string;
  readonly committee: string;
  readonly compound?: string | undefined;
  readonly building?: string | undefined;
  readonly room?: string | undefined;
}

/** Says where one lives. Moving closes the earlier residence; the same home again changes nothing. */
export async function claimResidence(
  work: Work,
  { body }: Input<'claimResidence'>,
): Promise<Result<Answer<'claimResidence'>>> {
  const me = personOf(work.actor) as string;
  if (work.actor.kind !== 'resident') return refuse('SY-103');
  const served = await findServedSubdistrict(work.tx, body.subdistrict);
  if (!served) return refuse('AR-102', { field: 'subdistrict' });
  const before = await work.asSystem(
    (tx) => findResidenceOf(tx, body.subdistrict, me),
    body.subdistrict,
  );
  if (before && before.state !== 'refused' && isSameHome(work, before, body)) {
    return ok(await readResidence(work, before));
  }
  const made = await moveIn(work, me, body, { state: 'claimed', seen: null });
  if (!made.ok) return made;
  const seen = await findProof(work, made.value);
  if (!seen) return ok(await readResidence(work, made.value));
  return ok(await readResidence(work, await confirm(work, made.value, seen)));
}

/** Closes every residence of a person that still runs and opens a new one. */
export async function moveIn(
  work: Work,
  person: string,
  home: Home,
  how: Pick<Residence, 'state' | 'seen'>,
): Promise<Result<Residence>> {
  const now = nowOf(work);
  const today = chinaDateOf(instantOf(now.getTime()));
  const isPlace = await work.asSystem(
    (tx) => findPlaceName(tx, home.subdistrict, home),
    home.subdistrict,
  );
  if (isPlace === undefined) return refuse('AR-102', { field: 'committee' });
  for (const place of await listPlacesOf(work, person)) {
    if (place.until === null) await moveOut(work, place, today, now);
  }
  const residence: Residence = {
    subdistrict: home.subdistrict,
    id: newId(work.ports),
    person,
    committee: home.committee,
    compound: home.compound ?? null,
    building: home.building ?? null,
    room_sealed: home.room ? work.ports.vault.seal(home.room) : null,
    ...how,
    refusal: null,
    verified_by: how.state === 'verified' ? (personOf(work.actor) ?? null) : null,
    since: today,
    until: null,
    version: 1,
  };
  await work.asSystem(async (tx) => {
    await insertResidence(tx, residence);
    await recordEvent(
      { ...work, tx },
      'ResidenceClaimed',
      { stream: residence.id, subdistrict: home.subdistrict, role: roleOf(work) },
      { residence: residence.id, committee: home.committee },
    );
    await upsertPlace(tx, placeOf(residence, null));
  }, home.subdistrict);
  return ok(residence);
}

/** Marks a residence as verified, here and in the city's list of who lives where. */
export async function confirm(work: Work, residence: Residence, seen: string): Promise<Residence> {
  const change = { state: 'verified', seen, verified_by: staffOf(work) } as const;
  await work.asSystem(async (tx) => {
    await updateResidence(tx, residence, change);
    await upsertPlace(tx, placeOf({ ...residence, ...change }, null));
    await recordEvent(
      { ...work, tx },
      'ResidenceVerified',
      { stream: residence.id, subdistrict: residence.subdistrict, role: roleOf(work) },
      { residence: residence.id, seen },
    );
  }, residence.subdistrict);
  return { ...residence, ...change, version: residence.version + 1 };
}

export function placeOf(residence: Residence, until: Date | null) {
  return {
    person: residence.person,
    residence: residence.id,
    subdistrict: residence.subdistrict,
    committee: residence.committee,
    verified: residence.state === 'verified',
    until,
  };
}

async function moveOut(
  work: Work,
  place: { subdistrict: string; residence: string; person: string },
  today: string,
  now: Date,
): Promise<void> {
  await work.asSystem(async (tx) => {
    const old = await findResidenceOf(tx, place.subdistrict, place.person);
    if (!old) return;
    await updateResidence(tx, old, { until: today });
    await upsertPlace(tx, placeOf(old, now));
    await recordEvent(
      { ...work, tx },
      'ResidenceEnded',
      { stream: old.id, subdistrict: old.subdistrict, role: roleOf(work) },
      { residence: old.id },
    );
  }, place.subdistrict);
}

/** What proves a claim without a visit: the city's register, or a roster line of the same committee. */
async function findProof(work: Work, residence: Residence): Promise<string | undefined> {
  const prints = (await findPrints(work, [residence.person])).get(residence.person);
  if (!prints) return undefined;
  const lines = await work.asSystem(
    (tx) =>
      listRosterLines(tx, residence.subdistrict, {
        identities: prints.identity ? [prints.identity] : [],
        phones: prints.phones,
      }),
    residence.subdistrict,
  );
  const isOnRoster = lines.some(
    (line) => line.committee === residence.committee && fitsRoster(line, prints),
  );
  return isOnRoster ? 'roster' : undefined;
}

function isSameHome(work: Work, before: Residence, home: Home): boolean {
  const room = before.room_sealed ? work.ports.vault.open(before.room_sealed) : undefined;
  return (
    before.committee === home.committee &&
    before.compound === (home.compound ?? null) &&
    before.building === (home.building ?? null) &&
    room === home.room
  );
}

function staffOf(work: Work): string | null {
  return work.actor.kind === 'staff' ? work.actor.person : null;
}

function roleOf(work: Work): string {
  return work.actor.kind === 'staff'
    ? 'staff'
    : work.actor.kind === 'resident'
      ? 'author'
      : 'system';
}
