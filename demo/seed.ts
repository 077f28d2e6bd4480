import type { Actor, Grant } from '@mulin/contract';
import type { Result } from '@mulin/kernel';
import type { Database } from '../adapters/database/index.ts';
import * as accounts from '../modules/accounts/index.ts';
import * as areas from '../modules/areas/index.ts';
import * as needs from '../modules/needs/index.ts';
import * as organizations from '../modules/organizations/index.ts';
import type { Ports, Tables, Work } from '../modules/record/index.ts';
import * as residents from '../modules/residents/index.ts';
import { workOf } from '../shells/server/work-of.ts';
import { DEMO_NEEDS, type DemoNeed } from './needs.ts';
import { DEMO_RESIDENTS, DEMO_STAFF, type DemoResident } from './people.ts';
import { DEMO_AREAS, DEMO_COMPOUNDS, DEMO_OFFICES, DEMO_SUBDISTRICT } from './places.ts';

const residentHandlers = residents.makeHandlers({ transferWork: needs.transferWork });

/** Runs a use case as somebody, at a moment of the demonstration's past. */
type Run = <T>(
  actor: Actor,
  daysAgo: number,
  useCase: (work: Work) => Promise<Result<T>>,
) => Promise<T>;

interface Cast {
  readonly offices: ReadonlyMap<string, string>;
  readonly staff: ReadonlyMap<string, Actor & { kind: 'staff' }>;
  readonly residents: ReadonlyMap<string, Actor & { kind: 'resident' }>;
  readonly buildings: ReadonlyMap<string, string>;
  readonly compounds: ReadonlyMap<string, string>;
}

/**
 * Fills an empty database with the fictional subdistrict, through the use cases themselves. A database
 * that has a served subdistrict is left as it is.
 */
export async function seedDemo(
  database: Database<Tables>,
  ports: Ports,
  say: (line: string) => void,
): Promise<void> {
  const isFilled = await database.transaction({ kind: 'system' }, async (tx) => {
    return (await areas.listServedSubdistricts(tx)).length > 0;
  });
  if (isFilled) return;
  say('正在准备虚构的演示街道…… / Preparing the fictional subdistrict…');
  const run = runIn(database, ports);
  await run({ kind: 'system' }, 0, seedAreas);
  const places = await seedPlaces(run);
  const offices = await seedOffices(run);
  const staff = await seedStaff(run, offices);
  const people = await seedResidents(run, staff, places);
  const cast: Cast = { ...places, offices, staff, residents: people };
  const oldestFirst = [...DEMO_NEEDS].sort((a, b) => b.daysAgo - a.daysAgo);
  for (const need of oldestFirst) await seedNeed(run, cast, need);
}

function runIn(database: Database<Tables>, ports: Ports): Run {
  return async (actor, daysAgo, useCase) => {
    const now = Date.parse(ports.clock.now()) - daysAgo * 86_400_000;
    const clock = {
      calendar: ports.clock.calendar,
      now: () => new Date(now).toISOString() as never,
    };
    const result = await workOf(
      { database, ports: { ...ports, clock }, actor, subdistrict: DEMO_SUBDISTRICT },
      useCase,
    );
    if (!result.ok) throw new Error(`the demonstration's data are refused: ${result.error.code}`);
    return result.value;
  };
}

async function seedAreas(work: Work): Promise<Result<null>> {
  const [top, ...rest] = DEMO_AREAS;
  const imported = await areas.importAreas(
    work,
    rest.slice(1).map((area) => ({ ...area, source: 'demo' })),
    top,
  );
  if (!imported.ok) throw new Error(`demo areas: ${imported.error.reason}`);
  await areas.serveSubdistrict(work.tx, {
    subdistrict: DEMO_SUBDISTRICT,
    since: '2026-01-01',
    phone: '000-0000-0000',
  });
  return { ok: true, value: null };
}

const COORDINATOR: Actor = {
  kind: 'staff',
  person: '00000000-0000-7000-8000-000000000001',
  grants: [{ role: 'coordinator', area: DEMO_SUBDISTRICT, office: null }],
};

async function seedPlaces(run: Run): Promise<Pick<Cast, 'compounds' | 'buildings'>> {
  const compounds = new Map<string, string>();
  const buildings = new Map<string, string>();
  const params = { subdistrict: DEMO_SUBDISTRICT };
  for (const { committee, name, buildings: count } of DEMO_COMPOUNDS) {
    const compound = await run(COORDINATOR, 60, (work) =>
      areas.addCompound(work, { params, query: undefined, body: { committee, name } }),
    );
    compounds.set(name, compound.id);
    for (let number = 1; number <= count; number += 1) {
      const building = await run(COORDINATOR, 60, (work) =>
        areas.addBuilding(work, {
          params,
          query: undefined,
          body: { compound: compound.id, name: `${number} 号楼` },
        }),
      );
      buildings.set(`${name} ${number}`, building.id);
    }
  }
  return { compounds, buildings };
}

async function seedOffices(run: Run): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const office of DEMO_OFFICES) {
    const id = await run({ kind: 'system' }, 60, (work) =>
      organizations.createOffice(work, { subdistrict: DEMO_SUBDISTRICT, ...office }),
    );
    ids.set(office.name, id);
  }
  return ids;
}

async function seedStaff(
  run: Run,
  offices: ReadonlyMap<string, string>,
): Promise<Map<string, Actor & { kind: 'staff' }>> {
  const staff = new Map<string, Actor & { kind: 'staff' }>();
  for (const { login, name, grants } of DEMO_STAFF) {
    const held: Grant[] = grants.map((grant) => ({
      role: grant.role,
      area: grant.area,
      office: grant.office ? (offices.get(grant.office) ?? null) : null,
    }));
    const person = await run({ kind: 'system' }, 60, (work) =>
      accounts.createStaff(work, { login, name, grants: held }),
    );
    staff.set(login, { kind: 'staff', person, grants: held });
  }
  return staff;
}

async function seedResidents(
  run: Run,
  staff: Cast['staff'],
  places: Pick<Cast, 'compounds' | 'buildings'>,
): Promise<Map<string, Actor & { kind: 'resident' }>> {
  const worker = staff.get('chenjing') as Actor;
  const people = new Map<string, Actor & { kind: 'resident' }>();
  for (const resident of DEMO_RESIDENTS) {
    const person = resident.isClaim
      ? await claimAs(run, resident, places)
      : (
          await run(worker, 40, (work) =>
            residentHandlers.registerResident(work, {
              params: { subdistrict: DEMO_SUBDISTRICT },
              query: undefined,
              body: {
                name: resident.name,
                ...(resident.phone ? { phone: resident.phone } : {}),
                ...homeOf(resident, places),
              },
            }),
          )
        ).person;
    people.set(resident.who, {
      kind: 'resident',
      person,
      residences: [
        {
          subdistrict: DEMO_SUBDISTRICT,
          committee: resident.committee,
          verified: !resident.isClaim,
        },
      ],
    });
  }
  return people;
}

async function claimAs(
  run: Run,
  resident: DemoResident,
  places: Pick<Cast, 'compounds' | 'buildings'>,
): Promise<string> {
  const person = await run({ kind: 'system' }, 2, (work) =>
    accounts.createPerson(work, {
      name: resident.name,
      ...(resident.phone ? { phone: resident.phone } : {}),
      how: 'phone',
    }),
  );
  await run({ kind: 'resident', person, residences: [] }, 2, (work) =>
    residentHandlers.claimResidence(work, {
      params: undefined,
      query: undefined,
      body: { subdistrict: DEMO_SUBDISTRICT, ...homeOf(resident, places) },
    }),
  );
  return person;
}

function homeOf(resident: DemoResident, places: Pick<Cast, 'compounds' | 'buildings'>) {
  const { committee, compound, building, room } = resident;
  return {
    committee,
    compound: get(places.compounds, compound),
    building: get(places.buildings, `${compound} ${building}`),
    room,
  };
}

/** One need with all that happened to it, each step on a later working day. */
async function seedNeed(run: Run, cast: Cast, need: DemoNeed): Promise<void> {
  const { handlers } = needs;
  const resident = DEMO_RESIDENTS.find((each) => each.who === need.who) as DemoResident;
  const author = get(cast.residents, need.who);
  const home = homeOf(resident, cast);
  const place = { committee: home.committee, compound: home.compound, building: home.building };
  const body = {
    text: need.text,
    place,
    visibility: need.isPrivate ? ('staff' as const) : ('neighbors' as const),
    photos: [],
    ...(need.category ? { category: need.category } : {}),
  };
  const days = daysFrom(need.daysAgo);
  const said = await run(need.by ? get(cast.staff, need.by.login) : author, days(0), (work) =>
    handlers.expressNeed(work, {
      params: { subdistrict: DEMO_SUBDISTRICT },
      query: undefined,
      body: need.by
        ? {
            ...body,
            channel: need.by.channel,
            onBehalf: {
              person: author.person,
              name: resident.name,
              reason: 'no-phone',
              knows: true,
            },
          }
        : { ...body, channel: 'app' },
    }),
  );
  const params = { subdistrict: DEMO_SUBDISTRICT, id: said.id };
  const input = <B>(sent: B) => ({ params, query: undefined, body: sent });
  for (const who of need.joined ?? []) {
    await run(get(cast.residents, who), days(1), (work) =>
      handlers.joinNeed(work, input(undefined)),
    );
  }
  const staff = cast.staff.get('chenjing') as Actor;
  if (need.triage) {
    const { office, assignee } = need.triage;
    const sorted = {
      leadOffice: get(cast.offices, office),
      assignee: get(cast.staff, assignee).person,
    };
    await run(staff, days(1), (work) => handlers.triageNeed(work, input(sorted)));
  }
  if (need.question) {
    const text = need.question;
    await run(staff, days(2), (work) => handlers.askBack(work, input({ text })));
  }
  if (need.reply) {
    const text = need.reply;
    await run(author, days(3), (work) => handlers.replyToQuestion(work, input({ text })));
  }
  if (need.answer) {
    const text = need.answer;
    await run(staff, days(4), (work) => handlers.answerNeed(work, input({ text })));
  }
  if (need.decline) {
    const decline = { reason: 'not-ours' as const, ...need.decline };
    await run(staff, days(1), (work) => handlers.declineNeed(work, input(decline)));
  }
  if (need.closes) await run(author, days(5), (work) => handlers.closeNeed(work, input(undefined)));
}

/** Steps of a need spread over its age: step 0 when it was said, the last one today at the latest. */
function daysFrom(daysAgo: number): (step: number) => number {
  return (step) => Math.max(daysAgo - step * Math.max(1, daysAgo / 8), step === 0 ? daysAgo : 0.01);
}

function get<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the demonstration has no ${key}`);
  return value;
}
