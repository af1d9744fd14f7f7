/** Snapshots built cell by cell, as the ledger would hand them out. */
import type { Bound } from '../../src/model/bound.ts';
import { parseMoment, type Day, type Moment } from '../../src/model/day.ts';
import type { TaskStatus } from '../../src/model/form.ts';
import { addMonths, firstDay, type Month, type Period } from '../../src/model/period.ts';
import type { ArrivalMark, Snapshot } from '../../src/model/snapshot.ts';
import type {
  Accepted,
  CellState,
  Entry,
  FigureEntry,
  Outcome,
} from '../../src/model/submission.ts';
import { unitId } from './plan.ts';

/** A number as text; or 零报告, 不适用, 未填; or a bound; or a remark beside it; or a task; or words. */
export type CellSpec =
  | string
  | Readonly<{ value: string; bound?: Bound; remark?: string; typed?: string }>
  | Readonly<{
      status: TaskStatus | null;
      state?: CellState;
      percent?: string;
      doneOn?: Day;
      words?: string;
    }>
  | Readonly<{ words: string }>;

export type PutOptions = Readonly<{ id?: number; at?: string; firstAt?: string }>;

export type SnapshotBuilder = Readonly<{
  /** An accepted form of a unit for a month; arrives on the first of the month after, at nine, unless told. */
  put(
    unit: string,
    month: string,
    cells: Record<string, CellSpec>,
    over?: PutOptions,
  ): SnapshotBuilder;
  /** An arrival mark without a form, or beside one. */
  arrive(unit: string, month: string, outcome: Outcome, at: string): SnapshotBuilder;
  build(): Snapshot;
}>;

const STATES: Readonly<Record<string, CellState>> = {
  零报告: 'confirmed-zero',
  不适用: 'not-applicable',
  未填: 'blank',
};

/** `2007-06-03T17:00` in the office's zone. */
export function aMoment(text: string): Moment {
  const moment = parseMoment(`${text}:00+08:00`);
  if (moment === null) throw new RangeError(`no moment: ${text}`);
  return moment;
}

export function aSnapshot(period: string, over: Partial<Snapshot> = {}): SnapshotBuilder {
  const submissions: Accepted[] = [];
  const arrivals: ArrivalMark[] = [];
  const builder: SnapshotBuilder = {
    put(unit, month, cells, options = {}) {
      const accepted = anAccepted(unit, month, cells, { id: submissions.length + 1, ...options });
      submissions.push(accepted);
      return builder;
    },
    arrive(unit, month, outcome, at) {
      const receipt = arrivals.length + 1;
      arrivals.push({
        unit: unitId(unit),
        period: month as Month,
        outcome,
        at: aMoment(at),
        receipt,
      });
      return builder;
    },
    build: () => ({
      period: period as Period,
      mark: '',
      begins: submissions.map((accepted) => accepted.period).sort()[0] ?? null,
      submissions: [...submissions],
      arrivals: [...arrivals],
      sha256: 'b'.repeat(64),
      ...over,
    }),
  };
  return builder;
}

/** One accepted submission; rows start at 7, values stand in column D. */
export function anAccepted(
  unit: string,
  month: string,
  cells: Record<string, CellSpec>,
  options: PutOptions = {},
): Accepted {
  const usual = `${firstDay(addMonths(month as Month, 1))}T09:00`;
  const at = aMoment(options.at ?? usual);
  return {
    unit: unitId(unit),
    period: month as Month,
    form: 'xianqu',
    planVersion: 'a'.repeat(64),
    filler: '示例填表人',
    reviewer: '示例审核人',
    phone: '0536-0000001',
    entries: Object.entries(cells).map(([item, spec], row) => entryOf(item, spec, row + 7)),
    id: options.id ?? 1,
    arrivedAt: at,
    firstArrivedAt: options.firstAt === undefined ? at : aMoment(options.firstAt),
    sha256: 'c'.repeat(64),
    fileName: `${unit}-${month}.xlsx`,
  };
}

function entryOf(item: string, spec: CellSpec, row: number): Entry {
  const at = { item, sheet: '报表', cell: `D${String(row)}` };
  if (typeof spec === 'string') return { ...at, ...plainFigure(spec) };
  if ('value' in spec) {
    const { value, bound = null, remark = '', typed = value } = spec;
    return { ...at, kind: 'figure', typed, state: 'reported', value, bound, remark };
  }
  if (!('status' in spec)) {
    return { ...at, kind: 'text', typed: spec.words, state: 'reported', words: spec.words };
  }
  const { status, state = 'reported', percent = null, doneOn = null, words = '' } = spec;
  return { ...at, kind: 'task', typed: status ?? '', state, status, percent, doneOn, words };
}

function plainFigure(spec: string): Omit<FigureEntry, 'item' | 'sheet' | 'cell'> {
  const state = STATES[spec] ?? 'reported';
  const typed = state === 'blank' ? '' : spec;
  const value = { reported: spec, 'confirmed-zero': '0', 'not-applicable': null, blank: null };
  return { kind: 'figure', typed, state, value: value[state], bound: null, remark: '' };
}
