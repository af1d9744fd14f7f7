/** The table of a section: every unit, the leading indicator in full and the others by how far they have come. */
import { compareFractions } from '../model/decimal.ts';
import type { Table } from '../model/bulletin.ts';
import type { IndicatorBoard, SectionBoard } from '../model/scoreboard.ts';
import {
  completionColumn,
  partColumn,
  rankColumn,
  scheduledColumn,
  gapColumn,
  signedColumn,
  targetColumn,
  under,
  valueColumn,
  type Column,
} from './column.ts';
import { hasTarget, mainFigure, nameWithUnit, shortName, type Matter } from './matter.ts';
import { beginsTheYear, thisWords } from './saying.ts';
import { unitTable } from './table.ts';

/** Columns beside the units' names that fit across a portrait page. */
const COLUMNS = 7;
/** Other indicators beside the leading one's columns. */
const OTHERS = 3;
/** Their heads are longer than a column's usual 3. */
const OTHER_WIDTH = 4;

/** With targets one table, led by the leading indicator; without, all figures, in as many tables as they need. */
export function sectionTables(
  matter: Matter,
  section: SectionBoard,
  { lead, explainsGroups }: Readonly<{ lead: IndicatorBoard; explainsGroups: boolean }>,
): readonly Table[] {
  const name = section.section.name;
  if (hasTarget(lead)) {
    return [leadTable(matter, name, { lead, others: othersOf(section, lead), explainsGroups })];
  }
  const entries = section.indicators.filter(({ indicator }) => indicator.by === 'county');
  if (entries.length === 1 && isLevel(lead)) return [];
  const pages = packed(entries.map((entry) => plainColumns(entry, entry === lead)));
  return pages.map((columns, i) => {
    const number = pages.length > 1 ? `（${String(i + 1)}）` : '';
    const caption = `${name}各单位情况${number}`;
    const title = { caption, remark: '', explainsGroups: explainsGroups && i === 0 };
    return unitTable(matter, title, columns);
  });
}

/** Whether every unit and the city have the same figure: the words say it, and the annex has the table. */
function isLevel({ indicator, city, units }: IndicatorBoard): boolean {
  const { value } = mainFigure(indicator, city);
  return units.every((unit) => {
    const own = mainFigure(indicator, unit).value;
    return value !== null && own !== null && compareFractions(own, value) === 0;
  });
}

/** The weightiest other indicators that have targets, in the plan's order; the annex has them all. */
function othersOf(section: SectionBoard, lead: IndicatorBoard): readonly IndicatorBoard[] {
  const aimed = section.indicators.filter(
    (entry) =>
      entry !== lead &&
      entry.indicator.by === 'county' &&
      entry.indicator.partOf === undefined &&
      hasTarget(entry),
  );
  const chosen = new Set(
    aimed.toSorted((a, b) => b.indicator.weight - a.indicator.weight).slice(0, OTHERS),
  );
  return aimed.filter((entry) => chosen.has(entry));
}

type Shown = Readonly<{
  lead: IndicatorBoard;
  others: readonly IndicatorBoard[];
  explainsGroups: boolean;
}>;

function leadTable(matter: Matter, name: string, { lead, others, explainsGroups }: Shown): Table {
  const columns = leadColumns(matter, lead);
  const { unitOfMeasure, kind } = lead.indicator;
  const short = shortName(lead.indicator);
  const measure = kind === 'ratio' ? '' : `单位：${unitOfMeasure}`;
  if (others.length === 0) {
    const title = { caption: `${short}各单位完成情况`, remark: measure, explainsGroups };
    return unitTable(matter, title, [...columns, changeColumn(lead)]);
  }
  const title = { caption: `${name}各单位完成情况`, remark: '', explainsGroups };
  const above = measure === '' ? short : `${short}（${measure}）`;
  const isRatio = ({ indicator }: IndicatorBoard): boolean => indicator.kind === 'ratio';
  const amounts = others.filter((entry) => !isRatio(entry));
  return unitTable(matter, title, [
    ...under(above, columns),
    ...amounts.map((entry) => otherColumn('其他指标完成率（%）', '完成率', entry)),
    ...others.filter(isRatio).map((entry) => otherColumn('其他比率（%）', '', entry)),
  ]);
}

/** How far another indicator has come: its completion, or a ratio itself, under a common name or by its full one. */
function otherColumn(above: string, measure: string, entry: IndicatorBoard): Column {
  const name = shortName(entry.indicator);
  const column =
    entry.indicator.kind === 'ratio'
      ? valueColumn(entry, name, ({ period }) => period)
      : completionColumn(entry, name);
  const over = { name: above, alone: `${name}${measure}（%）` };
  return { ...column, over, width: OTHER_WIDTH };
}

function changeColumn(entry: IndicatorBoard): Column {
  const head = entry.indicator.kind === 'ratio' ? '同比（百分点）' : '同比（%）';
  return signedColumn(entry, head, ({ yearOnYear }) => yearOnYear);
}

function leadColumns(matter: Matter, entry: IndicatorBoard): readonly Column[] {
  const { kind } = entry.indicator;
  const rank = rankColumn(entry, '位次');
  const gap = gapColumn(entry, '差距（百分点）');
  if (kind === 'ratio') {
    return [
      partColumn(entry, 'numerator'),
      partColumn(entry, 'denominator'),
      valueColumn(entry, '比率（%）', ({ period }) => period),
      targetColumn(entry, '目标（%）'),
      gap,
      rank,
    ];
  }
  const target = targetColumn(entry, '年度目标');
  const completion = completionColumn(entry, '完成率（%）');
  if (kind === 'stock') {
    const level = valueColumn(entry, '期末数', ({ period }) => period);
    return [level, target, completion, scheduledColumn(entry, '序时进度（%）'), gap, rank];
  }
  const soFar = valueColumn(entry, '本年累计', ({ cumulative }) => cumulative);
  const { period } = matter.board;
  const own = valueColumn(entry, `${thisWords(period)}数`, (standing) => standing.period);
  const amounts = beginsTheYear(period) ? [soFar] : [own, soFar];
  return [...amounts, target, completion, gap, rank];
}

/** An indicator without targets in the table of its section: its figure, and the leading one's places. */
function plainColumns(entry: IndicatorBoard, withRank: boolean): readonly Column[] {
  const { indicator } = entry;
  const value = valueColumn(entry, nameWithUnit(indicator), (standing) =>
    mainFigure(indicator, standing),
  );
  return withRank ? [value, rankColumn(entry, '位次')] : [value];
}

/** Columns of one indicator stay together; a new table begins where the next would not fit. */
function packed(sets: readonly (readonly Column[])[]): readonly (readonly Column[])[] {
  const pages: Column[][] = [];
  for (const set of sets) {
    const last = pages.at(-1);
    if (last !== undefined && last.length + set.length <= COLUMNS) last.push(...set);
    else pages.push([...set]);
  }
  return pages;
}
