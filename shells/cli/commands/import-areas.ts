import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { migrate, openDatabase } from '../../../adapters/database/index.ts';
import { type AreaImport, type AreaLine, importAreas } from '../../../modules/areas/index.ts';
import type { Tables } from '../../../modules/record/index.ts';
import { readSettings } from '../../server/settings.ts';
import { portsOf } from '../../server/start.ts';
import { workOf } from '../../server/work-of.ts';
import { BadInput } from '../bad-input.ts';

const PROVINCES: Readonly<Record<string, string>> = {
  '11': '北京市',
  '12': '天津市',
  '31': '上海市',
  '50': '重庆市',
};

interface NamedCode {
  readonly code: string;
  readonly name: string;
}

/** `mulin import areas DIR`: takes the official lists of a city, whole or not at all. */
export async function importAreasFrom(
  folder: string,
  options: { readonly data?: string; readonly json?: boolean },
): Promise<void> {
  const lines = await readLists(folder);
  const province = lines[0]?.code.slice(0, 2) ?? '';
  const top = { code: province, name: PROVINCES[province] ?? province };
  const settings = readSettings(options, process.env);
  const database = await openDatabase<Tables>({
    url: settings.databaseUrl,
    folder: settings.folder,
  });
  try {
    await migrate(database);
    const report = await workOf(
      { database, ports: portsOf(settings), actor: { kind: 'system' } },
      async (work) => {
        const imported = await importAreas(work, lines, top);
        if (!imported.ok) throw new BadInput(imported.error.source, imported.error.reason);
        return imported;
      },
    );
    if (!report.ok) throw new Error(report.error.code);
    console.log(options.json ? JSON.stringify(report.value) : describe(report.value));
  } finally {
    await database.close();
  }
}

function describe(report: AreaImport): string {
  const kinds = report.subdistricts;
  const units = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  return [
    `${report.districts} districts (区)`,
    `${units} street-level units: ${kinds.subdistrict ?? 0} 街道, ${kinds.town ?? 0} 镇, ` +
      `${kinds.township ?? 0} 乡, ${kinds.pseudo ?? 0} pseudo-units`,
    `${report.committees} committees and villages (居委会、村委会)`,
  ].join('\n');
}

async function readLists(folder: string): Promise<AreaLine[]> {
  const files = await listFiles(folder);
  return [
    ...(await readJson(folder, files.areas)),
    ...(await readJson(folder, files.streets)),
    ...(await readCsv(folder, files.committees)),
  ];
}

/** The three lists of a folder, by how their names end. */
async function listFiles(
  folder: string,
): Promise<{ areas: string; streets: string; committees: string }> {
  const names = await readdir(folder).catch(() => {
    throw new BadInput(folder, 'no such folder');
  });
  const find = (ending: string): string => {
    const name = names.find((each) => each.endsWith(ending));
    if (!name) throw new BadInput(folder, `no file that ends with ${ending}`);
    return name;
  };
  return {
    areas: find('areas.json'),
    streets: find('streets.json'),
    committees: find('villages-12digit.csv'),
  };
}

async function readJson(folder: string, name: string): Promise<AreaLine[]> {
  const text = await readFile(join(folder, name), 'utf8');
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch (cause) {
    throw new BadInput(name, (cause as Error).message);
  }
  if (!Array.isArray(items)) throw new BadInput(name, 'a list is expected');
  return items.map((item: Partial<NamedCode>, at) => {
    if (typeof item?.code !== 'string' || typeof item.name !== 'string') {
      throw new BadInput(`${name}, item ${at + 1}`, 'code and name are expected');
    }
    return { code: item.code, name: item.name, source: `${name}, item ${at + 1}` };
  });
}

async function readCsv(folder: string, name: string): Promise<AreaLine[]> {
  const text = await readFile(join(folder, name), 'utf8');
  let rows: { record: NamedCode; info: { lines: number } }[];
  try {
    rows = parse(text, { columns: true, info: true, bom: true }) as unknown as typeof rows;
  } catch (cause) {
    throw new BadInput(name, (cause as Error).message);
  }
  return rows.map(({ record, info }) => {
    const source = `${name}:${info.lines}`;
    if (!record.code || !record.name) throw new BadInput(source, 'code and name are expected');
    return { code: record.code, name: record.name, source };
  });
}
