import { personOf } from '@mulin/contract';
import { newId, nowOf, recordEvent, type Work } from '../../record/index.ts';
import type { Duty } from '../account.ts';
import { endGrant, insertGrant } from '../duty-store.ts';

/** Gives a duty, its permission checked by the caller. Returns the grant's id. */
export async function giveDuty(work: Work, person: string, duty: Duty): Promise<string> {
  const id = newId(work.ports);
  const giver = personOf(work.actor) ?? null;
  await work.asSystem(async (tx) => {
    await insertGrant(tx, {
      id,
      person,
      ...duty,
      since: nowOf(work),
      until: null,
      given_by: giver,
      ended_by: null,
    });
    await recordEvent(
      { ...work, tx },
      'GrantGiven',
      { stream: person, subdistrict: null, role: giver ? 'coordinator' : 'system' },
      { grant: id, role: duty.role, area: duty.area },
    );
  });
  return id;
}

/** Ends a duty, its permission checked by the caller. */
export async function endDuty(work: Work, grant: { id: string; person: string }): Promise<void> {
  await work.asSystem(async (tx) => {
    await endGrant(tx, grant.id, personOf(work.actor) ?? null, nowOf(work));
    await recordEvent(
      { ...work, tx },
      'GrantRevoked',
      { stream: grant.person, subdistrict: null, role: 'coordinator' },
      { grant: grant.id },
    );
  });
}
