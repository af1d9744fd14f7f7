/** Findings as lines for the terminal: where, what was read, what is wrong, what to do. */
import { quoted } from '../model/catalogue/catalogue.ts';
import { cellRuns } from '../model/catalogue/rows.ts';
import { cellsOf, type Finding, type Place } from '../model/finding.ts';

export const SEVERITY_WORDS = { error: '错误', warning: '核实', note: '说明' } as const;

export function findingLines(findings: readonly Finding[]): readonly string[] {
  return findings.map((finding, index) => {
    const item = finding.item === undefined ? '' : quoted(finding.item);
    const read =
      finding.read === undefined
        ? ''
        : `（读到：${finding.read.trim() === '' ? '空' : finding.read}）`;
    const meant = finding.suggestion === undefined ? '' : `　是否应为：${finding.suggestion}`;
    const where = placeWords(finding.place);
    const said = `${String(index + 1)}. [${SEVERITY_WORDS[finding.severity]}] ${where}${item}${finding.message}${read}`;
    return `${said}\n   怎么办：${finding.hint}${meant}`;
  });
}

/** Where a finding stands, with a space behind it; empty for nowhere. */
export function placeWords(place: Place): string {
  const parts = [
    place.file,
    place.line === undefined ? '' : `第${String(place.line)}行`,
    place.column === undefined ? '' : `第${String(place.column)}列`,
    place.key ?? '',
    place.sheet === undefined ? '' : `“${place.sheet}”表`,
    place.cell === undefined ? '' : `${cellRuns(cellsOf(place))}格`,
  ];
  const words = parts.filter((part) => part !== '').join(' ');
  return words === '' ? '' : `${words}　`;
}
