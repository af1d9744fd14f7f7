/** A baseline's row over its months: a slip is blamed on its own month, not on the right one behind it. */
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { monthsWords } from '../model/catalogue/year.ts';
import { decimal, decimalText, type Decimal } from '../model/decimal.ts';
import type { Finding } from '../model/finding.ts';
import { COLUMN } from '../model/form.ts';
import { chinesePeriod } from '../model/period.ts';
import { asksCumulative } from '../model/plan.ts';
import { reasonIn } from '../model/reason.ts';
import type { JudgedFigure } from './figures.ts';
import { isLeap } from './outliers.ts';
import { findingAt, placeIn, type Reading } from './reading.ts';

/** A month of the sheet: its figures that hold something, and what was said of them beside the months before. */
export type JudgedMonth = Readonly<{
  reading: Reading;
  figures: readonly JudgedFigure[];
  findings: readonly Finding[];
}>;

/** One row's figure in a month. */
type Point = Readonly<{ reading: Reading; figure: JudgedFigure; cell: string; value: Decimal }>;

/** What is said of a row's months together, and what the months need not say any more. */
type Slips = Readonly<{ findings: readonly Finding[]; echoes: ReadonlySet<string> }>;

/** What was said month by month, with each slip told once. */
export function slipsOnce(months: readonly JudgedMonth[]): readonly Finding[] {
  const points = months.flatMap(({ reading, figures }) =>
    figures.flatMap((figure) => pointOf(reading, figure)),
  );
  const said = months.flatMap(({ findings }) => findings);
  const rows = Map.groupBy(points, ({ figure }) => figure.entry.item);
  const slips = [...rows.values()].map((row) => slipsOf(row, said));
  const echoes = new Set(slips.flatMap((one) => [...one.echoes]));
  return [
    ...said.filter(({ code, place }) => !echoes.has(echo(code, place.cell))),
    ...slips.flatMap(({ findings }) => findings),
  ];
}

function pointOf(reading: Reading, figure: JudgedFigure): readonly Point[] {
  const { cell, value } = figure.entry;
  return value === null ? [] : [{ reading, figure, cell, value: decimal(value) }];
}

function echo(code: string, cell = ''): string {
  return `${code} ${cell}`;
}

const STRANGE = ['C_LEAP', 'C_SPREAD'];

function slipsOf(row: readonly Point[], said: readonly Finding[]): Slips {
  const [first] = row;
  const { indicator } = first?.figure.item ?? {};
  // 核减 is real: with a reason each fall stays what it is said to be.
  const isHeld =
    indicator !== undefined &&
    asksCumulative(indicator) &&
    reasonIn(first?.figure.entry.remark ?? '') === '';
  const falls = isHeld ? fallsIn(row) : [];
  const odd = falls.length === 0 ? [] : oddIn(row);
  const open = falls.filter((pair) => !pair.some((point) => odd.includes(point)));
  const behind = row.filter((_, at) => isSeenBack(row, at, { odd, said }));
  return {
    findings: [...odd.map((point) => oddFinding(point, row, odd)), ...open.map(pairFinding)],
    echoes: new Set([
      ...falls.map(([, { cell }]) => echo('C_FALL', cell)),
      ...behind.flatMap(({ cell }) => STRANGE.map((code) => echo(code, cell))),
    ]),
  };
}

type Pair = readonly [Point, Point];

/** A month and the next with a figure, where that is less. */
function fallsIn(row: readonly Point[]): readonly Pair[] {
  return row.flatMap((point, at): Pair[] => {
    const before = row[at - 1];
    return before !== undefined && point.value.lt(before.value) ? [[before, point]] : [];
  });
}

/** The months that stand in none of the longest series without a fall: all the others agree without them. */
function oddIn(row: readonly Point[]): readonly Point[] {
  const values = row.map(({ value }) => value);
  const upTo = longestTo(values, (before, now) => before.lte(now));
  const from = longestTo(values.toReversed(), (after, now) => after.gte(now)).toReversed();
  const longest = Math.max(...upTo);
  return row.filter((_, at) => (upTo[at] ?? 0) + (from[at] ?? 0) - 1 < longest);
}

/** How long the longest series of values in order is that ends at each. */
function longestTo(
  values: readonly Decimal[],
  goesOn: (before: Decimal, now: Decimal) => boolean,
): readonly number[] {
  const lengths: number[] = [];
  for (const now of values) {
    const before = lengths.filter((_, at) => goesOn(values[at] ?? now, now));
    lengths.push(1 + Math.max(0, ...before));
  }
  return lengths;
}

type Seen = Readonly<{ odd: readonly Point[]; said: readonly Finding[] }>;

/** Whether a month is strange only beside the slip before it, and like the month before that. */
function isSeenBack(row: readonly Point[], at: number, { odd, said }: Seen): boolean {
  const [before, now] = [row[at - 1], row[at]];
  if (before === undefined || now === undefined) return false;
  const leaps = ({ cell }: Point): boolean =>
    said.some(({ code, place }) => code === 'C_LEAP' && place.cell === cell);
  if (!odd.includes(before) && !(leaps(before) && leaps(now))) return false;
  const good = row.slice(0, at - 1).findLast((point) => !odd.includes(point));
  const { outliers } = now.reading.context.plan;
  return good === undefined || !isLeap(good.value, now.value, outliers);
}

function oddFinding(point: Point, row: readonly Point[], odd: readonly Point[]): Finding {
  const { reading, figure } = point;
  const { item, name } = figure.item;
  const at = row.indexOf(point);
  const isGood = (one: Point): boolean => !odd.includes(one);
  const beside = [row.slice(0, at).findLast(isGood), row.slice(at + 1).find(isGood)];
  const details = {
    own: monthOf(point),
    now: decimalText(point.value),
    beside: monthsWords(
      beside.flatMap((one) =>
        one === undefined ? [] : [{ month: monthOf(one), amount: decimalText(one.value) }],
      ),
    ),
  };
  return findingAt(reading, 'C_FALL_ODD', { item, name, title: COLUMN.value, details });
}

/** Nobody can tell from the two which of them is wrong: it is said of both. */
function pairFinding([before, now]: Pair): Finding {
  const { reading, figure } = now;
  const { item, name } = figure.item;
  const cells = [before.cell, now.cell];
  const place = { ...placeIn(reading, item, COLUMN.value), cell: before.cell, cells };
  const details = {
    own: monthOf(now),
    now: decimalText(now.value),
    month: monthOf(before),
    other: decimalText(before.value),
  };
  return workbookFinding('C_FALL', { place, item: name, details });
}

function monthOf({ reading }: Point): string {
  return chinesePeriod(reading.sheet.period);
}
