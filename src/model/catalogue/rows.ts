/** What is said of a form's rows, columns and cells beside its items: missing, doubled, merged, changed, unread. */
import { columnOf } from '../cell-grid.ts';
import { quoted, type CatalogueEntry } from './catalogue.ts';
import { entry, named, said } from './entry.ts';

/** By code; part of `workbookFinding`. */
export const ROWS = {
  R_NOTHING: entry(
    'error',
    (d) => `整张表一格也没有填，${said(d, 'count')}个必填项都空着：${said(d, 'cells')}`,
    '可能报成了空白表，请换成填好的报表再报送；确实没有发生的逐项填 0。',
  ),
  R_SHIFTED: entry(
    'error',
    (d) =>
      `“填报数”一列（${said(d, 'to')}列）有${said(d, 'empty')}格空着，同一些行的${said(d, 'from')}列里却有${said(d, 'count')}个数，好像填错了列`,
    (d) => `请把这些数移到${said(d, 'to')}列（“填报数”，浅黄色的格）再报送。`,
  ),
  R_ALL_NA: entry(
    'error',
    (d) => `整张表的${said(d, 'count')}项都填了“不适用”`,
    '可能是误填或者报错了表：没有发生的填 0；确实都不适用的，请逐项写明原因后再报送（只写“无”不算）。',
  ),
  R_ALL_NA_REASON: entry(
    'warning',
    (d) => `整张表的${said(d, 'count')}项都填了“不适用”，各项都写了原因`,
    '原因属实就不用改；没有发生的应填 0。',
  ),
  R_COLUMN: entry(
    'error',
    (d) => `表上找不到${named(d, 'column')}这一列`,
    '请不要改动列标题，也不要删列；请把数填到重新下发的报表上再报送。',
  ),
  R_UNTITLED: entry(
    'error',
    (d) =>
      `第${said(d, 'row')}行上面的标题行（${said(d, 'titles')}）不见了，下面这一片的数都没法读`,
    '请恢复标题行（刚删的可以按Ctrl+Z撤销），或者把数填到重新下发的报表上再报送。',
  ),
  R_COLUMN_TWICE: entry(
    'error',
    (d) => `${named(d, 'column')}这一列在表上出现了不止一次：${said(d, 'cells')}，不知道该读哪一列`,
    '请只保留要报送的一列，其余的删去。',
  ),
  R_MISSING: entry(
    'error',
    (d) =>
      said(d, 'row') === ''
        ? `表上找不到代码为 ${said(d, 'code')} 的这一行`
        : `第${said(d, 'row')}行印着这一项的名称，代码却${said(d, 'read') === '' ? '' : `写成了 ${said(d, 'read')}，`}不是 ${said(d, 'code')}`,
    (d) =>
      said(d, 'row') === ''
        ? '请不要删行或改动代码；请把数填到重新下发的报表上再报送。'
        : `请把这一行的代码恢复成 ${said(d, 'code')}，或者把数填到重新下发的报表上再报送。`,
  ),
  R_TWICE: entry(
    'error',
    (d) => `代码 ${said(d, 'code')} 在表上出现了不止一次：${said(d, 'cells')}`,
    '请只保留一行，其余的删去。',
  ),
  R_FOREIGN: entry(
    'note',
    (d) =>
      said(d, 'former') === ''
        ? `表上多出的代码 ${said(d, 'code')} 不在本月的报表里，这一行${said(d, 'value') === '' ? '' : `填的${named(d, 'value')}`}没有读取`
        : `方案调整以后不再报代码 ${said(d, 'code')} 这一项，这一行${said(d, 'value') === '' ? '' : `填的${named(d, 'value')}`}没有登记`,
    (d) =>
      said(d, 'former') === ''
        ? '本月不报这一项的不用改；粘贴时错了行的，请改正后再报。下次请用最新下发的报表。'
        : '不用改；下次请用最新下发的报表。',
  ),
  R_ADDED: entry(
    'warning',
    (d) =>
      `这份表是方案调整以前下发的，没有后来增加的${said(d, 'names')}，这${said(d, 'count')}项本次没有登记，其余各项已照收`,
    '请用最新下发的报表把这几项补上，再报一次，按更正登记。',
  ),
  R_CHANGED: entry(
    'warning',
    (d) =>
      `这份表是方案调整以前下发的，这一项现在按${named(d, 'unit')}填报${said(d, 'value') === '' ? '' : `，旧表上填的${named(d, 'value')}没有登记`}`,
    '请用最新下发的报表填这一项，再报一次，按更正登记。',
  ),
  R_NAME: entry(
    'error',
    (d) =>
      `这一行的代码是 ${said(d, 'code')}（${said(d, 'name')}），名称却是${named(d, 'read')}${said(d, 'other') === '' ? '' : `，那是 ${said(d, 'other')} 的名称`}，不知道填的是哪一项的数`,
    '可能是粘贴时错了行，请把这一行的代码、名称和所填的数对好；名称被改动的，请恢复成原样。',
  ),
  R_UNIT: entry(
    'error',
    (d) => `这一行的计量单位是${named(d, 'read')}，这一项应当是${named(d, 'unit')}`,
    (d) => `请恢复表上的计量单位，把数换算成以${named(d, 'unit')}为单位的再填。`,
  ),
  R_ASKS: entry(
    'warning',
    (d) => `这一行的口径是${named(d, 'read')}，这一项应当按${named(d, 'asks')}填报`,
    (d) => `所填的是${named(d, 'asks')}就不用改；不是的请改正后再报一次。`,
  ),
  R_ROW_MOVED: entry(
    'error',
    (d) =>
      `这一行的${named(d, 'column')}写的是${named(d, 'read')}，应当在这里的${named(d, 'expected')}写在${said(d, 'at')}格：这一行各格移了位，不知道哪一格是所填的数`,
    '请把这一行各格移回原来的列，再报一次。',
  ),
  R_MERGED: entry(
    'error',
    (d) =>
      `这一格与 ${said(d, 'anchor')} 合并成了一格，合并格里是${named(d, 'read')}，分不清这一项是多少`,
    '请取消合并单元格，每一项分别填写。',
  ),
  R_MERGED_WORDS: entry(
    'warning',
    (d) =>
      `这一格与 ${said(d, 'anchor')} 合并成了一格，里面的${named(d, 'read')}只登记在 ${said(d, 'anchor')} 所在的那一行`,
    '这一行不用写的就不用改；也要写的，请取消合并单元格，各行分别写。',
  ),
  R_NO_CODE: entry(
    'warning',
    (d) => `${said(d, 'cells')}所在的行没有本表的代码，没有读取`,
    '请把要报的数填到有代码的行里；自己增加的行不会读取，不是要报的就不用改。',
  ),
  R_UNREAD: entry(
    'warning',
    (d) => `${said(d, 'cells')}不在填报格内，没有读取`,
    '是要报的内容，请填到浅黄色的格里再报；不是要报的就不用改。',
  ),
  R_NOTE: entry(
    'warning',
    (d) => `格上加了批注：${said(d, 'cells')}。批注不会登记，也不会进入汇总`,
    '是要报的说明，请写到同一行的备注（重点任务写到进展情况）里再报；不是要报的就不用改。',
  ),
  R_SHEET: entry(
    'warning',
    (d) => `工作簿里另有${named(d, 'sheet')}表，里面的内容（${said(d, 'cells')}）没有读取`,
    '是要报的内容，请填到填报表浅黄色的格里再报；不是要报的就不用改。',
  ),
  N_PERSONAL: entry(
    'note',
    '写有身份证号码或手机号码，登记的文字里已经遮盖',
    '不用改；请不要在报表里填个人信息，联系电话填在表头。',
  ),
  N_PROOF: entry(
    'note',
    (d) => `表上的校验码与读到的数对不上，按读到的数算是${said(d, 'value')}`,
    '多半是保存以前没有重新计算；请核对回执上的数，与表上一样就不用改。',
  ),
  R_HEAD: entry(
    'note',
    (d) => `表头的${said(d, 'labels')}没有填`,
    '请下次填上，以便核实数据时联系。',
  ),
} satisfies Readonly<Record<string, CatalogueEntry>>;

/** H12格的“120”、H13格的“详见附表”等5格. @param all how many cells there are, told or not. */
export function cellsWithWords(
  told: readonly Readonly<{ cell: string; words: string }>[],
  all: number,
): string {
  const named = told.map(({ cell, words }) => `${cell}格的${quoted(words)}`).join('、');
  return all > told.length ? `${named}等${String(all)}格` : named;
}

/** More cells than these are counted, not named. */
const LISTED_CELLS = 20;

/** Cells by their references: the first ones, and how many there are. */
export function cellList(refs: readonly string[]): string {
  const named = refs.slice(0, LISTED_CELLS).join('、');
  return refs.length > LISTED_CELLS ? `${named}等${String(refs.length)}格` : named;
}

/** E8至E12、F14至H14: cells by their runs down a column or along a row. */
export function cellRuns(refs: readonly string[]): string {
  const runs: string[][] = [];
  for (const ref of refs) {
    const run = runs.at(-1);
    if (run !== undefined && goesOn(run, ref)) run.push(ref);
    else runs.push([ref]);
  }
  return runs
    .map((run) => (run.length === 1 ? run[0] : `${run[0] ?? ''}至${run.at(-1) ?? ''}`))
    .join('、');
}

/** Whether a cell stands right behind the last of a run, in the direction that the run has. */
function goesOn(run: readonly string[], ref: string): boolean {
  const steps = [...run.slice(-2), ref].map(placeOf);
  return [DOWN, ALONG].some(([rows, columns]) =>
    steps.slice(1).every(([row, column], at) => {
      const [before = 0, beside = 0] = steps[at] ?? [];
      return row - before === rows && column - beside === columns;
    }),
  );
}

const DOWN = [1, 0] as const;
const ALONG = [0, 1] as const;

function placeOf(ref: string): readonly [number, number] {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(ref) ?? [];
  return [Number(digits), columnOf(letters)];
}

/** A sheet's name, and whether people can see it. */
export function sheetWords(name: string, hidden: boolean): string {
  return hidden ? `${name}（隐藏）` : name;
}
