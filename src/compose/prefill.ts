/** What a unit's form tells beside each item, read off the scoreboards of three months. */
import { countedOtherwise } from '../model/catalogue/sheet-words.ts';
import { itemOf, itemsCountTheSame } from '../model/counting.ts';
import {
  decimal,
  decimalText,
  multiplyFractions,
  roundFraction,
  ZERO,
  type Fraction,
} from '../model/decimal.ts';
import {
  NOT_APPLICABLE,
  TASK_STATUSES,
  type FigureItem,
  type FormSheet,
  type TaskItem,
} from '../model/form.ts';
import { yearOf } from '../model/period.ts';
import { asksCumulative, type Indicator } from '../model/plan.ts';
import type { Prefill, Prefills, TaskPrefill } from '../model/prefill.ts';
import type { Scoreboard, Standing } from '../model/scoreboard.ts';
import type { Accepted } from '../model/submission.ts';

/** The form's own month, the month before and the same month last year; the accepted forms, with what is comparable with the month. */
export type Boards = Readonly<{
  now: Scoreboard;
  last: Scoreboard;
  yearBefore: Scoreboard;
  accepted: readonly Accepted[];
}>;

export function prefillsOf(boards: Boards, sheet: FormSheet): Prefills {
  const figures = sheet.sections.flatMap((entry) => entry.figures);
  return {
    figures: new Map(figures.map((figure) => [figure.item, prefillOf(boards, sheet, figure)])),
    tasks: new Map(
      sheet.tasks.flatMap((task) => {
        const told = taskOf(boards.last, sheet, task);
        return told === null ? [] : [[task.item, told] as const];
      }),
    ),
  };
}

function prefillOf(boards: Boards, { unit, period }: FormSheet, figure: FigureItem): Prefill {
  const { indicator, role } = figure;
  const { code, kind } = indicator;
  const [now, last, yearBefore] = [boards.now, boards.last, boards.yearBefore].map((board) =>
    knownOf(board, code, unit.id),
  );
  const own = role === 'value' ? 'period' : role;
  const asked = asksCumulative(indicator) ? 'cumulative' : own;
  const isInYear = yearOf(boards.last.period) === yearOf(period);
  return {
    last: told(last, own, figure),
    lastCumulative: kind === 'flow' && isInYear ? told(last, 'cumulative', figure) : null,
    yearBefore: told(yearBefore, asked, figure),
    ...(kind === 'ratio' ? thresholdOf(now?.standing, figure) : goalOf(now?.standing, figure)),
    isZeroSoFar: isZeroSoFar(boards.accepted, { unit, period }, figure.item),
  };
}

/** A figure of another month, or why it is not told. */
function told(
  known: Known | undefined,
  measure: 'period' | 'cumulative' | 'numerator' | 'denominator',
  figure: FigureItem,
): string | null {
  const value = known?.standing[measure].value ?? null;
  if (known === undefined || value === null) return null;
  const then = itemOf(known.indicator, figure.item);
  return then !== null && itemsCountTheSame(then, figure)
    ? amountText(value, figure)
    : countedOtherwise((then ?? known.indicator).unitOfMeasure, figure.unitOfMeasure);
}

function isZeroSoFar(
  accepted: readonly Accepted[],
  { unit, period }: Pick<FormSheet, 'unit' | 'period'>,
  item: string,
): boolean {
  const told = accepted
    .filter((form) => form.unit === unit.id && yearOf(form.period) === yearOf(period))
    .flatMap(({ entries }) => entries.filter((entry) => entry.item === item))
    .flatMap((entry) => (entry.kind === 'figure' && entry.value !== null ? [entry.value] : []));
  return told.length > 0 && told.every((value) => decimal(value).eq(ZERO));
}

/** A unit's standing, with the indicator as it was then. */
type Known = Readonly<{ indicator: Indicator; standing: Standing }>;

function knownOf(board: Scoreboard, code: string, unit: string): Known | undefined {
  return board.sections
    .flatMap(({ indicators }) => indicators)
    .filter(({ indicator }) => indicator.code === code)
    .flatMap(({ indicator, units }) => units.map((standing) => ({ indicator, standing })))
    .find(({ standing }) => standing.holder.id === unit);
}

type Goal = Pick<Prefill, 'target' | 'scheduled'>;

function goalOf(now: Standing | undefined, figure: FigureItem): Goal {
  const target = now?.target.value ?? null;
  const share = now?.scheduled.value ?? null;
  const due = target === null || share === null ? null : multiplyFractions(target, share);
  return { target: amountText(target, figure), scheduled: amountText(due, figure) };
}

/** A ratio's threshold stands beside its numerator, in percent. */
function thresholdOf(now: Standing | undefined, { role }: FigureItem): Goal {
  const share = role === 'numerator' ? (now?.target.value ?? null) : null;
  if (share === null) return { target: null, scheduled: null };
  return { target: `${decimalText(decimal(roundFraction(share, 6, 2)))}%`, scheduled: null };
}

function amountText(value: Fraction | null, { indicator }: FigureItem): string | null {
  return value === null ? null : decimalText(decimal(roundFraction(value, indicator.decimals)));
}

/** What is new each month has no last month. */
function taskOf(
  last: Scoreboard,
  { unit }: FormSheet,
  { item, task }: TaskItem,
): TaskPrefill | null {
  const standing = last.tasks
    .find((board) => board.task.code === item)
    ?.units.find((entry) => entry.unit === unit.id);
  if (standing === undefined || task.everyMonth) return null;
  const { state, status, percent } = standing;
  if (status === null) {
    return state === 'not-applicable' ? { words: NOT_APPLICABLE, isDone: false } : null;
  }
  const isDone = status === TASK_STATUSES[2];
  return { words: percent === null || isDone ? status : `${status}${percent}%`, isDone };
}
