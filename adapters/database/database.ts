import { CompiledQuery, Kysely, type Transaction } from 'kysely';
import type { Backend } from './backend.ts';
import { dialectOf, SCRIPT } from './dialect.ts';
import { openingOf, type ScopeSettings, settingOf } from './scope.ts';

/** The database as shells use it: nothing is read or written outside a transaction in a scope. */
export interface Database<Tables> {
  readonly kind: Backend['kind'];
  /** Runs work in one transaction as the application role. Commits unless the work throws. */
  transaction<T>(
    scope: ScopeSettings,
    work: (tx: Transaction<Tables>, as: ScopeChange<Tables>) => Promise<T>,
  ): Promise<T>;
  /** Runs statements as the owner, for migrations and tests only. */
  asOwner<T>(work: (run: OwnerRun) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Runs a part of a transaction in another scope, then returns to the first. */
export type ScopeChange<Tables> = <T>(
  scope: ScopeSettings,
  part: (tx: Transaction<Tables>) => Promise<T>,
) => Promise<T>;

export interface OwnerRun {
  query(sql: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  script(sql: string): Promise<void>;
}

/** Opens the transactions of a backend. */
export function databaseOf<Tables>(backend: Backend): Database<Tables> {
  const db = new Kysely<Tables>({ dialect: dialectOf(backend) });
  return {
    kind: backend.kind,
    transaction: (scope, work) =>
      db.transaction().execute(async (tx) => {
        await script(tx, openingOf(scope));
        const as: ScopeChange<Tables> = async (other, part) => {
          await script(tx, settingOf(other));
          const answer = await part(tx);
          await script(tx, settingOf(scope));
          return answer;
        };
        return work(tx, as);
      }),
    async asOwner(work) {
      const session = await backend.acquire();
      let broken = true;
      try {
        const answer = await work({
          query: async (sql, parameters = []) => (await session.query(sql, parameters)).rows,
          script: (sql) => session.script(sql),
        });
        broken = false;
        return answer;
      } finally {
        await backend.release(session, broken);
      }
    },
    async close() {
      await db.destroy();
      await backend.close();
    },
  };
}

async function script<Tables>(tx: Transaction<Tables>, sql: string): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(`${SCRIPT}${sql}`));
}
