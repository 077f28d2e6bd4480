import { Validator } from '@seriousme/openapi-schema-validator';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOME, HOME_COMMITTEE, openTestWorld, type TestWorld } from '../../checks/harness.ts';
import { createStaff, startSession, upsertPlace } from '../../modules/accounts/index.ts';
import { buildApp } from './app.ts';
import { readSettings, SettingsError } from './settings.ts';

let world: TestWorld;
let app: FastifyInstance;
let resident: string;
let worker: string;
const PHONE = '13900000011';

beforeAll(async () => {
  world = await openTestWorld();
  const settings = { ...readSettings({}, { MULIN_LOG: 'silent' }), signInLimit: 1000 };
  app = await buildApp({ database: world.database, ports: world.ports, isSecure: false }, settings);
  resident = await signInByPhone(PHONE);
  const me = (await call('GET', '/api/me', { cookie: resident })).json().me;
  await world.run({ kind: 'system' }, HOME, async (work) => {
    await upsertPlace(work.tx, {
      person: me.person,
      residence: me.person,
      subdistrict: HOME,
      committee: HOME_COMMITTEE,
      verified: true,
      until: null,
    });
    return { ok: true, value: null };
  });
  worker = await signInStaff();
});
afterAll(async () => {
  await app.close();
  await world.close();
});

describe('the served description', () => {
  test('is valid OpenAPI 3.1 and names every route with who may call it', async () => {
    const document = (await call('GET', '/api/openapi.json')).json();
    const report = await new Validator().validate(document);
    expect(report.errors ?? []).toEqual([]);
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((path) =>
      Object.values(path as object),
    );
    expect(operations.length).toBeGreaterThan(60);
    expect(operations.filter((each) => !each.description)).toEqual([]);
  });
});

describe('a call', () => {
  test('without a session is told to sign in, in its language', async () => {
    const path = `/api/subdistricts/${HOME}/needs`;
    const zh = await call('GET', path);
    expect(zh.statusCode).toBe(401);
    expect(zh.json().error).toMatchObject({ code: 'SY-102', message: '还没有登录' });
    const en = await call('GET', path, { headers: { 'accept-language': 'en' } });
    expect(en.json().error.message).toBe('Not signed in');
  });

  test('beyond a role or a subdistrict is forbidden', async () => {
    const register = `/api/subdistricts/${HOME}/register/needs`;
    expect((await call('GET', register, { cookie: resident })).statusCode).toBe(403);
    expect((await call('GET', register, { cookie: worker })).statusCode).toBe(200);
    const foreign = '/api/subdistricts/310199002/register/needs';
    expect((await call('GET', foreign, { cookie: worker })).statusCode).toBe(403);
    expect((await call('GET', '/api/operator/outbox', { cookie: worker })).statusCode).toBe(403);
  });

  test('from another site is refused before anything is read', async () => {
    for (const headers of [
      { origin: 'https://elsewhere.test' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await call('POST', '/api/sign-in/codes', { headers, body: { phone: PHONE } });
      expect(answer.json().error.code).toBe('SY-112');
    }
  });

  test('with a wrong field names it', async () => {
    const answer = await call('POST', `/api/subdistricts/${HOME}/needs`, {
      cookie: resident,
      body: { text: '', place: { committee: HOME_COMMITTEE } },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error).toMatchObject({ code: 'SY-101', field: 'text' });
    const unknown = await call('POST', '/api/sign-in/codes', { body: { phone: PHONE, extra: 1 } });
    expect(unknown.json().error.code).toBe('SY-101');
  });

  test('to a page that is not there says so', async () => {
    expect((await call('GET', '/api/nothing')).json().error.code).toBe('SY-104');
  });
});

describe('sending a need twice', () => {
  const key = '01890000-0000-7000-8000-000000000001';
  const body = { text: '楼道的扶手松了', place: { committee: HOME_COMMITTEE } };
  const send = (sent: object) =>
    call('POST', `/api/subdistricts/${HOME}/needs`, {
      cookie: resident,
      headers: { 'idempotency-key': key },
      body: sent,
    });

  test('with one key makes one need and gives one answer', async () => {
    const [first, second] = [await send(body), await send(body)];
    expect(first.statusCode).toBe(201);
    expect(second.json()).toEqual(first.json());
    const mine = await call('GET', `/api/subdistricts/${HOME}/needs?mine=true`, {
      cookie: resident,
    });
    expect(mine.json().items).toHaveLength(1);
  });

  test('with one key and other words is refused', async () => {
    expect((await send({ ...body, text: '别的话' })).json().error.code).toBe('SY-113');
  });
});

describe('a picture', () => {
  test('is read by its bytes, kept without its place, and shown with its need', async () => {
    const { default: sharp } = await import('sharp');
    const jpeg = await sharp({
      create: { width: 40, height: 30, channels: 3, background: '#996633' },
    })
      .withExif({ IFD3: { GPSLatitude: '31/1 14/1 0/1' } })
      .jpeg()
      .toBuffer();
    const sent = await upload(jpeg);
    expect(sent.statusCode).toBe(201);
    const photo = sent.json().photo as string;
    const kept = await world.ports.files.find(photo);
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
    const need = await call('POST', `/api/subdistricts/${HOME}/needs`, {
      cookie: resident,
      body: { text: '墙皮掉了', place: { committee: HOME_COMMITTEE }, photos: [photo] },
    });
    const path = `/api/subdistricts/${HOME}/needs/${need.json().id}/photos/${photo}`;
    expect((await call('GET', path, { cookie: worker })).headers['content-type']).toBe(
      'image/webp',
    );
    expect((await call('GET', path)).statusCode).toBe(401);
    expect((await upload(Buffer.from('<svg onload="x"/>'))).json().error.code).toBe('ND-106');
  });
});

describe('the session cookie', () => {
  test('is out of reach of scripts and dies at sign-out', async () => {
    const cookie = await signInByPhone('13900000012');
    const attributes = lastSetCookie;
    expect(attributes).toMatch(/HttpOnly/i);
    expect(attributes).toMatch(/SameSite=Lax/i);
    await call('DELETE', '/api/session', { cookie });
    expect((await call('GET', '/api/me', { cookie })).json().me).toBeNull();
  });
});

describe('reading somebody’s name', () => {
  test('leaves a line in the access log, with who, whom and why', async () => {
    const sent = await call('POST', `/api/subdistricts/${HOME}/needs`, {
      cookie: resident,
      body: { text: '想装扶手', place: { committee: HOME_COMMITTEE } },
    });
    await call('GET', `/api/subdistricts/${HOME}/needs/${sent.json().id}`, { cookie: worker });
    const file = (await call('GET', '/api/me/export', { cookie: resident })).json();
    expect(file.seenBy[0]).toMatchObject({ route: 'getNeed', purpose: 'handle-need' });
  });
});

describe('settings', () => {
  test('name every problem, and give no default secret to production', () => {
    expect(() => readSettings({ production: true }, {})).toThrow(SettingsError);
    expect(() => readSettings({ production: true }, {})).toThrow(
      /MULIN_SECRET[\s\S]*MULIN_DATABASE_URL/,
    );
    expect(() => readSettings({}, { MULIN_PORT: 'x' })).toThrow(/MULIN_PORT/);
  });
});

let lastSetCookie = '';

interface Call {
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

async function call(method: 'GET' | 'POST' | 'DELETE', url: string, more: Call = {}) {
  return app.inject({
    method,
    url,
    headers: { ...more.headers, ...(more.cookie ? { cookie: `mulin=${more.cookie}` } : {}) },
    ...(more.body === undefined ? {} : { payload: more.body as object }),
  });
}

function upload(content: Buffer) {
  const boundary = 'mulin-test-boundary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  return app.inject({
    method: 'POST',
    url: `/api/subdistricts/${HOME}/photos`,
    headers: {
      cookie: `mulin=${resident}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
}

/** Signs in as people do: the code is read where an operator reads it. */
async function signInByPhone(phone: string): Promise<string> {
  world.ports.clock.advance(1);
  await call('POST', '/api/sign-in/codes', { body: { phone } });
  const code = await world.run({ kind: 'system' }, undefined, async (work) => {
    const row = await work.tx
      .selectFrom('registry.outgoing_message')
      .select('values_sealed')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return { ok: true, value: JSON.parse(work.ports.vault.open(row.values_sealed)).code as string };
  });
  if (!code.ok) throw new Error(code.error.code);
  const answer = await call('POST', '/api/sign-in/phone', { body: { phone, code: code.value } });
  expect(answer.json()).toEqual({ state: 'signed-in', isNew: true });
  expect(answer.body).not.toContain(code.value);
  lastSetCookie = String(answer.headers['set-cookie']);
  return answer.cookies.find((cookie) => cookie.name === 'mulin')?.value ?? '';
}

async function signInStaff(): Promise<string> {
  const token = await world.run({ kind: 'system' }, HOME, async (work) => {
    const grants = [{ role: 'worker' as const, area: HOME_COMMITTEE, office: null }];
    const made = await createStaff(work, { login: 'liming', name: '李明', grants });
    if (!made.ok) return made;
    await startSession(work, made.value, 'staff');
    const { session } = work.effects;
    return { ok: true, value: session && session !== 'ended' ? session.token : '' };
  });
  if (!token.ok) throw new Error(token.error.code);
  return token.value;
}
