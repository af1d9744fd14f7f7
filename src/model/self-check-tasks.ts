/** The form's own check of tasks and texts, as formulas. */
import { decimalText } from './decimal.ts';
import { NOT_APPLICABLE, TASK_STATUSES } from './form.ts';
import { ALL_DONE, TASK_PERCENT } from './form-spec.ts';
import { unexplainedFormula } from './reason.ts';
import {
  bad,
  explained,
  faultsOf,
  noWords,
  said,
  told,
  toldOf,
  type Judgement,
  type RowCheck,
  showsAs,
  showsPercent,
} from './self-check-parts.ts';

export type TaskCells = Readonly<{
  status: string;
  percent: string;
  doneOn: string;
  words: string;
  /** As with a figure's remark. */
  reason: string;
}>;

/**
 * Days as a spreadsheet counts them: those that the server takes, and within them those of which it asks nothing.
 * `wasDone`: the last report said 已完成.
 */
export type TaskTerms = Readonly<{
  possible: readonly [number, number];
  usual: readonly [number, number];
  wasDone: boolean;
}>;

export function taskCheck(cells: TaskCells, terms: TaskTerms): RowCheck {
  const { status: s, words, reason } = cells;
  const judged = ofStatus(cells, terms);
  const statuses = [...TASK_STATUSES, NOT_APPLICABLE].map((status) => `${s}="${status}"`);
  return {
    faults:
      `IF(TRIM(${s})="",${said('blank')},` +
      `IF(OR(${statuses.join(',')}),${faultsOf(judged, reason)},${said('status')}))&${noWords(words)}`,
    told: toldOf(judged),
    reason: unexplainedFormula(words),
  };
}

function ofStatus(
  { status: s, percent: p, doneOn: d }: TaskCells,
  { possible, usual, wasDone }: TaskTerms,
): readonly Judgement[] {
  const [idle, going, done] = TASK_STATUSES.map((status) => `${s}="${status}"`) as [
    string,
    string,
    string,
  ];
  const none = `${s}="${NOT_APPLICABLE}"`;
  const [full, places] = [decimalText(ALL_DONE), String(TASK_PERCENT.decimals)];
  const isNumber = `OR(ISBLANK(${p}),ISNUMBER(${p}))`;
  const outside = (days: readonly [number, number]): string =>
    `N(${d})<${String(days[0])},N(${d})>${String(days[1])}`;
  return [
    bad(`OR(NOT(${isNumber}),N(${p})<0,N(${p})>${full},${showsAs(p, ['D'])})`, 'percent'),
    bad(`ROUND(N(${p}),${places})<>N(${p})`, 'decimals'),
    bad(`OR(AND(N(${p})>0,N(${p})<=1),AND(ISNUMBER(${p}),${showsPercent(p)}))`, 'share'),
    bad(
      `OR(NOT(OR(ISBLANK(${d}),ISNUMBER(${d}))),` +
        `AND(ISNUMBER(${d}),OR(N(${d})<>INT(N(${d})),${outside(possible)},N(${d})>TODAY())))`,
      'day',
    ),
    told(`AND(${done},ISNUMBER(${d}),OR(${outside(usual)}))`, 'oddDay'),
    told(`AND(OR(${idle},${going}),ISNUMBER(${d}))`, 'earlyDay'),
    told(`AND(${none},OR(N(${p})>0,ISNUMBER(${d})))`, 'beside'),
    ...(wasDone ? [explained(`NOT(${done})`, 'undone')] : []),
    bad(`AND(${idle},N(${p})>0)`, 'idle'),
    told(`AND(${going},N(${p})=${full})`, 'full'),
    bad(`AND(${done},ISBLANK(${d}))`, 'noDay'),
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
  return { faults: `${there}&${noWords(cell)}`, told: '""', reason: null };
}
