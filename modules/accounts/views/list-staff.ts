import { instantOf, ok, type Result } from '@mulin/kernel';
import { type Answer, type Input, nowOf, type Work } from '../../record/index.ts';
import { listGrantsIn, listNewestOutgoing } from '../duty-store.ts';
import { textOf } from '../message-texts.ts';
import type { AccountsOutside } from '../outside.ts';
import { findNotice } from '../store.ts';
import { findPeople } from './find-people.ts';
import { toGrantViews } from './get-me.ts';

/** Members of staff with duties in a subdistrict, in the order in which they came. */
export async function listStaff(
  outside: AccountsOutside,
  work: Work,
  { params }: Input<'listStaff'>,
): Promise<Result<Answer<'listStaff'>>> {
  const grants = await listGrantsIn(work.tx, params.subdistrict);
  const people = await findPeople(
    work,
    grants.map((grant) => grant.person),
  );
  const views = await toGrantViews(outside, work, grants);
  return ok({
    items: [...new Set(grants.map((grant) => grant.person))].map((person) => ({
      person,
      name: people.get(person)?.name ?? '',
      grants: views.filter((_view, at) => grants[at]?.person === person),
    })),
  });
}

/** The privacy notice in force. */
export async function getPrivacyNotice(work: Work): Promise<Result<Answer<'getPrivacyNotice'>>> {
  const notice = await findNotice(work.tx, nowOf(work));
  if (!notice) throw new Error('no privacy notice is in force');
  return ok(notice);
}

const MOST_MESSAGES = 100;

/** Messages as their receivers would read them; codes appear here while no carrier is set up. */
export async function listOutbox(work: Work): Promise<Result<Answer<'listOutbox'>>> {
  const { vault } = work.ports;
  const rows = await work.asSystem((tx) => listNewestOutgoing(tx, MOST_MESSAGES));
  return ok({
    items: rows.map((row) => ({
      id: row.id,
      at: instantOf(row.created_at.getTime()),
      to: vault.open(row.to_sealed),
      template: row.template,
      text: textOf(row.template, JSON.parse(vault.open(row.values_sealed))),
      sentAt: row.sent_at ? instantOf(row.sent_at.getTime()) : null,
    })),
  });
}
