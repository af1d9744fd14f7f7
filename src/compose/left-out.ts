/** Whom the changes of a total leave out, and why: a rate over some units is no rate of the totals beside it. */
import type { Run } from '../model/bulletin.ts';
import type { IndicatorBoard, LeftOut, LeftOutReason, Standing } from '../model/scoreboard.ts';
import type { OrgUnitId } from '../model/plan.ts';
import { missingOf } from './coverage.ts';
import { allIndicators, listedName, namesOf, type Matter } from './matter.ts';
import { say } from './saying.ts';

const CHANGES = { monthOnMonth: '环比', yearOnYear: '同比' } as const;
type Change = keyof typeof CHANGES;

/** 环比未计入昌乐县（两期所含月份不同）; empty where the change holds all units that the totals hold. */
export function leftOutWords(matter: Matter, { leftOut }: Pick<Standing, 'leftOut'>): string {
  const { monthOnMonth, yearOnYear } = leftOut;
  return [
    changeWords(matter, 'monthOnMonth', monthOnMonth),
    changeWords(matter, 'yearOnYear', yearOnYear),
  ]
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

/** 昌乐县有的指标两期所含月份不同…: said once in the overview; the annex names the indicators. Empty where it is true of nobody. */
export function otherMonthsWords(matter: Matter): readonly Run[] {
  const leftOut = allIndicators(matter.board).map(({ city }) => untold(city));
  const unitsOf = (change: Change): ReadonlySet<OrgUnitId> =>
    new Set(
      leftOut
        .flatMap((of) => of[change])
        .flatMap(({ unit, why }) => (why === 'other-months' ? [unit] : [])),
    );
  const changes = (Object.keys(CHANGES) as Change[]).map((change) => ({
    name: CHANGES[change],
    units: unitsOf(change),
  }));
  const units = [...new Set(changes.flatMap((change) => [...change.units]))];
  const byChanges = Map.groupBy(units, (unit) =>
    changes.flatMap(({ name, units: some }) => (some.has(unit) ? [name] : [])).join('或'),
  );
  if (units.length === 0) return [];
  const clauses = [...byChanges].map(
    ([names, some]) =>
      `${namesOf(matter, some).join('、')}有的指标两期所含月份不同，未计入全市${names}`,
  );
  return say`${clauses.join('；')}，详见附件。`;
}

/** The same below the annex's table, one note for all indicators of which it is true; who is missing is named there. */
export function leftOutNotes(
  matter: Matter,
  entries: readonly IndicatorBoard[],
): readonly (readonly Run[])[] {
  const byWords = Map.groupBy(entries, ({ city }) =>
    leftOutWords(matter, { leftOut: untold(city) }),
  );
  return [...byWords].flatMap(([words, some]) => {
    if (words === '') return [];
    const names = some.map(({ indicator }) => listedName(indicator)).join('、');
    return [some.length === entries.length ? say`全市${words}` : say`${names}：全市${words}`];
  });
}

/** Those left out of a total who are not named as missing in it already. */
function untold(total: Standing): Standing['leftOut'] {
  const missing = new Set(missingOf(total));
  const isUntold = ({ unit }: LeftOut): boolean => !missing.has(unit);
  const { monthOnMonth, yearOnYear } = total.leftOut;
  return { monthOnMonth: monthOnMonth.filter(isUntold), yearOnYear: yearOnYear.filter(isUntold) };
}
