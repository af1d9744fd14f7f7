/** Which units are ahead, on and behind, and who stands first and last, in words. */
import type { PrintedFigure, Run } from '../model/bulletin.ts';
import { compareFractions } from '../model/decimal.ts';
import { lastMonth, monthOf } from '../model/period.ts';
import type { IndicatorBoard, Pace, Standing } from '../model/scoreboard.ts';
import { endsOf, hasTarget, isAmount, isZero, mainFigure, type Matter } from './matter.ts';
import { join, LISTED, nameList, say } from './saying.ts';
import { asHeld, countOf, rankOf, siblingId, valueText } from './wording.ts';

const ORDER: readonly Pace[] = ['ahead', 'on', 'behind'];

/**
 * 寿光市、青州市等7个县市区超序时进度，坊子区滞后于序时进度; null when no unit has a pace, or only the city reports.
 *
 * @param inFull names those ahead and on schedule too; otherwise they are counted, and only those behind are named.
 */
export function paceWords(
  matter: Matter,
  entry: IndicatorBoard,
  inFull: boolean,
): readonly Run[] | null {
  const paced = entry.units.filter(({ pace }) => pace !== null);
  if (entry.indicator.by !== 'county' || paced.length === 0) return null;
  const verbs = verbsOf(matter, entry);
  const sides = [...new Set(ORDER.map((pace) => verbs[pace]))]
    .map((verb) => ({ verb, units: paced.filter(({ pace }) => pace && verbs[pace] === verb) }))
    .filter(({ units }) => units.length > 0);
  const { owing, having } = entry.city.coverage;
  if (sides.length === 1 && paced.length > 1 && paced.length === having.length) {
    const verb = sides[0]?.verb ?? '';
    const noun = nounOf(matter, paced);
    if (paced.length === owing.length) return say`各${noun}均${verb}`;
    return say`已报的${unitCount(entry, paced)}个${noun}均${verb}`;
  }
  return join(
    sides.map(({ verb, units }) => {
      const names = inFull || verb === verbs.behind;
      return say`${unitList(matter, entry, units, names)}${verb}`;
    }),
    '，',
  );
}

function verbsOf(matter: Matter, { indicator }: IndicatorBoard): Readonly<Record<Pace, string>> {
  if (indicator.kind === 'ratio') {
    return { ahead: '达到目标', on: '达到目标', behind: '未达到目标' };
  }
  if (monthOf(lastMonth(matter.board.period)) === 12) {
    return { ahead: '完成年度目标', on: '完成年度目标', behind: '未完成年度目标' };
  }
  return { ahead: '超序时进度', on: '达序时进度', behind: '滞后于序时进度' };
}

function nounOf(matter: Matter, units: readonly Standing[]): string {
  return matter.nounOf(units.map((unit) => unit.holder.id));
}

function unitCount(entry: IndicatorBoard, units: readonly Standing[]): PrintedFigure {
  const id = siblingId(entry.city.gap.id, `count:${units[0]?.pace ?? 'none'}`);
  const gaps = units.map((unit) => unit.gap.id);
  return countOf(id, units.length, gaps);
}

function unitList(
  matter: Matter,
  entry: IndicatorBoard,
  units: readonly Standing[],
  named: boolean,
): readonly Run[] {
  const total = unitCount(entry, units);
  const counted = `个${nounOf(matter, units)}`;
  if (!named) return say`${total}${counted}`;
  const names = units.map((unit) => unit.holder.name);
  return nameList(names, total, counted);
}

/**
 * 居前的是寿光市（62人）、…，居后的是坊子区（3人）: for an indicator without targets; null when fewer than two are
 * ranked. Where there is next to nothing it is said who has something: 诸城市1人，其余均为零.
 */
export function placeWords(matter: Matter, entry: IndicatorBoard): readonly Run[] | null {
  if (entry.isTooFew) return fewWords(entry);
  const ranked = entry.units.filter((unit) => unit.rank !== null);
  if (ranked.length < 2) return null;
  const { indicator } = entry;
  const first = ranked[0];
  if (first !== undefined && ranked.every((unit) => isSame(entry, unit, first))) {
    const noun =
      ranked.length === entry.units.length ? `各${nounOf(matter, ranked)}均` : '已报单位均';
    return say`${noun}为${valueText(mainFigure(indicator, first), indicator)}`;
  }
  const { best, last } = endsOf(ranked, matter.plan.scoring.named);
  const front = frontWords(matter, entry, best);
  const none =
    isAmount(entry) && !hasTarget(entry) ? last.filter((unit) => isNone(entry, unit)) : [];
  const some = last.filter((unit) => !none.includes(unit));
  const back = some.length === 0 || some.length > LISTED ? [] : placed(matter, entry, some);
  const behind = back.length === 0 ? front : say`${front}，居后的是${back}`;
  return none.length === 0 ? behind : say`${behind}，${zeroWords(matter, entry, none)}`;
}

/** 诸城市1人，其余均为零; null when nobody or too many to name have something. */
function fewWords(entry: IndicatorBoard): readonly Run[] | null {
  const { indicator, units } = entry;
  const told = units.filter((unit) => mainFigure(indicator, unit).value !== null);
  const some = told.filter((unit) => !isNone(entry, unit));
  if (some.length === 0 || some.length > LISTED) return null;
  const named = some.map(
    (unit) => say`${unit.holder.name}${valueText(mainFigure(indicator, unit), indicator)}`,
  );
  const rest = told.length === units.length ? '其余' : '其余已报单位';
  return told.length === some.length ? join(named, '、') : say`${join(named, '、')}，${rest}均为零`;
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

function isNone({ indicator }: IndicatorBoard, unit: Standing): boolean {
  return isZero(mainFigure(indicator, unit));
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
  const value = mainFigure(entry.indicator, first);
  const total = countOf(siblingId(entry.city.period.id, 'count:first'), tied.length, [value.id]);
  const noun = nounOf(matter, tied);
  return say`${total}个${noun}并列${rankOf(first, 'text')}（${valueText(value, entry.indicator)}）`;
}

function isSame({ indicator }: IndicatorBoard, a: Standing, b: Standing): boolean {
  const one = mainFigure(indicator, a).value;
  const other = mainFigure(indicator, b).value;
  return one !== null && other !== null && compareFractions(one, other) === 0;
}

function placed(matter: Matter, entry: IndicatorBoard, units: readonly Standing[]): readonly Run[] {
  const { indicator } = entry;
  const names = units.map(
    (unit) =>
      say`${unit.holder.name}（${valueText(mainFigure(indicator, unit), asHeld(indicator, unit))}）`,
  );
  const id = siblingId(
    entry.city.period.id,
    `count:places-${units[0]?.rank ? String(units[0].rank) : ''}`,
  );
  const total = countOf(
    id,
    units.length,
    units.map((unit) => mainFigure(indicator, unit).id),
  );
  return nameList(names, total, `个${nounOf(matter, units)}`);
}
