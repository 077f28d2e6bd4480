import type { Actor } from '@mulin/contract';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FakeCarrier } from '../../adapters/messages/index.ts';
import {
  FOREIGN,
  HOME,
  HOME_COMMITTEE,
  OTHER_COMMITTEE,
  openTestWorld,
  type TestWorld,
} from '../../checks/harness.ts';
import type { Effects, Work } from '../record/index.ts';
import { createPerson, createStaff, deliverMessages, findActor, makeHandlers } from './index.ts';

let world: TestWorld;
const handlers = makeHandlers({
  sources: [],
  residencesOf: async () => [],
  officeNames: async () => new Map(),
});
const NOBODY: Actor = { kind: 'anonymous' };
const SYSTEM: Actor = { kind: 'system' };

beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
// Each test has an hour of its own, so that limits by the hour do not add up.
beforeEach(() => world.ports.clock.advance(4000));

describe('signInByPhone', () => {
  test('makes a person of a new phone, and knows them the next time', async () => {
    expect(await signIn('13900000001')).toMatchObject({ value: { isNew: true } });
    world.ports.clock.advance(120);
    expect(await signIn('139 0000 0001')).toMatchObject({ value: { isNew: false } });
  });

  test('takes a code once, in time, and gives up after five guesses', async () => {
    const phone = '13900000002';
    const code = await codeFor(phone);
    expect(await enter(phone, code)).toMatchObject({ ok: true });
    expect(await enter(phone, code)).toMatchObject({ error: { code: 'AC-102' } });

    world.ports.clock.advance(120);
    const late = await codeFor(phone);
    world.ports.clock.advance(301);
    expect(await enter(phone, late)).toMatchObject({ error: { code: 'AC-102' } });

    const guessed = await codeFor(phone);
    const wrong = guessed === '000000' ? '000001' : '000000';
    for (let guess = 0; guess < 5; guess += 1) await enter(phone, wrong);
    expect(await enter(phone, guessed)).toMatchObject({ error: { code: 'AC-104' } });
  });

  test('answers the same for a known phone and an unknown one, and not too often', async () => {
    await signIn('13900000003');
    world.ports.clock.advance(120);
    const known = await ask('13900000003');
    expect(await ask('13900000099')).toEqual(known);
    const sent = await countMessages();
    world.ports.clock.advance(10);
    expect(await ask('13900000003')).toMatchObject({ value: { again: 50 } });
    expect(await countMessages()).toBe(sent);
  });

  test('asks who it is where two share a phone, without their names', async () => {
    const phone = '13900000004';
    for (const name of ['孙德明', '郑丽华']) {
      await run(SYSTEM, (work) => createPerson(work, { name, phone, how: 'staff' }));
    }
    const asked = await signIn(phone);
    if (!asked.ok || asked.value.state !== 'choose') throw new Error('not asked');
    const { ticket, people } = asked.value;
    expect(people.map((person) => person.label)).toEqual(['孙**', '郑**']);
    const choose = (person: string) =>
      run(
        NOBODY,
        (work) =>
          handlers.signInByPhone(work, {
            ...none,
            body: { phone, code: '000000', ticket, person },
          }),
        { keepOnRefusal: true },
      );
    expect(await choose(people[1]?.person as string)).toMatchObject({
      value: { state: 'signed-in' },
    });
    expect(await choose(people[1]?.person as string)).toMatchObject({ error: { code: 'AC-102' } });
  });
});

describe('signInStaff', () => {
  test('wants both factors, takes a code once, and locks after five wrong ones', async () => {
    const first = await newStaff('chenjing');
    const code = (): string =>
      generateSync({ secret: first.secret, epoch: Date.parse(world.ports.clock.now()) / 1000 });
    const enterAs = (login: string, password: string, given: string) =>
      run(
        NOBODY,
        (work) => handlers.signInStaff(work, { ...none, body: { login, password, code: given } }),
        { keepOnRefusal: true },
      );
    expect(await enterAs('chenjing', first.password, code())).toMatchObject({ ok: true });
    expect(await enterAs('chenjing', first.password, code())).toMatchObject({
      error: { code: 'AC-103' },
    });
    expect(await enterAs('nobody', first.password, code())).toMatchObject({
      error: { code: 'AC-103' },
    });
    world.ports.clock.advance(60);
    for (let guess = 0; guess < 4; guess += 1) await enterAs('chenjing', 'wrong', code());
    expect(await enterAs('chenjing', first.password, code())).toMatchObject({
      error: { code: 'AC-104', values: { minutes: 15 } },
    });
    world.ports.clock.advance(901);
    expect(await enterAs('chenjing', first.password, code())).toMatchObject({ ok: true });
  });
});

describe('a session', () => {
  test('is kept as a hash, renewed at sign-in, and ends everywhere at once', async () => {
    const phone = '13900000005';
    const effects = await signInWith(phone);
    const token = tokenOf(effects);
    const rows = await run(SYSTEM, async (work) => ({
      ok: true,
      value: await work.tx.selectFrom('registry.session').select('token_hash').execute(),
    }));
    expect(JSON.stringify(rows)).not.toContain(token);
    const me = await personOfToken(token);
    expect(me).toMatchObject({ kind: 'resident' });
    if (me?.kind !== 'resident') throw new Error('nobody');
    await run(me, (work) => handlers.signOut(work, { ...none, query: { everywhere: 'true' } }));
    expect(await personOfToken(token)).toBeUndefined();
  });
});

describe('duties', () => {
  test('are given and ended only inside one’s own area, and never one’s last', async () => {
    const { actor: coordinator, grant } = await coordinatorOf(HOME);
    const give = (area: string, login: string) =>
      run(coordinator, (work) =>
        handlers.giveGrant(work, {
          params: { subdistrict: HOME },
          query: undefined,
          body: { login, name: '李明', role: 'worker', area },
        }),
      );
    expect(await give(FOREIGN, 'liming')).toMatchObject({ error: { code: 'AC-107' } });
    const given = await give(HOME_COMMITTEE, 'liming');
    if (!given.ok) throw new Error(given.error.code);
    expect(given.value.firstSignIn?.authenticatorUri).toMatch(/^otpauth:/);
    const again = await give(OTHER_COMMITTEE, 'liming');
    expect(again).toMatchObject({ value: { person: given.value.person, firstSignIn: null } });
    const end = (id: string) =>
      run(coordinator, (work) =>
        handlers.revokeGrant(work, { ...none, params: { subdistrict: HOME, id } }),
      );
    expect(await end(given.value.grant.id)).toMatchObject({ ok: true });
    expect(await end(grant)).toMatchObject({ error: { code: 'AC-108' } });
    const staff = await run(coordinator, (work) =>
      handlers.listStaff(work, { ...none, params: { subdistrict: HOME } }),
    );
    const liming = staff.ok ? staff.value.items.find((each) => each.name === '李明') : undefined;
    expect(liming?.grants.map((each) => each.area)).toEqual([OTHER_COMMITTEE]);
  });
});

describe('one identity number', () => {
  test('is one person, and a wrong one is refused', async () => {
    const make = (identityNumber: string) =>
      run(SYSTEM, (work) => createPerson(work, { name: '王', identityNumber, how: 'staff' }));
    expect(await make('11010519491231002X')).toMatchObject({ ok: true });
    expect(await make('11010519491231002x')).toMatchObject({ error: { code: 'RS-102' } });
    expect(await make('110105194912310021')).toMatchObject({ error: { code: 'RS-101' } });
  });
});

describe('acting for somebody', () => {
  test('needs their word, shows to both, and ends at once', async () => {
    const giver = await actorOf('13900000006');
    const helper = await actorOf('13900000007');
    const authorize = (helperPhone: string) =>
      run(giver, (work) =>
        handlers.authorizeHelper(work, { ...none, body: { helperPhone, relation: '女儿' } }),
      );
    expect(await authorize('13900000006')).toMatchObject({ error: { code: 'AC-106' } });
    const given = await authorize('13900000007');
    if (!given.ok) throw new Error(given.error.code);
    const held = await run(helper, (work) => handlers.listAuthorizations(work));
    expect(held).toMatchObject({ value: { held: [{ giver: giver.person }] } });
    await run(helper, (work) =>
      handlers.revokeAuthorization(work, { ...none, params: { id: given.value.id } }),
    );
    expect(await run(giver, (work) => handlers.listAuthorizations(work))).toEqual({
      ok: true,
      value: { given: [], held: [] },
    });
  });
});

describe('one’s own data', () => {
  test('are exported whole, and erased so that nothing readable stays', async () => {
    const phone = '13900000008';
    const me = await actorOf(phone);
    await run(me, (work) => handlers.changeMe(work, { ...none, body: { name: '吴建国' } }));
    const file = await run(me, (work) => handlers.exportMe(work));
    if (!file.ok || !file.value) throw new Error('no file');
    const kept = JSON.parse(new TextDecoder().decode(file.value.content));
    expect(kept.person).toMatchObject({ name: '吴建国', phones: [phone] });
    expect(kept.events.map((event: { type: string }) => event.type)).toEqual(['PersonRegistered']);

    world.ports.clock.advance(120);
    const code = await codeFor(phone);
    const erase = await run(
      me,
      (work) => handlers.eraseMe(work, { ...none, body: { phone, code } }),
      { keepOnRefusal: true },
    );
    expect(erase).toMatchObject({ ok: true });
    const row = await run(SYSTEM, async (work) => ({
      ok: true,
      value: await work.tx
        .selectFrom('registry.person')
        .selectAll()
        .where('id', '=', me.person)
        .executeTakeFirstOrThrow(),
    }));
    if (!row.ok) throw new Error('no row');
    expect(world.ports.vault.open(row.value.name_sealed)).toBe('');
    expect(row.value.erased_at).not.toBeNull();
    world.ports.clock.advance(120);
    // The phone is free: whoever uses it now is somebody new.
    expect(await signIn(phone)).toMatchObject({ value: { isNew: true } });
  });
});

describe('messages', () => {
  test('go out once, and wait longer after each failure', async () => {
    world.ports.clock.advance(86_400);
    const carrier = new FakeCarrier();
    await deliver(carrier);
    carrier.delivered.length = 0;
    await ask('13900000009');
    const broken = { deliver: () => Promise.reject(new Error('down')) };
    expect(await deliver(broken)).toBe(0);
    expect(await deliver(carrier)).toBe(0);
    world.ports.clock.advance(16);
    expect(await deliver(carrier)).toBe(1);
    expect(await deliver(carrier)).toBe(0);
    expect(carrier.delivered[0]).toMatchObject({ to: '13900000009', template: 'sign-in-code' });
  });
});

const none = { params: undefined, query: undefined, body: undefined } as const;

function run<T>(
  actor: Actor,
  useCase: Parameters<typeof world.run<T>>[2],
  more?: { keepOnRefusal: boolean },
) {
  return world.run(actor, undefined, useCase, more);
}

function ask(phone: string) {
  return run(NOBODY, (work) => handlers.requestCode(work, { ...none, body: { phone } }), {
    keepOnRefusal: true,
  });
}

async function codeFor(phone: string): Promise<string> {
  const asked = await ask(phone);
  if (!asked.ok) throw new Error(asked.error.code);
  const code = await run(SYSTEM, async (work) => {
    const row = await work.tx
      .selectFrom('registry.outgoing_message')
      .select(['values_sealed'])
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return { ok: true, value: JSON.parse(work.ports.vault.open(row.values_sealed)).code as string };
  });
  return code.ok ? code.value : '';
}

function enter(phone: string, code: string) {
  return run(NOBODY, (work) => handlers.signInByPhone(work, { ...none, body: { phone, code } }), {
    keepOnRefusal: true,
  });
}

async function signIn(phone: string) {
  return enter(phone, await codeFor(phone));
}

async function signInWith(phone: string): Promise<Effects> {
  const code = await codeFor(phone);
  let effects: Effects = { seen: [] };
  await run(NOBODY, (work: Work) => {
    effects = work.effects;
    return handlers.signInByPhone(work, { ...none, body: { phone, code } });
  });
  return effects;
}

function tokenOf(effects: Effects): string {
  if (!effects.session || effects.session === 'ended') throw new Error('no session');
  return effects.session.token;
}

async function personOfToken(token: string): Promise<Actor | undefined> {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(token).digest('hex');
  const found = await run(SYSTEM, async (work) => ({
    ok: true,
    value: (await findActor(work.tx, hash, new Date(work.ports.clock.now()))) ?? null,
  }));
  return found.ok ? found.value?.actor : undefined;
}

async function actorOf(phone: string): Promise<Actor & { kind: 'resident' }> {
  const actor = await personOfToken(tokenOf(await signInWith(phone)));
  if (actor?.kind !== 'resident') throw new Error('nobody');
  world.ports.clock.advance(120);
  return actor;
}

async function coordinatorOf(area: string, login = 'coordinator') {
  const grants = [{ role: 'coordinator' as const, area, office: null }];
  const made = await run(SYSTEM, (work) => createStaff(work, { login, name: '陈静', grants }));
  if (!made.ok) throw new Error(made.error.code);
  const row = await run(SYSTEM, async (work) => ({
    ok: true,
    value: await work.tx
      .selectFrom('registry.access_grant')
      .select('id')
      .where('person', '=', made.value)
      .executeTakeFirstOrThrow(),
  }));
  const actor: Actor & { kind: 'staff' } = { kind: 'staff', person: made.value, grants };
  return { actor, grant: row.ok ? row.value.id : '' };
}

/** A login whose first password and authenticator secret are known, as they are shown once. */
async function newStaff(login: string) {
  const { actor } = await coordinatorOf(HOME, `giver-of-${login}`);
  const given = await run(actor, (work) =>
    handlers.giveGrant(work, {
      params: { subdistrict: HOME },
      query: undefined,
      body: { login, name: '陈静', role: 'worker', area: HOME_COMMITTEE },
    }),
  );
  if (!given.ok || !given.value.firstSignIn) throw new Error('no first sign-in');
  const { password, authenticatorUri } = given.value.firstSignIn;
  return { password, secret: new URL(authenticatorUri).searchParams.get('secret') ?? '' };
}

async function countMessages(): Promise<number> {
  const rows = await run(SYSTEM, async (work) => ({
    ok: true,
    value: await work.tx.selectFrom('registry.outgoing_message').select('id').execute(),
  }));
  return rows.ok ? rows.value.length : 0;
}

async function deliver(carrier: Parameters<typeof deliverMessages>[1]): Promise<number> {
  const sent = await run(SYSTEM, async (work) => ({
    ok: true,
    value: await deliverMessages(work, carrier),
  }));
  return sent.ok ? sent.value : -1;
}
