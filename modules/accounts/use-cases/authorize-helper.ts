import { type AuthorizationView, personOf } from '@mulin/contract';
import { findMobile, instantOf, ok, type Result, refuse } from '@mulin/kernel';
import {
  type Answer,
  type Input,
  newId,
  nowOf,
  recordEvent,
  type Work,
} from '../../record/index.ts';
import {
  type DelegationRow,
  endDelegations,
  insertDelegation,
  listDelegationsOf,
} from '../store.ts';
import { findPeople, findPersonByPhone } from '../views/find-people.ts';

/** Who may act for me, and for whom I may act. */
export async function listAuthorizations(
  work: Work,
): Promise<Result<Answer<'listAuthorizations'>>> {
  const me = personOf(work.actor) as string;
  const views = await toViews(work, await listDelegationsOf(work.tx, me));
  return ok({
    given: views.filter((view) => view.giver === me),
    held: views.filter((view) => view.helper === me),
  });
}

/** Lets the owner of a phone act for me, until I or they end it. */
export async function authorizeHelper(
  work: Work,
  { body }: Input<'authorizeHelper'>,
): Promise<Result<Answer<'authorizeHelper'>>> {
  const me = personOf(work.actor) as string;
  if (!findMobile(body.helperPhone)) return refuse('AC-101', { field: 'helperPhone' });
  const people = await findPersonByPhone(work, body.helperPhone);
  const helper = people.find((person) => person !== me);
  if (!helper) return refuse(people.length > 0 ? 'AC-106' : 'AC-105', { field: 'helperPhone' });
  const before = (await listDelegationsOf(work.tx, me)).find(
    (row) => row.giver === me && row.helper === helper,
  );
  if (before) return ok((await toViews(work, [before]))[0] as AuthorizationView);
  const row: DelegationRow = {
    id: newId(work.ports),
    giver: me,
    helper,
    relation: body.relation,
    since: nowOf(work),
    until: null,
  };
  await insertDelegation(work.tx, row);
  const subject = { stream: me, subdistrict: null, role: 'author' };
  await recordEvent(work, 'AuthorizationGiven', subject, { helper });
  return ok((await toViews(work, [row]))[0] as AuthorizationView);
}

/** Ends an authorization that I gave or hold. */
export async function revokeAuthorization(
  work: Work,
  { params }: Input<'revokeAuthorization'>,
): Promise<Result<Answer<'revokeAuthorization'>>> {
  const me = personOf(work.actor) as string;
  const row = (await listDelegationsOf(work.tx, me)).find((each) => each.id === params.id);
  if (!row) return refuse('SY-104');
  await endDelegations(work.tx, [row.id], nowOf(work));
  const subject = { stream: me, subdistrict: null, role: 'author' };
  await recordEvent(work, 'AuthorizationRevoked', subject, { authorization: row.id });
  return ok(undefined);
}

/** The other side's name is read in the system's scope: a giver chose the helper by phone and may see who it is. */
async function toViews(work: Work, rows: readonly DelegationRow[]): Promise<AuthorizationView[]> {
  const ids = rows.flatMap((row) => [row.giver, row.helper]);
  const people = await work.asSystem((tx) => findPeople({ ...work, tx }, ids));
  return rows.map(({ id, giver, helper, relation, since }) => ({
    id,
    giver,
    giverName: people.get(giver)?.name ?? '',
    helper,
    helperName: people.get(helper)?.name ?? '',
    relation,
    since: instantOf(since.getTime()),
  }));
}
