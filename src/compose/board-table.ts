/** The workbook annex (汇总表.xlsx): one sheet for each section, then scores, tasks, texts and reporting. */
import type { BoardBook, BookRow, BookSheet } from '../model/board-book.ts';
import { chinesePeriod, lastDay } from '../model/period.ts';
import { validAt, type Plan } from '../model/plan.ts';
import type { Absence, IndicatorBoard, Scoreboard, SectionBoard } from '../model/scoreboard.ts';
import { textCell, widthFor } from './board-cell.ts';
import {
  bandText,
  CUMULATIVE_HEAD,
  isSpoken,
  standingColumns,
  type Entry,
  type StandingColumn,
} from './board-columns.ts';
import { reportingSheet, scoreSheet, taskSheet, textSheets } from './board-sheets.ts';
import { coverageCell, coverageWords } from './coverage.ts';
import { leftOutWords } from './left-out.ts';
import { matterOf, type Matter } from './matter.ts';
import { monthWords, plainText } from './saying.ts';
import { lackingWords, spanWords } from './unit-months.ts';
import { absenceCell, absenceReason } from './absence-words.ts';

/** Everything the scoreboard holds, as an office reads it. Sections without indicators have no sheet. */
export function boardBook(scoreboard: Scoreboard, plan: Plan): BoardBook {
  const matter = matterOf(scoreboard, plan);
  const sheets = [
    ...scoreboard.sections.map((section) => sectionSheet(matter, section)),
    scoreSheet(matter),
    taskSheet(matter),
    ...textSheets(matter),
    reportingSheet(matter),
  ];
  return {
    title: `${chinesePeriod(scoreboard.period)}全市组织工作进展情况汇总表`,
    mark: scoreboard.mark,
    dated: lastDay(scoreboard.period),
    sheets: withOwnNames(sheets.filter((sheet) => sheet !== null)),
  };
}

/** Two sections may have one name; two tabs may not. */
function withOwnNames(sheets: readonly BookSheet[]): readonly BookSheet[] {
  const taken = new Set<string>();
  return sheets.map((sheet) => {
    let name = sheet.name;
    for (let count = 2; taken.has(name); count += 1) name = `${sheet.name}${String(count)}`;
    taken.add(name);
    return { ...sheet, name };
  });
}

function sectionSheet(matter: Matter, { section, indicators }: SectionBoard): BookSheet {
  const kinds = new Set(indicators.map(({ indicator }) => indicator.kind));
  const entries = indicators.flatMap((board) => entriesOf(matter, board));
  const columns = spokenColumns(standingColumns(kinds, matter.board.period), entries);
  const remarks = entries.map((entry) => remarkOf(matter, entry));
  const withRemarks = remarks.some((remark) => remark !== '');
  const units = [...new Set(indicators.map(({ indicator }) => indicator.unitOfMeasure))];
  return {
    name: section.name,
    title: `${chinesePeriod(matter.board.period)}${section.name}情况汇总表`,
    left: `报告期：${chinesePeriod(matter.board.period)}`,
    right: units.length === 1 ? `计量单位：${units[0] ?? ''}` : '计量单位：见各指标',
    columns: [
      { head: '单位', width: 19, align: 'left' },
      ...columns.map(({ head, align, cell }) => ({
        head,
        align,
        width: widthFor(head, entries.map(cell)),
      })),
      ...(withRemarks ? [{ head: '备注', width: 30, align: 'left' } as const] : []),
    ],
    rows: indicators.flatMap((board) => [
      { look: 'band', cells: [textCell(bandText(board))] } as const,
      ...entriesOf(matter, board).map((entry) => rowOf(matter, entry, columns, withRemarks)),
    ]),
    notes: notesOf(matter, entries, columns),
  };
}

/** Columns that say something in some row, and something else than the one before: a whole year's own number is its 累计. */
function spokenColumns(
  columns: readonly StandingColumn[],
  entries: readonly Entry[],
): readonly StandingColumn[] {
  const [own] = columns;
  return columns.filter((column) => {
    if (column.essential) return true;
    const spoken = entries.filter((entry) => isSpoken(column.cell(entry)));
    const isRepeat =
      column.head === CUMULATIVE_HEAD &&
      spoken.every((entry) => own?.cell(entry).text === column.cell(entry).text);
    return spoken.length > 0 && !isRepeat;
  });
}

/** The city, then each group with its units below it; units of no group, or of the only one, follow by themselves. */
function entriesOf(matter: Matter, board: IndicatorBoard): readonly Entry[] {
  const groups = board.groups.length > 1 ? board.groups : [];
  const groupOf = new Map(
    validAt(matter.plan.units, matter.board.period).map((unit) => [unit.id as string, unit.group]),
  );
  const grouped = groups.flatMap((group) => [
    group,
    ...board.units.filter(
      ({ holder }) => `group:${groupOf.get(holder.id) ?? ''}` === group.holder.id,
    ),
  ]);
  const placed = new Set(grouped.map((standing) => standing.holder.id));
  const rest = board.units.filter((unit) => !placed.has(unit.holder.id));
  return [board.city, ...grouped, ...rest].map((standing) => ({ board, standing }));
}

function rowOf(
  matter: Matter,
  entry: Entry,
  columns: readonly StandingColumn[],
  withRemark: boolean,
): BookRow {
  const { holder } = entry.standing;
  return {
    look: { city: 'total', group: 'subtotal', unit: 'plain' }[holder.type] as BookRow['look'],
    cells: [
      textCell(nameOf(entry)),
      ...columns.map((column) => column.cell(entry)),
      ...(withRemark ? [textCell(remarkOf(matter, entry))] : []),
    ],
  };
}

/** 全市（11/12）, 县级市小计（6/6）, 寿光市. */
function nameOf({ board, standing }: Entry): string {
  const { holder } = standing;
  if (holder.type === 'unit') return `　${holder.name}`;
  const coverage = board.indicator.by === 'city' ? '' : `（${coverageCell(standing).text}）`;
  return holder.type === 'city' ? `全市${coverage}` : `${holder.name}小计${coverage}`;
}

function remarkOf(matter: Matter, { board, standing }: Entry): string {
  if (standing.holder.type !== 'unit') {
    const words = coverageWords(matter, { ...board, city: standing });
    const own = words === null ? '' : plainText(words);
    return [own, leftOutWords(matter, standing)].filter((part) => part !== '').join('；');
  }
  const { period } = matter.board;
  const carried = standing.carried.map(({ from }) => `累计取${monthWords(from, period)}数`);
  const months = [spanWords(matter, standing), lackingWords(matter, standing)];
  return [...carried, ...months, standing.remark.trim()].filter((part) => part !== '').join('；');
}

function notesOf(
  matter: Matter,
  entries: readonly Entry[],
  columns: readonly StandingColumn[],
): readonly string[] {
  const { targetsNote } = matter.plan;
  const reasons = [...new Set(columns.flatMap((column) => dashesOf(column, entries)))];
  const dashes = reasons.sort().map(absenceReason).join('，或');
  const aimed = entries.some(({ standing }) => standing.target.value !== null);
  const partial = entries.some(({ standing: { leftOut } }) => {
    return leftOut.monthOnMonth.length + leftOut.yearOnYear.length > 0;
  });
  const ratios = entries.filter(({ board }) => board.indicator.kind === 'ratio').length;
  return [
    '单位栏括号内为已报单位数／应报单位数；合计不含未报单位，其中累计沿用未报、不再报送单位本年最近一次接收的累计（见备注），本年没有的不含。',
    ...(entries.some(({ standing }) => standing.paceAbsent === 'holds-earlier')
      ? [
          '“暂不评”表示合计含有单位以前月份的累计（见备注），实际进度可能更快（以低为好的可能更差）。',
        ]
      : []),
    ...(dashes === ''
      ? []
      : [
          `“—”表示${dashes}；未报、累计缺月份的、约数和不能确定高于还是低于约数的不排位次，总量过少的指标和合计不排位次。`,
        ]),
    ...(partial && columns.some(({ head }) => /^[环同]比/.test(head))
      ? ['合计的环比、同比只按两期均有数且所含月份相同的单位计算，未计入的单位见备注。']
      : []),
    ...(ratios > 0 && ratios < entries.length
      ? ['比率的年度目标、上期、上年同期以%计，环比、同比以百分点计。']
      : []),
    ...(aimed && targetsNote !== '' ? [`${targetsNote}。`] : []),
  ];
}

/** Reasons for the dashes in a column; words such as 缺报 speak for themselves. */
function dashesOf({ figure }: StandingColumn, entries: readonly Entry[]): readonly Absence[] {
  return entries.flatMap(({ standing }) => {
    const absent = figure(standing)?.absent ?? null;
    return absent !== null && absenceCell(absent) === '—' ? [absent] : [];
  });
}
