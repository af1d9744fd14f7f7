/** The table of a unit's own sheet (一县一单): each of its indicators in one row, section by section. */
import type { Run, Table, TableCell } from '../model/bulletin.ts';
import type { Absence } from '../model/scoreboard.ts';
import type { UnitBoard, UnitEntry } from '../model/unit-board.ts';
import { absenceCell, absenceReason } from './absence-words.ts';
import { isCarried } from './coverage.ts';
import { listedName, mainFigure, shortName } from './matter.ts';
import { gapCell, percentCell, signedCell } from './percentage.ts';
import { join, monthWords, say, thisWords } from './saying.ts';
import { neededCell } from './needed.ts';
import { movedCell } from './slip-figures.ts';
import { cell } from './table.ts';
import { numberedNotes } from './table-notes.ts';
import { lackingWords, spanWords } from './unit-months.ts';
import { asHeld, countOf, rankOf, siblingId, valueCell } from './wording.ts';

/** Rows of indicators that one sheet has room for. */
const ROWS = 30;

export function slipTable(own: UnitBoard): Table {
  const shown = rowsOf(own);
  const columns = columnsOf(own).filter(
    ({ essential, print }) => essential || shown.some((entry) => print(entry).value !== null),
  );
  const sections = [...Map.groupBy(shown, ({ section }) => section.name)];
  return {
    type: 'table',
    caption: '各项指标完成情况',
    remark: '',
    head: ['指标', ...columns.map(({ head }) => head)],
    widths: [5, ...columns.map(() => 2)],
    rows: sections.flatMap(([name, entries]) => [
      { emphasis: false, cells: [cell(name, 'left')] },
      ...entries.map((entry) => ({
        emphasis: false,
        cells: [
          cell(rowName(entry), 'left'),
          ...columns.map(({ print }): TableCell => cell(print(entry), 'right')),
        ],
      })),
    ]),
    notes: numberedNotes(notesOf(own, shown)),
  };
}

/** 引进高层次人才（人）, 其中：硕士（人）; short, for a row is one line. */
function rowName({ indicator }: UnitEntry): string {
  const part = indicator.partOf === undefined ? '' : '其中：';
  return `${part}${shortName(indicator)}（${indicator.unitOfMeasure}）`;
}

/** All, in the plan's order; of too many those that are judged first, then those with the greater weight. */
function rowsOf({ entries }: UnitBoard): readonly UnitEntry[] {
  if (entries.length <= ROWS) return entries;
  const weighty = entries.toSorted(
    (a, b) =>
      Number(b.standing.pace !== null) - Number(a.standing.pace !== null) ||
      b.indicator.weight - a.indicator.weight,
  );
  const kept = new Set(weighty.slice(0, ROWS));
  return entries.filter((entry) => kept.has(entry));
}

type SlipColumn = Readonly<{
  head: string;
  essential: boolean;
  print(entry: UnitEntry): ReturnType<typeof rankOf>;
}>;

function columnsOf({ before, period }: UnitBoard): readonly SlipColumn[] {
  return [
    { head: '完成数', essential: true, print: reachedCell },
    {
      head: '年度目标',
      essential: false,
      print: ({ standing, indicator }) => valueCell(standing.target, indicator),
    },
    {
      head: '完成率（%）',
      essential: false,
      print: ({ standing }) => percentCell(standing.completion, [standing.scheduled]),
    },
    {
      head: '序时进度（%）',
      essential: false,
      print: ({ standing }) => percentCell(standing.scheduled, [standing.completion]),
    },
    {
      head: '差距（百分点）',
      essential: false,
      print: ({ standing, indicator }) => gapCell(indicator.kind, standing),
    },
    { head: '位次', essential: false, print: ({ standing }) => rankOf(standing, 'cell') },
    {
      head: `比上${thisWords(before ?? period).slice(1)}`,
      essential: false,
      print: ({ standing, before: place }) =>
        movedCell(siblingId(standing.period.id, 'rank'), standing.rank, place),
    },
    {
      head: '最好单位（%）',
      essential: false,
      print: ({ best, toBest }) =>
        best === null ? noneCell(toBest.id) : percentCell(best.figure, []),
    },
    { head: '与最好差距', essential: false, print: ({ toBest }) => signedCell(toBest) },
    {
      head: '还需月均',
      essential: false,
      print: ({ standing, indicator }) => neededCell(standing.needed, indicator),
    },
  ];
}

function noneCell(id: string): ReturnType<typeof rankOf> {
  const lineage = { formula: 'distance-to-best', operands: [], sources: [] } as const;
  return { id: siblingId(id, 'best'), text: '—', value: null, lineage };
}

/** 84*: a 累计 that is an earlier month's. */
function reachedCell({ standing, indicator }: UnitEntry): ReturnType<typeof rankOf> {
  const figure = mainFigure(indicator, standing);
  const text = valueCell(figure, asHeld(indicator, standing), [standing.target]);
  const isEarlier = indicator.kind === 'flow' && text.value !== null && isCarried(standing);
  return isEarlier ? { ...text, text: `${text.text}*` } : text;
}

function notesOf(own: UnitBoard, shown: readonly UnitEntry[]): readonly (readonly Run[])[] {
  const left = own.entries.length - shown.length;
  const rest = countOf(`pace/${own.unit.id}/count:unshown`, left, []);
  return [
    say`“完成数”时期数为本年累计，时点数为期末数，比率为实际比率`,
    ...(shown.some(({ best }) => best !== null)
      ? [say`“最好单位”为位次第一的单位的完成率或比率`]
      : []),
    ...(shown.some(({ standing, toBest }) => (standing.gap.value ?? toBest.value) !== null)
      ? [say`差距按未舍入的数计算`]
      : []),
    ...earlierNotes(own, shown),
    ...monthNotes(own, shown),
    ...dashNotes(shown),
    ...(left > 0 ? [say`另有${rest}项见本期通报附件1`] : []),
  ];
}

/** 带“*”的为4月报送的累计，不评进度. */
function earlierNotes(
  { period }: UnitBoard,
  shown: readonly UnitEntry[],
): readonly (readonly Run[])[] {
  const months = shown
    .filter(({ standing, indicator }) => indicator.kind === 'flow' && isCarried(standing))
    .flatMap(({ standing }) => standing.carried.map(({ from }) => from));
  if (months.length === 0) return [];
  const words = [...new Set(months)].sort().map((month) => monthWords(month, period));
  return [say`带“*”的为${words.join('、')}报送的累计，不评进度`];
}

/** 课件开发累计不含未报的1—3月, 引进高层次人才本期数含3月. */
function monthNotes(own: UnitBoard, shown: readonly UnitEntry[]): readonly (readonly Run[])[] {
  const wordsOf = ({ standing, indicator }: UnitEntry): string => {
    if (indicator.kind !== 'flow') return '';
    const { begins, period } = own;
    return [
      lackingWords({ board: { begins, period } }, standing),
      spanWords({ board: { period } }, standing),
    ]
      .filter((words) => words !== '')
      .join('，');
  };
  return [...Map.groupBy(shown, wordsOf)].flatMap(([words, some]) => {
    if (words === '') return [];
    const names = some.map(({ indicator }) => listedName(indicator));
    return [say`${join(names, '、')}${words}`];
  });
}

function dashNotes(shown: readonly UnitEntry[]): readonly (readonly Run[])[] {
  const absences = shown.flatMap(({ standing, indicator }): readonly (Absence | null)[] => [
    mainFigure(indicator, standing).absent,
    standing.target.absent,
    standing.completion.absent,
    standing.scheduled.absent,
    standing.gap.absent,
  ]);
  const reasons = absences
    .flatMap((absent) => absent ?? [])
    .filter((absent) => absenceCell(absent) === '—' && absent !== 'carried')
    .map(absenceReason);
  return reasons.length === 0 ? [] : [say`“—”表示${[...new Set(reasons)].join('或')}`];
}
