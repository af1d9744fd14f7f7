/** What stands below a table: who is missing, what a dash means, whose figure covers more than the period. */
import type { Run } from '../model/bulletin.ts';
import type { Absence, Holder, IndicatorBoard } from '../model/scoreboard.ts';
import type { Column } from './column.ts';
import {
  absentFrom,
  carriedElsewhere,
  coverageGroups,
  isCarried,
  isIncomplete,
} from './coverage.ts';
import { listedName, namesOf, shortName, type Matter } from './matter.ts';
import { join, monthWords, plainText, say } from './saying.ts';
import { lackingNotes, sinceNotes, spanNotes } from './unit-months.ts';
import { absenceCell, absenceReason } from './absence-words.ts';
import { isUnjudged, unjudgedWords, unpacedWords } from './verdict-words.ts';

/**
 * What the figures and dashes of a table need said: missing units, carried and spanned months, remarks, reasons.
 *
 * @param groups that have a row of their own beside the city's.
 */
export function notesOf(
  matter: Matter,
  columns: readonly Column[],
  groups: readonly Holder[] = [],
): readonly (readonly Run[])[] {
  const entries = [...new Set(columns.map(({ entry }) => entry))];
  return [
    ...carriedNotes(matter, columns),
    ...coverageNotes(matter, entries),
    ...absentNotes(matter, entries),
    ...unpacedNotes(matter, entries, groups),
    ...spanNotes(
      matter,
      entries.filter((entry) => columns.some((column) => isOwnNumber(column, entry))),
    ),
    ...lackingNotes(matter, entries),
    ...sinceNotes(matter, entries),
    ...distinct(entries.flatMap((entry) => remarkNotes(entry))),
    ...dashNotes(columns),
  ];
}

/** Whether the column prints an indicator's number of the period itself. */
function isOwnNumber(column: Column, entry: IndicatorBoard): boolean {
  return column.entry === entry && column.figureOf(entry.city) === entry.city.period;
}

/** 注：1.…；2.…。 in one paragraph; one alone has no number. */
export function numberedNotes(notes: readonly (readonly Run[])[]): readonly (readonly Run[])[] {
  if (notes.length === 0) return [];
  const numbered = notes.map((note, i) =>
    notes.length > 1 ? say`${String(i + 1)}.${note}` : note,
  );
  return [say`注：${join(numbered, '；')}。`];
}

function distinct(notes: readonly (readonly Run[])[]): readonly (readonly Run[])[] {
  const seen = new Map(notes.map((note) => [plainText(note), note]));
  return [...seen.values()];
}

/** 带“*”的为该单位最近一次报送的累计（坊子区4月）; a table without such cells says what its totals hold. */
function carriedNotes(matter: Matter, columns: readonly Column[]): readonly (readonly Run[])[] {
  const units = columns
    .filter(({ entry, figureOf }) => figureOf(entry.city) === entry.city.cumulative)
    .flatMap(({ entry }) => entry.units)
    .filter((unit) => unit.cumulative.value !== null && isCarried(unit));
  const named = units.flatMap(({ holder, carried }) =>
    carried.map(({ from }) => `${holder.name}${monthWords(from, matter.board.period)}`),
  );
  if (named.length > 0)
    return [say`带“*”的为该单位最近一次报送的累计（${[...new Set(named)].join('、')}），不评进度`];
  const words = carriedElsewhere(matter, [...new Set(columns.map(({ entry }) => entry))]);
  return words === null ? [] : [say`全市${words}`];
}

function coverageNotes(
  matter: Matter,
  entries: readonly IndicatorBoard[],
): readonly (readonly Run[])[] {
  return coverageGroups(matter, entries).map((group) => {
    const names = group.entries.map(({ indicator }) => listedName(indicator)).join('、');
    return group.all ? say`全市数${group.words}` : say`${names}：${group.words}`;
  });
}

function remarkNotes({ indicator, units }: IndicatorBoard): readonly (readonly Run[])[] {
  return units
    .filter(({ remark }) => remark.trim() !== '')
    .map(({ holder, remark }) => {
      const said = remark.split('；').map((words) => words.replace(/\s+/g, ' ').trim());
      const words = [...new Set(said)].join('；').replace(/[。；]+$/, '');
      return say`${holder.name}（${shortName(indicator)}）：${words}`;
    });
}

function dashNotes(columns: readonly Column[]): readonly (readonly Run[])[] {
  const absences = [...columns.flatMap(absencesOf), ...notOwed(columns)];
  const reasons = [...new Set(absences)].sort().map(absenceReason);
  const dashes = reasons.length === 0 ? [] : [say`“—”表示${reasons.join('或')}`];
  const unplaced = new Set(
    columns
      .filter(({ ranks }) => ranks)
      .flatMap(({ entry }) => entry.units.flatMap(({ rankAbsent }) => rankAbsent ?? [])),
  );
  const unranked = [
    ...(unplaced.has('no-form') || unplaced.has('blank') ? ['未报'] : []),
    ...(unplaced.has('lacks-month') ? ['累计缺月份的'] : []),
    ...(unplaced.has('approximate') ? ['约数和不能确定高于还是低于约数的'] : []),
  ];
  const rounded = columns.some(({ ranks, entry }) => ranks && entry.indicator.kind === 'ratio');
  const levels = columns.some(
    ({ ranks, entry }) =>
      ranks &&
      entry.indicator.kind === 'stock' &&
      entry.units.some(({ gap }) => gap.value !== null),
  );
  const places = [
    ...(rounded ? ['位次按未舍入的比率排列'] : []),
    ...(levels ? ['时点数的位次按完成率，差距按各单位自己的序时进度'] : []),
    ...(unranked.length > 0 ? [`${unranked.join('、')}不排位次`] : []),
  ];
  return places.length === 0 ? dashes : [...dashes, say`${places.join('，')}`];
}

/** Reasons for the dashes in a column; words such as 缺报 speak for themselves. */
function absencesOf({ entry, figureOf, ranks }: Column): readonly Absence[] {
  if (ranks) return [];
  return [entry.city, ...entry.groups, ...entry.units].flatMap((standing) => {
    const { absent } = figureOf(standing);
    // Said of the star and of the totals themselves.
    if (isCarried(standing) || absent === 'lacks-unit' || absent === 'carried') return [];
    return absent !== null && absenceCell(absent) === '—' ? [absent] : [];
  });
}

/** A unit that owes only some of a table's indicators has a dash for the others. */
function notOwed(columns: readonly Column[]): readonly Absence[] {
  const counts = columns.map(({ entry }) => new Set(entry.units.map(({ holder }) => holder.id)));
  const all = new Set(counts.flatMap((units) => [...units]));
  return counts.some((units) => units.size < all.size) ? ['not-owed'] : [];
}

/** 新建站点：全市、市辖区含坊子区4月数，暂不评进度: of the totals whose rows stand in the table. */
function unpacedNotes(
  matter: Matter,
  entries: readonly IndicatorBoard[],
  groups: readonly Holder[],
): readonly (readonly Run[])[] {
  const rows = new Set(groups.map(({ id }) => id));
  const wordsOf = (entry: IndicatorBoard): string => {
    const sums = [entry.city, ...entry.groups.filter(({ holder }) => rows.has(holder.id))];
    const told = sums.flatMap((sum) => {
      const words = unpacedWords(matter, sum);
      return words === null ? [] : [{ name: sum === entry.city ? '全市' : sum.holder.name, words }];
    });
    return [...Map.groupBy(told, ({ words }) => words)]
      .map(([words, some]) => `${some.map(({ name }) => name).join('、')}${words}`)
      .join('，');
  };
  return [...Map.groupBy(entries, wordsOf)].flatMap(([note, some]) => {
    if (note === '') return [];
    const names = some.map(({ indicator }) => listedName(indicator)).join('、');
    return [say`${some.length === entries.length ? '' : `${names}：`}${note}`];
  });
}

/** 联网乡村站点：期末数不含坊子区，合计不与目标比较: what no other note says of totals without a unit or a month. */
function absentNotes(
  matter: Matter,
  entries: readonly IndicatorBoard[],
): readonly (readonly Run[])[] {
  const told = new Set(coverageGroups(matter, entries).flatMap((group) => group.entries));
  const words = (entry: IndicatorBoard): string => {
    const { city, indicator } = entry;
    const aim = isUnjudged(city) ? '合计不与目标比较' : '';
    const isTold = told.has(entry) && aim === '';
    const what = { flow: '累计', stock: '期末数', ratio: '', rank: '' }[indicator.kind];
    const lacks = isIncomplete(entry, city)
      ? `${what}不含${namesOf(matter, absentFrom(city)).join('、')}`
      : unjudgedWords(city);
    return isTold ? '' : [lacks, aim].filter((part) => part !== '').join('，');
  };
  return [...Map.groupBy(entries, words)].flatMap(([note, some]) => {
    if (note === '') return [];
    const names = some.map(({ indicator }) => listedName(indicator)).join('、');
    const isAll = some.length === entries.length && !note.startsWith('不含');
    return [say`${isAll ? '' : `${names}：`}${note}`];
  });
}
