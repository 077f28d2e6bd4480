import { chinaDateOf, ok, type Result } from '@mulin/kernel';
import writeExcel from 'write-excel-file/node';
import { type Answer, type Input, safeCell, type Work } from '../../record/index.ts';
import { listNeedsPage } from '../register-store.ts';
import { listCategories } from '../store.ts';
import { filterOf, toRows } from './register.ts';

const MOST_LINES = 20_000;

const COLUMNS = [
  '编号',
  '内容',
  '类别',
  '居委会',
  '地点',
  '渠道',
  '代理',
  '状态',
  '主办',
  '经办人',
  '附议',
  '提出时间',
  '答复期限',
  '超期天数',
] as const;

const STATES: Readonly<Record<string, string>> = {
  expressed: '待看',
  triaged: '办理中',
  asked: '等回话',
  answered: '已答复',
  declined: '不受理',
  closed: '已办结',
  withdrawn: '已撤回',
};
const CHANNELS: Readonly<Record<string, string>> = {
  app: '手机',
  window: '窗口',
  visit: '上门',
  phone: '电话',
  kiosk: '自助机',
};

/** The register as a spreadsheet, in the register's order; no names of residents are in it. */
export async function exportRegister(
  work: Work,
  { params, query }: Input<'exportRegister'>,
): Promise<Result<Answer<'exportRegister'>>> {
  const today = chinaDateOf(work.ports.clock.now());
  const filter = filterOf(work, params.subdistrict, query);
  const needs = await listNeedsPage(work.tx, filter, query.sort, undefined, MOST_LINES);
  const rows = await toRows(work, params.subdistrict, needs);
  const categories = new Map(
    (await listCategories(work.tx, today)).map((each) => [each.code, each.zh]),
  );
  const lines = rows.map((row) => [
    row.reference,
    row.text,
    (row.category && categories.get(row.category)) ?? '',
    row.committeeName,
    row.placeName,
    CHANNELS[row.channel] ?? '',
    row.isProxy ? '是' : '',
    STATES[row.state] ?? '',
    row.leadOfficeName ?? '',
    row.assigneeName ?? '',
    row.joinCount,
    chinaTimeOf(row.saidAt),
    row.dueOn ?? '',
    row.overdueDays,
  ]);
  const sheet = [
    COLUMNS.map((name) => ({ value: name, fontWeight: 'bold' as const })),
    ...lines.map((line) =>
      line.map((cell) =>
        typeof cell === 'number'
          ? { type: Number, value: cell }
          : { type: String, value: safeCell(cell) },
      ),
    ),
  ];
  const content = new Uint8Array(await writeExcel(sheet).toBuffer());
  return ok({ content, name: `需求台账-${today}.xlsx` });
}

function chinaTimeOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
