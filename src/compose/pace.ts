/** Which units are ahead, on and behind, in words. */
import type { PrintedFigure, Run } from '../model/bulletin.ts';
import { lastMonth, monthOf } from '../model/period.ts';
import type { IndicatorBoard, Pace, Standing } from '../model/scoreboard.ts';
import type { Matter } from './matter.ts';
import { join, nameList, say } from './saying.ts';
import { countOf, siblingId } from './wording.ts';

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
