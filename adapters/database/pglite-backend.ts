import { mkdir } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Backend, BackendSession } from './backend.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import type { WorkerReply, WorkerRequest } from './pglite-worker.ts';

/** A failure of the embedded database, with PostgreSQL's own code. */
export class EmbeddedError extends Error {
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  constructor(error: NonNullable<WorkerReply['error']>) {
    super(error.message);
    this.name = 'EmbeddedError';
    this.code = error.code;
    this.constraint = error.constraint;
  }
}

export interface EmbeddedBackend extends Backend {
  /** A copy of the whole folder, for tests to start from. */
  dump(): Promise<Uint8Array>;
}

/** Without the type, a message about itself. */
type Ask = WorkerRequest extends infer One
  ? One extends { id: number }
    ? Omit<One, 'id'>
    : never
  : never;

/**
 * PGlite in a worker thread, so that a heavy query never blocks the event loop. It has one session,
 * so transactions stand in one queue.
 *
 * @param place a folder (taken with a lock), or a dump to run in memory from, or nothing for an empty one
 */
export async function openEmbedded(place: {
  readonly folder?: string;
  readonly from?: Uint8Array;
}): Promise<EmbeddedBackend> {
  let lock: FolderLock | undefined;
  if (place.folder !== undefined) {
    await mkdir(place.folder, { recursive: true });
    lock = await lockFolder(place.folder);
  }
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData: {
      folder: place.folder === undefined ? null : `${place.folder}/pgdata`,
      from: place.from ?? null,
    },
  });
  const waiting = new Map<
    number,
    { done: (reply: WorkerReply) => void; failed: (cause: Error) => void }
  >();
  let last = 0;
  let dead: Error | undefined;
  const started = new Promise<WorkerReply>((done, failed) => waiting.set(0, { done, failed }));
  worker.on('message', (reply: WorkerReply) => {
    const waiter = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error) waiter?.failed(new EmbeddedError(reply.error));
    else waiter?.done(reply);
  });
  const die = (cause: Error): void => {
    dead = cause;
    for (const waiter of waiting.values()) waiter.failed(cause);
    waiting.clear();
  };
  worker.on('error', die);
  worker.on('exit', () => die(new Error('the embedded database has ended')));
  const ask = (request: Ask): Promise<WorkerReply> =>
    new Promise((done, failed) => {
      if (dead) {
        failed(dead);
        return;
      }
      last += 1;
      waiting.set(last, { done, failed });
      worker.postMessage({ ...request, id: last });
    });
  await started;

  const session: BackendSession = {
    async query(sql, parameters) {
      const reply = await ask({ do: 'query', sql, parameters: [...parameters] });
      return { rows: reply.rows ?? [], changed: reply.changed ?? 0 };
    },
    async script(sql) {
      await ask({ do: 'script', sql });
    },
  };
  let free: Promise<void> = Promise.resolve();
  let handBack: () => void = () => undefined;
  return {
    kind: 'embedded',
    async acquire() {
      const before = free;
      let next: () => void = () => undefined;
      free = new Promise((resolve) => {
        next = resolve;
      });
      await before;
      handBack = next;
      return session;
    },
    async release() {
      handBack();
    },
    async dump() {
      return (await ask({ do: 'dump' })).dump as Uint8Array;
    },
    async close() {
      await ask({ do: 'close' });
      await worker.terminate();
      await lock?.release();
    },
  };
}
