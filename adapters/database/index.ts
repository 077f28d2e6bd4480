export type { Database, OwnerRun, ScopeChange } from './database.ts';
export { databaseOf } from './database.ts';
export { type MigrationReport, migrate } from './migrate.ts';
export { openDatabase } from './open.ts';
export { type EmbeddedBackend, EmbeddedError, openEmbedded } from './pglite-backend.ts';
export { openPostgres } from './postgres-backend.ts';
export type { ScopeSettings } from './scope.ts';
