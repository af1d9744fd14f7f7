/** Where a figure comes from (law 10): its formula in words, its operands, and the cells at the end of the line. */
import type { Bulletin } from '../model/bulletin.ts';
import { FORMULA_WORDS } from '../model/catalogue/formulas.ts';
import { chinesePeriod } from '../model/period.ts';
import { unitNameIn, type Plan } from '../model/plan.ts';
import type { FigureId, FormulaName, Scoreboard, Source } from '../model/scoreboard.ts';
import { MEASURES } from './export-json.ts';
import { namedFigures, type NamedFigure } from './explain-index.ts';
import { printedFigures } from './printed-figures.ts';

/** The cell a figure was read from, with its unit's name. */
type ExplainedSource = Source & Readonly<{ unitName: string }>;

/** A figure taken apart. `value` is plain decimal text (quotients in percent with 6 decimals), `text` what people read. */
export type Explanation = Readonly<{
  figure: FigureId;
  name: string;
  text: string;
  value: string | null;
  formula: FormulaName;
  formulaWords: string;
  operands: readonly Explanation[];
  sources: readonly ExplainedSource[];
}>;

type Index = ReadonlyMap<FigureId, () => NamedFigure>;

/** What a figure is explained from. `bulletin` is made from the scoreboard: it has counts of its sentences' own. */
export type Explained = Readonly<{
  scoreboard: Scoreboard;
  bulletin: Bulletin;
  plan: Plan;
  /** What places are held against in the bulletin (一县一单): its figures' ids have its period before them. */
  before?: Scoreboard | null;
}>;

/**
 * The figure with all that it was made from, down to file, sheet and cell.
 *
 * @param id `RC01/city/cumulative`; also `…/rank` and `…/count` (coverage), `score:all/<unit>/score`, `reporting/city/rate`.
 * @returns null when neither has such a figure.
 */
export function explainFigure(
  { scoreboard, bulletin, plan, before = null }: Explained,
  id: FigureId,
): Explanation | null {
  const index = new Map([...earlierFigures(before), ...indexOf(scoreboard, bulletin)]);
  return explained(plan, index, [ownId(id)]);
}

/** `RC01/city/periodValue`, as the export names its fields, is `RC01/city/period`. */
function ownId(id: FigureId): FigureId {
  const [subject = '', holder = '', field = ''] = id.split('/');
  const measure = (MEASURES as Readonly<Partial<Record<string, string>>>)[field];
  return measure === undefined ? id : `${subject}/${holder}/${measure}`;
}

function indexOf(scoreboard: Scoreboard, bulletin: Bulletin): Index {
  return new Map([...printedOnly(bulletin), ...namedFigures(scoreboard)]);
}

/** `2007-04:RC01/shouguang/rank`: the figures of an earlier period, each named by it. */
function earlierFigures(before: Scoreboard | null): Index {
  if (before === null) return new Map();
  const earlier = (id: FigureId): FigureId => `${before.period}:${id}`;
  return new Map(
    [...namedFigures(before)].map(([id, named]) => [
      earlier(id),
      () => {
        const { figure, name, ...rest } = named();
        const operands = figure.lineage.operands.map(earlier);
        const lineage = { ...figure.lineage, operands };
        const own = { ...figure, id: earlier(figure.id), lineage };
        return { ...rest, figure: own, name: `${chinesePeriod(before.period)}${name}` };
      },
    ]),
  );
}

/** One explainable figure, in a list of them. */
export type Listed = Readonly<{
  figure: FigureId;
  name: string;
  text: string;
  value: string | null;
}>;

/**
 * The figures whose id holds what was asked, or whose name holds its letters in their order, blanks and quotation marks
 * apart (`RC01/shouguang`, `寿光市引进人才累计`); all where nothing is asked. Those that the bulletin prints come first,
 * those that an indicator of its kind cannot have are left out unless it prints them as a dash.
 */
export function figuresLike(
  { scoreboard, bulletin }: Pick<Explained, 'scoreboard' | 'bulletin'>,
  asked: string,
): readonly Listed[] {
  const wanted = letters(asked);
  const printed = printedFigures(bulletin);
  return [...indexOf(scoreboard, bulletin)].flatMap(([id, name]) => {
    const { figure, ...words } = name();
    const isMeant = letters(id).includes(wanted) || holds(letters(words.name), wanted);
    const isThere = figure.absent !== 'not-of-this-kind' || printed.has(id);
    return isMeant && isThere ? [{ figure: id, ...words }] : [];
  });
}

/** Of figures like what was asked the one that is meant: the only one whose id or name it is, or the only one at all. */
export function figureMeant(like: readonly Listed[], asked: string): FigureId | null {
  const wanted = letters(asked);
  const own = like.filter(({ figure, name }) => [figure, name].map(letters).includes(wanted));
  const [first, ...others] = own.length === 0 ? like : own;
  return first === undefined || others.length > 0 ? null : first.figure;
}

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s“”"'、，]/g, '');
}

/** Whether the letters of `wanted` stand in `text` in their order, others between them. */
function holds(text: string, wanted: string): boolean {
  let at = -1;
  for (const letter of wanted) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** Counts and places that only the page has: they are named by what they count. */
function printedOnly(bulletin: Bulletin): Index {
  const figures = [...printedFigures(bulletin).values()];
  return new Map(
    figures.map(({ figure: { id, text, value, lineage }, place }) => [
      id,
      () => ({ figure: { id, lineage }, name: `通报${place}中的数`, text, value }),
    ]),
  );
}

/** @param path from the figure asked for to the one explained now: a figure is never explained by itself. */
function explained(plan: Plan, index: Index, path: readonly FigureId[]): Explanation | null {
  const named = index.get(path.at(-1) ?? '')?.();
  if (named === undefined) return null;
  const { formula, operands, sources } = named.figure.lineage;
  return {
    figure: named.figure.id,
    name: named.name,
    text: named.text,
    value: named.value,
    formula,
    formulaWords: FORMULA_WORDS[formula],
    operands: operands
      .filter((operand) => !path.includes(operand))
      .flatMap((operand) => explained(plan, index, [...path, operand]) ?? []),
    sources: sources.map((source) => ({
      ...source,
      unitName: unitNameIn(plan, source.unit, source.period) ?? source.unit,
    })),
  };
}

/** The explanation as plain lines: each figure, its formula, its cells, then what it was made from, two spaces deeper. */
export function explanationText(explanation: Explanation): string {
  return linesOf(explanation, '').join('\n');
}

function linesOf(explanation: Explanation, indent: string): readonly string[] {
  const { figure, name, text, formulaWords, operands, sources } = explanation;
  const inner = `${indent}　　`;
  return [
    `${indent}${name}：${text}　［${figure}］`,
    `${inner}算法：${formulaWords}。`,
    ...sources.map((source) => `${inner}来源：${sourceText(source)}`),
    ...(operands.length === 0 ? [] : [`${inner}由下列${String(operands.length)}个数得出：`]),
    ...operands.flatMap((operand) => linesOf(operand, inner)),
  ];
}

function sourceText(source: ExplainedSource): string {
  const { unitName: unit, period, fileName, sheet, cell, typed, submission, sha256 } = source;
  const stood = typed === '' ? '空白' : `“${typed}”`;
  const where = `“${fileName}”的工作表“${sheet}”${cell}格`;
  return `${unit}${chinesePeriod(period)}报表${where}，填的是${stood}（回执第${String(submission)}号，文件校验值${sha256.slice(0, 12)}）`;
}
