import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

/** The project's root, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));

const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.mulin', 'coverage']);

/** All files of the project by path from its root, with `/` between folders. */
export function listFiles(endings: readonly string[], folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => {
      if (LEFT_OUT.has(entry.name)) return [];
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return listFiles(endings, path);
      return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
    })
    .sort();
}

export function readSource(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** One import of a file: what it names, and whether only types come through. */
export interface Import {
  readonly from: string;
  /** The path within the project, or the package's name. */
  readonly to: string;
  readonly isInside: boolean;
  readonly isTypeOnly: boolean;
}

/** Every import and re-export of a source, static and dynamic. */
export function importsOf(path: string, source: string): Import[] {
  const { module } = parseSync(path, source);
  const text = (start: number, end: number): string =>
    source.slice(start, end).replace(/['"`]/g, '');
  const found: { target: string; isTypeOnly: boolean }[] = [];
  for (const each of module.staticImports) {
    found.push({
      target: each.moduleRequest.value,
      isTypeOnly: each.entries.length > 0 && each.entries.every((entry) => entry.isType),
    });
  }
  for (const each of module.staticExports) {
    for (const entry of each.entries) {
      if (entry.moduleRequest)
        found.push({ target: entry.moduleRequest.value, isTypeOnly: entry.isType });
    }
  }
  for (const each of module.dynamicImports) {
    found.push({
      target: text(each.moduleRequest.start, each.moduleRequest.end),
      isTypeOnly: false,
    });
  }
  return found.map(({ target, isTypeOnly }) => ({
    from: path,
    ...placeOf(path, target),
    isTypeOnly,
  }));
}

const PACKAGES: Readonly<Record<string, string>> = {
  '@mulin/kernel': 'kernel/index.ts',
  '@mulin/contract': 'contract/index.ts',
  '@mulin/engine-choice': 'engines/choice/index.ts',
  '@mulin/engine-expression': 'engines/expression/index.ts',
};

function placeOf(path: string, target: string): { to: string; isInside: boolean } {
  if (target.startsWith('.')) {
    return { to: posix.normalize(posix.join(dirname(path), target)), isInside: true };
  }
  const own = PACKAGES[target];
  if (own) return { to: own, isInside: true };
  const inPackage = /^@mulin\/(kernel|contract)\/(.+)$/.exec(target);
  return inPackage
    ? { to: `${inPackage[1]}/${inPackage[2]}`.replace(/(?<!\.ts)$/, '.ts'), isInside: true }
    : { to: target, isInside: false };
}
