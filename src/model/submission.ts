/** Arrivals, what they report (报送) and the receipts they get (回执). */
import type { Bound } from './bound.ts';
import type { Day, Moment } from './day.ts';
import type { ChainHead } from './act.ts';
import type { Finding } from './finding.ts';
import type { TaskStatus } from './form.ts';
import type { Month, Period } from './period.ts';
import type { OrgUnitId } from './plan.ts';

/** A file that came in. Its moment is when the collector first saw the bytes. */
export type Arrival = Readonly<{
  /** Names this very delivery: the same key twice is the same arrival, met again after a crash. */
  key: string;
  bytes: Uint8Array;
  /** How many bytes came, where they were too many to be handed over: `bytes` is empty then, `sha256` is of them all. */
  size?: number;
  sha256: string;
  channel: string;
  fileName: string;
  at: Moment;
  /** When it was submitted, where that is known to be before it was seen: what punctuality is judged by then. */
  submittedAt?: Moment;
  /** What is to be said of the way it came. */
  remarks?: readonly Finding[];
  /**
   * Whose word it is, where the way it came tells: units that the address may speak for, null for all. No address for a place
   * that is registered for its unit.
   */
  sender?: Readonly<{ address: string; units: readonly OrgUnitId[] | null }>;
}>;

/** By what an arrival is known again. */
export type ArrivalName = Pick<Arrival, 'key' | 'sha256' | 'at'>;

/** 已报 · 零报告 · 不适用 · 未填. (缺表, no form at all, is a state of a standing, not of a cell.) */
export type CellState = 'reported' | 'confirmed-zero' | 'not-applicable' | 'blank';

/** Where a reported value stood, and what stood there. */
export type Origin = Readonly<{ sheet: string; cell: string; typed: string }>;

export type FigureEntry = Origin &
  Readonly<{
    kind: 'figure';
    item: string;
    state: CellState;
    /** Plain decimal text at the item's scale; null unless reported or confirmed-zero. */
    value: string | null;
    /** The item's declared decimals: the scale it is stored at. Absent: as many as `value` is written with. */
    decimals?: number;
    bound: Bound | null;
    /** The remark beside it: why a 累计 fell, why it does not apply. */
    remark: string;
  }>;

export type TaskEntry = Origin &
  Readonly<{
    kind: 'task';
    item: string;
    state: CellState;
    status: TaskStatus | null;
    /** Plain decimal text, 0…100. */
    percent: string | null;
    doneOn: Day | null;
    words: string;
  }>;

export type TextEntry = Origin &
  Readonly<{ kind: 'text'; item: string; state: CellState; words: string }>;

export type Entry = FigureEntry | TaskEntry | TextEntry;

/** A whole form as it was accepted. */
export type Submission = Readonly<{
  /** The city's own id for a baseline, which holds every unit's figures. */
  unit: OrgUnitId;
  /** A month; the year for a baseline. */
  period: Period;
  form: string;
  /** Hash of the plan the workbook was made from. */
  planVersion: string;
  filler: string;
  reviewer: string;
  phone: string;
  entries: readonly Entry[];
}>;

/** One unit's figures of one month as the ledger holds them: its form, or what a baseline says of it (`form` tells). */
export type Accepted = Submission &
  Readonly<{
    period: Month;
    /** The number of its receipt. */
    id: number;
    arrivedAt: Moment;
    sha256: string;
    fileName: string;
    /** When the first accepted submission of this unit and period came, or was submitted: what punctuality is judged by. */
    firstArrivedAt: Moment;
  }>;

/**
 * One judged cell, for the receipt and for `check`: `code` is OK, or the finding's.
 *
 * `item` is the item's code for its own cell (填报数, 进展状态, 内容); its other cells are named below it: `RC01/remark`,
 * `T01/percent`, `T01/doneOn`, `T01/words`; those of the head `head/filler`, `head/reviewer`, `head/phone`.
 */
export type JudgedCell = Origin &
  Readonly<{ item: string; value: string | null; state: CellState; code: string }>;

/** What the checker makes of one workbook. `unit`, `period`, `form` are what could be recognised, even when refused. */
export type Judgement = Readonly<{
  unit: OrgUnitId | null;
  period: Period | null;
  form: string | null;
  /** Version of the plan it was judged by, kept in the ledger beforehand; a returned file is judged anew under another. */
  planVersion?: string;
  /** Null exactly when some finding is an error. */
  submission: Submission | null;
  cells: readonly JudgedCell[];
  findings: readonly Finding[];
}>;

/** 接收 · 退回 · 重复. */
export type Outcome = 'accepted' | 'returned' | 'seen-before';

export type Receipt = Readonly<{
  /** The ledger's receipt number, from 1 without gaps. */
  number: number;
  outcome: Outcome;
  arrivedAt: Moment;
  /** Where it was submitted before it was seen. */
  submittedAt?: Moment;
  fileName: string;
  sha256: string;
  unit: OrgUnitId | null;
  /** A month; the year for a baseline. */
  period: Period | null;
  form: string | null;
  findings: readonly Finding[];
  cells: readonly JudgedCell[];
  /** The submission this one replaces (更正), by the number of its receipt. */
  supersedes: number | null;
  /** Accepted, but every figure is as in the one it replaces (无变化). */
  unchanged: boolean;
  /** For seen-before: the receipt that the same bytes got first. */
  repeats: number | null;
  /** Its entry in the log of acts; null for one of a time before there was the log. */
  chain: ChainHead | null;
}>;

/** What a check may know beside the form: accepted submissions, the latest of each unit and month. */
export type History = readonly Accepted[];
