/** Where everyone stands (汇总表): the one place every page, annex and export reads its figures from. */
import type { Before } from './before.ts';
import type { Bound } from './bound.ts';
import type { Day, Moment } from './day.ts';
import type { Fraction } from './decimal.ts';
import type { TaskStatus } from './form.ts';
import type { Month, Period } from './period.ts';
import type { Indicator, OrgUnitId, Section, Task, TextItem } from './plan.ts';
import type { CellState } from './submission.ts';

/** `RC01/city/cumulative`: indicator / holder / measure, of an earlier month with its name. Unique within a scoreboard. */
export type FigureId = string;

export type Measure =
  | 'period'
  | 'cumulative'
  | 'numerator'
  | 'denominator'
  | 'target'
  | 'completion'
  | 'scheduled'
  | 'gap'
  | 'needed'
  | 'previous'
  | 'yearBefore'
  | 'monthOnMonth'
  | 'yearOnYear'
  | 'score'
  | 'rate'
  | 'count'
  | 'rank'
  | 'toBest'
  | 'cost';

/** Named formulas; their Chinese words live in `model/catalogue/formulas.ts`. */
export type FormulaName =
  | 'reported'
  | 'sum-of-units'
  | 'difference-from-last-month'
  | 'sum-of-months'
  | 'ratio-of-sums'
  | 'target-of-plan'
  | 'completion'
  | 'share-of-year'
  | 'scheduled-stock'
  | 'gap-in-points'
  | 'change-rate'
  | 'change-in-points'
  | 'weighted-score'
  | 'reporting-rate'
  | 'count'
  | 'rank'
  | 'rank-change'
  | 'distance-to-best'
  | 'needed-per-month'
  | 'cost-of-score';

/** The cell a figure was read from. */
export type Source = Readonly<{
  submission: number;
  unit: OrgUnitId;
  period: Month;
  item: string;
  fileName: string;
  sha256: string;
  sheet: string;
  cell: string;
  typed: string;
}>;

export type Lineage = Readonly<{
  formula: FormulaName;
  operands: readonly FigureId[];
  sources: readonly Source[];
}>;

/** Why a figure is absent; its Chinese words live in `compose`. */
export type Absence =
  | 'no-form'
  | 'not-owed'
  | 'not-applicable'
  | 'blank'
  | 'no-target'
  | 'no-base'
  | 'no-opening'
  | 'zero-base'
  | 'not-due'
  | 'approximate'
  | 'other-months'
  | 'carried'
  | 'lacks-unit'
  | 'lacks-month'
  | 'holds-earlier'
  | 'not-of-this-kind';

/**
 * One figure. Exactly one of `value` and `absent` is null.
 *
 * Amounts are in the indicator's unit of measure; completion, scheduled, rates, change rates and scores are shares
 * of one (0.5 is 50%); `gap` and changes of a ratio are shares of one too (0.05 is 5 percentage points);
 * a ratio's `period` value is a share of one; its target is a share of one.
 */
export type Figure = Readonly<{
  id: FigureId;
  value: Fraction | null;
  bound: Bound | null;
  /** Of a figure that is more than its value: what it is surely less than, where that was said (52万多 is below 53万). */
  below?: Fraction;
  absent: Absence | null;
  lineage: Lineage;
}>;

export type Pace = 'ahead' | 'on' | 'behind';

export type HolderType = 'unit' | 'group' | 'city';

export type Holder = Readonly<{ type: HolderType; id: string; name: string }>;

/** The state of a unit's report of one indicator; of a sum what its units' reports make of it, see `roll-up`. */
export type StandingState = CellState | 'no-form' | 'not-owed';

/** Units that owe the item and units whose own figure of this period is in the sum, in official order. */
type Coverage = Readonly<{ owing: readonly OrgUnitId[]; having: readonly OrgUnitId[] }>;

/** One unit's use of an earlier month's 累计 in the sum. `until`: the last month it owed; null for one that still owes. */
export type Carried = Readonly<{ unit: OrgUnitId; from: Month; until: Month | null }>;

/** Why a unit of a total is not in its change: no figure in one of the two periods, or months that are not alike. */
export type LeftOutReason = 'none-now' | 'none-then' | 'other-months';

export type LeftOut = Readonly<{ unit: OrgUnitId; why: LeftOutReason }>;

/** One holder's standing in one indicator (完成情况). */
export type Standing = Readonly<{
  holder: Holder;
  state: StandingState;
  /** flow: the amount of the period itself; stock: the level at its end; ratio: numerator / denominator; rank: the place. */
  period: Figure;
  /** flow only: January to the period's end. */
  cumulative: Figure;
  numerator: Figure;
  denominator: Figure;
  target: Figure;
  completion: Figure;
  scheduled: Figure;
  gap: Figure;
  /** What has to be added on an average in each month that is left of the year, to reach the target; zero once reached. */
  needed: Figure;
  pace: Pace | null;
  /** Why there is no pace: no gap, or one of a total that is known to hold less than the whole. Null where there is a pace. */
  paceAbsent: Absence | null;
  /** Place among the ranked units, from 1; ties share it and the next is skipped. Null when not ranked. */
  rank: number | null;
  /** Why there is no place; of totals, and where nobody has one, not-of-this-kind. Null where there is a place. */
  rankAbsent: Absence | null;
  /** The `period` figure of the period before. */
  previous: Figure;
  /** The same period last year: a flow's cumulative, otherwise the period figure. */
  yearBefore: Figure;
  monthOnMonth: Figure;
  yearOnYear: Figure;
  /** Of a total: the units that its changes leave out (可比口径). Empty for a unit, and where there is no change. */
  leftOut: Readonly<Record<'monthOnMonth' | 'yearOnYear', readonly LeftOut[]>>;
  coverage: Coverage;
  /**
   * Units carried into `cumulative` from an earlier month. For a unit: itself, when its own month is missing or says
   * that the item does not apply any more. Of a total also units that reported this year and owe it no more.
   */
  carried: readonly Carried[];
  /** Earlier months without an own report, or not asked for then, that the period figure also covers (本月数含上月). */
  spans: readonly Month[];
  /** Owed months without a report that `cumulative` lacks, where forms ask the month's own number (累计不含上月). */
  lacking: readonly Month[];
  /** The submission it was read from, for a unit. */
  submission: number | null;
  /** The clerk's remark (why a 累计 fell); empty for sums. */
  remark: string;
}>;

/** The city by the end of a month of the year; the ids name the month: `RC01/city/completion@2007-03`. */
export type MonthProgress = Readonly<{
  month: Month;
  completion: Figure;
  scheduled: Figure;
  gap: Figure;
}>;

export type IndicatorBoard = Readonly<{
  indicator: Indicator;
  city: Standing;
  /** The months of the year to the period's last of which reports are held; none without a target to count up to. */
  months: readonly MonthProgress[];
  groups: readonly Standing[];
  /** Every unit that owes the indicator in the period, in official order. */
  units: readonly Standing[];
  /** What the units' places go by: the completion as soon as one of them has a target, else the indicator's own figure. */
  rankedBy: 'completion' | 'value';
  /** So little of an amount without targets that nobody leads or trails: no unit has a place. */
  isTooFew: boolean;
}>;

export type SectionBoard = Readonly<{ section: Section; indicators: readonly IndicatorBoard[] }>;

export type UnitScore = Readonly<{ unit: OrgUnitId; score: Figure; rank: number | null }>;

/** Composite scores of one section, or of all (`section` null). Empty when nothing in it has a target. */
export type ScoreBoard = Readonly<{ section: Section | null; units: readonly UnitScore[] }>;

export type TaskStanding = Readonly<{
  unit: OrgUnitId;
  state: StandingState;
  status: TaskStatus | null;
  percent: string | null;
  doneOn: Day | null;
  /** Done, but after its deadline. */
  isLate: boolean;
  words: string;
  submission: number | null;
  /** The month whose form said so: the period's last, or an earlier one that still stands; null where none did. */
  month: Month | null;
  /** The cell of the status, in whose row the share and the words stand too; empty without a form. */
  sources: readonly Source[];
}>;

export type TaskBoard = Readonly<{
  task: Task;
  units: readonly TaskStanding[];
  /** done: all done · overdue: past its deadline and not all done · near: within the plan's days of it · open · undated. */
  timing: 'done' | 'overdue' | 'near' | 'open' | 'undated';
  /** Days from the period's end, or the moment of asking if that is before it, to the deadline; negative once past; null without a date. */
  daysLeft: number | null;
}>;

export type ReportStatus = 'on-time' | 'late' | 'missing' | 'returned' | 'not-due';

export type UnitReport = Readonly<{
  unit: OrgUnitId;
  /** As the unit was called in the month. */
  name: string;
  period: Month;
  status: ReportStatus;
  due: Moment;
  /** Why `due` is later than the others' `usual` moment (延期); null for none. */
  extension: Readonly<{ usual: Moment; reason: string; approver: string }> | null;
  /** When the first accepted submission came. */
  arrivedAt: Moment | null;
  /** Calendar days from the due day to the arrival, at least 1 when late; for missing, to the moment of asking; 0 otherwise. */
  lagDays: number;
  /** The same counted in working days. */
  lagWorkingDays: number;
  returned: number;
  corrections: number;
  repeats: number;
}>;

export type ReportingBoard = Readonly<{
  reports: readonly UnitReport[];
  expected: number;
  actual: number;
  actualOnTime: number;
  reportingRate: Figure;
  reportingRateOnTime: Figure;
}>;

export type TextBoard = Readonly<{
  text: TextItem;
  /** Units in official order, each unit's months in order. */
  entries: readonly TextEntry[];
  /** How often the same words were sent again, which stand among the entries once. */
  repeats: number;
}>;

export type TextEntry = Readonly<{
  unit: OrgUnitId;
  month: Month;
  words: string;
  submission: number;
}>;

export type Scoreboard = Readonly<{
  period: Period;
  /** Null where the period begins the year, or nothing was held of the one before. */
  before: Before | null;
  mark: string;
  /** The first month that anything was ever reported for: nobody owes an earlier one. Null while there is none. */
  begins: Month | null;
  /** The baselines (基数表) that the figures may rest on: each year's, with its receipt. */
  baselines: readonly Readonly<{ year: number; receipt: number }>[];
  snapshot: string;
  /** 数据截至: what came in later is not in the figures. */
  asOf: Moment;
  plan: string;
  /** Units of the period in official order: id and name, as the board knows them. */
  units: readonly Holder[];
  sections: readonly SectionBoard[];
  scores: readonly ScoreBoard[];
  tasks: readonly TaskBoard[];
  texts: readonly TextBoard[];
  reporting: ReportingBoard;
}>;
