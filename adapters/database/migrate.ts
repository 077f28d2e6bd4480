import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Database, OwnerRun } from './database.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

/** What a migration run did. */
export interface MigrationReport {
  readonly applied: readonly string[];
  readonly current: string;
}

/**
 * Brings a database up to date: plain SQL files in order of name, each in one transaction, forward only.
 * Throws where a file that was applied has changed since, or where the database is newer than the program.
 */
export async function migrate<Tables>(database: Database<Tables>): Promise<MigrationReport> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  return database.asOwner(async (run) => {
    await run.script(
      `create table if not exists public.migration (
         name text primary key, hash text not null, applied_at timestamptz not null default now());`,
    );
    // Several server processes may start at once: one migrates, the others wait.
    await run.script('select pg_advisory_lock(7202611);');
    try {
      const known = new Map(
        (await run.query('select name, hash from public.migration')).map((row) => [
          row.name as string,
          row.hash as string,
        ]),
      );
      const newer = [...known.keys()].filter((name) => !files.includes(name));
      if (newer.length > 0) {
        throw new Error(`the database is newer than this program: ${newer.join(', ')}`);
      }
      const applied: string[] = [];
      for (const name of files) {
        const sql = await readFile(new URL(name, FOLDER), 'utf8');
        const hash = createHash('sha256').update(sql).digest('hex');
        const before = known.get(name);
        if (before !== undefined && before !== hash) {
          throw new Error(`migration ${name} was changed after it was applied`);
        }
        if (before === undefined) {
          await applyFile(run, name, sql, hash);
          applied.push(name);
        }
      }
      await ensurePartitions(run);
      return { applied, current: files.at(-1) ?? 'none' };
    } finally {
      await run.script('select pg_advisory_unlock(7202611);');
    }
  });
}

async function applyFile(run: OwnerRun, name: string, sql: string, hash: string): Promise<void> {
  await run.script('begin;');
  try {
    await run.script(sql);
    await run.query('insert into public.migration (name, hash) values ($1, $2)', [name, hash]);
    await run.script('commit;');
  } catch (cause) {
    await run.script('rollback;');
    throw new Error(`migration ${name}: ${(cause as Error).message}`, { cause });
  }
}

/** Makes the monthly partitions of both event tables: from a year back to three months ahead. */
async function ensurePartitions(run: OwnerRun): Promise<void> {
  await run.script(`do $$
    declare month date; schema text; name text;
    begin
      foreach schema in array array['community', 'registry'] loop
        for step in -12..3 loop
          month := (date_trunc('month', now()) + make_interval(months => step))::date;
          name := 'event_' || to_char(month, 'YYYYMM');
          if to_regclass(schema || '.' || name) is null then
            begin
              execute format('create table %I.%I partition of %I.event for values from (%L) to (%L)',
                schema, name, schema, month, (month + interval '1 month')::date);
              -- Only the parent is open to the application role; its policies guard the partitions.
            exception when check_violation then null; -- the default partition already holds such rows
            end;
          end if;
        end loop;
      end loop;
    end $$;`);
}
