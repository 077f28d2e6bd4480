import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

/** What the main thread asks of the worker that holds the embedded database. */
export type WorkerRequest =
  | { id: number; do: 'query'; sql: string; parameters: unknown[] }
  | { id: number; do: 'script'; sql: string }
  | { id: number; do: 'dump' }
  | { id: number; do: 'close' };

export interface WorkerReply {
  id: number;
  rows?: Record<string, unknown>[];
  changed?: number;
  dump?: Uint8Array;
  error?: { message: string; code?: string; constraint?: string };
}

const DATE = 1082;
const INT8 = 20;
const NUMERIC = 1700;

const settings = workerData as { folder: string | null; from: Uint8Array | null };
const port = parentPort;
if (!port) throw new Error('runs as a worker only');

const database = new PGlite({
  ...(settings.folder === null ? {} : { dataDir: settings.folder }),
  ...(settings.from === null
    ? {}
    : { loadDataDir: new Blob([settings.from as Uint8Array<ArrayBuffer>]) }),
  parsers: { [DATE]: (value) => value, [INT8]: Number, [NUMERIC]: Number },
});

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  const { id } = request;
  if (request.do === 'query') {
    const result = await database.query(request.sql, request.parameters);
    return {
      id,
      rows: result.rows as Record<string, unknown>[],
      changed: result.affectedRows ?? 0,
    };
  }
  if (request.do === 'script') await database.exec(request.sql);
  if (request.do === 'close') await database.close();
  if (request.do === 'dump') {
    const file = await database.dumpDataDir('none');
    return { id, dump: new Uint8Array(await file.arrayBuffer()) };
  }
  return { id };
}

port.on('message', (request: WorkerRequest) => {
  answer(request).then(
    (reply) => port.postMessage(reply),
    (cause: Error & { code?: string; constraint?: string }) => {
      port.postMessage({
        id: request.id,
        error: {
          message: cause.message,
          ...(cause.code === undefined ? {} : { code: cause.code }),
          ...(cause.constraint === undefined ? {} : { constraint: cause.constraint }),
        },
      } satisfies WorkerReply);
    },
  );
});

await database.waitReady;
port.postMessage({ id: 0 } satisfies WorkerReply);
