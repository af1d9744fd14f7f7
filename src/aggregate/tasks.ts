/** Where the tasks stand against their deadlines, and what the units wrote in words. */
import { dayOfMoment, daysBetween, type Day, type Moment } from '../model/day.ts';
import { TASK_STATUSES } from '../model/form.ts';
import {
  lastDay,
  lastMonth,
  monthsOf,
  monthsToDate,
  type Month,
  type Period,
} from '../model/period.ts';
import { validAt, type OrgUnit, type OrgUnitId, type Task, type TextItem } from '../model/plan.ts';
import type { TaskBoard, TaskStanding, TextBoard, TextEntry } from '../model/scoreboard.ts';
import type { Facts } from './facts.ts';

/** The last of the three statuses: nothing is left to do. */
const DONE = TASK_STATUSES[2];

/** The plan's tasks of the period, each as its units reported it last. */
export function taskBoards(facts: Facts, period: Period, asOf: Moment): readonly TaskBoard[] {
  const end = earlier(lastDay(period), dayOfMoment(asOf));
  return validAt(facts.plan.tasks, period).map((task) => {
    const owing = facts.units(lastMonth(period), task.by);
    const units = owing.map((unit) => taskStanding(facts, task, unit, period));
    const daysLeft = task.deadline === undefined ? null : daysBetween(end, task.deadline);
    return {
      task,
      units,
      daysLeft,
      timing: timingOf(units, daysLeft, facts.plan.scoring.nearDays),
    };
  });
}

/**
 * As reported in the period's last month, however long the period is. Where that form is missing, what the unit finished
 * earlier in the year stays finished, and of the rest nothing is known: nobody is called late with what may be done by
 * now. A task that is new each month is not carried.
 */
function taskStanding(facts: Facts, task: Task, unit: OrgUnit, period: Period): TaskStanding {
  const month = lastMonth(period);
  const own = standingIn(facts, task, unit, month);
  if (own.state !== 'no-form' || task.everyMonth) return own;
  const last = monthsToDate(period)
    .map((earlier) => standingIn(facts, task, unit, earlier))
    .findLast(({ state }) => state !== 'no-form');
  return last?.status === DONE ? { ...last, state: own.state } : own;
}

function standingIn(facts: Facts, task: Task, unit: OrgUnit, month: Month): TaskStanding {
  const submission = facts.submission(unit.id, month)?.id ?? null;
  const entry = facts.entry(unit.id, month, task.code);
  const sources = facts.sources(unit.id, month, task.code);
  if (entry?.kind !== 'task') {
    const state = submission === null ? 'no-form' : 'blank';
    const nothing = { status: null, percent: null, doneOn: null, isLate: false, words: '' };
    return {
      unit: unit.id,
      state,
      ...nothing,
      submission,
      month: submission === null ? null : month,
      sources,
    };
  }
  const { state, status, percent, doneOn, words } = entry;
  const isLate = status === DONE && doneOn !== null && doneOn > (task.deadline ?? doneOn);
  const said = { status, percent, doneOn, isLate, words };
  return { unit: unit.id, state, ...said, submission, month, sources };
}

/** In a preview the period has not ended yet: nothing is past that lies after the moment of asking. */
function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

/** A deadline on the period's last day has passed with it: what is not done by then is overdue. */
function timingOf(
  units: readonly TaskStanding[],
  daysLeft: number | null,
  nearDays: number,
): TaskBoard['timing'] {
  const concerned = units.filter((unit) => unit.state !== 'not-applicable');
  if (concerned.length > 0 && concerned.every((unit) => unit.status === DONE)) return 'done';
  if (daysLeft === null) return 'undated';
  if (daysLeft <= 0) return 'overdue';
  return daysLeft <= nearDays ? 'near' : 'open';
}

/** The words of all the period's months, unit by unit in official order; who wrote nothing is left out. */
export function textBoards(facts: Facts, period: Period): readonly TextBoard[] {
  const units = monthsOf(period).flatMap((month) => facts.units(month));
  const last = facts.units(lastMonth(period));
  const ids = [...new Set([...last, ...units].map(({ id }) => id))];
  return validAt(facts.plan.texts, period).map((text) => {
    const sent = ids.map((unit) => entriesOf(facts, text, unit, period));
    const entries = sent.flatMap(latestOfEach);
    return { text, entries, repeats: sent.flat().length - entries.length };
  });
}

/** Of the same words said again only the latest. */
function latestOfEach(entries: readonly TextEntry[]): readonly TextEntry[] {
  return entries.filter(
    ({ words }, at) => !entries.slice(at + 1).some((later) => later.words === words),
  );
}

/** Month by month. */
function entriesOf(
  facts: Facts,
  text: TextItem,
  unit: OrgUnitId,
  period: Period,
): readonly TextEntry[] {
  const months = monthsOf(period).filter((month) =>
    facts.units(month).some(({ id }) => id === unit),
  );
  return months.flatMap((month): readonly TextEntry[] => {
    const entry = facts.entry(unit, month, text.code);
    const accepted = facts.submission(unit, month);
    if (entry?.kind !== 'text' || accepted === null) return [];
    if (entry.state !== 'reported' || entry.words === '') return [];
    return [{ unit, month, words: entry.words, submission: accepted.id }];
  });
}
