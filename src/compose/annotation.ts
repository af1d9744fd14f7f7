/** What is written into a returned workbook: a note for every cell that something is said of, and the list of it all. */
import {
  NOTE_MARK,
  type Annotation,
  type ListRow,
  type Mark,
  type Marked,
} from '../model/annotation.ts';
import { oneLine } from '../model/catalogue/catalogue.ts';
import { cellRuns } from '../model/catalogue/rows.ts';
import { SEVERITY_WORDS } from '../model/catalogue/words.ts';
import { chineseMoment } from '../model/day.ts';
import { cellsOf, type Finding, type Severity } from '../model/finding.ts';
import type { Receipt } from '../model/submission.ts';
import { adviceOf, faultOf, namesTyped } from './receipt.ts';

/** More rows than a form has items come from a file that is no form; they would hide what matters. */
const LISTED = 500;

const SEVERITIES = ['error', 'warning', 'note'] as const;

/**
 * The marks and the list for a returned workbook.
 *
 * @param findings worst first, with the places of the very workbook that is marked.
 * @param of whose workbook that is: their own, or our form with their values.
 */
export function annotationOf(
  receipt: Receipt,
  findings: readonly Finding[],
  of: Marked['of'],
): Annotation {
  const listed = findings.slice(0, LISTED);
  return {
    marks: marksOf(listed),
    list: {
      lines: [
        `回执第${String(receipt.number)}号　${oneLine(receipt.fileName)}　${chineseMoment(receipt.arrivedAt)}收到`,
        ...linesOf(findings),
        ...(of === 'copy'
          ? ['原文件不能直接批注，这一份是把认得出的内容填进本单位报表得到的，请先核对再改。']
          : []),
        '改好以后保存，就用本文件重新报送；颜色、批注和这张清单都不用删。',
      ],
      rows: listed.map(rowOf),
    },
  };
}

function linesOf(findings: readonly Finding[]): readonly string[] {
  const counts = SEVERITIES.flatMap((severity) => {
    const found = findings.filter((finding) => finding.severity === severity).length;
    return found === 0 ? [] : [`${SEVERITY_WORDS[severity]}${String(found)}处`];
  });
  const more = findings.length - LISTED;
  return [
    `${counts.join('，')}。红色的格需要修改，黄色的格请核实，蓝色的格只是说明，不用改。点“单元格”一列可以跳到那一格。`,
    ...(more > 0
      ? [`下面只列前${String(LISTED)}条，另有${String(more)}条见回执的 .json 文件。`]
      : []),
  ];
}

function rowOf(finding: Finding, index: number): ListRow {
  const { severity, place, item = '', read = '', message } = finding;
  const { sheet = '', cell = '' } = place;
  return {
    severity,
    texts: {
      number: String(index + 1),
      level: SEVERITY_WORDS[severity],
      ...{ sheet, cell: cellRuns(cellsOf(place)), item, read, message },
      advice: adviceOf(finding),
    },
    link: sheet === '' || cell === '' ? null : { sheet, cell },
  };
}

/** One mark a cell, with all that is said of it; the worst decides. */
export function marksOf(findings: readonly Finding[]): readonly Mark[] {
  const said = findings.flatMap((finding) => {
    const { sheet } = finding.place;
    return sheet === undefined
      ? []
      : cellsOf(finding.place).map((cell) => ({ sheet, cell, finding }));
  });
  const byCell = Map.groupBy(said, ({ sheet, cell }) => `${sheet}!${cell}`);
  return [...byCell.values()].flatMap((all) => {
    const [worst] = all;
    if (worst === undefined) return [];
    const { sheet, cell, finding } = worst;
    const note = noteOf(
      finding.severity,
      all.map((one) => one.finding),
    );
    return [{ sheet, cell, severity: finding.severity, note }];
  });
}

function noteOf(severity: Severity, said: readonly Finding[]): string {
  const [worst] = said;
  const isTold = worst?.place.cells !== undefined && namesTyped(worst);
  const read = isTold ? '' : (worst?.read?.trim() ?? '');
  return [
    `${NOTE_MARK}${SEVERITY_WORDS[severity]}`,
    ...(read === '' ? [] : [`填的是：${read}`]),
    ...said.flatMap((finding) => [`问题：${faultOf(finding)}`, `怎样改：${adviceOf(finding)}`]),
  ].join('\n');
}
