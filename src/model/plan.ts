/** The plan (方案): all that an administrator decides, as checked and frozen values. */
import type { GooglePlan } from './google.ts';
import type { Decimal, Fraction } from './decimal.ts';
import type { Day } from './day.ts';
import type { DeliveryPlan } from './delivery.ts';
import type { DueRule } from './due-rule.ts';
import type { Office } from './office.ts';
import { lastMonth, yearOf, type Month, type Period } from './period.ts';
import type { Occasion } from './catalogue/occasions.ts';
import type { EditedParagraph } from './edited-paragraph.ts';
import type { Outliers } from './outliers.ts';
import type { Phrase } from './phrase.ts';
import type { Job, Unattended } from './job.ts';
import type { Roles } from './duty.ts';

export type OrgUnitId = string & { readonly brand: 'OrgUnitId' };

/** Who reports: a county or district (`county`), or the city's own departments (`city`). */
export type ReportedBy = 'county' | 'city';

/** Valid from the first to the last month named, both included; open where absent. */
export type Dated = Readonly<{ from?: Month; to?: Month }>;

/** What was different up to and including a month of report. */
export type Former<T> = Readonly<{ to: Month }> & Partial<T>;

export type OrgUnit = Dated &
  Readonly<{
    id: OrgUnitId;
    /** GB/T 2260 code; city departments and development zones have none. */
    gb2260?: string;
    name: string;
    parent: OrgUnitId;
    /** Id of one of the plan's groups. */
    group: string;
    reports: ReportedBy;
    /** `mail` where bulletins may go there. */
    contact: Readonly<{ role: string; phone: string; mail?: string }>;
  }>;

/** The unit whose figures are the sums: the city. */
export type Root = Readonly<{ id: OrgUnitId; gb2260?: string; name: string }>;

export type Section = Readonly<{ id: string; name: string }>;

export type IndicatorKind = 'flow' | 'stock' | 'ratio' | 'rank';

export type Part = Readonly<{ name: string; unitOfMeasure: string }>;

/** How a figure is written in running text: 9982 · 12.8万 · 三. */
export type NumeralStyle = 'plain' | 'wan' | 'hanzi';

export type Indicator = Dated &
  Readonly<{
    code: string;
    name: string;
    /** A shorter name for narrow heads, captions and lists. */
    short?: string;
    section: string;
    kind: IndicatorKind;
    by: ReportedBy;
    unitOfMeasure: string;
    /** Decimals a figure may have; figures are stored as whole numbers at this scale. */
    decimals: number;
    /** Which of a flow's two numbers the form asks for; the other is derived. */
    asks: 'cumulative' | 'period';
    direction: 'higher' | 'lower';
    /** Code of the whole this is a part of (其中). */
    partOf?: string;
    /** A unit may report it as a bound only ("35万多"). */
    approximate: boolean;
    /** An approximate total is floored to a multiple of this before it is printed. */
    floorTo?: Decimal;
    /** Weight in the composite score; 0 leaves it out. */
    weight: number;
    /** A ratio's two reported numbers. */
    numerator?: Part;
    denominator?: Part;
    /** Bounds of a ratio in percent; a ratio outside them is refused. */
    maxPercent?: Decimal;
    /** The report's own words, with {figure} where the figure stands: `全市新发展党员{figure}`. */
    says: string;
    style: NumeralStyle;
    /** What the clerk is told to count. */
    note: string;
  }>;

/** Whether the form asks for a year's 累计, which begins anew each January and may not fall within a year. */
export function asksCumulative({ kind, asks }: Pick<Indicator, 'kind' | 'asks'>): boolean {
  return kind === 'flow' && asks === 'cumulative';
}

/** A text item (亮点工作、存在问题). */
export type TextItem = Dated &
  Readonly<{ code: string; name: string; maxLength: number; required: boolean; note: string }>;

export type Task = Dated &
  Readonly<{
    code: string;
    name: string;
    section: string;
    by: ReportedBy;
    /** The report's words: 春节前; empty where it sets none. */
    deadlineWords: string;
    /** Absent: the task keeps its words and is never overdue. */
    deadline?: Day;
    /** New each month (每月坚持“五个一”). */
    everyMonth: boolean;
  }>;

/** Share of the year's target due by the end of month 1…12, each in [0, 1], never falling. */
export type Schedule = Readonly<{ name: string; shares: readonly Fraction[] }>;

/** An indicator's targets of a year; changed within it, one entry ends and another begins. */
export type Target = Dated &
  Readonly<{
    indicator: string;
    year: number;
    /** Name of a `Schedule`. */
    schedule: string;
    /** The city's target: a whole number of units of measure, or percent for a ratio. */
    city?: Decimal;
    units: ReadonlyMap<OrgUnitId, Decimal>;
    /** For a ratio: the day by which the threshold is to be reached; before it, 未到期限. */
    by?: Day;
  }>;

export type Form = Dated &
  Readonly<{
    id: string;
    /** 表号. */
    number: string;
    title: string;
    by: ReportedBy;
    /** 填表说明, a line each. */
    notes: readonly string[];
  }>;

export type RuleSeverity = '强制' | '核实' | '提示';

/** One summand of a rule's side: the figure of an item, or a number alone. */
export type RuleTerm = Readonly<{
  /** The item's code; null for a number alone, which is then `factor`. */
  item: string | null;
  /** Which of its figures: the month's, last month's, the same month's of last year, or the month's over all units. */
  of: 'month' | 'last-month' | 'last-year' | 'total';
  factor: Decimal;
}>;

/** 审核关系: Σ left (relation) Σ right, judged only when all of its figures are there. */
export type Rule = Dated &
  Readonly<{
    id: string;
    left: readonly RuleTerm[];
    relation: '≤' | '≥' | '=';
    right: readonly RuleTerm[];
    severity: RuleSeverity;
    /** 试运行: told as a mere note, whatever its severity. */
    trial: boolean;
    says: string;
  }>;

/** 豁免: a fault against a rule that a unit is let off, in the months from `from` to `to`. */
export type Waiver = Readonly<{
  rule: string;
  unit: OrgUnitId;
  from: Month;
  to: Month;
  reason: string;
  /** An office or a post, never a person. */
  approver: string;
}>;

/** When reports are due and bulletins are issued. */
export type ReportingRules = Readonly<{ due: DueRule; issue: DueRule }>;

/** 延期: a later due moment for one unit's report of one month. */
export type Extension = Readonly<{
  unit: OrgUnitId;
  period: Month;
  /** Without a time, at the hour at which the month's reports are due. */
  until: Readonly<{ day: Day; time: string | null }>;
  reason: string;
  /** An office or a post, never a person. */
  approver: string;
}>;

/** A step of the reminders (催报), counted in working days from the due day, which is 0; before it negative. */
export type ReminderStep = Readonly<{ name: string; workingDays: number; time: string }>;

export type Calendar = ReportingRules &
  Readonly<{
    formerly: readonly Former<ReportingRules>[];
    extensions: readonly Extension[];
    /** Each step once. */
    reminders: readonly ReminderStep[];
    /** Days the administrator adds to the built-in working calendar. */
    restDays: readonly Day[];
    workDays: readonly Day[];
  }>;

type Scoring = Readonly<{
  /** A completion above this counts as this. */
  cap: Fraction;
  /** |gap| up to this many percentage points counts as on schedule. */
  tolerance: Decimal;
  /** Days before a deadline from which a task is near it. */
  nearDays: number;
  /** Units named at the top and bottom of a ranking. */
  named: number;
}>;

export type Attachment = '汇总表.xlsx' | '汇总表.json' | '汇总表.csv';

export type Plan = Readonly<{
  /** SHA-256 of `source`. */
  version: string;
  /** The files it was read from, as one text: what the ledger keeps under `version`. */
  source: string;
  office: Office & Readonly<{ formerly: readonly Former<Office>[] }>;
  root: Root;
  groups: readonly Readonly<{ id: string; name: string }>[];
  /** In official order; one id may stand more than once with dates that do not overlap. */
  units: readonly OrgUnit[];
  sections: readonly Section[];
  indicators: readonly Indicator[];
  texts: readonly TextItem[];
  tasks: readonly Task[];
  targets: readonly Target[];
  /** A remark printed wherever targets are shown ("2007年目标为示例"); empty for none. */
  targetsNote: string;
  schedules: readonly Schedule[];
  forms: readonly Form[];
  rules: readonly Rule[];
  waivers: readonly Waiver[];
  outliers: Outliers;
  calendar: Calendar;
  scoring: Scoring;
  /** In the order in which they are tried; every occasion has some. */
  phrases: readonly Phrase<Occasion>[];
  paragraphs: readonly EditedParagraph[];
  /** What is done by itself, and when. */
  jobs: readonly Job[];
  /** Null where nobody allowed it: then a bulletin is reviewed, signed and given out by people alone. */
  unattended: Unattended | null;
  roles: Roles;
  /** Null where no unit reports in an online sheet. */
  google: GooglePlan | null;
  delivery: DeliveryPlan &
    Readonly<{
      /** What `draft` and `run` write beside the bulletin. */
      attachments: readonly Attachment[];
    }>;
}>;

/** What the plan says of itself today, as it was for a period: by the period's last month. */
export function asItWas<T extends object>(
  plan: T & Readonly<{ formerly: readonly Former<T>[] }>,
  period: Period,
): T {
  const month = lastMonth(period);
  return plan.formerly
    .filter(({ to }) => month <= to)
    .toSorted((a, b) => (a.to < b.to ? 1 : -1))
    .reduce<T>((values, former) => ({ ...values, ...former }), plan);
}

export function isValidIn(dated: Dated, month: Month): boolean {
  return (dated.from ?? month) <= month && month <= (dated.to ?? month);
}

/** Those valid in the period's last month, in the plan's order. */
export function validAt<T extends Dated>(entries: readonly T[], period: Period): readonly T[] {
  const month = lastMonth(period);
  return entries.filter((entry) => isValidIn(entry, month));
}

/** An indicator's targets as they stood in the period's last month; null where it had none. */
export function targetIn({ targets }: Plan, code: string, period: Period): Target | null {
  const of = targets.filter(({ indicator, year }) => indicator === code && year === yearOf(period));
  return validAt(of, period)[0] ?? null;
}

/** A unit's name at the period's end (any time where none is known), or the city's; null for a unit that the plan does not know. */
export function unitNameIn(plan: Plan, id: OrgUnitId | null, period: Period | null): string | null {
  if (id === plan.root.id) return plan.root.name;
  const month = period === null ? null : lastMonth(period);
  const named = plan.units.filter((unit) => unit.id === id);
  return (named.find((unit) => month === null || isValidIn(unit, month)) ?? named[0])?.name ?? null;
}
