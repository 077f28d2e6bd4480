import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Backend, BackendSession } from './backend.ts';

/** Marks several statements without parameters, to be sent as one script. */
export const SCRIPT = '/* script */ ';

class Connection implements DatabaseConnection {
  readonly session: BackendSession;
  broken = false;
  constructor(session: BackendSession) {
    this.session = session;
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (query.sql.startsWith(SCRIPT)) {
      await this.session.script(query.sql);
      return { rows: [] };
    }
    const answer = await this.session.query(query.sql, query.parameters);
    return { rows: answer.rows as Row[], numAffectedRows: BigInt(answer.changed) };
  }
  // biome-ignore lint/correctness/useYield: streaming is not offered
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streams are not offered');
  }
}

/**
 * Kysely over a backend. `begin` is not sent here: it goes in one message with the scope, see
 * `database.ts`, which saves a round trip for each transaction.
 */
export function dialectOf(backend: Backend): Dialect {
  const driver: Driver = {
    async init() {},
    async acquireConnection() {
      return new Connection(await backend.acquire());
    },
    async beginTransaction() {},
    async commitTransaction(connection) {
      await finish(connection as Connection, 'commit');
    },
    async rollbackTransaction(connection) {
      await finish(connection as Connection, 'rollback');
    },
    async releaseConnection(connection) {
      const { session, broken } = connection as Connection;
      await backend.release(session, broken);
    },
    // Kysely calls this only where it has run a query, so `database.ts` closes the backend itself.
    async destroy() {},
  };
  return {
    createDriver: () => driver,
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

async function finish(connection: Connection, how: 'commit' | 'rollback'): Promise<void> {
  try {
    await connection.session.script(how);
  } catch (cause) {
    connection.broken = true;
    if (how === 'commit') throw cause;
  }
}
