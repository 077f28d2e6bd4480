import { readFile } from 'node:fs/promises';
import type { Actor } from '@mulin/contract';
import { type Clock, type Result, subdistrictCode } from '@mulin/kernel';
import { inject } from 'vitest';
import { FakeClock } from '../adapters/clock/index.ts';
import {
  type Database,
  databaseOf,
  migrate,
  openEmbedded,
  openPostgres,
} from '../adapters/database/index.ts';
import { fakeFiles, pictureCleaner } from '../adapters/files/index.ts';
import { noRegister } from '../adapters/identity/index.ts';
import { systemRandomness } from '../adapters/randomness/index.ts';
import { vaultOf } from '../adapters/vault/index.ts';
import type { Ports, Tables, Work } from '../modules/record/index.ts';
import { workOf } from '../shells/server/work-of.ts';

/** A fresh database with its migrations, and fakes for the outside: what a test works with. */
export interface TestWorld {
  readonly database: Database<Tables>;
  readonly ports: Ports & { clock: FakeClock };
  /** Runs a use case as somebody in a subdistrict, in one transaction, rolled back where it refuses. */
  run<T>(
    actor: Actor,
    subdistrict: string | undefined,
    useCase: (work: Work) => Promise<Result<T>>,
    more?: { readonly givers?: readonly string[]; readonly keepOnRefusal?: boolean },
  ): Promise<Result<T>>;
  close(): Promise<void>;
}

/** The two subdistricts of tests: one's own, and a foreign one. */
export const HOME = subdistrictCode('310199001');
export const FOREIGN = subdistrictCode('310199002');
export const HOME_COMMITTEE = '310199001001';
export const OTHER_COMMITTEE = '310199001002';
export const FOREIGN_COMMITTEE = '310199002001';

let served = 0;

/**
 * Opens a test world. With MULIN_TEST_DATABASE_URL it runs on that PostgreSQL server, in a database of
 * its own made from a template; else on the embedded one in memory.
 */
export async function openTestWorld(at = '2026-11-23T02:00:00.000Z'): Promise<TestWorld> {
  const server = process.env.MULIN_TEST_DATABASE_URL;
  const database = server === undefined ? await openFromDump() : await openOnServer(server);
  const clock = new FakeClock(at);
  const ports = {
    clock: clock as FakeClock & Clock,
    randomness: systemRandomness,
    vault: vaultOf('a secret that is long enough for tests'),
    files: fakeFiles(),
    pictures: pictureCleaner,
    residences: noRegister,
  };
  return {
    database,
    ports,
    run: (actor, subdistrict, useCase, more) =>
      workOf(
        { database, ports, actor, ...more, ...(subdistrict === undefined ? {} : { subdistrict }) },
        useCase,
      ),
    close: () => database.close(),
  };
}

/** A migrated embedded database with the areas of tests, to start worlds from. */
export async function makeTemplate(): Promise<Uint8Array> {
  const backend = await openEmbedded({});
  const database = databaseOf<Tables>(backend);
  await migrate(database);
  await seedAreas(database);
  const dump = await backend.dump();
  await database.close();
  return dump;
}

async function openFromDump(): Promise<Database<Tables>> {
  const from = new Uint8Array(await readFile(inject('template')));
  return databaseOf<Tables>(await openEmbedded({ from }));
}

async function openOnServer(server: string): Promise<Database<Tables>> {
  served += 1;
  const name = `mulin_test_${process.pid}_${served}`;
  const owner = databaseOf<Tables>(openPostgres(server, 1));
  await owner.asOwner((run) => run.script(`create database ${name}`));
  await owner.close();
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = databaseOf<Tables>(openPostgres(url.href, 10));
  await migrate(database);
  await seedAreas(database);
  return database;
}

/** 测试市 with one district, two subdistricts and three committees: fictional. */
async function seedAreas(database: Database<Tables>): Promise<void> {
  await database.asOwner((run) =>
    run.script(`insert into reference.area (code, level, name, kind, parent) values
      ('31', 'province', '测试市', null, null), ('3101', 'city', '市辖区', null, '31'),
      ('310199', 'district', '测试区', null, '3101'),
      ('${HOME}', 'subdistrict', '梧桐里街道', 'subdistrict', '310199'),
      ('${FOREIGN}', 'subdistrict', '柳浦街道', 'subdistrict', '310199'),
      ('${HOME_COMMITTEE}', 'committee', '青石居委会', 'residents', '${HOME}'),
      ('${OTHER_COMMITTEE}', 'committee', '望江居委会', 'residents', '${HOME}'),
      ('${FOREIGN_COMMITTEE}', 'committee', '柳浦居委会', 'residents', '${FOREIGN}');
      insert into reference.served_subdistrict (subdistrict, since, phone)
        values ('${HOME}', '2026-01-01', '021-00000000'), ('${FOREIGN}', '2026-01-01', null);`),
  );
}
