import type { ResidentRow } from '@mulin/contract';
import {
  ageOn,
  chinaDateOf,
  findMobile,
  type LocalDate,
  ok,
  type Result,
  refuse,
} from '@mulin/kernel';
import { findPeople, findPersonByPhone, findPrints } from '../../accounts/index.ts';
import { findAreaNames, findPlaceName } from '../../areas/index.ts';
import {
  type Answer,
  encodeCursor,
  findPageKey,
  type Input,
  type Work,
} from '../../record/index.ts';
import { fitsRoster } from '../residence.ts';
import { listResidences, listRosterLines, type Residence, type ResidenceFilter } from '../store.ts';

/** Names are sealed, so a search by name opens them batch by batch; this many at most. */
const SEARCH_BATCH = 500;
const MOST_SEARCHED = 20_000;

/** Residents of the own area, newest first. */
export async function listResidents(
  work: Work,
  { params, query }: Input<'listResidents'>,
): Promise<Result<Answer<'listResidents'>>> {
  const after = query.cursor === undefined ? undefined : findPageKey(query.cursor);
  if (query.cursor !== undefined && !after) {
    return refuse('SY-101', { field: 'cursor', values: { reason: '' } });
  }
  const mobile = query.q ? findMobile(query.q) : undefined;
  const filter: ResidenceFilter = {
    subdistrict: params.subdistrict,
    areas: areasOf(work),
    state: query.state,
    committee: query.committee,
    persons: mobile ? await findPersonByPhone(work, mobile) : undefined,
  };
  const name = mobile ? undefined : query.q || undefined;
  const found = await listNamed(work, filter, { after: after?.id, name, limit: query.limit + 1 });
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return ok({
    items: await toResidentRows(work, page),
    nextCursor:
      found.length > page.length && last ? encodeCursor({ value: '', id: last.id }) : null,
  });
}

function areasOf(work: Work): string[] {
  return work.actor.kind === 'staff'
    ? work.actor.grants
        .filter((grant) => grant.role === 'worker' || grant.role === 'coordinator')
        .map((grant) => grant.area)
    : [];
}

async function listNamed(
  work: Work,
  filter: ResidenceFilter,
  page: { after: string | undefined; name: string | undefined; limit: number },
): Promise<Residence[]> {
  if (!page.name) return listResidences(work.tx, filter, page.after, page.limit);
  const found: Residence[] = [];
  let before = page.after;
  for (let searched = 0; searched < MOST_SEARCHED; searched += SEARCH_BATCH) {
    const batch = await listResidences(work.tx, filter, before, SEARCH_BATCH);
    const people = await findPeople(
      work,
      batch.map((residence) => residence.person),
    );
    for (const residence of batch) {
      if (people.get(residence.person)?.name.includes(page.name)) found.push(residence);
      if (found.length === page.limit) return found;
    }
    before = batch.at(-1)?.id;
    if (batch.length < SEARCH_BATCH) break;
  }
  return found;
}

/** Residences as rows for staff; whoever is shown is noted for the access log. */
export async function toResidentRows(
  work: Work,
  residences: readonly Residence[],
): Promise<ResidentRow[]> {
  const subdistrict = residences[0]?.subdistrict;
  if (subdistrict === undefined) return [];
  const ids = residences.map((residence) => residence.person);
  work.effects.seen.push(...ids);
  const people = await findPeople(work, ids);
  const names = await findAreaNames(
    work.tx,
    residences.map((residence) => residence.committee),
  );
  const prints = await findPrints(work, ids);
  const all = [...prints.values()];
  const lines = await listRosterLines(work.tx, subdistrict, {
    identities: all.flatMap((print) => print.identity ?? []),
    phones: all.flatMap((print) => print.phones),
  });
  const today = chinaDateOf(work.ports.clock.now());
  const rows: ResidentRow[] = [];
  for (const residence of residences) {
    const person = people.get(residence.person);
    const print = prints.get(residence.person);
    const { committee } = residence;
    const compound = residence.compound ?? undefined;
    const building = residence.building ?? undefined;
    rows.push({
      residence: residence.id,
      person: residence.person,
      name: person?.name ?? '',
      maskedPhone: person?.maskedPhone ?? null,
      maskedIdentityNumber: person?.maskedIdentityNumber ?? null,
      age: person?.birthday ? ageOn(person.birthday as LocalDate, today) : null,
      committee,
      committeeName: names.get(committee) ?? '',
      placeName:
        (await findPlaceName(work.tx, subdistrict, { committee, compound, building })) ?? '',
      room: residence.room_sealed ? work.ports.vault.open(residence.room_sealed) : null,
      state: residence.state,
      since: residence.since,
      onRoster: lines.some(
        (line) => line.committee === committee && print !== undefined && fitsRoster(line, print),
      ),
    });
  }
  return rows;
}
