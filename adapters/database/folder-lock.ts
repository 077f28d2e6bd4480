import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a data folder for this process: PGlite itself would let two processes write into it.
 * A lock left by a process that no longer runs is taken over. Throws where another holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return { release: () => rm(path, { force: true }) };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      const holder = Number(await readFile(path, 'utf8').catch(() => '0'));
      if (holder > 0 && holder !== process.pid && isRunning(holder)) {
        throw new Error(`the data folder is in use by process ${holder}`);
      }
      await rm(path, { force: true });
    }
  }
  throw new Error('the data folder could not be locked');
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
