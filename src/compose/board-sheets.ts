/** Sheets of the workbook annex beside the sections': composite scores, tasks, texts, reporting. */
import type { BookCell, BookColumn, BookRow, BookSheet } from '../model/board-book.ts';
import { STATUS_WORDS } from '../model/catalogue/words.ts';
import { chineseDay, chineseMoment } from '../model/day.ts';
import { chinesePeriod } from '../model/period.ts';
import type { ScoreBoard, TaskBoard, TaskStanding, UnitReport } from '../model/scoreboard.ts';
import { countCell, figureCell, numberCell, textCell } from './board-cell.ts';
import { STATE_WORDS, TIMING_WORDS } from './kind-words.ts';
import type { Matter } from './matter.ts';
import { absenceCell } from './absence-words.ts';
import { percentText, scoreText } from './percentage.ts';
import { earlierMonth } from './task-late.ts';

const UNIT_COLUMN: BookColumn = { head: '单位', width: 16, align: 'left' };
const NOTHING = textCell('—');

function sheetOf(
  matter: Matter,
  name: string,
  of: Pick<BookSheet, 'columns' | 'rows'> & Partial<BookSheet>,
): BookSheet {
  const period = chinesePeriod(matter.board.period);
  const title = `${period}${name}`;
  return { name, title, left: `报告期：${period}`, right: '', notes: [], ...of };
}

function plain(...cells: readonly BookCell[]): BookRow {
  return { look: 'plain', cells };
}

/** Every unit's overall score and those of the sections; null when nothing is scored. */
export function scoreSheet(matter: Matter): BookSheet | null {
  const scored = matter.board.scores.filter(({ units }) => units.length > 0);
  const boards = [...scored].sort(
    (a, b) => Number(b.section === null) - Number(a.section === null),
  );
  const units = boards[0]?.units ?? [];
  if (units.length === 0) return null;
  return sheetOf(matter, '综合得分', {
    columns: [
      UNIT_COLUMN,
      ...boards.flatMap(({ section }): readonly BookColumn[] => [
        { head: section === null ? '综合得分' : section.name, width: 12, align: 'right' },
        { head: '位次', width: 6.5, align: 'center' },
      ]),
    ],
    rows: units.map(({ unit }) =>
      plain(textCell(matter.nameOf(unit)), ...boards.flatMap((board) => scoreCells(board, unit))),
    ),
    notes: [
      '得分＝Σ（权重×完成率，单项不超过上限）÷Σ权重×100；应报而未报、未填和累计缺月份的单位不计分、不排位次。',
    ],
  });
}

function scoreCells({ units }: ScoreBoard, unit: string): readonly BookCell[] {
  const entry = units.find((candidate) => candidate.unit === unit);
  if (entry === undefined) return [NOTHING, NOTHING];
  const others = units.filter((other) => other !== entry).map(({ score }) => score);
  const place = entry.rank === null ? NOTHING : countCell(entry.rank);
  return [figureCell(scoreText(entry.score, others)), place];
}

/** Every task with how far each unit has come; null when the period has none. */
export function taskSheet(matter: Matter): BookSheet | null {
  const { tasks } = matter.board;
  if (tasks.length === 0) return null;
  return sheetOf(matter, '重点任务', {
    columns: [
      UNIT_COLUMN,
      { head: '进展状态', width: 12, align: 'center' },
      { head: '完成比例（%）', width: 12, align: 'right' },
      { head: '完成日期', width: 18, align: 'center' },
      { head: '进展情况', width: 60, align: 'left' },
    ],
    rows: tasks.flatMap((task) => [
      { look: 'band', cells: [textCell(taskBand(task))] } as const,
      ...task.units.map((standing) => taskRow(matter, standing)),
    ]),
  });
}

function taskBand({ task, timing }: TaskBoard): string {
  const day = task.deadline === undefined ? '' : chineseDay(task.deadline);
  const deadline =
    task.deadlineWords === '' || day === ''
      ? `${task.deadlineWords}${day}`
      : `${task.deadlineWords}，${day}`;
  return deadline === ''
    ? `${task.name}（${TIMING_WORDS[timing]}）`
    : `${task.name}（期限：${deadline}；${TIMING_WORDS[timing]}）`;
}

function taskRow(matter: Matter, standing: TaskStanding): BookRow {
  const { unit, state, status, percent, doneOn, isLate, words } = standing;
  const month = earlierMonth(matter, standing);
  return plain(
    textCell(`${matter.nameOf(unit)}${month === null ? '' : `（${month}情况）`}`),
    textCell(`${status ?? STATE_WORDS[state]}${isLate ? '（超过期限）' : ''}`),
    percent === null ? NOTHING : numberCell(percent),
    textCell(doneOn === null ? '—' : chineseDay(doneOn)),
    textCell(words === '' ? '—' : words),
  );
}

/** What the units wrote, a sheet for each item that somebody wrote something for. */
export function textSheets(matter: Matter): readonly BookSheet[] {
  return matter.board.texts
    .filter(({ entries }) => entries.length > 0)
    .map(({ text, entries }) =>
      sheetOf(matter, text.name, {
        columns: [
          UNIT_COLUMN,
          { head: '报告期', width: 14, align: 'center' },
          { head: '内容', width: 100, align: 'left' },
        ],
        rows: entries.map(({ unit, month, words }) =>
          plain(textCell(matter.nameOf(unit)), textCell(chinesePeriod(month)), textCell(words)),
        ),
      }),
    );
}

/** Who reported when, and how many of those that had to. */
export function reportingSheet(matter: Matter): BookSheet {
  const { reporting } = matter.board;
  const { expected, actual, actualOnTime } = reporting;
  const rates = [
    `应报${String(expected)}，实报${String(actual)}，其中按时${String(actualOnTime)}`,
    `报送率${percentText(reporting.reportingRate).text}`,
    `及时率${percentText(reporting.reportingRateOnTime).text}`,
  ];
  return sheetOf(matter, '报送情况', {
    right: rates.join('；'),
    columns: [
      UNIT_COLUMN,
      { head: '报告期', width: 14, align: 'center' },
      { head: '状态', width: 10, align: 'center' },
      { head: '截止时间', width: 24, align: 'center' },
      { head: '首次接收时间', width: 24, align: 'center' },
      { head: '迟报天数', width: 10, align: 'right' },
      { head: '其中工作日', width: 11, align: 'right' },
      { head: '退回次数', width: 10, align: 'right' },
      { head: '更正次数', width: 10, align: 'right' },
      { head: '重复次数', width: 10, align: 'right' },
      { head: '延期原因', width: 30, align: 'left' },
      { head: '延期批准', width: 20, align: 'left' },
    ],
    rows: reporting.reports.map((report) => reportRow(matter, report)),
  });
}

function reportRow(matter: Matter, report: UnitReport): BookRow {
  const { unit, period, status, due, arrivedAt } = report;
  const arrived = arrivedAt === null ? absenceCell('no-form') : chineseMoment(arrivedAt);
  return plain(
    textCell(matter.nameOf(unit)),
    textCell(chinesePeriod(period)),
    textCell(STATUS_WORDS[status]),
    textCell(chineseMoment(due)),
    textCell(status === 'not-due' ? '—' : arrived),
    ...(arrivedAt === null
      ? [NOTHING, NOTHING]
      : [countCell(report.lagDays), countCell(report.lagWorkingDays)]),
    countCell(report.returned),
    countCell(report.corrections),
    countCell(report.repeats),
    textCell(report.extension?.reason ?? ''),
    textCell(report.extension?.approver ?? ''),
  );
}
