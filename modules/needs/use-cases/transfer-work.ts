import { nowOf, recordEvent, type Work } from '../../record/index.ts';
import { listAssignedNeeds, updateNeed } from '../store.ts';

/** Gives the open needs of somebody who leaves to another; returns how many. */
export async function transferWork(
  work: Work,
  subdistrict: string,
  from: string,
  to: string,
): Promise<number> {
  const needs = await listAssignedNeeds(work.tx, subdistrict, from);
  for (const need of needs) {
    await updateNeed(work.tx, need, { assignee: to }, nowOf(work));
    await recordEvent(
      work,
      'NeedHandedOver',
      { subdistrict, stream: need.id, role: 'staff' },
      { assignee: to },
    );
  }
  return needs.length;
}
