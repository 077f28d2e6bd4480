import type { Tx } from '../record/index.ts';

export interface OfficeRow {
  subdistrict: string;
  id: string;
  name: string;
  kind: string;
}

declare module '../record/work.ts' {
  interface Tables {
    'community.office': OfficeRow;
  }
}

export async function insertOffice(tx: Tx, row: OfficeRow): Promise<void> {
  await tx.insertInto('community.office').values(row).execute();
}

export async function listOfficeRows(
  tx: Tx,
  subdistrict: string,
  ids?: readonly string[],
): Promise<OfficeRow[]> {
  const all = tx
    .selectFrom('community.office')
    .selectAll()
    .where('subdistrict', '=', subdistrict)
    .orderBy('name');
  return (ids === undefined ? all : all.where('id', 'in', ids)).execute();
}
