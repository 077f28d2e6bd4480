/** Rows that came back, and how many were changed. */
export interface BackendAnswer {
  readonly rows: Record<string, unknown>[];
  readonly changed: number;
}

/** One session of the database, lent to one transaction at a time. */
export interface BackendSession {
  query(sql: string, parameters: readonly unknown[]): Promise<BackendAnswer>;
  /** Runs several statements without parameters. */
  script(sql: string): Promise<void>;
}

/** PostgreSQL somewhere: the embedded one, or a server. */
export interface Backend {
  readonly kind: 'embedded' | 'server';
  acquire(): Promise<BackendSession>;
  /** A broken session is thrown away instead of lent again. */
  release(session: BackendSession, broken: boolean): Promise<void>;
  close(): Promise<void>;
}
