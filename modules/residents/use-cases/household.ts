import { personOf } from '@mulin/contract';
import { findMobile, ok, type Result, refuse } from '@mulin/kernel';
import { findPeople, findPersonByPhone } from '../../accounts/index.ts';
import {
  type Answer,
  type Input,
  newId,
  nowOf,
  recordEvent,
  type Work,
} from '../../record/index.ts';
import {
  findMembership,
  findResidenceOf,
  insertHousehold,
  listMembers,
  upsertMember,
} from '../store.ts';

/** The household that I belong to or am invited to. */
export async function getHousehold(
  work: Work,
  { params }: Input<'getHousehold'>,
): Promise<Result<Answer<'getHousehold'>>> {
  return ok({ household: await readHousehold(work, params.subdistrict) });
}

/**
 * Invites somebody by phone. Nothing is shared until they agree, and the answer is the same whether
 * anybody here uses that phone.
 */
export async function inviteToHousehold(
  work: Work,
  { params, body }: Input<'inviteToHousehold'>,
): Promise<Result<Answer<'inviteToHousehold'>>> {
  const { subdistrict } = params;
  const me = personOf(work.actor) as string;
  if (!findMobile(body.phone)) return refuse('AC-101', { field: 'phone' });
  const household = await ownHousehold(work, subdistrict, me);
  for (const person of await findPersonByPhone(work, body.phone)) {
    const lives = await work.asSystem((tx) => findResidenceOf(tx, subdistrict, person));
    const before = await findMembership(work.tx, subdistrict, person);
    if (person === me || !lives || before?.state === 'joined') continue;
    const at = nowOf(work);
    await upsertMember(work.tx, {
      subdistrict,
      household,
      person,
      state: 'invited',
      invited_by: me,
      at,
    });
    const subject = { stream: household, subdistrict, role: 'author' };
    await recordEvent(work, 'HouseholdInvited', subject, { household });
  }
  const view = await readHousehold(work, subdistrict);
  if (!view) throw new Error('the household just made is gone');
  return ok({ household: view });
}

/** Joins the household that one is invited to, or leaves the one that one belongs to. */
export async function answerHousehold(
  work: Work,
  { params, body }: Input<'answerHousehold'>,
): Promise<Result<Answer<'answerHousehold'>>> {
  const { subdistrict } = params;
  const me = personOf(work.actor) as string;
  const membership = await findMembership(work.tx, subdistrict, me);
  if (!membership) return refuse('RS-107');
  if (body.join && membership.state === 'joined') return refuse('RS-106');
  const state = body.join ? 'joined' : 'left';
  await upsertMember(work.tx, { ...membership, state, at: nowOf(work) });
  const subject = { stream: membership.household, subdistrict, role: 'author' };
  await recordEvent(work, body.join ? 'HouseholdJoined' : 'HouseholdLeft', subject, {
    household: membership.household,
  });
  return ok({ household: await readHousehold(work, subdistrict) });
}

async function ownHousehold(work: Work, subdistrict: string, me: string): Promise<string> {
  const membership = await findMembership(work.tx, subdistrict, me);
  if (membership?.state === 'joined') return membership.household;
  const id = newId(work.ports);
  const at = nowOf(work);
  await insertHousehold(work.tx, { subdistrict, id, created_at: at });
  await upsertMember(work.tx, {
    subdistrict,
    household: id,
    person: me,
    state: 'joined',
    invited_by: me,
    at,
  });
  await recordEvent(
    work,
    'HouseholdJoined',
    { stream: id, subdistrict, role: 'author' },
    { household: id },
  );
  return id;
}

/** Members who agreed are named to one another; whoever is invited sees only who invited them. */
async function readHousehold(
  work: Work,
  subdistrict: string,
): Promise<Answer<'getHousehold'>['household']> {
  const me = personOf(work.actor) as string;
  const mine = await findMembership(work.tx, subdistrict, me);
  if (!mine) return null;
  const joined = await listMembers(work.tx, subdistrict, mine.household);
  const shown =
    mine.state === 'joined'
      ? joined
      : [...joined.filter((member) => member.person === mine.invited_by), mine];
  const people = await work.asSystem((tx) =>
    findPeople(
      { ...work, tx },
      shown.map((member) => member.person),
    ),
  );
  return {
    id: mine.household,
    members: shown.map(({ person, state }) => ({
      person,
      name: people.get(person)?.name ?? '',
      state: state === 'joined' ? 'joined' : 'invited',
      isMe: person === me,
    })),
  };
}
