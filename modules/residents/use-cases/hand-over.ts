import { answersFor } from '@mulin/contract';
import { ok, type Result, refuse } from '@mulin/kernel';
import { endDuty, giveDuty, listGrantsIn } from '../../accounts/index.ts';
import { type Answer, type Input, recordEvent, type Work } from '../../record/index.ts';

/** Gives the open work of somebody to another; a later module has it. Returns how many matters. */
export type TransferWork = (
  work: Work,
  subdistrict: string,
  from: string,
  to: string,
) => Promise<number>;

/** Ends all duties of somebody who leaves and gives them, with open work, to another. */
export async function handOver(
  transferWork: TransferWork,
  work: Work,
  { params, body }: Input<'handOver'>,
): Promise<Result<Answer<'handOver'>>> {
  const { subdistrict } = params;
  const grants = await listGrantsIn(work.tx, subdistrict);
  const held = grants.filter((grant) => grant.person === body.to);
  if (held.length === 0 || body.from === body.to) return refuse('RS-108', { field: 'to' });
  const leaving = grants.filter((grant) => grant.person === body.from);
  if (leaving.length === 0) return refuse('SY-104', { field: 'from' });
  if (!leaving.every((grant) => answersFor(work.actor, ['coordinator'], grant.area))) {
    return refuse('AC-107');
  }
  for (const grant of leaving) {
    const { role, area, office } = grant;
    await endDuty(work, grant);
    const hasIt = held.some(
      (own) => own.role === role && own.area === area && own.office === office,
    );
    if (!hasIt) await giveDuty(work, body.to, { role, area, office });
  }
  const needs = await transferWork(work, subdistrict, body.from, body.to);
  await recordEvent(
    work,
    'WorkHandedOver',
    { stream: body.from, subdistrict, role: 'coordinator' },
    { from: body.from, to: body.to, needs },
  );
  return ok({ grants: leaving.length, needs });
}
