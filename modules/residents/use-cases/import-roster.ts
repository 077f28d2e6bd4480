import { answersFor } from '@mulin/contract';
import { ok, type Result, refuse } from '@mulin/kernel';
import { readSheet } from 'read-excel-file/node';
import writeExcel from 'write-excel-file/node';
import { findPrints } from '../../accounts/index.ts';
import { listCommittees } from '../../areas/index.ts';
import {
  type Answer,
  type Input,
  newId,
  nowOf,
  recordEvent,
  type Work,
} from '../../record/index.ts';
import { fitsRoster } from '../residence.ts';
import { ROSTER_COLUMNS, type RosterEntry, type RosterProblem, readRoster } from '../roster.ts';
import { insertRosterLines, listResidences, listRosterLines, type RosterLine } from '../store.ts';
import { confirm } from './claim-residence.ts';

const KEEPERS = ['worker', 'coordinator'] as const;
const CLAIMS_BATCH = 500;

/** Takes a roster and verifies the claims that fit. Bad lines are named, one by one; good ones are kept. */
export async function importRoster(
  work: Work,
  { params, upload }: Input<'importRoster'>,
): Promise<Result<Answer<'importRoster'>>> {
  const { subdistrict } = params;
  const cells = await readSheet(Buffer.from(upload ?? new Uint8Array())).catch(() => undefined);
  if (!cells) return refuse('RS-105', { values: { reason: '不是 xlsx 表格' } });
  const sheet = readRoster(cells);
  if ('reason' in sheet) return refuse('RS-105', { values: { reason: sheet.reason } });

  const committees = await listCommittees(work.tx, subdistrict);
  const problems: RosterProblem[] = [...sheet.problems];
  const lines: RosterLine[] = [];
  for (const entry of sheet.entries) {
    const committee = committees.find((area) => area.name === entry.committeeName)?.code;
    if (committee === undefined || !answersFor(work.actor, KEEPERS, committee)) {
      const reason = committee ? '不归您管' : '本街道没有这个居委会';
      problems.push({ line: entry.line, field: '居委会', reason });
      continue;
    }
    lines.push(toLine(work, subdistrict, committee, entry));
  }
  const fresh = await withoutKnown(work, subdistrict, lines);
  await insertRosterLines(work.tx, fresh);
  const verified = await verifyClaims(work, subdistrict);
  const report = { lines: sheet.lines, kept: lines.length, verified };
  await recordEvent(
    work,
    'RosterImported',
    { stream: newId(work.ports), subdistrict, role: 'staff' },
    report,
  );
  return ok({ ...report, problems: problems.sort((a, b) => a.line - b.line) });
}

/** An empty roster with the right columns. */
export async function getRosterTemplate(): Promise<Result<Answer<'getRosterTemplate'>>> {
  const heading = ROSTER_COLUMNS.map((value) => ({ value, fontWeight: 'bold' as const }));
  const content = new Uint8Array(await writeExcel([heading]).toBuffer());
  return ok({ content, name: '居民名册模板.xlsx' });
}

function toLine(
  work: Work,
  subdistrict: string,
  committee: string,
  entry: RosterEntry,
): RosterLine {
  const { vault } = work.ports;
  return {
    subdistrict,
    id: newId(work.ports),
    committee,
    name_fingerprint: vault.fingerprint(`name ${entry.name}`),
    identity_fingerprint: entry.identityNumber ? vault.fingerprint(entry.identityNumber) : null,
    phone_fingerprint: entry.phone ? vault.fingerprint(entry.phone) : null,
    building: null,
    line_sealed: vault.seal(JSON.stringify({ name: entry.name, home: entry.home })),
    imported_at: nowOf(work),
    person: null,
  };
}

/** Importing a roster twice keeps each line once. */
async function withoutKnown(
  work: Work,
  subdistrict: string,
  lines: readonly RosterLine[],
): Promise<RosterLine[]> {
  const known = await listRosterLines(work.tx, subdistrict, {
    identities: lines.flatMap((line) => line.identity_fingerprint ?? []),
    phones: lines.flatMap((line) => line.phone_fingerprint ?? []),
  });
  const keyOf = (line: RosterLine): string =>
    [
      line.committee,
      line.name_fingerprint,
      line.identity_fingerprint,
      line.phone_fingerprint,
    ].join();
  const seen = new Set(known.map(keyOf));
  return lines.filter((line) => {
    const isNew = !seen.has(keyOf(line));
    seen.add(keyOf(line));
    return isNew;
  });
}

async function verifyClaims(work: Work, subdistrict: string): Promise<number> {
  const areas = work.actor.kind === 'staff' ? work.actor.grants.map((grant) => grant.area) : [];
  let verified = 0;
  let before: string | undefined;
  for (;;) {
    const claims = await listResidences(
      work.tx,
      { subdistrict, areas, state: 'claimed' },
      before,
      CLAIMS_BATCH,
    );
    const prints = await findPrints(
      work,
      claims.map((claim) => claim.person),
    );
    const all = [...prints.values()];
    const lines = await listRosterLines(work.tx, subdistrict, {
      identities: all.flatMap((print) => print.identity ?? []),
      phones: all.flatMap((print) => print.phones),
    });
    for (const claim of claims) {
      const print = prints.get(claim.person);
      const isThere = lines.some(
        (line) =>
          line.committee === claim.committee && print !== undefined && fitsRoster(line, print),
      );
      if (!isThere || !answersFor(work.actor, KEEPERS, claim.committee)) continue;
      await confirm(work, claim, 'roster');
      verified += 1;
    }
    before = claims.at(-1)?.id;
    if (claims.length < CLAIMS_BATCH) return verified;
  }
}
