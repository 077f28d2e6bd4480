import { personOf } from '@mulin/contract';
import { ok, type Result } from '@mulin/kernel';
import { type Answer, type Input, newId, type Work } from '../../record/index.ts';
import { deleteFilter, insertFilter, listFilters } from '../duty-store.ts';

/** My saved filters of registers. */
export async function listSavedFilters(work: Work): Promise<Result<Answer<'listSavedFilters'>>> {
  const rows = await listFilters(work.tx, personOf(work.actor) as string);
  return ok({ items: rows.map(({ person: _person, ...row }) => row) });
}

/** Saves a filter under a name. */
export async function saveFilter(
  work: Work,
  { body }: Input<'saveFilter'>,
): Promise<Result<Answer<'saveFilter'>>> {
  const id = newId(work.ports);
  await insertFilter(work.tx, { id, person: personOf(work.actor) as string, ...body });
  return ok({ id });
}

/** Removes a saved filter; removing it twice is harmless. */
export async function removeFilter(
  work: Work,
  { params }: Input<'removeFilter'>,
): Promise<Result<Answer<'removeFilter'>>> {
  await deleteFilter(work.tx, personOf(work.actor) as string, params.id);
  return ok(undefined);
}
