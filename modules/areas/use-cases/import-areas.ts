import {
  type AreaCode,
  areaCode,
  fail,
  findAreaLevel,
  findParentCode,
  ok,
  type Result,
} from '@mulin/kernel';
import type { Work } from '../../record/index.ts';
import { committeeKindOf, subdistrictKindOf } from '../area.ts';
import { type AreaRow, upsertAreas } from '../store.ts';

/** A line of an official list: a code and a name. */
export interface AreaLine {
  readonly code: string;
  readonly name: string;
  /** Where it stood, for the report. */
  readonly source: string;
}

export interface AreaImport {
  readonly districts: number;
  readonly subdistricts: Readonly<Record<string, number>>;
  readonly committees: number;
}

/**
 * Takes an official list of areas whole or not at all. Fails with the first bad line: a code of another
 * length, a doubled code, or one whose parent is missing.
 */
export async function importAreas(
  work: Work,
  lines: readonly AreaLine[],
  top: { readonly code: string; readonly name: string },
): Promise<Result<AreaImport, { readonly source: string; readonly reason: string }>> {
  const rows = new Map<string, AreaRow>();
  rows.set(top.code, rowOf(areaCode(top.code), top.name));
  const city = `${top.code}01`;
  if (top.code.length === 2) rows.set(city, rowOf(areaCode(city), '市辖区'));
  for (const line of [...lines].sort((a, b) => a.code.length - b.code.length)) {
    if (!findAreaLevel(line.code)) return fail({ source: line.source, reason: 'code' });
    if (rows.has(line.code)) return fail({ source: line.source, reason: 'doubled' });
    const row = rowOf(areaCode(line.code), line.name);
    if (row.parent !== null && !rows.has(row.parent)) {
      return fail({ source: line.source, reason: 'parent' });
    }
    rows.set(line.code, row);
  }
  const all = [...rows.values()];
  await upsertAreas(work.tx, all);
  const subdistricts: Record<string, number> = {};
  for (const row of all.filter((each) => each.level === 'subdistrict')) {
    subdistricts[row.kind ?? 'none'] = (subdistricts[row.kind ?? 'none'] ?? 0) + 1;
  }
  return ok({
    districts: all.filter((row) => row.level === 'district').length,
    subdistricts,
    committees: all.filter((row) => row.level === 'committee').length,
  });
}

function rowOf(code: AreaCode, name: string): AreaRow {
  const level = findAreaLevel(code) as AreaRow['level'];
  const kinds: Partial<Record<AreaRow['level'], AreaRow['kind']>> = {
    subdistrict: subdistrictKindOf(name),
    committee: committeeKindOf(name),
  };
  return { code, level, name, kind: kinds[level] ?? null, parent: findParentCode(code) ?? null };
}
