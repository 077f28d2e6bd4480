import { ok, type Result, refuse } from '@mulin/kernel';
import { findPersonByPhone, findStaffByLogin, startSession } from '../modules/accounts/index.ts';
import type { Work } from '../modules/record/index.ts';
import { DEMO_SUBDISTRICT } from './places.ts';

/** A resident of the demonstration. Their phones begin with 19900, which no carrier has given out. */
export interface DemoResident {
  readonly who: string;
  readonly name: string;
  readonly phone: string | undefined;
  readonly birthday: string;
  readonly committee: string;
  readonly compound: string;
  readonly building: number;
  readonly room: string;
  /** Still waits for the committee. */
  readonly isClaim?: true;
}

export interface DemoStaff {
  readonly login: string;
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly grants: readonly {
    readonly role: 'worker' | 'coordinator' | 'department' | 'operator';
    readonly area: string;
    readonly office?: string;
  }[];
}

const at = (committee: number): string => `${DEMO_SUBDISTRICT}00${committee}`;

export const DEMO_RESIDENTS: readonly DemoResident[] = [
  home('wang', '王秀兰', '19900000001', '1951-03-08', [1, '青石里', 3, '402']),
  home('zhang', '张伟', '19900000002', '1986-07-19', [1, '青石里', 5, '1101']),
  home('zhao', '赵敏', '19900000003', '1990-11-02', [2, '望江苑', 2, '603']),
  home('sun', '孙德明', '19900000004', '1944-01-25', [1, '青石新村', 1, '201']),
  home('zhou', '周婷', '19900000005', '1995-05-30', [3, '丁香园', 7, '305']),
  home('wu', '吴建国', '19900000006', '1958-09-14', [4, '老码头里弄', 2, '12']),
  home('zheng', '郑丽华', '19900000007', '1972-12-21', [2, '江畔公寓', 1, '1802']),
  home('feng', '冯阿婆', undefined, '1938-06-06', [1, '青石里', 3, '101']),
  { ...home('he', '何静', '19900000009', '1999-02-11', [1, '青石里', 9, '703']), isClaim: true },
  { ...home('lin', '林涛', '19900000010', '1983-08-08', [2, '望江苑', 6, '204']), isClaim: true },
];

export const DEMO_STAFF: readonly DemoStaff[] = [
  {
    login: 'chenjing',
    name: '陈静',
    zh: '陈静，街道协调员',
    en: 'Chen Jing, coordinator of the subdistrict',
    grants: [{ role: 'coordinator', area: DEMO_SUBDISTRICT }],
  },
  {
    login: 'liming',
    name: '李明',
    zh: '李明，青石居委会',
    en: 'Li Ming, Qingshi committee',
    grants: [{ role: 'worker', area: at(1) }],
  },
  {
    login: 'wangfang',
    name: '王芳',
    zh: '王芳，望江居委会',
    en: 'Wang Fang, Wangjiang committee',
    grants: [{ role: 'worker', area: at(2) }],
  },
  {
    login: 'zhaolei',
    name: '赵磊',
    zh: '赵磊，社区服务办公室',
    en: 'Zhao Lei, community services office',
    grants: [{ role: 'department', area: DEMO_SUBDISTRICT, office: '社区服务办公室' }],
  },
  {
    login: 'operator',
    name: '系统值班',
    zh: '系统值班（看验证码短信）',
    en: 'System operator (sees the outbox with codes)',
    grants: [{ role: 'operator', area: DEMO_SUBDISTRICT }],
  },
];

/** Residents that may be signed in with one click, and how each is described. */
const SHOWN: readonly { readonly who: string; readonly zh: string; readonly en: string }[] = [
  { who: 'wang', zh: '王秀兰，75 岁，青石里', en: 'Wang Xiulan, 75, Qingshi Lane' },
  { who: 'zhang', zh: '张伟，40 岁，青石里', en: 'Zhang Wei, 40, Qingshi Lane' },
  { who: 'he', zh: '何静，刚搬来，住址等核实', en: 'He Jing, just moved in, not yet verified' },
];

/** Who can be signed in with one click in the demonstration. */
export function demoPeople(): {
  who: string;
  zh: string;
  en: string;
  app: 'resident' | 'workbench';
}[] {
  return [
    ...SHOWN.map((person) => ({ ...person, app: 'resident' as const })),
    ...DEMO_STAFF.map(({ login, zh, en }) => ({ who: login, zh, en, app: 'workbench' as const })),
  ];
}

/** Signs one of them in. Only a server that was started with the demonstration offers this. */
export async function signInDemoPerson(
  work: Work,
  who: string,
): Promise<Result<{ state: 'signed-in' }>> {
  const resident = DEMO_RESIDENTS.find((each) => each.who === who);
  const isShown = demoPeople().some((person) => person.who === who);
  if (!isShown) return refuse('SY-104');
  const person = resident?.phone
    ? (await findPersonByPhone(work, resident.phone))[0]
    : await findStaffByLogin(work, who);
  if (!person) return refuse('SY-104');
  await startSession(work, person, resident ? 'resident' : 'staff');
  return ok({ state: 'signed-in' });
}

function home(
  who: string,
  name: string,
  phone: string | undefined,
  birthday: string,
  [committee, compound, building, room]: readonly [number, string, number, string],
): DemoResident {
  return { who, name, phone, birthday, committee: at(committee), compound, building, room };
}
