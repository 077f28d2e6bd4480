import { join } from 'node:path';
import { type Database, databaseOf } from './database.ts';
import { openEmbedded } from './pglite-backend.ts';
import { openPostgres } from './postgres-backend.ts';

/**
 * Opens the database that the settings name: a PostgreSQL server by URL, else the embedded one in a folder.
 */
export async function openDatabase<Tables>(settings: {
  readonly url?: string | undefined;
  readonly folder: string;
  /** Sessions on a server at once. */
  readonly pool?: number;
}): Promise<Database<Tables>> {
  const backend =
    settings.url === undefined
      ? await openEmbedded({ folder: join(settings.folder, 'database') })
      : openPostgres(settings.url, settings.pool);
  return databaseOf<Tables>(backend);
}
