/** Where the tasks stand against their deadlines, and what the units wrote in words. */
import { daysBetween } from '../model/day.ts';
import { TASK_STATUSES } from '../model/form.ts';
import { lastDay, lastMonth, monthsToDate, type Month, type Period } from '../model/period.ts';
import { validAt, type OrgUnit, type Task, type TextItem } from '../model/plan.ts';
import type { TaskBoard, TaskStanding, TextBoard } from '../model/scoreboard.ts';
import type { Facts } from './facts.ts';

/** The last of the three statuses: nothing is left to do. */
const DONE = TASK_STATUSES[2];

/** The plan's tasks of the period, each as its units reported it in the period's last month. */
export function taskBoards(facts: Facts, period: Period): readonly TaskBoard[] {
  return validAt(facts.plan.tasks, period).map((task) => {
    const owing = facts.units(lastMonth(period), task.by);
    const units = owing.map((unit) => taskStanding(facts, task, unit, period));
    const daysLeft =
      task.deadline === undefined ? null : daysBetween(lastDay(period), task.deadline);
    return {
      task,
      units,
      daysLeft,
      timing: timingOf(units, daysLeft, facts.plan.scoring.nearDays),
    };
  });
}

/**
 * As reported in the period's last month. What a unit finished earlier in the year stays finished when its form of this
 * month is missing: nobody is called late with what is done. A task that is new each month is not carried.
 */
function taskStanding(facts: Facts, task: Task, unit: OrgUnit, period: Period): TaskStanding {
  const month = lastMonth(period);
  const own = standingIn(facts, task, unit, month);
  if (own.state !== 'no-form' || task.everyMonth) return own;
  const done = monthsToDate(period)
    .map((earlier) => standingIn(facts, task, unit, earlier))
    .filter(({ state }) => state !== 'no-form')
    .at(-1);
  return done?.status === DONE ? { ...done, state: own.state } : own;
}

function standingIn(facts: Facts, task: Task, unit: OrgUnit, month: Month): TaskStanding {
  const submission = facts.submission(unit.id, month)?.id ?? null;
  const entry = facts.entry(unit.id, month, task.code);
  if (entry?.kind !== 'task') {
    const state = submission === null ? 'no-form' : 'blank';
    const nothing = { status: null, percent: null, doneOn: null, words: '' };
    return { unit: unit.id, state, ...nothing, submission };
  }
  const { state, status, percent, doneOn, words } = entry;
  return { unit: unit.id, state, status, percent, doneOn, words, submission };
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

/** The words of the period's last month, unit by unit in official order; who wrote nothing is left out. */
export function textBoards(facts: Facts, period: Period): readonly TextBoard[] {
  const month = lastMonth(period);
  return validAt(facts.plan.texts, period).map((text) => ({
    text,
    entries: facts.units(month).flatMap((unit) => entryOf(facts, text, unit, period)),
  }));
}

function entryOf(
  facts: Facts,
  text: TextItem,
  unit: OrgUnit,
  period: Period,
): TextBoard['entries'] {
  const month = lastMonth(period);
  const entry = facts.entry(unit.id, month, text.code);
  const accepted = facts.submission(unit.id, month);
  if (entry?.kind !== 'text' || accepted === null) return [];
  if (entry.state !== 'reported' || entry.words === '') return [];
  return [{ unit: unit.id, words: entry.words, submission: accepted.id }];
}
