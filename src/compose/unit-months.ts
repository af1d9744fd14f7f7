/** Whose figures hold other months than they should: a month's number with the months before in it, a 累计 without some. */
import type { Run } from '../model/bulletin.ts';
import { monthOf, monthsOf, monthsToDate, type Month } from '../model/period.ts';
import { asksCumulative, validAt } from '../model/plan.ts';
import type { IndicatorBoard, Scoreboard, Standing } from '../model/scoreboard.ts';
import { listedName, type Matter } from './matter.ts';
import { monthsWords, monthWords, say, thisWords } from './saying.ts';

/** Units that are named in a clause for the months they lack; of more the annex tells whose they are. */
const NAMED = 3;

/** 坊子区本期数含1—3月; one note for all units and indicators of which the same is true. */
export function spanNotes(
  matter: Matter,
  entries: readonly IndicatorBoard[],
): readonly (readonly Run[])[] {
  return notesOf(entries, (standing) => spanWords(matter, standing));
}

/** 坊子区累计不含未报的1—3月. */
export function lackingNotes(
  matter: Matter,
  entries: readonly IndicatorBoard[],
): readonly (readonly Run[])[] {
  return notesOf(entries, (standing) => lackingWords(matter, standing));
}

/** 本期数含1—3月; empty where the period's own number holds no other month. */
export function spanWords(
  { board }: Readonly<{ board: Pick<Scoreboard, 'period'> }>,
  { spans, period }: Standing,
): string {
  if (spans.length === 0 || period.value === null) return '';
  return `本期数含${monthsWords(spans, board.period)}`;
}

/** 重点培训班（班）：自6月起统计: of a month's own number first asked for later in the year, which no 累计 makes up for. */
export function sinceNotes(
  { board, plan }: Matter,
  entries: readonly IndicatorBoard[],
): readonly (readonly Run[])[] {
  const began = ({ indicator: own }: IndicatorBoard): Month | null => {
    if (own.kind !== 'flow' || asksCumulative(own)) return null;
    const asked = monthsToDate(board.period).find((month) =>
      validAt(plan.indicators, month).some(({ code }) => code === own.code),
    );
    return asked === undefined || monthOf(asked) === 1 ? null : asked;
  };
  return [...Map.groupBy(entries, began)].flatMap(([month, some]) => {
    if (month === null) return [];
    const names = some.map(({ indicator }) => listedName(indicator)).join('、');
    return [say`${names}：自${monthWords(month, board.period)}起统计，累计不含以前月份`];
  });
}

/** 累计不含未报的1—3月; of months before the ledger begins, which nobody owed, 台账开始前的; empty where the 累计 holds every month up to the last one reported. */
export function lackingWords(
  { board }: Readonly<{ board: Pick<Scoreboard, 'period' | 'begins'> }>,
  { lacking }: Standing,
): string {
  if (lacking.length === 0) return '';
  const { period, begins } = board;
  const own: readonly Month[] = monthsOf(period);
  const both = lacking.some((month) => own.includes(month)) ? `和${thisWords(period)}数` : '';
  const before = lacking.filter((month) => month < (begins ?? ''));
  const unreported = lacking.filter((month) => !before.includes(month));
  const parts = [
    ...(before.length === 0 ? [] : [`台账开始前的${monthsWords(before, period)}`]),
    ...(unreported.length === 0 ? [] : [`未报的${monthsWords(unreported, period)}`]),
  ];
  return `累计${both}不含${parts.join('和')}`;
}

/** 1—3月, 寒亭区3月: the months that a total lacks, with the units that lack them unless all in it do; empty for none. */
export function totalLacks({ board }: Matter, { city, units }: IndicatorBoard): string {
  if (city.lacking.length === 0) return '';
  const held = units.filter(({ cumulative }) => cumulative.value !== null);
  const byMonths = Map.groupBy(held, ({ lacking }) => monthsWords(lacking, board.period));
  const clauses = [...byMonths].flatMap(([months, some]) => {
    if (months === '') return [];
    const whose = some.length > NAMED ? '部分单位' : namesOf(some, units);
    return [`${some.length === held.length ? '' : whose}${months}`];
  });
  return clauses.length > 0 ? clauses.join('、') : monthsWords(city.lacking, board.period);
}

/** Whether a total is no whole for nothing but months before the ledger begins, of which nobody owed a report. */
export function lacksOnlyUnowed({ board }: Matter, { completion, lacking }: Standing): boolean {
  return (
    completion.absent === 'lacks-month' && lacking.every((month) => month < (board.begins ?? ''))
  );
}

function notesOf(
  entries: readonly IndicatorBoard[],
  wordsOf: (standing: Standing) => string,
): readonly (readonly Run[])[] {
  const flows = entries.filter(({ indicator }) => indicator.kind === 'flow');
  const byNote = Map.groupBy(flows, (entry) => noteOf(entry, wordsOf));
  return [...byNote].flatMap(([note, some]) => {
    if (note === '') return [];
    const names = some.map(({ indicator }) => listedName(indicator)).join('、');
    return [some.length === flows.length ? say`${note}` : say`${names}：${note}`];
  });
}

/** What is to be said of an indicator's units, those of which the same is true together. */
function noteOf({ units }: IndicatorBoard, wordsOf: (standing: Standing) => string): string {
  const byWords = Map.groupBy(units, wordsOf);
  const clauses = [...byWords].flatMap(([words, some]) => {
    if (words === '') return [];
    return [`${namesOf(some, units)}${words}`];
  });
  return clauses.join('，');
}

/** 各单位, 已报单位, or their names. */
function namesOf(some: readonly Standing[], units: readonly Standing[]): string {
  const having = units.filter(({ coverage }) => coverage.having.length > 0);
  if (some.length > 1 && some.length === units.length) return '各单位';
  const isHaving = some.length === having.length && having.every((unit) => some.includes(unit));
  if (some.length > 1 && isHaving) return '已报单位';
  return some.map(({ holder }) => holder.name).join('、');
}
