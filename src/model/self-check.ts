/**
 * The form's own check (自检) as plain formulas: ✓ stands only where the server finds nothing to refuse.
 *
 * A row has hidden cells, what is wrong in words, what is to be verified and whether a reason lacks, and one that is seen.
 * No formula nests functions deeper than seven levels: an .xls holds no more.
 */
import { ABOUT_ENDS, CHECK_SIGN, CHECK_WORDS, headFormula } from './catalogue/self-check.ts';
import { decimalText, type Decimal } from './decimal.ts';
import { NOT_APPLICABLE } from './form.ts';
import type { FigureSpec } from './numeral.ts';
import type { Rule } from './plan.ts';
import {
  bad,
  explained,
  faultsOf,
  noWords,
  said,
  toldOf,
  type Judgement,
  type RowCheck,
  showsAs,
} from './self-check-parts.ts';
import { unexplainedFormula } from './reason.ts';
import { itemTerms, type ItemTerm } from './rule.ts';

/** Cells of a figure's row, as references (`E8`); null where the form has none. */
export type FigureCells = Readonly<{
  value: string;
  remark: string;
  /** Where it is counted whether the remark gives no reason. */
  reason: string;
  /** January to the month before, of a flow. */
  lastCumulative: string | null;
  /** Whether it is a 累计 itself, which may not fall below that. */
  mayNotFall: boolean;
  /** The whole that this is a part of. */
  whole: string | null;
  /** The parts of this whole. */
  parts: readonly string[];
  /** The denominator of a numerator, whose row tells what is wrong with the two. */
  denominator: string | null;
}>;

export type FigureTerms = Readonly<{
  spec: FigureSpec;
  /** The greatest a ratio may be. */
  maxPercent: Decimal | null;
  /** Conditions of the plan's rules that are broken, as formulas, with the words for each. */
  rules: readonly Condition[];
  /** Whether its 约数 can be judged by a formula: no other cell is held to it. */
  approximate: boolean;
  /** Whether 0 alone was reported this year: then 不适用 needs no reason. */
  isZeroSoFar: boolean;
}>;

/** A broken rule of the plan. `explained`: a reason in the remark lets it pass. */
export type Condition = Readonly<{ broken: string; words: string; explained: boolean }>;

/** 万 times. */
const WAN = '10000';

export function figureCheck(cells: FigureCells, terms: FigureTerms): RowCheck {
  const { value: v, remark, reason } = cells;
  const { decimals, unitOfMeasure } = terms.spec;
  const number = [
    // A cell that shows a percentage or a day holds another number than is seen.
    bad(showsAs(v, ['P', 'D']), 'format'),
    bad(`${v}<0`, 'negative'),
    ...tooLarge(v, terms),
    bad(`ROUND(${v},${String(decimals)})<>${v}`, decimals === 0 ? 'whole' : 'decimals'),
    ...(unitOfMeasure === '%' ? [bad(`AND(${v}>0,${v}<=1)`, 'share')] : []),
    ...inYear(v, cells),
    ...withParts(cells, terms),
    ...asRatio(cells, terms),
    ...terms.rules.map(({ broken, words, explained }) => ({
      when: broken,
      words,
      explained,
      told: explained ? CHECK_WORDS.reason : null,
    })),
  ];
  const lapsed = notApplicable(cells, terms);
  const about = terms.approximate ? aboutAmount(cells, terms) : [];
  const ends = ABOUT_ENDS.map((end) => `RIGHT(${v},2)="${end}"`);
  const isAbout = `AND(ISTEXT(${v}),OR(${ends.join(',')}),ISNUMBER(${aboutOf(v)}))`;
  const taken = [
    `ISNUMBER(${v})`,
    `TRIM(${v})=""`,
    `${v}="${NOT_APPLICABLE}"`,
    ...(terms.approximate ? [isAbout] : []),
  ];
  const branches = [
    [`ISNUMBER(${v})`, number],
    [`${v}="${NOT_APPLICABLE}"`, lapsed],
    ...(about.length === 0 ? [] : [[isAbout, about] as const]),
  ] as const;
  const judged = (of: (judgements: readonly Judgement[]) => string): string =>
    branches.map(([when, judgements]) => `IF(${when},${of(judgements)},"")`).join('&');
  return {
    faults:
      `IF(TRIM(${v})="",${said('blank')},"")&IF(OR(${taken.join(',')}),"",${said('number')})&` +
      `${judged((judgements) => faultsOf(judgements, reason))}&${noWords(remark)}`,
    told: judged(toldOf),
    reason: unexplainedFormula(remark),
  };
}

/** The number before 万多, where there is one. */
function aboutOf(value: string): string {
  return `VALUE(LEFT(${value},LEN(${value})-2))`;
}

/** 35万多, typed just so: what a spreadsheet alone takes for a number (1e5, 05) is none here. */
function aboutAmount(cells: FigureCells, terms: FigureTerms): readonly Judgement[] {
  const { value: v } = cells;
  const number = aboutOf(v);
  const amount = `${number}*${WAN}`;
  const { decimals } = terms.spec;
  return [
    bad(`OR(${number}&""<>LEFT(${v},LEN(${v})-2),${number}<=0)`, 'number'),
    ...tooLarge(amount, terms),
    bad(`ROUND(${amount},${String(decimals)})<>ROUND(${amount},6)`, 'decimals'),
    ...inYear(amount, cells),
  ];
}

function tooLarge(amount: string, { spec: { max } }: FigureTerms): readonly Judgement[] {
  return max === null ? [] : [bad(`${amount}>${decimalText(max)}`, 'large')];
}

/** The server asks for a reason only after an amount; later ones it knows better. */
function notApplicable(
  { denominator }: FigureCells,
  { isZeroSoFar }: FigureTerms,
): readonly Judgement[] {
  return [
    ...(isZeroSoFar ? [] : [explained('TRUE', 'lapsed')]),
    ...(denominator === null ? [] : [bad(`ISNUMBER(${denominator})`, 'half')]),
  ];
}

function inYear(
  amount: string,
  { lastCumulative: last, mayNotFall }: FigureCells,
): readonly Judgement[] {
  return last === null || !mayNotFall ? [] : [explained(`${amount}<N(${last})`, 'fall')];
}

function withParts(
  { value, whole, parts }: FigureCells,
  { spec }: FigureTerms,
): readonly Judgement[] {
  const all = parts.join(',');
  const together = `ROUND(SUM(${all}),${String(spec.decimals)})`;
  return [
    ...(whole === null
      ? []
      : [
          // A whole that is blank or no number is told in its own row.
          bad(`${whole}="${NOT_APPLICABLE}"`, 'noWhole'),
          bad(`AND(ISNUMBER(${whole}),${value}>N(${whole}))`, 'part'),
        ]),
    ...(parts.length < 2 ? [] : [bad(`AND(${together}>${value},MAX(${all})<=${value})`, 'parts')]),
  ];
}

function asRatio(
  { value, denominator: d }: FigureCells,
  { maxPercent: max }: FigureTerms,
): readonly Judgement[] {
  if (d === null) return [];
  const limit = max === null ? '' : decimalText(max);
  return [
    bad(`${d}="${NOT_APPLICABLE}"`, 'half'),
    bad(`AND(ISNUMBER(${d}),N(${d})=0,${value}>0)`, 'base'),
    ...(max === null ? [] : [bad(`AND(ISNUMBER(${d}),${value}*100>N(${d})*${limit})`, 'ratio')]),
  ];
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

/** What is seen of a row, of several faults the first; a broken formula in any cell that it looks at breaks its own. @param cells of its hidden formulas. */
export function seenCheck({
  faults,
  told: verified,
}: Readonly<{ faults: string; told: string }>): string {
  const good = `IF(${verified}<>"","${CHECK_SIGN.told} "&MID(${verified},2,100),"${CHECK_SIGN.good}")`;
  // Each fault stands behind the same sign, so that the first ends before the second one.
  const sign = `LEFT(${faults})`;
  const first = `MID(${faults},2,FIND(${sign},${faults}&${sign},2)-2)`;
  const judged = `IF(${faults}<>"","${CHECK_SIGN.bad} "&${first},${good})`;
  return `IF(ISERROR(${faults}),"${CHECK_SIGN.bad} ${CHECK_WORDS.error}",${judged})`;
}

/** What the line above the tables says. @param column the cells that are seen: `L8:L60`. */
export function wholeCheck(column: string): string {
  const count = (sign: string): string => `SUMPRODUCT(--(LEFT(${column},1)="${sign}"))`;
  return headFormula(count(CHECK_SIGN.bad), count(CHECK_SIGN.told));
}
