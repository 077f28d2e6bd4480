import type { Office } from '@mulin/contract';
import { ok, type Result } from '@mulin/kernel';
import type { Answer, Input, Tx, Work } from '../../record/index.ts';
import { listOfficeRows } from '../store.ts';

/** Offices of a subdistrict. */
export async function listOffices(
  work: Work,
  { params }: Input<'listOffices'>,
): Promise<Result<Answer<'listOffices'>>> {
  const rows = await listOfficeRows(work.tx, params.subdistrict);
  return ok({ items: rows.map(({ subdistrict: _subdistrict, ...office }) => office) });
}

/** Offices by id; unknown ones are left out. */
export async function findOffices(
  tx: Tx,
  subdistrict: string,
  ids: readonly string[],
): Promise<Map<string, Office>> {
  if (ids.length === 0) return new Map();
  const rows = await listOfficeRows(tx, subdistrict, [...new Set(ids)]);
  return new Map(rows.map(({ id, name, kind }) => [id, { id, name, kind }]));
}
