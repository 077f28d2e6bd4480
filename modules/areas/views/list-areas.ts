import { ok, type Result } from '@mulin/kernel';
import type { Answer, Input, Work } from '../../record/index.ts';
import { listAreasUnder, listServedAreas, listTopAreas, searchAreas } from '../store.ts';

const MOST_FOUND = 50;

/** Areas under a parent, or served ones, or those found by name or code; the top of the tree else. */
export async function listAreas(
  work: Work,
  { query }: Input<'listAreas'>,
): Promise<Result<Answer<'listAreas'>>> {
  if (query.served) {
    const served = await listServedAreas(work.tx);
    const text = query.q ?? '';
    return ok({
      items: served.filter(
        (area) =>
          area.code.startsWith(query.parent ?? '') &&
          (area.name.includes(text) || area.code.startsWith(text || '-')),
      ),
    });
  }
  if (query.q) return ok({ items: await searchAreas(work.tx, query.q, MOST_FOUND) });
  return ok({
    items: query.parent ? await listAreasUnder(work.tx, query.parent) : await listTopAreas(work.tx),
  });
}
