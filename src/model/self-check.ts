/**
 * The form's own check (自检) as plain formulas: ✓ stands only where the server finds nothing to refuse.
 *
 * A row has two hidden cells, what is wrong in words and how much of it a reason lets pass, and one that is seen. No
 * formula nests functions deeper than seven levels: an .xls holds no more.
 */
import { CHECK_SIGN, CHECK_WORDS, headFormula } from './catalogue/self-check.ts';
import { decimalText, type Decimal } from './decimal.ts';
import { NOT_APPLICABLE, TASK_STATUSES } from './form.ts';
import { ALL_DONE, TASK_PERCENT } from './form-spec.ts';
import type { FigureSpec } from './numeral.ts';
import type { Rule } from './plan.ts';
import { SHEET_LIMIT } from './proof.ts';
import { itemTerms, type ItemTerm } from './rule.ts';

/** Cells of a figure's row, as references (`E8`); null where the form has none. */
export type FigureCells = Readonly<{
  value: string;
  remark: string;
  /** January to the month before, of a flow. */
  lastCumulative: string | null;
  /** Whether it is a 累计 itself, which may not fall below that. */
  mayNotFall: boolean;
  /** The whole that this is a part of. */
  whole: string | null;
  /** The parts of this whole. */
  parts: readonly string[];
  /** The other half of a ratio, and which half this is. */
  other: Readonly<{ cell: string; is: 'numerator' | 'denominator' }> | null;
}>;

export type FigureTerms = Readonly<{
  spec: FigureSpec;
  /** The greatest a ratio may be. */
  maxPercent: Decimal | null;
  /** Conditions of the plan's rules that are broken, as formulas, with the words for each. */
  rules: readonly Condition[];
}>;

/** A broken rule of the plan. `explained`: a reason in the remark lets it pass. */
export type Condition = Readonly<{ broken: string; words: string; explained: boolean }>;

/** So many letters of a remark pass for a reason: the server takes fewer, but not every one. */
const REASON_LETTERS = 4;

/** The two hidden formulas of a row, without the equals sign. */
export type RowCheck = Readonly<{ faults: string; told: string }>;

type Judgement = Readonly<{ when: string; words: string; explained: boolean }>;

export function figureCheck(cells: FigureCells, terms: FigureTerms): RowCheck {
  const { value: v, remark } = cells;
  const { decimals, percent } = terms.spec;
  const number = [
    // A cell that shows a percentage or a day holds another number than is seen.
    bad(
      `OR(${['P', 'D'].map((form) => `LEFT(CELL("format",${v}),1)="${form}"`).join(',')})`,
      'format',
    ),
    bad(`${v}<0`, 'negative'),
    bad(`${v}>=${SHEET_LIMIT.toFixed()}`, 'large'),
    bad(`ROUND(${v},${String(decimals)})<>${v}`, decimals === 0 ? 'whole' : 'decimals'),
    ...(percent ? [bad(`AND(${v}>0,${v}<=1)`, 'share')] : []),
    ...inYear(cells),
    ...withParts(cells, terms),
    ...asRatio(cells, terms),
    ...terms.rules.map(({ broken, words, explained }) => ({ when: broken, words, explained })),
  ];
  const lapsed = notApplicable(cells);
  const asText =
    `IF(ISERROR(${v}),${said('error')},IF(TRIM(${v})="",${said('blank')},` +
    `IF(${v}="${NOT_APPLICABLE}",${faultsOf(lapsed, remark)},${said('number')})))`;
  const isNA = `ISTEXT(${v})`;
  return {
    faults: `IF(ISNUMBER(${v}),${faultsOf(number, remark)},${asText})`,
    told: `IF(ISNUMBER(${v}),${toldOf(number)},IF(${isNA},${toldOf(lapsed)},0))`,
  };
}

/** The server asks for a reason only after an amount; whether there was one it knows better. */
function notApplicable({ other }: FigureCells): readonly Judgement[] {
  return [
    explained('TRUE', 'lapsed'),
    ...(other === null ? [] : [bad(`ISNUMBER(${other.cell})`, 'half')]),
  ];
}

function inYear({ value, lastCumulative: last, mayNotFall }: FigureCells): readonly Judgement[] {
  return last === null || !mayNotFall ? [] : [explained(`${value}<N(${last})`, 'fall')];
}

function withParts(
  { value, whole, parts }: FigureCells,
  { spec }: FigureTerms,
): readonly Judgement[] {
  const together = `ROUND(SUM(${parts.join(',')}),${String(spec.decimals)})`;
  return [
    ...(whole === null
      ? []
      : [
          bad(`NOT(ISNUMBER(${whole}))`, 'noWhole'),
          bad(`AND(ISNUMBER(${whole}),${value}>N(${whole}))`, 'part'),
        ]),
    ...(parts.length < 2 ? [] : [bad(`${together}>${value}`, 'parts')]),
  ];
}

function asRatio(
  { value, other }: FigureCells,
  { maxPercent: max }: FigureTerms,
): readonly Judgement[] {
  if (other === null) return [];
  const half = bad(`ISTEXT(${other.cell})`, 'half');
  if (other.is === 'denominator') return [half];
  const there = `ISNUMBER(${other.cell})`;
  const limit = max === null ? '' : decimalText(max);
  return [
    half,
    bad(`AND(${there},N(${other.cell})=0,${value}>0)`, 'base'),
    ...(max === null ? [] : [bad(`AND(${there},${value}*100>N(${other.cell})*${limit})`, 'ratio')]),
  ];
}

export type TaskCells = Readonly<{
  status: string;
  percent: string;
  doneOn: string;
  words: string;
}>;

/** Days as a spreadsheet counts them. `wasDone`: the last report said 已完成. */
export type TaskTerms = Readonly<{ firstDay: number; lastDay: number; wasDone: boolean }>;

export function taskCheck(cells: TaskCells, terms: TaskTerms): RowCheck {
  const { status: s, words } = cells;
  const judged = ofStatus(cells, terms);
  const statuses = [...TASK_STATUSES, NOT_APPLICABLE].map((status) => `${s}="${status}"`);
  return {
    faults:
      `IF(ISERROR(${s}),${said('error')},IF(TRIM(${s})="",${said('blank')},` +
      `IF(OR(${statuses.join(',')}),${faultsOf(judged, words)},${said('status')})))`,
    told: `IF(ISERROR(${s}),0,${toldOf(judged)})`,
  };
}

function ofStatus(
  { status: s, percent: p, doneOn: d }: TaskCells,
  { firstDay, lastDay, wasDone }: TaskTerms,
): readonly Judgement[] {
  const [idle, going, done] = TASK_STATUSES.map((status) => `${s}="${status}"`) as [
    string,
    string,
    string,
  ];
  const [full, places] = [decimalText(ALL_DONE), String(TASK_PERCENT.decimals)];
  const outside = `N(${d})<${String(firstDay)},N(${d})>${String(lastDay)},N(${d})>TODAY()`;
  return [
    bad(`NOT(OR(ISBLANK(${p}),ISNUMBER(${p})))`, 'percent'),
    bad(`OR(LEFT(CELL("format",${p}),1)="P",LEFT(CELL("format",${p}),1)="D")`, 'percent'),
    bad(`OR(N(${p})<0,N(${p})>${full},ROUND(N(${p}),${places})<>N(${p}))`, 'percent'),
    bad(`AND(N(${p})>0,N(${p})<=1)`, 'percent'),
    bad(`NOT(OR(ISBLANK(${d}),ISNUMBER(${d})))`, 'day'),
    bad(`AND(NOT(${done}),NOT(ISBLANK(${d})))`, 'earlyDay'),
    ...(wasDone ? [explained(`NOT(${done})`, 'undone')] : []),
    bad(`AND(${idle},N(${p})>0)`, 'idle'),
    bad(`AND(${going},N(${p})=${full})`, 'full'),
    bad(`AND(${done},ISBLANK(${d}))`, 'noDay'),
    bad(`AND(${done},ISNUMBER(${d}),OR(N(${d})<>INT(N(${d})),${outside}))`, 'day'),
    bad(`AND(${done},NOT(ISBLANK(${p})),N(${p})<>${full})`, 'notFull'),
  ];
}

/** @param cell where the words stand. */
export function textCheck(
  cell: string,
  { required, maxLength }: Readonly<{ required: boolean; maxLength: number }>,
): RowCheck {
  const long = `IF(LEN(${cell})>${String(maxLength)},${said('long')},"")`;
  const there = required ? `IF(TRIM(${cell})="",${said('blank')},${long})` : long;
  return { faults: `IF(ISERROR(${cell}),${said('error')},${there})`, told: '0' };
}

/** Where a rule's figure stands on the form; null where it does not. */
type CellOfTerm = (term: ItemTerm) => string | null;

/** A rule as a condition at the first of the form's own items that it names; null where the form alone cannot tell. */
export function ruleCondition(
  rule: Rule,
  cellOf: CellOfTerm,
): Readonly<{ item: string; condition: Condition }> | null {
  const terms = itemTerms(rule);
  const cells = terms.map(cellOf);
  const first = terms.find(({ of }) => of === 'month');
  if (first === undefined || cells.includes(null)) return null;
  const side = (of: Rule['left']): string =>
    of
      .map(({ item, factor, ...term }) => {
        const cell = item === null ? null : cellOf({ item, factor, ...term });
        const times = factor.eq(1) ? '' : `*${decimalText(factor)}`;
        return cell === null ? decimalText(factor) : `N(${cell})${times}`;
      })
      .join('+');
  const difference = `ROUND(${side(rule.left)}-(${side(rule.right)}),6)`;
  const broken = { '≤': '>0', '≥': '<0', '=': '<>0' }[rule.relation];
  const there = `COUNT(${cells.join(',')})=${String(cells.length)}`;
  return {
    item: first.item,
    condition: {
      broken: `AND(${there},${difference}${broken})`,
      words: rule.says,
      explained: rule.severity === '核实',
    },
  };
}

/** What is seen of a row. @param cells of its hidden formulas. */
export function seenCheck({ faults, told }: RowCheck): string {
  const good = `IF(${told}>0,"${CHECK_SIGN.told} ${CHECK_WORDS.reason}","${CHECK_SIGN.good}")`;
  return `IF(${faults}<>"","${CHECK_SIGN.bad} "&MID(${faults},2,100),${good})`;
}

/** What the line above the tables says. @param column the cells that are seen: `L8:L60`. */
export function wholeCheck(column: string): string {
  const count = (sign: string): string => `SUMPRODUCT(--(LEFT(${column},1)="${sign}"))`;
  return headFormula(count(CHECK_SIGN.bad), count(CHECK_SIGN.told));
}

function bad(when: string, words: keyof typeof CHECK_WORDS): Judgement {
  return { when, words: CHECK_WORDS[words], explained: false };
}

/** Refused without a reason in the remark; with one it is told. */
function explained(when: string, words: keyof typeof CHECK_WORDS): Judgement {
  return { when, words: CHECK_WORDS[words], explained: true };
}

const SEPARATOR = '；';

function said(words: keyof typeof CHECK_WORDS): string {
  return quoted(`${SEPARATOR}${CHECK_WORDS[words]}`);
}

/** All that is wrong, each after a separator; empty where nothing is. */
function faultsOf(judgements: readonly Judgement[], remark: string): string {
  const unexplained = unexplainedIn(remark);
  const parts = judgements.map(({ when, words, explained: passes }) => {
    const condition = passes ? `AND(${when},${unexplained}>0)` : when;
    return `IF(${condition},${quoted(`${SEPARATOR}${words}`)},"")`;
  });
  return parts.length === 0 ? '""' : parts.join('&');
}

/** Too short, or begun with what fills a cell without saying anything; flat, so that an .xls holds it. */
function unexplainedIn(remark: string): string {
  const fillers = ['-', '—', '/', '.', ' '].map((filler) => `(LEFT(${remark},1)="${filler}")`);
  return `((LEN(TRIM(${remark}))<${String(REASON_LETTERS)})+${fillers.join('+')})`;
}

/** How many of them a reason lets pass. */
function toldOf(judgements: readonly Judgement[]): string {
  const parts = judgements
    .filter(({ explained: passes }) => passes)
    .map(({ when }) => `IF(${when},1,0)`);
  return parts.length === 0 ? '0' : parts.join('+');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
