import type { Import } from './sources.ts';

/** Modules in their order: a later one may call an earlier one. */
export const MODULE_ORDER = [
  'record',
  'areas',
  'accounts',
  'residents',
  'organizations',
  'needs',
] as const;

/** Packages from outside that a room may use; rooms that are not named may use any. */
const PACKAGES_OF: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  contract: ['zod'],
  engines: ['csv-parse/sync', 'csv-parse'],
  modules: ['kysely', 'otplib', 'read-excel-file/node', 'write-excel-file/node'],
};

/** Rooms that a room may import, by the table of the style guide. */
const ROOMS_OF: Readonly<Record<string, readonly string[]>> = {
  kernel: ['kernel'],
  contract: ['contract', 'kernel'],
  engines: ['engines', 'kernel'],
  modules: ['modules', 'kernel', 'contract', 'engines'],
  adapters: ['adapters', 'kernel', 'contract'],
  'shells/server': [
    'shells/server',
    'kernel',
    'contract',
    'engines',
    'modules',
    'adapters',
    'demo',
  ],
  'shells/cli': [
    'shells/cli',
    'shells/server',
    'kernel',
    'contract',
    'engines',
    'modules',
    'adapters',
    'demo',
  ],
  'shells/web': ['shells/web', 'kernel', 'contract'],
  demo: ['demo', 'kernel', 'contract', 'engines', 'modules', 'adapters', 'shells/server'],
  bench: ['bench', 'demo', 'kernel', 'contract', 'engines', 'modules', 'adapters', 'shells/server'],
};

/** Says why an import is not allowed, or nothing where it is. Tests and checks may import anything. */
export function findForbidden(imported: Import): string | undefined {
  const { from, to } = imported;
  const room = roomOf(from);
  if (room === undefined || room === 'checks' || from.endsWith('.test.ts')) return undefined;
  if (!imported.isInside) return forbiddenPackage(room, imported);
  const target = roomOf(to);
  if (target === undefined || !ROOMS_OF[room]?.includes(target))
    return `${room} may not import ${to}`;
  if (room === 'modules') return forbiddenModule(from, to);
  if (room === 'engines' && target === 'engines' && from.split('/')[1] !== to.split('/')[1]) {
    return 'an engine may not import another';
  }
  if (target === 'modules' && !to.endsWith('/index.ts'))
    return `${to} is not a module's public face`;
  if (room === 'shells/web') return forbiddenInWeb(imported, target);
  return undefined;
}

function forbiddenPackage(room: string, { from, to, isTypeOnly }: Import): string | undefined {
  const allowed = PACKAGES_OF[room];
  if (allowed === undefined || isTypeOnly) return undefined;
  if (to.startsWith('node:')) return forbiddenNode(room, to);
  if (!allowed.includes(to)) return `${room} may not use ${to}`;
  const isStore = /(^|\/)([a-z-]+-)?store\.ts$/.test(from);
  return to === 'kysely' && !isStore ? 'only a store writes SQL' : undefined;
}

/** The core reads no file, no network, no clock; hashing is arithmetic. */
function forbiddenNode(room: string, to: string): string | undefined {
  const isArithmetic = to === 'node:crypto' || to === 'node:util';
  return room === 'modules' && isArithmetic ? undefined : `${room} may not use ${to}`;
}

function forbiddenModule(from: string, to: string): string | undefined {
  const [, own = ''] = from.split('/');
  const [top, other = ''] = to.split('/');
  if (top !== 'modules' || own === other) return undefined;
  const order = MODULE_ORDER as readonly string[];
  if (order.indexOf(other) === -1) return `module ${other} is not in the order`;
  if (order.indexOf(other) > order.indexOf(own)) return `${own} comes before ${other}`;
  return to.endsWith('/index.ts') ? undefined : `${to} is not a module's public face`;
}

/** Only types of the contract reach a phone, and its state table, which is plain data. */
function forbiddenInWeb({ from, to, isTypeOnly }: Import, target: string): string | undefined {
  const isBuild = /^shells\/web\/[a-z-]+\.ts$/.test(from);
  if (isBuild || isTypeOnly || target !== 'contract' || to === 'contract/need-states.ts') {
    return undefined;
  }
  return 'the web takes only types from the contract';
}

function roomOf(path: string): string | undefined {
  const [top = '', second = ''] = path.split('/');
  const room = top === 'shells' ? `shells/${second}` : top;
  return room in ROOMS_OF || room === 'checks' ? room : undefined;
}

/** The first cycle among imports, as a list of files, or nothing. Imports of types alone count too. */
export function findCycle(imports: readonly Import[]): string[] | undefined {
  const after = new Map<string, string[]>();
  for (const { from, to, isInside } of imports) {
    if (isInside) after.set(from, [...(after.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | undefined => {
    const at = path.indexOf(file);
    if (at !== -1) return [...path.slice(at), file];
    if (done.has(file)) return undefined;
    for (const next of after.get(file) ?? []) {
      const cycle = walk(next, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of after.keys()) {
    const cycle = walk(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}
