import { ok, type Result } from '@mulin/kernel';
import { newId, type Work } from '../../record/index.ts';
import { insertOffice } from '../store.ts';

/** Sets up an office (科室、中心) of a subdistrict. Returns its id. */
export async function createOffice(
  work: Work,
  office: { readonly subdistrict: string; readonly name: string; readonly kind: string },
): Promise<Result<string>> {
  const id = newId(work.ports);
  await insertOffice(work.tx, { id, ...office });
  return ok(id);
}
