import type { Database, OwnerRun } from '../../adapters/database/index.ts';

/**
 * Tables of tenants and people whose rows the application role sees without any scope. An empty list is
 * the only good answer: the server refuses to start on anything else.
 */
export async function listForeignRowsSeen<Tables>(database: Database<Tables>): Promise<string[]> {
  return database.asOwner(async (run) => {
    const tables = await run.query(
      `select n.nspname || '.' || c.relname as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('community', 'registry') and c.relkind in ('r', 'p') and not c.relispartition
       order by 1`,
    );
    const seen: string[] = [];
    await run.script('begin; set local role mulin_app;');
    try {
      for (const { name } of tables) {
        if (await showsRows(run, String(name))) seen.push(String(name));
      }
    } finally {
      await run.script('rollback;');
    }
    return seen;
  });
}

async function showsRows(run: OwnerRun, table: string): Promise<boolean> {
  const [row] = await run.query(`select exists (select from ${table}) as seen`);
  return row?.seen === true;
}
