/** One sentence in place of many that have one cause: a form sent blank, one on which nothing applies, figures a column over. */
import { cellRuns } from '../model/catalogue/rows.ts';
import { workbookFinding } from '../model/catalogue/workbook.ts';
import { cellsOf, type Finding } from '../model/finding.ts';
import { foldTyped, saysNotApplicable } from '../model/numeral-text.ts';
import { reasonIn } from '../model/reason.ts';
import type { Entry } from '../model/submission.ts';
import type { Judged, Reading } from './reading.ts';
import type { Shifted } from './shifted.ts';

/** Every item as judged, and all that is to be said item by item. */
type Told = Readonly<{ all: readonly Judged<Entry>[]; findings: readonly Finding[] }>;

/** What is said item by item, with one sentence in place of many that have one cause. */
export function summed(
  reading: Reading,
  { all, findings }: Told,
  shifted: Shifted | null,
): readonly Finding[] {
  const shiftedCells = shifted?.cells ?? new Set();
  const blank = shifted === null ? nothingFilled(reading, all) : [];
  if (blank.length > 0) return [...blank, ...findings.filter(({ code }) => !isGap(code))];
  const none = nothingApplies(reading, all);
  return [
    ...(shifted === null ? [] : [shifted.finding]),
    ...none,
    ...findings
      .filter(({ code, place }) => code !== 'E_BLANK' || !shiftedCells.has(place.cell ?? ''))
      .filter(({ code }) => none.length === 0 || !NOT_APPLYING.includes(code)),
  ];
}

/** Said of a cell that is refused anyway, these say nothing more. */
const ECHOES: readonly string[] = ['C_LEAP', 'C_SPREAD', 'N_NA'];
/** Why a form of an earlier plan is not taken whole. */
const NOT_CARRIED: readonly string[] = ['R_ADDED', 'R_CHANGED'];

/** Without what has been said in graver words: of the same cell, of the form's 校验码, of the plan it was made from. */
export function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const refused = new Set(
    errors.flatMap(({ place }) => cellsOf(place).map((cell) => `${place.sheet ?? ''} ${cell}`)),
  );
  const isCarriedInPart = findings.some(({ code }) => NOT_CARRIED.includes(code));
  return findings.filter(({ code, place: { sheet, cell } }) => {
    if (code === 'N_PROOF') return errors.length === 0;
    if (code === 'I_PLAN_CHANGED') return !isCarriedInPart;
    return !ECHOES.includes(code) || !refused.has(`${sheet ?? ''} ${cell ?? ''}`);
  });
}

/** What is said of an item that does not apply. */
const NOT_APPLYING: readonly string[] = ['N_NA', 'C_NA_AFTER', 'C_NA_AFTER_REASON'];

/** Whether a code says that nothing stands in a cell. */
function isGap(code: string): boolean {
  return ['E_BLANK', 'T_BLANK', 'X_BLANK'].includes(code);
}

/** One sentence for a form that was sent blank, with all its gaps. */
function nothingFilled(
  { page, context }: Reading,
  all: readonly Judged<Entry>[],
): readonly Finding[] {
  const gaps = all.filter(({ findings }) => findings.some(({ code }) => isGap(code)));
  const others = all.filter((one) => !gaps.includes(one));
  const untouched = others.every(({ entry, code }) => entry.typed.trim() === '' && code === 'OK');
  const [first] = gaps;
  if (first === undefined || !untouched || gaps.some(({ entry }) => entry.typed.trim() !== '')) {
    return [];
  }
  const place = { file: context.fileName, sheet: page.sheet.name, cell: first.entry.cell };
  const details = { count: gaps.length, cells: cellRuns(gaps.map(({ entry }) => entry.cell)) };
  return [workbookFinding('R_NOTHING', { place, details })];
}

/**
 * A form on which nothing applies is more likely a slip than the truth: it passes only when each item says why. Tasks
 * are looked at where the form asks no figures. Zero of zero was typed as figures and is none of it.
 */
function nothingApplies(
  { page, context }: Reading,
  all: readonly Judged<Entry>[],
): readonly Finding[] {
  const figures = all.filter(({ entry }) => entry.kind === 'figure');
  const asked = figures.length > 0 ? figures : all.filter(({ entry }) => entry.kind === 'task');
  const isSaid = ({ entry }: Judged<Entry>): boolean =>
    entry.state === 'not-applicable' && saysNotApplicable(foldTyped(entry.typed));
  if (asked.length === 0 || !asked.every(isSaid)) return [];
  const place = { file: context.fileName, sheet: page.sheet.name };
  const explained = asked.every(({ entry }) => whyOf(entry) !== '');
  const code = explained ? 'R_ALL_NA_REASON' : 'R_ALL_NA';
  return [workbookFinding(code, { place, details: { count: asked.length } })];
}

function whyOf(entry: Entry): string {
  return reasonIn(entry.kind === 'figure' ? entry.remark : entry.words);
}
