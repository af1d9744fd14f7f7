/** Reading a scoreboard in tests: find a standing, and write a figure as one short text. */
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { decimalText, roundFraction } from '../../src/model/decimal.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Figure, IndicatorBoard, Scoreboard, Standing } from '../../src/model/scoreboard.ts';
import { aMoment, type SnapshotBuilder } from '../build/snapshot.ts';

export function boardOf(
  plan: Plan,
  builder: SnapshotBuilder,
  asOf = '2007-06-08T09:00',
): Scoreboard {
  return aggregate(builder.build(), plan, aMoment(asOf));
}

export function indicatorOf(board: Scoreboard, code: string): IndicatorBoard {
  const found = board.sections
    .flatMap((section) => section.indicators)
    .find((entry) => entry.indicator.code === code);
  if (found === undefined) throw new RangeError(`no indicator ${code}`);
  return found;
}

/** @param holder `city`, `group:qu` or a unit's id. */
export function standingOf(board: Scoreboard, code: string, holder: string): Standing {
  const { city, groups, units } = indicatorOf(board, code);
  const found = [city, ...groups, ...units].find((standing) => standing.holder.id === holder);
  if (found === undefined) throw new RangeError(`no standing of ${holder} in ${code}`);
  return found;
}

/** `128`, `0.416667` (quotients at 6 decimals), `350000 over`, `(no-form)`. */
export function shown(figure: Figure): string {
  if (figure.value === null) return `(${figure.absent ?? 'neither'})`;
  const { n, d } = figure.value;
  const text = d.eq(1) ? decimalText(n) : roundFraction(figure.value, 6);
  return figure.bound === null ? text : `${text} ${figure.bound}`;
}

type MeasureName = {
  [K in keyof Standing]: Standing[K] extends Figure ? K : never;
}[keyof Standing];

/** Some figures of a standing in one line. */
export function line(standing: Standing, ...measures: readonly MeasureName[]): string {
  return measures.map((measure) => shown(standing[measure])).join(' · ');
}

/** Every figure of a scoreboard. */
export function figuresOf(board: Scoreboard): readonly Figure[] {
  const standings = board.sections
    .flatMap((section) => section.indicators)
    .flatMap(({ city, groups, units }) => [city, ...groups, ...units]);
  return [
    ...standings.flatMap((standing) => Object.values(standing).filter(isFigure)),
    ...board.scores.flatMap((scores) => scores.units.map((entry) => entry.score)),
    board.reporting.reportingRate,
    board.reporting.reportingRateOnTime,
  ];
}

function isFigure(part: Standing[keyof Standing]): part is Figure {
  return typeof part === 'object' && part !== null && 'lineage' in part;
}
