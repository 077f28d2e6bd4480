import { findIdentityNumber, findMobile } from '@mulin/kernel';

/** The columns of a roster, as the template names them. */
export const ROSTER_COLUMNS = ['姓名', '身份证号', '手机号', '居委会', '小区', '楼', '室'] as const;
export const MOST_ROSTER_LINES = 20_000;

/** A resident as a roster line names them; line counts from 1, the heading being line 1. */
export interface RosterEntry {
  readonly line: number;
  readonly name: string;
  readonly identityNumber: string | null;
  readonly phone: string | null;
  readonly committeeName: string;
  readonly home: string;
}

export interface RosterProblem {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

/** What a sheet holds, or why it is no roster at all. */
export type RosterSheet =
  | {
      readonly entries: readonly RosterEntry[];
      readonly problems: readonly RosterProblem[];
      readonly lines: number;
    }
  | { readonly reason: string };

/** Reads the cells of a sheet as a roster: good lines, and for each bad one the field and the reason. */
export function readRoster(sheet: readonly (readonly unknown[])[]): RosterSheet {
  const [heading, ...body] = sheet;
  const at = ROSTER_COLUMNS.map(
    (name) => heading?.findIndex((cell) => textOf(cell) === name) ?? -1,
  );
  const missing = ROSTER_COLUMNS.filter((_name, index) => index < 4 && at[index] === -1);
  if (missing.length > 0) return { reason: `没有这几列：${missing.join('、')}` };
  if (body.length > MOST_ROSTER_LINES) return { reason: `超过 ${MOST_ROSTER_LINES} 行` };
  const entries: RosterEntry[] = [];
  const problems: RosterProblem[] = [];
  let lines = 0;
  body.forEach((cells, index) => {
    const line = index + 2;
    const [name, identity, phone, committee, ...home] = at.map((column) =>
      column === -1 ? '' : textOf(cells[column]),
    ) as [string, string, string, string, ...string[]];
    if (![name, identity, phone, committee].some(Boolean)) return;
    lines += 1;
    const problem = findProblem(name, identity, phone, committee);
    if (problem) {
      problems.push({ line, ...problem });
      return;
    }
    entries.push({
      line,
      name,
      identityNumber: findIdentityNumber(identity)?.number ?? null,
      phone: findMobile(phone) ?? null,
      committeeName: committee,
      home: home.filter(Boolean).join(' '),
    });
  });
  return { entries, problems, lines };
}

function findProblem(
  name: string,
  identity: string,
  phone: string,
  committee: string,
): Omit<RosterProblem, 'line'> | undefined {
  if (!name) return { field: '姓名', reason: '没有填' };
  if (!committee) return { field: '居委会', reason: '没有填' };
  if (identity && !findIdentityNumber(identity)) return { field: '身份证号', reason: '校验不对' };
  if (phone && !findMobile(phone)) return { field: '手机号', reason: '不是 11 位手机号' };
  if (!identity && !phone) return { field: '身份证号', reason: '身份证号和手机号至少填一个' };
  return undefined;
}

function textOf(cell: unknown): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}
