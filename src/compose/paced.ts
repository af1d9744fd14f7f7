/** The indicators by their pace, and the one sentence that says how the whole stands. */
import type { PrintedFigure, Run } from '../model/bulletin.ts';
import { decimal, fraction, whole } from '../model/decimal.ts';
import type { IndicatorBoard, Pace } from '../model/scoreboard.ts';
import { allIndicators, isOfProgress, type Matter } from './matter.ts';
import { phrased } from './phrasing.ts';
import { isUnjudged } from './verdict-words.ts';
import { countOf } from './wording.ts';

const COUNTED: Readonly<Record<string, string>> = {
  可计算项数: 'paced',
  超序时项数: 'ahead',
  达序时项数: 'on',
  滞后项数: 'behind',
};

export function paced(matter: Matter, pace: Pace): readonly IndicatorBoard[] {
  return allIndicators(matter.board).filter(
    (entry) => isOfProgress(entry) && entry.city.pace === pace,
  );
}

export function indicatorCount(what: string, entries: readonly IndicatorBoard[]): PrintedFigure {
  const operands = entries.map(({ city }) => city.gap.id);
  return countOf(`indicators/city/count:${what}`, entries.length, operands);
}

function unpacedCount(matter: Matter): number {
  return allIndicators(matter.board).filter(
    (entry) =>
      entry.indicator.partOf === undefined &&
      (isUnjudged(entry.city) || entry.city.paceAbsent === 'holds-earlier'),
  ).length;
}

/** The whole in one sentence; nothing where no pace is told, or more indicators are left without one by what has not come. */
export function verdict(matter: Matter): readonly Run[] {
  const [ahead, on, behind] = [
    paced(matter, 'ahead'),
    paced(matter, 'on'),
    paced(matter, 'behind'),
  ];
  const all = [...ahead, ...on, ...behind];
  const share = fraction(decimal(String(behind.length * 100)), decimal(String(all.length)));
  if (share === null || all.length < unpacedCount(matter)) return [];
  const counts = { 可计算项数: all, 超序时项数: ahead, 达序时项数: on, 滞后项数: behind };
  const of = <T>(
    what: (name: string, entries: readonly IndicatorBoard[]) => T,
  ): Record<string, T> =>
    Object.fromEntries(Object.entries(counts).map(([name, some]) => [name, what(name, some)]));
  return phrased(matter, '总评', {
    quantities: {
      ...of((_, entries) => whole(decimal(String(entries.length)))),
      滞后占比: share,
    },
    figures: of((name, entries) => indicatorCount(COUNTED[name] ?? name, entries)),
  });
}
