/** What is written back into an online sheet: a note on every cell that something is said of, and the receipt as a sheet. */
import { oneLine } from '../model/catalogue/catalogue.ts';
import { cellRuns } from '../model/catalogue/rows.ts';
import { SEVERITY_WORDS } from '../model/catalogue/words.ts';
import { chineseMoment } from '../model/day.ts';
import { cellsOf, hasError, type Finding } from '../model/finding.ts';
import type { AnswerRow, OnlineAnswer } from '../model/online-answer.ts';
import type { Plan } from '../model/plan.ts';
import type { Receipt } from '../model/submission.ts';
import { marksOf } from './annotation.ts';
import { adviceOf, faultOf, nextSteps, verdictLine, type Before } from './receipt.ts';

/** A longer list nobody works through; it would only make the sheet slow to read. */
const LISTED = 200;

const HEAD = ['序号', '级别', '单元格', '事项', '填的是', '问题', '怎样改'];
/** Which of them is the cell's. */
const CELL_AT = 2;

/** @param receipt of the sheet as it stands now, so that its places are the sheet's own. */
export function onlineAnswer(receipt: Receipt, plan: Plan, before: Before): OnlineAnswer {
  const { findings, number } = receipt;
  const unticks = hasError(findings);
  const listed = findings.slice(0, LISTED);
  const more = findings.length - listed.length;
  const lines = [
    verdictLine(receipt),
    `收到时间：${chineseMoment(receipt.arrivedAt)}`,
    ...nextSteps(receipt, plan, before).flatMap(sentences),
    ...(unticks
      ? [
          '改好后再勾一次“提交”（退回时已经去掉勾）。没有改动的，再勾也不会重新核对。',
          '批注和本页都不用删，下次核对时自动更新。',
        ]
      : []),
    ...(more > 0 ? [`下面只列前${String(LISTED)}条，另有${String(more)}条，见回执文件。`] : []),
  ];
  return {
    number,
    notes: marksOf(findings).map(({ sheet, cell, note }) => ({ sheet, cell, note })),
    lines: lines.map(oneLine),
    head: HEAD,
    rows: listed.map(rowOf),
    unticks,
  };
}

/** A line of the sheet is as wide as its columns: each sentence is one. */
function sentences(line: string): readonly string[] {
  return line.split(/(?<=。)/);
}

function rowOf(finding: Finding, index: number): AnswerRow {
  const { severity, place, item = '', read = '' } = finding;
  const { sheet = '', cell = '' } = place;
  const texts = [
    String(index + 1),
    SEVERITY_WORDS[severity],
    cellRuns(cellsOf(place)),
    item,
    read,
    faultOf(finding),
    adviceOf(finding),
  ];
  const isPlaced = sheet !== '' && cell !== '';
  return { texts: texts.map(oneLine), link: isPlaced ? { at: CELL_AT, sheet, cell } : null };
}
