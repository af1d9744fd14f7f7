/**
 * Where one unit stands (一县一单): its own part of a scoreboard, and of other units nothing but what the bulletin of the
 * same period prints of the first among them.
 */
import type { Moment } from './day.ts';
import type { Month, Period } from './period.ts';
import type { Indicator, Section } from './plan.ts';
import type {
  Figure,
  Holder,
  IndicatorBoard,
  Standing,
  TaskBoard,
  TaskStanding,
  UnitReport,
  UnitScore,
} from './scoreboard.ts';

/** The first among the units: the names of those that share the place, and the figure that they have it by. */
export type Best = Readonly<{ names: readonly string[]; figure: Figure }>;

/** A place in the period before; `id` is that of the place there. */
export type PlaceBefore = Readonly<{ rank: number; id: string }>;

export type UnitEntry = Readonly<{
  section: Section;
  indicator: Indicator;
  rankedBy: IndicatorBoard['rankedBy'];
  standing: Standing;
  /** How many units have a place, and how many of them this one's. */
  ranked: number;
  sharing: number;
  /** Of completions and ratios only, for amounts of units of different size are no measure of each other; else null. */
  best: Best | null;
  /** Own completion, or ratio, less the best one's: shares of one, never above 0 where higher is better. */
  toBest: Figure;
  /** What the distance from the schedule takes from the composite score, as a share of one; 0 for none. */
  cost: Figure;
  /** Null where there was none, or the period begins the year. */
  before: PlaceBefore | null;
}>;

export type UnitBoard = Readonly<{
  period: Period;
  mark: string;
  asOf: Moment;
  /** As on the scoreboard: nobody owes a month before it. */
  begins: Month | null;
  unit: Holder;
  entries: readonly UnitEntry[];
  /** The composite score; null where the period has none, or the unit is not among those scored. */
  score: UnitScore | null;
  /** How many units have a place by it, and how many of these this one's. */
  scored: number;
  sharing: number;
  bestScore: Best | null;
  toBestScore: Figure;
  scoreBefore: PlaceBefore | null;
  /** The sum of the weights that the score is made with. */
  weights: number;
  /** The sum of the entries' costs; absent where the unit has no score. */
  cost: Figure;
  /** The period that places are held against; null where there is none of the same year. */
  before: Period | null;
  tasks: readonly Readonly<{
    task: TaskBoard['task'];
    timing: TaskBoard['timing'];
    standing: TaskStanding;
  }>[];
  reports: readonly UnitReport[];
}>;
