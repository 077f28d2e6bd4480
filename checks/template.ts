import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeTemplate } from './harness.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A migrated database with the areas of tests, as a file that each world starts from. */
    template: string;
  }
}

/** Makes the embedded database of tests once for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'mulin-template-'));
  const path = join(folder, 'template.tar');
  await writeFile(path, await makeTemplate());
  project.provide('template', path);
  return () => rm(folder, { recursive: true, force: true });
}
