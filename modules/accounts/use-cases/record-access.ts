import { personOf } from '@mulin/contract';
import { newId, nowOf, type Work } from '../../record/index.ts';
import { insertAccess } from '../duty-store.ts';

/** Writes down whose personal data an answer shows, to whom and why. Ids only. */
export async function recordAccess(
  work: Work,
  route: string,
  purpose: string | undefined,
  subdistrict: string | undefined,
): Promise<void> {
  if (purpose === undefined || work.actor.kind !== 'staff') return;
  const actor = personOf(work.actor) ?? null;
  const subjects: (string | null)[] = [...new Set(work.effects.seen)];
  await insertAccess(
    work.tx,
    (subjects.length > 0 ? subjects : [null]).map((subject) => ({
      id: newId(work.ports),
      at: nowOf(work),
      actor,
      subject,
      route,
      purpose,
      subdistrict: subdistrict ?? null,
    })),
  );
}
