/** Whom the changes of a total leave out, and why: a rate over some units is no rate of the totals beside it. */
import type { Run } from '../model/bulletin.ts';
import type { IndicatorBoard, LeftOut, LeftOutReason, Standing } from '../model/scoreboard.ts';
import { missingOf } from './coverage.ts';
import { listedName, namesOf, type Matter } from './matter.ts';
import { say } from './saying.ts';

const CHANGES = { monthOnMonth: '环比', yearOnYear: '同比' } as const;
type Change = keyof typeof CHANGES;

/** 环比未计入昌乐县（两期所含月份不同）; empty where the change holds all units that the totals hold. */
export function leftOutWords(
  matter: Matter,
  { leftOut }: Pick<Standing, 'leftOut'>,
  changes: readonly Change[] = ['monthOnMonth', 'yearOnYear'],
): string {
  return changes
    .map((change) => changeWords(matter, change, leftOut[change]))
    .filter((words) => words !== '')
    .join('，');
}

function changeWords(matter: Matter, change: Change, leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return '';
  const clauses = [...Map.groupBy(leftOut, ({ why }) => why)].map(([why, some]) => {
    const units = some.map(({ unit }) => unit);
    return `${namesOf(matter, units).join('、')}（${reasonWords(why, change)}）`;
  });
  return `${CHANGES[change]}未计入${clauses.join('、')}`;
}

function reasonWords(why: LeftOutReason, change: Change): string {
  const then = change === 'monthOnMonth' ? '上期' : '上年同期';
  return { 'none-now': '本期无数', 'none-then': `${then}无数`, 'other-months': '两期所含月份不同' }[
    why
  ];
}

/** The same below a table, one note for all indicators of which it is true; who is missing has been named there. */
export function leftOutNotes(
  matter: Matter,
  entries: readonly IndicatorBoard[],
): readonly (readonly Run[])[] {
  const byWords = Map.groupBy(entries, ({ city }) => {
    const missing = new Set(missingOf(city));
    const untold = (all: readonly LeftOut[]): readonly LeftOut[] =>
      all.filter(({ unit }) => !missing.has(unit));
    const { monthOnMonth, yearOnYear } = city.leftOut;
    const leftOut = { monthOnMonth: untold(monthOnMonth), yearOnYear: untold(yearOnYear) };
    return leftOutWords(matter, { leftOut });
  });
  return [...byWords].flatMap(([words, some]) => {
    if (words === '') return [];
    const names = some.map(({ indicator }) => listedName(indicator)).join('、');
    return [some.length === entries.length ? say`全市${words}` : say`${names}：全市${words}`];
  });
}
