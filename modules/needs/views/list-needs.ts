import { personOf } from '@mulin/contract';
import { gramsOf, similarityOf } from '@mulin/engine-expression';
import { ok, type Result, refuse } from '@mulin/kernel';
import {
  type Answer,
  encodeCursor,
  findPageKey,
  type Input,
  nowOf,
  type Work,
} from '../../record/index.ts';
import type { Need } from '../need.ts';
import { listNeedsPage } from '../register-store.ts';
import { listCandidates, listCategories } from '../store.ts';
import { toCards } from './need-card.ts';

/** Categories of needs in force today. */
export async function listNeedCategories(
  work: Work,
): Promise<Result<Answer<'listNeedCategories'>>> {
  const rows = await listCategories(work.tx, work.ports.clock.now().slice(0, 10));
  return ok({
    items: rows.map(({ answer_within_working_days, ...row }) => ({
      ...row,
      answerWithinWorkingDays: answer_within_working_days,
    })),
  });
}

/** Neighbours' needs, newest first, without names; or one's own and joined ones. */
export async function listNeeds(
  work: Work,
  { params, query }: Input<'listNeeds'>,
): Promise<Result<Answer<'listNeeds'>>> {
  const after = query.cursor === undefined ? undefined : findPageKey(query.cursor);
  if (query.cursor !== undefined && !after) {
    return refuse('SY-101', { field: 'cursor', values: { reason: '' } });
  }
  const me = personOf(work.actor);
  const needs = await listNeedsPage(
    work.tx,
    {
      subdistrict: params.subdistrict,
      q: query.q,
      committee: query.committee,
      category: query.category,
      ...(query.mine && me
        ? { ofPersons: [me, ...work.givers] }
        : { onlyConfirmed: true, isPublic: true, states: SHOWN_TO_NEIGHBORS }),
    },
    'newest',
    after,
    query.limit + 1,
  );
  const page = needs.slice(0, query.limit);
  const last = page.at(-1);
  return ok({
    items: await toCards(work, params.subdistrict, page),
    nextCursor:
      needs.length > page.length && last ? encodeCursor({ value: '', id: last.id }) : null,
  });
}

const SHOWN_TO_NEIGHBORS: readonly Need['state'][] = [
  'expressed',
  'triaged',
  'asked',
  'answered',
  'closed',
];

const CANDIDATES = 300;
const MOST_SHOWN = 3;
const RECENT_DAYS = 120;
/** Below this, two short civic texts in trials were more often about different matters than the same. */
const ALIKE = 0.28;
const SAME_COMPOUND = 0.12;
const SAME_COMMITTEE = 0.04;

/** Needs that may be the same as one about to be sent: alike in words, nearer ones first. */
export async function listSimilarNeeds(
  work: Work,
  { params, body }: Input<'listSimilarNeeds'>,
): Promise<Result<Answer<'listSimilarNeeds'>>> {
  const grams = gramsOf(body.text);
  const pairs = grams.filter((gram) => [...gram].length > 1);
  const since = new Date(nowOf(work).getTime() - RECENT_DAYS * 86_400_000);
  const candidates = await listCandidates(work.tx, params.subdistrict, pairs, since, CANDIDATES);
  const found = candidates
    .filter((need) => need.visibility === 'neighbors' && need.confirmation !== 'waiting')
    .map((need) => ({ need, score: scoreOf(need, grams, body.place) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score || (a.need.id < b.need.id ? -1 : 1))
    .slice(0, MOST_SHOWN)
    .map(({ need }) => need);
  return ok({ items: await toCards(work, params.subdistrict, found) });
}

function scoreOf(
  need: Need,
  grams: readonly string[],
  place: Input<'listSimilarNeeds'>['body']['place'],
): number {
  const alike = similarityOf(grams, need.grams);
  if (place.compound && place.compound === need.compound) return alike + SAME_COMPOUND;
  return place.committee === need.committee ? alike + SAME_COMMITTEE : alike;
}
