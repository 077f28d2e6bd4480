import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Backend, BackendSession } from './backend.ts';

const DATE = 1082;
const INT8 = 20;
const NUMERIC = 1700;

interface PostgresSession extends BackendSession {
  readonly client: pg.PoolClient;
}

/**
 * PostgreSQL by URL, with a pool. Statements are named, so that the server parses each once a session.
 *
 * @param url `postgres://user@host:port/database`
 * @param most sessions of this process
 */
export function openPostgres(url: string, most = 10): Backend {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    types: { getTypeParser: parserOf as never },
    connectionTimeoutMillis: 5000,
  });
  // A server that goes away must not end the process; the next acquire says what is wrong.
  pool.on('error', () => undefined);
  const names = new Map<string, string>();
  const nameOf = (sql: string): string => {
    const known = names.get(sql);
    if (known) return known;
    const name = createHash('sha256').update(sql).digest('hex').slice(0, 32);
    if (names.size < 2000) names.set(sql, name);
    return name;
  };
  return {
    kind: 'server',
    async acquire() {
      const client = await pool.connect();
      const session: PostgresSession = {
        client,
        async query(sql, parameters) {
          const answer = await client.query({
            name: nameOf(sql),
            text: sql,
            values: [...parameters],
          });
          return { rows: answer.rows, changed: answer.rowCount ?? 0 };
        },
        async script(sql) {
          await client.query(sql);
        },
      };
      return session;
    },
    async release(session, broken) {
      (session as PostgresSession).client.release(broken);
    },
    async close() {
      await pool.end();
    },
  };
}

function parserOf(type: number, format?: string): (value: string) => unknown {
  if (type === DATE) return (value) => value;
  if (type === INT8 || type === NUMERIC) return Number;
  return pg.types.getTypeParser(type, format as 'text') as (value: string) => unknown;
}
