/** One finding where a row says the same of cell after cell. */
import { gatheredFinding, kindOfWords } from '../model/catalogue/gathered.ts';
import type { Finding } from '../model/finding.ts';

/**
 * Faults with the same code, row and kind of words are one finding with all their cells, in the order of the first.
 *
 * @param once codes that are said of a whole column: the first of them stands for the sheet.
 */
export function gathered(
  findings: readonly Finding[],
  once: readonly string[],
): readonly Finding[] {
  const groups = Map.groupBy(findings, (finding) => keyOf(finding, once));
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    return once.includes(first.code) ? [first] : [gatheredFinding([first, ...more])];
  });
}

function keyOf(finding: Finding, once: readonly string[]): string {
  const { code, severity, place, item = '', message } = finding;
  if (once.includes(code)) return code;
  const row = /\d+$/.exec(place.cell ?? '')?.[0];
  const words = row === undefined ? message : kindOfWords(message);
  return [code, severity, place.sheet, row, item, words].join(' ');
}
