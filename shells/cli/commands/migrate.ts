import { migrate, openDatabase } from '../../../adapters/database/index.ts';
import { readSettings } from '../../server/settings.ts';

/** `mulin migrate`: brings the database that the settings name up to date. */
export async function migrateDatabase(options: { readonly data?: string }): Promise<void> {
  const settings = readSettings(options, process.env);
  const database = await openDatabase({ url: settings.databaseUrl, folder: settings.folder });
  try {
    const report = await migrate(database);
    for (const name of report.applied) console.log(`applied ${name}`);
    console.log(`${database.kind} database is at ${report.current}`);
  } finally {
    await database.close();
  }
}
