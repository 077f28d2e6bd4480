import { join } from 'node:path';
import { systemClock } from '../../adapters/clock/index.ts';
import { type Database, migrate, openDatabase } from '../../adapters/database/index.ts';
import { filesIn, pictureCleaner } from '../../adapters/files/index.ts';
import { noRegister } from '../../adapters/identity/index.ts';
import { systemRandomness } from '../../adapters/randomness/index.ts';
import { vaultOf } from '../../adapters/vault/index.ts';
import type { Ports, Tables } from '../../modules/record/index.ts';
import { buildApp } from './app.ts';
import { listForeignRowsSeen } from './probe.ts';
import type { Settings } from './settings.ts';

/** A running server. */
export interface Running {
  readonly address: string;
  close(): Promise<void>;
}

/** The outside as this machine offers it. */
export function portsOf(settings: Pick<Settings, 'secret' | 'folder'>): Ports {
  return {
    clock: systemClock,
    randomness: systemRandomness,
    vault: vaultOf(settings.secret),
    files: filesIn(join(settings.folder, 'files')),
    pictures: pictureCleaner,
    residences: noRegister,
  };
}

/**
 * Starts serving: opens the database, brings it up to date, lets `prepare` fill it, proves that scopes
 * bind, listens. Throws where any of that fails; nothing is left open then.
 */
export async function startServer(
  settings: Settings,
  prepare: (database: Database<Tables>, ports: Ports) => Promise<void> = async () => undefined,
): Promise<Running> {
  const database = await openDatabase<Tables>({
    url: settings.databaseUrl,
    folder: settings.folder,
    pool: settings.pool,
  });
  try {
    await migrate(database);
    const ports = portsOf(settings);
    await prepare(database, ports);
    const seen = await listForeignRowsSeen(database);
    if (seen.length > 0) {
      throw new Error(`the database shows rows outside a scope: ${seen.join(', ')}; not starting`);
    }
    const app = await buildApp({ database, ports, isSecure: settings.isProduction }, settings);
    const address = await app.listen({ host: settings.host, port: settings.port });
    return {
      address,
      async close() {
        await app.close();
        await database.close();
      },
    };
  } catch (cause) {
    await database.close();
    throw cause;
  }
}
