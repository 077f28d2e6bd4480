import { describe, expect, test } from 'vitest';
import { findCycle, findForbidden } from './rooms.ts';
import { importsOf, listFiles, readSource } from './sources.ts';

const files = listFiles(['.ts', '.tsx']);
const imports = files.flatMap((file) => importsOf(file, readSource(file)));

describe('imports', () => {
  test('keep to the rooms of the house', () => {
    expect(imports.length).toBeGreaterThan(400);
    const forbidden = imports.flatMap((each) => {
      const reason = findForbidden(each);
      return reason ? [`${each.from} → ${each.to}: ${reason}`] : [];
    });
    expect(forbidden).toEqual([]);
  });

  test('make no cycle', () => {
    expect(findCycle(imports)).toBeUndefined();
  });

  test('that break a rule are found', () => {
    const reasonOf = (from: string, source: string) =>
      importsOf(from, source).map(findForbidden).find(Boolean);
    expect(reasonOf('kernel/a.ts', `import fs from 'node:fs';`)).toMatch(/kernel/);
    expect(reasonOf('engines/choice/a.ts', `import '../../modules/needs/index.ts';`)).toMatch(
      /engines/,
    );
    expect(reasonOf('engines/choice/a.ts', `import '../expression/index.ts';`)).toMatch(/another/);
    expect(reasonOf('modules/areas/a.ts', `import '../needs/index.ts';`)).toMatch(/comes before/);
    expect(reasonOf('modules/needs/a.ts', `import '../areas/store.ts';`)).toMatch(/public face/);
    expect(reasonOf('modules/needs/a.ts', `import { sql } from 'kysely';`)).toMatch(/store/);
    expect(reasonOf('modules/needs/store.ts', `import { sql } from 'kysely';`)).toBeUndefined();
    expect(reasonOf('shells/web/kit/a.ts', `import { routes } from '@mulin/contract';`)).toMatch(
      /types/,
    );
    expect(
      reasonOf('shells/web/kit/a.ts', `import type { Me } from '@mulin/contract';`),
    ).toBeUndefined();
    expect(
      reasonOf('modules/needs/a.ts', `const a = await import('../../shells/server/app.ts');`),
    ).toMatch(/modules/);
    const cycle = [
      ...importsOf('kernel/a.ts', `export * from './b.ts';`),
      ...importsOf('kernel/b.ts', `import { a } from './a.ts';`),
    ];
    expect(findCycle(cycle)).toEqual(['kernel/a.ts', 'kernel/b.ts', 'kernel/a.ts']);
  });
});

describe('files', () => {
  test('have at most 500 lines', () => {
    const long = listFiles(['.ts', '.tsx', '.css', '.mjs']).filter(
      (file) => readSource(file).split('\n').length > 501 && !file.endsWith('.generated.ts'),
    );
    expect(long).toEqual([]);
  });

  test('have names that say what is in them', () => {
    const empty = files.filter((file) =>
      /(^|\/)(utils?|helpers?|common|misc|manager)[./]/.test(file),
    );
    expect(empty).toEqual([]);
  });
});

describe('modules', () => {
  const modules = [
    ...new Set(listFiles(['.ts']).flatMap((file) => /^modules\/([^/]+)\//.exec(file)?.[1] ?? [])),
  ];

  test('are in the order, and each has a README and a public face', async () => {
    const { MODULE_ORDER } = await import('./rooms.ts');
    expect(modules.sort()).toEqual([...MODULE_ORDER].sort());
    const all = listFiles(['.ts', '.md']);
    for (const name of modules) {
      expect(all).toContain(`modules/${name}/README.md`);
      expect(all).toContain(`modules/${name}/index.ts`);
    }
  });

  test('have stores that take nothing but a transaction', () => {
    const stores = files.filter((file) => /^modules\/.*store\.ts$/.test(file));
    expect(stores.length).toBeGreaterThan(5);
    expect(
      stores.flatMap((file) =>
        findLooseStoreFunctions(readSource(file)).map((name) => `${file}: ${name}`),
      ),
    ).toEqual([]);
    expect(
      findLooseStoreFunctions('export async function find(db: Database, id: string) {}'),
    ).toEqual(['find']);
    expect(
      findLooseStoreFunctions('export async function find(\n  tx: Tx,\n  pool: Pool,\n) {}'),
    ).toEqual(['find']);
  });
});

/** Exported functions of a store that read or write and take anything but `tx: Tx` first, or a pool beside it. */
function findLooseStoreFunctions(source: string): string[] {
  return [
    ...source.matchAll(/export (async )?function (\w+)\(([\s\S]*?)\)(?:: [^{]+)? \{/g),
  ].flatMap(([whole, isAsync, name = '', parameters = '']) => {
    const isPure = !isAsync && !/\btx\b/.test(whole);
    const isTransaction = /^\s*tx: Tx\b/.test(parameters);
    const hasPool = /\b(Database|Pool|Backend|Kysely)\b/.test(parameters);
    return (isPure || isTransaction) && !hasPool ? [] : [name];
  });
}
