/** The tables of the ledger as the query layer knows them: every column is written once and never updated. */
import type { ColumnType } from 'kysely';
import type { Bound } from '../model/bound.ts';
import type { FaultKind } from '../model/clock-ledger.ts';
import type { Day, Moment } from '../model/day.ts';
import type { Classification, DeliveryState } from '../model/delivery.ts';
import type { DueReason, SlotOutcome } from '../model/due-slots.ts';
import type { TaskStatus } from '../model/form.ts';
import type { Period } from '../model/period.ts';
import type { OrgUnitId } from '../model/plan.ts';
import type { CellState, Entry, Outcome } from '../model/submission.ts';
import type { KeptText } from '../model/draft.ts';
import type { AnswerState } from '../model/mailbox.ts';

/** Written once; an update does not compile (and a trigger refuses it). */
type Once<T> = ColumnType<T, T, never>;

/** A 64-bit whole number: read it only by `cast(… as text)`, since neither driver hands it over exactly as a number. */
type Whole = ColumnType<never, bigint | null, never>;

/** 0 or 1: SQLite has no boolean, and both engines shall answer alike. */
type Flag = 0 | 1;

type EntryTable = Readonly<{
  submission: Once<number>;
  /** Its place in the submission, from 0. */
  position: Once<number>;
  item: Once<string>;
  kind: Once<Entry['kind']>;
  state: Once<CellState>;
  /** A figure × 10^scale. */
  value: Whole;
  /** A task's completion in percent × 10^scale. */
  percent: Whole;
  scale: Once<number | null>;
  bound: Once<Bound | null>;
  status: Once<TaskStatus | null>;
  done_on: Once<Day | null>;
  /** A figure's remark, a task's or a text's words. */
  words: Once<string>;
  sheet: Once<string>;
  cell: Once<string>;
  typed: Once<string>;
}>;

type ReceiptTable = Readonly<{
  number: Once<number>;
  arrival: Once<number>;
  outcome: Once<Outcome>;
  unit: Once<OrgUnitId | null>;
  period: Once<Period | null>;
  form: Once<string | null>;
  /** JSON. */
  findings: Once<string>;
  /** JSON. */
  cells: Once<string>;
  supersedes: Once<number | null>;
  unchanged: Once<Flag>;
  repeats: Once<number | null>;
  plan_version: Once<string | null>;
}>;

type EditionTable = Readonly<{
  id: Once<number>;
  review: Once<number>;
  period: Once<Period>;
  about: Once<string>;
  year: Once<number>;
  number: Once<number>;
  total: Once<number>;
  signature: Once<number>;
  document_number: Once<string>;
  title: Once<string>;
  file_name: Once<string>;
  snapshot: Once<string>;
  plan: Once<string>;
  template: Once<string>;
  issued_on: Once<Day>;
  printed_on: Once<Day>;
  pdf: Once<string>;
  pages: Once<number>;
  who: Once<string>;
  at: Once<Moment>;
}>;

export type Tables = Readonly<{
  migration: { version: Once<number> };
  ledger_mark: { id: Once<number>; mark: Once<string> };
  form_key: { id: Once<number>; fingerprint: Once<string> };
  kept_text: {
    sha256: Once<string>;
    kind: Once<KeptText['kind']>;
    text: Once<string>;
    at: Once<Moment>;
  };
  run: { id: Once<string>; command: Once<string>; at: Once<Moment> };
  run_end: { run: Once<string>; at: Once<Moment>; outcome: Once<string> };
  /** `bytes` is null where they were too many to be kept. */
  blob: { sha256: Once<string>; bytes: Once<Uint8Array | null>; at: Once<Moment> };
  arrival: {
    id: Once<number>;
    key: Once<string>;
    sha256: Once<string>;
    channel: Once<string>;
    file_name: Once<string>;
    at: Once<Moment>;
    run: Once<string | null>;
    /** When it was submitted, where that was before it was seen. */
    submitted_at: Once<Moment | null>;
  };
  submission: {
    id: Once<number>;
    arrival: Once<number>;
    unit: Once<OrgUnitId>;
    period: Once<Period>;
    form: Once<string>;
    plan_version: Once<string>;
    filler: Once<string>;
    reviewer: Once<string>;
    phone: Once<string>;
    supersedes: Once<number | null>;
    unchanged: Once<Flag>;
  };
  entry: EntryTable;
  receipt: ReceiptTable;
  draft: {
    id: Once<number>;
    period: Once<Period>;
    at: Once<Moment>;
    snapshot: Once<string>;
    plan: Once<string>;
    template: Once<string>;
    pdf: Once<string>;
    pages: Once<number>;
    path: Once<string>;
    about: Once<string>;
    run: Once<string | null>;
    corrects: Once<number | null>;
    reason: Once<string | null>;
  };
  act: {
    seq: Once<number>;
    at: Once<Moment>;
    who: Once<string>;
    what: Once<string>;
    subject: Once<string>;
    /** JSON. */
    detail: Once<string>;
    before: Once<string>;
    hash: Once<string>;
  };
  review: { id: Once<number>; draft: Once<number>; who: Once<string>; at: Once<Moment> };
  edition: EditionTable;
  edition_file: {
    edition: Once<number>;
    /** Its place among the edition's files, from 0. */
    position: Once<number>;
    unit: Once<OrgUnitId | null>;
    file_name: Once<string>;
    sha256: Once<string>;
  };
  edition_release: { edition: Once<number>; who: Once<string>; at: Once<Moment> };
  delivery: {
    id: Once<number>;
    edition: Once<number | null>;
    reminder: Once<number | null>;
    period: Once<Period>;
    channel: Once<string>;
    recipient: Once<string>;
    name: Once<string>;
    address: Once<string>;
    subject: Once<string>;
    text: Once<string>;
    /** JSON. */
    files: Once<string>;
    classification: Once<Classification>;
  };
  delivery_event: {
    delivery: Once<number>;
    step: Once<number>;
    state: Once<DeliveryState>;
    at: Once<Moment>;
    until: Once<Moment | null>;
    worker: Once<string>;
    code: Once<string>;
    said: Once<string>;
  };
  reminder: {
    id: Once<number>;
    period: Once<Period>;
    unit: Once<OrgUnitId>;
    step: Once<string>;
    due: Once<Moment>;
    at: Once<Moment>;
    faults: Once<number | null>;
    text: Once<string>;
    sha256: Once<string>;
    run: Once<string | null>;
  };
  mail_answer: {
    mail: Once<string>;
    step: Once<number>;
    state: Once<AnswerState>;
    at: Once<Moment>;
    address: Once<string>;
    code: Once<string>;
    said: Once<string>;
  };
  /** `jobs` is JSON. */
  clock_plan: { id: Once<number>; plan: Once<string>; jobs: Once<string>; at: Once<Moment> };
  slot: { id: Once<number>; job: Once<string>; key: Once<string>; due: Once<Moment> };
  slot_start: {
    /** The order of beginning, whatever the clock said. */
    id: Once<number>;
    slot: Once<number>;
    attempt: Once<number>;
    token: Once<number>;
    merged: Once<number>;
    reason: Once<DueReason>;
    run: Once<string>;
    at: Once<Moment>;
  };
  slot_end: {
    slot: Once<number>;
    attempt: Once<number>;
    at: Once<Moment>;
    outcome: Once<SlotOutcome>;
    kind: Once<FaultKind>;
    cause: Once<string>;
    action: Once<string>;
  };
  /** The one table that is changed in place. */
  lease: { name: Once<string>; token: number; holder: string; beat: number };
}>;
