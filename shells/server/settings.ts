import { z } from 'zod';

/** Where the demonstration keeps its secret when none is set; refused with `--production`. */
export const DEVELOPMENT_SECRET = 'a development secret, never used with real data';

const Environment = z.object({
  MULIN_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  MULIN_DATA: z.string().default('.mulin'),
  MULIN_HOST: z.string().default('127.0.0.1'),
  MULIN_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  MULIN_SECRET: z.string().min(32).optional(),
  MULIN_LOG: z.enum(['silent', 'error', 'warn', 'info']).default('warn'),
  MULIN_POOL: z.coerce.number().int().min(1).max(200).default(10),
  MULIN_SIGN_IN_LIMIT: z.coerce.number().int().min(1).default(30),
});

/** What every setting means; `docs/reference/settings.md` is made from this. */
export const settingMeanings: Readonly<Record<keyof z.infer<typeof Environment>, string>> = {
  MULIN_DATABASE_URL: 'PostgreSQL 15 or newer by URL; without it the embedded database is used',
  MULIN_DATA: 'the folder of the embedded database and of files',
  MULIN_HOST: 'the address to listen on',
  MULIN_PORT: 'the port to listen on',
  MULIN_SECRET:
    'at least 32 characters; keys for sealed columns are derived from it. Required with --production',
  MULIN_LOG: 'silent, error, warn or info',
  MULIN_POOL: 'sessions on the PostgreSQL server for each server process',
  MULIN_SIGN_IN_LIMIT: 'sign-in attempts for each address and minute',
};

export interface Settings {
  readonly databaseUrl: string | undefined;
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  readonly log: 'silent' | 'error' | 'warn' | 'info';
  readonly pool: number;
  readonly signInLimit: number;
  readonly isDemo: boolean;
  readonly isProduction: boolean;
}

/** What `mulin serve` was told on the command line; it wins over the environment. */
export interface ServeOptions {
  readonly port?: number;
  readonly data?: string;
  readonly host?: string;
  readonly demo?: boolean;
  readonly production?: boolean;
  /** Says that an embedded database is wanted in production all the same. */
  readonly embedded?: boolean;
}

/** Reads and checks the settings. Throws with every problem named. */
export function readSettings(
  options: ServeOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const read = Environment.safeParse(environment);
  if (!read.success) {
    throw new SettingsError(
      read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    );
  }
  const values = read.data;
  const problems: string[] = [];
  const isProduction = options.production ?? false;
  if (isProduction && values.MULIN_SECRET === undefined)
    problems.push('MULIN_SECRET: needed with --production');
  if (isProduction && options.demo) problems.push('--demo does not go with --production');
  if (isProduction && values.MULIN_DATABASE_URL === undefined && !options.embedded) {
    problems.push('MULIN_DATABASE_URL: --production wants a PostgreSQL server, or say --embedded');
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    databaseUrl: values.MULIN_DATABASE_URL,
    folder: options.data ?? values.MULIN_DATA,
    host: options.host ?? values.MULIN_HOST,
    port: options.port ?? values.MULIN_PORT,
    secret: values.MULIN_SECRET ?? DEVELOPMENT_SECRET,
    log: values.MULIN_LOG,
    pool: values.MULIN_POOL,
    signInLimit: values.MULIN_SIGN_IN_LIMIT,
    isDemo: options.demo ?? false,
    isProduction,
  };
}

/** Settings that cannot be used; each problem is one line. */
export class SettingsError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
    this.problems = problems;
  }
}
