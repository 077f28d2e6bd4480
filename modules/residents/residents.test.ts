import type { Actor } from '@mulin/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeExcel from 'write-excel-file/node';
import {
  FOREIGN,
  FOREIGN_COMMITTEE,
  HOME,
  HOME_COMMITTEE,
  OTHER_COMMITTEE,
  openTestWorld,
  type TestWorld,
} from '../../checks/harness.ts';
import { createPerson, createStaff, listPlacesOf } from '../accounts/index.ts';
import { makeHandlers, personalData } from './index.ts';
import { ROSTER_COLUMNS } from './roster.ts';
import { findResidenceOf } from './store.ts';

let world: TestWorld;
let worker: Actor & { kind: 'staff' };
let otherWorker: Actor & { kind: 'staff' };
let coordinator: Actor & { kind: 'staff' };
const transferred: string[][] = [];
const handlers = makeHandlers({
  transferWork: async (_work, ...call) => {
    transferred.push(call);
    return 3;
  },
});
const none = { params: undefined, query: undefined, body: undefined } as const;
const here = { params: { subdistrict: HOME }, query: undefined } as const;

beforeAll(async () => {
  world = await openTestWorld();
  worker = await staff('liming', 'worker', HOME_COMMITTEE);
  otherWorker = await staff('wangfang', 'worker', OTHER_COMMITTEE);
  coordinator = await staff('chenjing', 'coordinator', HOME);
});
afterAll(() => world.close());

describe('a residence', () => {
  test('is claimed by its resident and verified by the own committee alone', async () => {
    const he = await person('何静', '13900000021');
    const claimed = await claim(he, HOME, HOME_COMMITTEE);
    expect(claimed).toMatchObject({ value: { state: 'claimed', committeeName: '青石居委会' } });
    const id = claimed.ok ? claimed.value.id : '';
    const verify = (actor: Actor, identityNumber?: string) =>
      world.run(actor, HOME, (work) =>
        handlers.verifyResidence(work, {
          params: { subdistrict: HOME, id },
          query: undefined,
          body: {
            decision: 'verified',
            seen: 'home-visit',
            ...(identityNumber ? { identityNumber } : {}),
          },
        }),
      );
    // The database does not even show it to another committee.
    expect(await verify(otherWorker)).toMatchObject({ error: { code: 'SY-104' } });
    expect(await verify(worker, '11010519491231002X')).toMatchObject({
      value: {
        state: 'verified',
        age: 76,
        maskedIdentityNumber: '110105********002X',
        maskedPhone: '139****0021',
      },
    });
    expect(await verify(worker)).toMatchObject({ error: { code: 'RS-104' } });
  });

  test('moves with its person: the old one ends, the new one begins', async () => {
    const lin = await person('林涛', '13900000022');
    await claim(lin, HOME, HOME_COMMITTEE);
    const again = await claim(lin, HOME, HOME_COMMITTEE);
    expect(again).toMatchObject({ value: { state: 'claimed' } });
    await claim(lin, FOREIGN, FOREIGN_COMMITTEE);
    const places = await world.run(lin, undefined, async (work) => ({
      ok: true,
      value: await listPlacesOf(work, lin.person),
    }));
    if (!places.ok) throw new Error('no places');
    expect(places.value.map((place) => [place.subdistrict, place.until === null]).sort()).toEqual([
      [HOME, false],
      [FOREIGN, true],
    ]);
  });

  test('of a place that is none is refused', async () => {
    const zhou = await person('周婷', '13900000023');
    expect(await claim(zhou, HOME, FOREIGN_COMMITTEE)).toMatchObject({ error: { code: 'AR-102' } });
    expect(await claim(zhou, '310199009', HOME_COMMITTEE)).toMatchObject({
      error: { code: 'AR-102' },
    });
  });

  test('is hidden from a neighbour by the database', async () => {
    const zheng = await person('郑丽华', '13900000024');
    const feng = await person('冯刚', '13900000025');
    await claim(zheng, HOME, HOME_COMMITTEE);
    const seen = (actor: Actor) =>
      world.run(actor, HOME, async (work) => ({
        ok: true,
        value: (await findResidenceOf(work.tx, HOME, zheng.person)) !== undefined,
      }));
    expect(await seen(zheng)).toEqual({ ok: true, value: true });
    expect(await seen(feng)).toEqual({ ok: true, value: false });
  });
});

describe('registerResident', () => {
  test('takes a neighbour without a phone in, and finds them by name', async () => {
    const register = (committee: string) =>
      world.run(worker, HOME, (work) =>
        handlers.registerResident(work, {
          ...here,
          body: { name: '冯阿婆', committee },
        }),
      );
    expect(await register(OTHER_COMMITTEE)).toMatchObject({ error: { code: 'RS-103' } });
    expect(await register(HOME_COMMITTEE)).toMatchObject({ ok: true });
    const found = await world.run(worker, HOME, (work) =>
      handlers.listResidents(work, { ...here, query: { limit: 10, q: '阿婆' }, body: undefined }),
    );
    expect(found).toMatchObject({ value: { items: [{ name: '冯阿婆', state: 'verified' }] } });
    const elsewhere = await world.run(otherWorker, HOME, (work) =>
      handlers.listResidents(work, { ...here, query: { limit: 10, q: '阿婆' }, body: undefined }),
    );
    expect(elsewhere).toMatchObject({ value: { items: [] } });
  });
});

describe('a roster', () => {
  test('verifies the claims that fit, names bad lines, and may be imported twice', async () => {
    const zhang = await person('张伟', '13900000026');
    const wu = await person('吴建国', '13900000027');
    await claim(zhang, HOME, HOME_COMMITTEE);
    await claim(wu, HOME, HOME_COMMITTEE);
    const sheet = [
      ['张伟', '', '13900000026', '青石居委会', '', '', ''],
      ['吴某', '', '13900000027', '青石居委会', '', '', ''],
      ['赵敏', '123', '', '青石居委会', '', '', ''],
      ['孙德明', '', '', '青石居委会', '', '', ''],
      ['周婷', '', '13900000028', '望江居委会', '', '', ''],
    ];
    const report = await importSheet(sheet);
    expect(report).toMatchObject({ value: { lines: 5, kept: 2, verified: 1 } });
    expect(report.ok && report.value.problems).toEqual([
      { line: 4, field: '身份证号', reason: '校验不对' },
      { line: 5, field: '身份证号', reason: '身份证号和手机号至少填一个' },
      { line: 6, field: '居委会', reason: '不归您管' },
    ]);
    await importSheet(sheet);
    const lines = await world.run({ kind: 'system' }, HOME, async (work) => ({
      ok: true,
      value: await work.tx
        .selectFrom('community.roster_line')
        .select('id')
        .where('subdistrict', '=', HOME)
        .execute(),
    }));
    expect(lines.ok && lines.value.length).toBe(2);
    // Somebody on the roster is verified as soon as they say where they live.
    const late = await person('吴某', '13900000027');
    expect(await claim(late, HOME, HOME_COMMITTEE)).toMatchObject({ value: { state: 'verified' } });
  });

  test('that is no sheet, or lacks a column, says so', async () => {
    const text = await world.run(worker, HOME, (work) =>
      handlers.importRoster(work, { ...here, body: undefined, upload: new Uint8Array([1, 2]) }),
    );
    expect(text).toMatchObject({ error: { code: 'RS-105' } });
    expect(await importSheet([['a']], ['姓名'])).toMatchObject({
      error: { values: { reason: expect.stringContaining('手机号') } },
    });
  });
});

describe('a household', () => {
  test('shows nobody before they agree', async () => {
    const wang = await person('王秀兰', '13900000031');
    const sun = await person('孙德明', '13900000032');
    for (const actor of [wang, sun]) await claim(actor, HOME, HOME_COMMITTEE);
    const invite = (phone: string) =>
      world.run(wang, HOME, (work) =>
        handlers.inviteToHousehold(work, { ...here, body: { phone } }),
      );
    const known = await invite('13900000032');
    // The answer does not tell whether anybody has that phone.
    expect(await invite('13900000033')).toEqual(known);
    expect(known).toMatchObject({ value: { household: { members: [{ name: '王秀兰' }] } } });
    const answer = (join: boolean) =>
      world.run(sun, HOME, (work) => handlers.answerHousehold(work, { ...here, body: { join } }));
    const joined = await answer(true);
    expect(joined.ok && joined.value.household?.members.map((member) => member.name)).toEqual([
      '王秀兰',
      '孙德明',
    ]);
    expect(await answer(false)).toEqual({ ok: true, value: { household: null } });
    expect(await answer(true)).toMatchObject({ error: { code: 'RS-107' } });
  });
});

describe('handOver', () => {
  test('ends the duties of whoever leaves and gives them, with open work, to another', async () => {
    const leaving = await staff('zhaolei', 'worker', HOME_COMMITTEE);
    const stranger = await person('外人', '13900000041');
    const hand = (to: string) =>
      world.run(coordinator, HOME, (work) =>
        handlers.handOver(work, { ...here, body: { from: leaving.person, to } }),
      );
    expect(await hand(stranger.person)).toMatchObject({ error: { code: 'RS-108' } });
    expect(await hand(otherWorker.person)).toEqual({ ok: true, value: { grants: 1, needs: 3 } });
    expect(transferred).toEqual([[HOME, leaving.person, otherWorker.person]]);
    const grants = await world.run({ kind: 'system' }, HOME, async (work) => ({
      ok: true,
      value: await work.tx
        .selectFrom('registry.access_grant')
        .select(['person', 'area'])
        .where('until', 'is', null)
        .execute(),
    }));
    if (!grants.ok) throw new Error('no grants');
    expect(grants.value.filter((grant) => grant.person === leaving.person)).toEqual([]);
    expect(
      grants.value
        .filter((grant) => grant.person === otherWorker.person)
        .map((grant) => grant.area)
        .sort(),
    ).toEqual([HOME_COMMITTEE, OTHER_COMMITTEE]);
  });
});

describe('erasure', () => {
  test('takes the room and ends the residence', async () => {
    const me = await person('冯刚', '13900000051');
    await world.run(me, undefined, (work) =>
      handlers.claimResidence(work, {
        ...none,
        body: { subdistrict: HOME, committee: HOME_COMMITTEE, room: '402' },
      }),
    );
    const collect = () =>
      world.run(me, undefined, async (work) => ({
        ok: true as const,
        value: await personalData.collect(work, me.person),
      }));
    expect(await collect()).toMatchObject({ value: [{ room: '402', until: null }] });
    await world.run(me, undefined, async (work) => {
      await personalData.erase(work, me.person);
      return { ok: true, value: null };
    });
    expect(await collect()).toMatchObject({ value: [{ room: null, until: '2026-11-23' }] });
  });
});

async function person(name: string, phone: string): Promise<Actor & { kind: 'resident' }> {
  const made = await world.run({ kind: 'system' }, HOME, (work) =>
    createPerson(work, { name, phone, how: 'phone' }),
  );
  if (!made.ok) throw new Error(made.error.code);
  return { kind: 'resident', person: made.value, residences: [] };
}

async function staff(
  login: string,
  role: 'worker' | 'coordinator',
  area: string,
): Promise<Actor & { kind: 'staff' }> {
  const grants = [{ role, area, office: null }];
  const made = await world.run({ kind: 'system' }, HOME, (work) =>
    createStaff(work, { login, name: login, grants }),
  );
  if (!made.ok) throw new Error(made.error.code);
  return { kind: 'staff', person: made.value, grants };
}

function claim(actor: Actor, subdistrict: string, committee: string) {
  return world.run(actor, undefined, (work) =>
    handlers.claimResidence(work, { ...none, body: { subdistrict, committee } }),
  );
}

async function importSheet(
  lines: readonly (readonly string[])[],
  heading: readonly string[] = ROSTER_COLUMNS,
) {
  const cells = [heading, ...lines].map((line) => line.map((value) => ({ value })));
  const upload = new Uint8Array(await writeExcel(cells).toBuffer());
  return world.run(worker, HOME, (work) =>
    handlers.importRoster(work, { ...here, body: undefined, upload }),
  );
}
