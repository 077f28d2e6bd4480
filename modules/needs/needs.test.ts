import type { Actor } from '@mulin/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  FOREIGN,
  HOME,
  HOME_COMMITTEE,
  OTHER_COMMITTEE,
  openTestWorld,
  type TestWorld,
} from '../../checks/harness.ts';
import { createPerson, createStaff } from '../accounts/index.ts';
import { listEvents } from '../record/index.ts';
import { foldNeed, handlers } from './index.ts';
import { findNeed } from './store.ts';

let world: TestWorld;
let wang: Actor & { kind: 'resident' };
let zhang: Actor & { kind: 'resident' };
let worker: Actor & { kind: 'staff' };
let otherWorker: Actor & { kind: 'staff' };

const place = { committee: HOME_COMMITTEE };

beforeAll(async () => {
  world = await openTestWorld('2026-11-23T02:00:00.000Z');
  wang = await resident('王秀兰', '13900000001');
  zhang = await resident('张伟', '13900000002');
  worker = await staff('liming', HOME_COMMITTEE);
  otherWorker = await staff('wangfang', OTHER_COMMITTEE);
});
afterAll(() => world.close());

describe('a need from its words to the last word of its author', () => {
  test('is numbered, promised a working day, and shown without a name', async () => {
    const sent = await express(wang, { text: '电梯坏了，我在六楼下不来。', category: 'repair' });
    expect(sent.reference).toMatch(/^2026-1123-\d{4}$/);
    // Seven working days after Monday 23 November.
    expect(sent.dueOn).toBe('2026-12-02');
    expect(sent.nameShownTo).toEqual({
      staff: 'full-name',
      neighbors: 'no-name',
      open: 'no-name',
    });
    const seen = await get(zhang, sent.id);
    expect(seen.voice).toBeNull();
    expect(JSON.stringify(seen)).not.toContain('王秀兰');
    expect((await get(worker, sent.id)).voice?.authorName).toBe('王秀兰');
  });

  test('stands still while its author is asked, and moves on by as many working days', async () => {
    const { id } = await express(wang, { text: '楼道灯不亮', category: 'safety' });
    expect((await get(wang, id)).dueOn).toBe('2026-11-26');
    await ok(worker, handlers.askBack, id, { text: '几楼？' });
    expect((await get(wang, id)).dueAfterPause).toBe(true);
    // Asked on Monday, answered on Thursday: three working days stood still.
    world.ports.clock.moveTo('2026-11-26T03:00:00.000Z');
    await ok(wang, handlers.replyToQuestion, id, { text: '三楼和四楼' });
    const after = await get(wang, id);
    expect(after).toMatchObject({ dueOn: '2026-12-01', state: 'triaged', dueAfterPause: false });
    world.ports.clock.moveTo('2026-11-23T02:00:00.000Z');
  });

  test('closes only by its author, and opens again with a new clock', async () => {
    const { id } = await express(wang, { text: '想学手机挂号', category: 'culture' });
    await ok(worker, handlers.answerNeed, id, { text: '周三下午来。' });
    expect(await refused(zhang, handlers.closeNeed, id, undefined)).toBe('ND-104');
    await ok(wang, handlers.closeNeed, id, undefined);
    expect(await refused(worker, handlers.answerNeed, id, { text: '再答' })).toBe('ND-103');
    await ok(wang, handlers.reopenNeed, id, { text: '周三没有人在' });
    const again = await get(wang, id);
    expect(again.state).toBe('triaged');
    expect(again.timeline.map((step) => step.type)).toEqual([
      'NeedReopened',
      'NeedClosed',
      'NeedAnswered',
      'NeedExpressed',
    ]);
    expect(again.timeline[0]?.text).toBe('周三没有人在');
  });

  test('is declined with a reason and the right channel', async () => {
    const { id } = await express(zhang, { text: '公司欠我加班费' });
    await ok(worker, handlers.declineNeed, id, {
      reason: 'not-ours',
      rightChannel: '劳动仲裁',
      text: '要由仲裁来裁。',
    });
    expect((await get(zhang, id)).declined).toEqual({
      reason: 'not-ours',
      rightChannel: '劳动仲裁',
    });
  });
});

describe('events and rows', () => {
  test('tell the same state of every need', async () => {
    const { id } = await express(wang, { text: '小区门口路不平', category: 'traffic' });
    await ok(zhang, handlers.joinNeed, id, undefined);
    await ok(worker, handlers.triageNeed, id, { category: 'safety', assignee: worker.person });
    await ok(worker, handlers.askBack, id, { text: '哪个门？' });
    await ok(wang, handlers.replyToQuestion, id, { text: '东门' });
    await ok(zhang, handlers.leaveNeed, id, undefined);
    await world.run({ kind: 'system' }, HOME, async (work) => {
      const rows = await work.tx
        .selectFrom('community.need')
        .select('id')
        .where('subdistrict', '=', HOME)
        .execute();
      expect(rows.length).toBeGreaterThan(3);
      for (const row of rows) {
        const need = await findNeed(work.tx, HOME, row.id);
        expect(foldNeed(await listEvents(work.tx, HOME, row.id))).toEqual({
          state: need?.state,
          category: need?.category,
          leadOffice: need?.lead_office,
          assignee: need?.assignee,
          dueOn: need?.due_on,
          joinCount: need?.join_count,
          confirmation: need?.confirmation,
        });
      }
      return { ok: true, value: null };
    });
  });
});

describe('joining', () => {
  test('counts a neighbour once and never its author', async () => {
    const { id } = await express(wang, { text: '下水道又堵了' });
    expect(await refused(wang, handlers.joinNeed, id, undefined)).toBe('ND-110');
    await ok(zhang, handlers.joinNeed, id, undefined);
    expect(await ok(zhang, handlers.joinNeed, id, undefined)).toEqual({
      joinCount: 1,
      hasJoined: true,
    });
    expect(await ok(zhang, handlers.leaveNeed, id, undefined)).toEqual({
      joinCount: 0,
      hasJoined: false,
    });
  });

  test('is offered where another need says the same', async () => {
    await express(wang, { text: '五号楼电梯这个月坏了三次，请查原因' });
    const similar = await world.run(zhang, HOME, (work) =>
      handlers.listSimilarNeeds(work, {
        params: { subdistrict: HOME },
        query: undefined,
        body: { text: '五号楼电梯又坏了，请查一下', place },
      }),
    );
    if (!similar.ok) throw new Error(similar.error.code);
    expect(similar.value.items[0]?.text).toContain('电梯这个月坏了三次');
    const other = await world.run(zhang, HOME, (work) =>
      handlers.listSimilarNeeds(work, {
        params: { subdistrict: HOME },
        query: undefined,
        body: { text: '想找个地方打太极拳', place },
      }),
    );
    expect(other).toEqual({ ok: true, value: { items: [] } });
  });
});

describe('speaking for somebody else', () => {
  const onBehalf = { name: '冯阿婆', reason: 'no-phone' as const, knows: false };

  test('hides the need from neighbours until it is confirmed', async () => {
    const { id, next } = await express(zhang, { text: '冯阿婆要人陪去医院', onBehalf });
    expect(next).toBe('confirm-with-person');
    expect(await refused(wang, handlers.getNeed, id, undefined)).toBe('SY-104');
    expect(await listed(wang)).not.toContain(id);
    await ok(worker, handlers.confirmNeed, id, { confirmed: true });
    expect(await listed(wang)).toContain(id);
  });

  test('withdraws a need that is not theirs', async () => {
    const { id } = await express(zhang, { text: '冯阿婆要搬家', onBehalf });
    await ok(worker, handlers.confirmNeed, id, { confirmed: false });
    expect((await get(zhang, id)).state).toBe('withdrawn');
  });

  test('wants an authorization for a named person, and a name from staff', async () => {
    const named = { ...onBehalf, person: wang.person };
    expect(await refusedExpress(zhang, { text: '替王秀兰说', onBehalf: named })).toBe('ND-108');
    expect(await refusedExpress(worker, { text: '没写替谁' })).toBe('ND-111');
    const sent = await world.run(
      zhang,
      HOME,
      (work) =>
        handlers.expressNeed(work, {
          params: { subdistrict: HOME },
          query: undefined,
          body: { ...draft({ text: '替王秀兰说', onBehalf: named }) },
        }),
      { givers: [wang.person] },
    );
    if (!sent.ok) throw new Error(sent.error.code);
    expect((await get(wang, sent.value.id)).isMine).toBe(true);
  });
});

describe('who may', () => {
  test('a worker of another committee neither reads the name nor acts', async () => {
    const { id } = await express(wang, { text: '只给自己居委会看的姓名' });
    const seen = await get(otherWorker, id);
    expect(seen).toMatchObject({ voice: null, actions: [] });
    expect(await refused(otherWorker, handlers.answerNeed, id, { text: '越权' })).toBe('ND-105');
  });

  test('a private need is hidden from neighbours by list, by page and by the database', async () => {
    const { id } = await express(wang, { text: '楼上半夜跳绳', visibility: 'staff' });
    expect(await refused(zhang, handlers.getNeed, id, undefined)).toBe('SY-104');
    expect(await listed(zhang)).not.toContain(id);
    const row = await world.run(zhang, HOME, async (work) => ({
      ok: true,
      value: await findNeed(work.tx, HOME, id),
    }));
    expect(row).toEqual({ ok: true, value: undefined });
    expect((await get(wang, id)).text).toBe('楼上半夜跳绳');
  });

  test('a foreign subdistrict sees nothing', async () => {
    const { id } = await express(wang, { text: '本街道的事' });
    const row = await world.run({ kind: 'system' }, FOREIGN, async (work) => ({
      ok: true,
      value: await findNeed(work.tx, HOME, id),
    }));
    expect(row).toEqual({ ok: true, value: undefined });
  });

  test('a place of another subdistrict is refused', async () => {
    const code = await refusedExpress(wang, {
      text: '别处的事',
      place: { committee: '310199002001' },
    });
    expect(code).toBe('ND-101');
  });
});

describe('the register', () => {
  test('pages by keyset without gaps or doubles in every order', async () => {
    for (let count = 0; count < 7; count += 1) {
      await express(zhang, { text: `台账翻页 ${count}` });
    }
    for (const sort of ['due', 'newest', 'oldest', 'joins'] as const) {
      const ids: string[] = [];
      let cursor: string | undefined;
      let total = 0;
      do {
        const page = await world.run(worker, HOME, (work) =>
          handlers.listRegister(work, {
            params: { subdistrict: HOME },
            query: { limit: 3, sort, ...(cursor ? { cursor } : {}) },
            body: undefined,
          }),
        );
        if (!page.ok) throw new Error(page.error.code);
        ids.push(...page.value.items.map((row) => row.id));
        cursor = page.value.nextCursor ?? undefined;
        total = page.value.total;
      } while (cursor);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBe(total);
    }
  });

  test('finds by words and by number, and counts what waits', async () => {
    const { reference } = await express(wang, { text: '垃圾房早上八点还没清' });
    for (const q of ['垃圾房', reference]) {
      const page = await world.run(worker, HOME, (work) =>
        handlers.listRegister(work, {
          params: { subdistrict: HOME },
          query: { limit: 20, sort: 'newest', q },
          body: undefined,
        }),
      );
      expect(page.ok && page.value.items.map((row) => row.reference)).toEqual([reference]);
    }
    world.ports.clock.moveTo('2026-12-20T02:00:00.000Z');
    const inbox = await world.run(worker, HOME, (work) =>
      handlers.getInbox(work, { params: { subdistrict: HOME }, query: undefined, body: undefined }),
    );
    world.ports.clock.moveTo('2026-11-23T02:00:00.000Z');
    if (!inbox.ok) throw new Error(inbox.error.code);
    expect(inbox.value.counts.overdue).toBe(inbox.value.counts.open);
    expect(inbox.value.items[0]?.overdueDays).toBeGreaterThan(10);
  });

  test('exports a sheet whose cells are no formulas', async () => {
    const { readSheet } = await import('read-excel-file/node');
    await express(wang, { text: '=HYPERLINK("x")' });
    const file = await world.run(worker, HOME, (work) =>
      handlers.exportRegister(work, {
        params: { subdistrict: HOME },
        query: { sort: 'newest', q: 'HYPERLINK' },
        body: undefined,
      }),
    );
    if (!file.ok || !file.value) throw new Error('no file');
    const [heading, line] = await readSheet(Buffer.from(file.value.content));
    expect(heading?.slice(0, 2)).toEqual(['编号', '内容']);
    expect(line?.[1]).toBe(`'=HYPERLINK("x")`);
  });
});

async function resident(name: string, phone: string): Promise<Actor & { kind: 'resident' }> {
  const made = await world.run({ kind: 'system' }, HOME, (work) =>
    createPerson(work, { name, phone, how: 'phone' }),
  );
  if (!made.ok) throw new Error(made.error.code);
  const residences = [{ subdistrict: HOME, committee: HOME_COMMITTEE, verified: true }];
  return { kind: 'resident', person: made.value, residences };
}

async function staff(login: string, area: string): Promise<Actor & { kind: 'staff' }> {
  const grants = [{ role: 'worker' as const, area, office: null }];
  const made = await world.run({ kind: 'system' }, HOME, (work) =>
    createStaff(work, { login, name: login, grants }),
  );
  if (!made.ok) throw new Error(made.error.code);
  return { kind: 'staff', person: made.value, grants };
}

type Draft = Parameters<typeof handlers.expressNeed>[1]['body'];

function draft(body: Partial<Draft> & { text: string }): Draft {
  return { place, visibility: 'neighbors', photos: [], channel: 'app', ...body };
}

function send(actor: Actor, body: Partial<Draft> & { text: string }) {
  return world.run(actor, HOME, (work) =>
    handlers.expressNeed(work, {
      params: { subdistrict: HOME },
      query: undefined,
      body: draft(body),
    }),
  );
}

async function express(actor: Actor, body: Partial<Draft> & { text: string }) {
  const sent = await send(actor, body);
  if (!sent.ok) throw new Error(sent.error.code);
  return sent.value;
}

async function refusedExpress(actor: Actor, body: Partial<Draft> & { text: string }) {
  const sent = await send(actor, body);
  return sent.ok ? 'allowed' : sent.error.code;
}

// biome-ignore lint/suspicious/noExplicitAny: the handlers differ in their bodies only
type AnyUseCase = (work: any, input: any) => Promise<any>;

function call(actor: Actor, useCase: AnyUseCase, id: string, body: unknown) {
  return world.run(actor, HOME, (work) =>
    useCase(work, { params: { subdistrict: HOME, id }, query: undefined, body }),
  );
}

async function ok(actor: Actor, useCase: AnyUseCase, id: string, body: unknown) {
  const answer = await call(actor, useCase, id, body);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

async function refused(actor: Actor, useCase: AnyUseCase, id: string, body: unknown) {
  const answer = await call(actor, useCase, id, body);
  return answer.ok ? 'allowed' : answer.error.code;
}

async function get(actor: Actor, id: string) {
  const answer = await world.run(actor, HOME, (work) =>
    handlers.getNeed(work, { params: { subdistrict: HOME, id } }),
  );
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.need;
}

async function listed(actor: Actor): Promise<string[]> {
  const page = await world.run(actor, HOME, (work) =>
    handlers.listNeeds(work, {
      params: { subdistrict: HOME },
      query: { limit: 100 },
      body: undefined,
    }),
  );
  return page.ok ? page.value.items.map((card) => card.id) : [];
}
