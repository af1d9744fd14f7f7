/** Who stands first and last among the units in one indicator (居前、居后), in words. */
import type { Run } from '../model/bulletin.ts';
import type { IndicatorBoard, Standing } from '../model/scoreboard.ts';
import { endsOf, isAmount, isZero, mainFigure, type Matter } from './matter.ts';
import { percentText } from './percentage.ts';
import { join, LISTED, nameList, plainText, say } from './saying.ts';
import { asHeld, countOf, rankOf, ratioText, siblingId, valueText } from './wording.ts';

/**
 * 居前的是寿光市（99.5%）、…，居后的是坊子区（62.1%）: for an indicator of which no pace is told. Only an end is named whose
 * printed figures differ from all others': a rank must not rest on what the page does not show. Null when fewer than
 * two are ranked, and where 约数 leave it open who stands first or last. Where there is next to nothing it is said who has
 * something: 诸城市1人，其余均为零.
 */
export function placeWords(matter: Matter, entry: IndicatorBoard): readonly Run[] | null {
  if (entry.isTooFew) return fewWords(matter, entry);
  const ranked = entry.units.filter((unit) => unit.rank !== null);
  const isOpen = entry.units.some(({ rankAbsent }) => rankAbsent === 'approximate');
  if (ranked.length < 2 || isOpen) return null;
  const { best, last } = endsOf(ranked, matter.plan.scoring.named);
  const others = ranked.filter((unit) => !best.includes(unit));
  const none = countsBy(entry) === 'number' ? others.filter((unit) => isNone(entry, unit)) : [];
  const least = last.filter((unit) => !none.includes(unit));
  const shown = (units: readonly Standing[]): boolean => standsOut(entry, units, ranked);
  const ends = [
    ...(shown(best) ? [frontWords(matter, entry, best)] : []),
    ...(least.length <= LISTED && shown(least)
      ? [say`${lastWord(entry)}的是${placed(matter, entry, least)}`]
      : []),
  ];
  if (ends.length === 0) return rangeWords(matter, entry, ranked);
  const zeros = none.length === 0 ? [] : [zeroWords(matter, entry, none)];
  return say`${BASIS[countsBy(entry)]}${join([...ends, ...zeros], '，')}`;
}

/** What the places go by, where the figure beside a name does not say so itself: units differ much in size. */
function countsBy({ indicator, rankedBy }: IndicatorBoard): 'completion' | 'number' | 'share' {
  if (indicator.kind === 'ratio') return 'share';
  return rankedBy === 'completion' ? 'completion' : 'number';
}

const BASIS = { completion: '按完成率，', number: '按数量，', share: '' } as const;

function lastWord(entry: IndicatorBoard): '较少' | '居后' {
  return countsBy(entry) === 'number' && entry.indicator.direction === 'higher' ? '较少' : '居后';
}

/** The figure that a unit's place goes by, as it is printed. */
function figureWords(entry: IndicatorBoard, unit: Standing): readonly Run[] {
  const { indicator } = entry;
  if (countsBy(entry) === 'completion') return say`${percentText(unit.completion)}`;
  return say`${valueText(mainFigure(indicator, unit), asHeld(indicator, unit))}`;
}

/** Whether no other unit prints the same figure as one of these. */
function standsOut(
  entry: IndicatorBoard,
  some: readonly Standing[],
  ranked: readonly Standing[],
): boolean {
  const textOf = (unit: Standing): string => plainText(figureWords(entry, unit));
  const others = new Set(ranked.filter((unit) => !some.includes(unit)).map(textOf));
  return some.length > 0 && others.size > 0 && !some.some((unit) => others.has(textOf(unit)));
}

/** 各县市区均为100%, 各县市区在99.97%至99.99%之间. */
function rangeWords(
  matter: Matter,
  entry: IndicatorBoard,
  ranked: readonly Standing[],
): readonly Run[] {
  const byRank = ranked.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const [first, last] = [byRank[0], byRank.at(-1)].map((unit) =>
    unit === undefined ? [] : figureWords(entry, unit),
  );
  const exempt = entry.units.filter(({ state }) => state === 'not-applicable');
  const isAll = ranked.length + exempt.length === entry.units.length;
  const noun = isAll ? `${exceptWords(exempt)}各${nounOf(matter, ranked)}` : '已报单位';
  if (plainText(first ?? []) === plainText(last ?? [])) return say`${noun}均为${first ?? []}`;
  const [low, high] = entry.indicator.direction === 'higher' ? [last, first] : [first, last];
  return say`${noun}在${low ?? []}至${high ?? []}之间`;
}

/** 除寒亭区不适用外，; empty where it applies to everybody. */
function exceptWords(exempt: readonly Standing[]): string {
  if (exempt.length === 0) return '';
  const names = exempt.map(({ holder }) => holder.name).join('、');
  return `除${exempt.length > LISTED ? '' : names}不适用${exempt.length > LISTED ? '的' : ''}外，`;
}

/**
 * 诸城市1人，其余均为零; null when nobody or too many to name have something. 其余 are all others only where each of them said 0:
 * an earlier month's 0 that is carried, a blank and 不适用 are none.
 */
function fewWords(matter: Matter, entry: IndicatorBoard): readonly Run[] | null {
  const { indicator, units } = entry;
  const told = units.filter((unit) => mainFigure(indicator, unit).value !== null);
  const some = told.filter((unit) => !isNone(entry, unit));
  if (some.length === 0 || some.length > LISTED) return null;
  const named = some.map(
    (unit) => say`${unit.holder.name}${valueText(mainFigure(indicator, unit), indicator)}`,
  );
  const others = units.filter((unit) => !some.includes(unit));
  const zeros = others.filter(
    (unit) => isNone(entry, unit) && ['reported', 'confirmed-zero'].includes(unit.state),
  );
  if (zeros.length === 0) return join(named, '、');
  const silent = others.filter((unit) => !zeros.includes(unit));
  const rest = silent.every(({ state }) => state === 'no-form')
    ? `其余${silent.length === 0 ? '' : '已报单位'}均为零`
    : zeroWords(matter, entry, zeros);
  return say`${join(named, '、')}，${rest}`;
}

/** Nobody trails with nothing where nothing was asked: who has none is said as it is. */
function zeroWords(
  matter: Matter,
  entry: IndicatorBoard,
  units: readonly Standing[],
): readonly Run[] {
  const ids = units.map((unit) => mainFigure(entry.indicator, unit).id);
  const total = countOf(siblingId(entry.city.period.id, 'count:zero'), units.length, ids);
  const names = units.map(({ holder }) => holder.name);
  const verb = units.length > 1 ? '均为零' : '为零';
  return say`${nameList(names, total, `个${nounOf(matter, units)}`)}${verb}`;
}

function isNone(entry: IndicatorBoard, unit: Standing): boolean {
  return isAmount(entry) && isZero(mainFigure(entry.indicator, unit));
}

/** 居前的是寿光市（62人）、…, or 8个县市区并列第1位（100%） where a list would name nearly everyone. */
function frontWords(
  matter: Matter,
  entry: IndicatorBoard,
  best: readonly Standing[],
): readonly Run[] {
  const [first] = best;
  const tied = best.filter((unit) => unit.rank === first?.rank);
  if (first === undefined || tied.length <= LISTED)
    return say`居前的是${placed(matter, entry, best)}`;
  const { id } = mainFigure(entry.indicator, first);
  const total = countOf(siblingId(entry.city.period.id, 'count:first'), tied.length, [id]);
  const noun = nounOf(matter, tied);
  return say`${total}个${noun}并列${rankOf(first, 'text')}（${figureWords(entry, first)}）`;
}

function placed(matter: Matter, entry: IndicatorBoard, units: readonly Standing[]): readonly Run[] {
  const { indicator } = entry;
  const names = units.map((unit) => {
    const isRatio = indicator.kind === 'ratio';
    const figure = isRatio ? ratioText(indicator, unit) : figureWords(entry, unit);
    return say`${unit.holder.name}（${figure}）`;
  });
  const place = units[0]?.rank ?? null;
  const total = countOf(
    siblingId(entry.city.period.id, `count:places-${place === null ? '' : String(place)}`),
    units.length,
    units.map((unit) => mainFigure(entry.indicator, unit).id),
  );
  return nameList(names, total, `个${nounOf(matter, units)}`);
}

function nounOf(matter: Matter, units: readonly Standing[]): string {
  return matter.nounOf(units.map((unit) => unit.holder.id));
}
