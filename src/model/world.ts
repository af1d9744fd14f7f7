/** All that the line may ask of the outside; tests pass a fake one. */
import type { Bulletin } from './bulletin.ts';
import type { Unsound } from './catalogue/soundness.ts';
import type { CellGrid } from './cell-grid.ts';
import type { ClockLedger } from './clock-ledger.ts';
import type { Moment } from './day.ts';
import type { Act, ChainHead, Doing } from './act.ts';
import type { DraftRow, KeptTemplate, KeptText } from './draft.ts';
import type { Edition, Frozen, HeldDraft, Numbered, Review, Signed } from './edition.ts';
import type { DeliveryLedger, NewDelivery, OpenChannel } from './delivery.ts';
import type { Checked } from './finding.ts';
import type { Seal } from './identity.ts';
import type { OpenGoogle } from './google.ts';
import type { AnswerStep, OpenMailbox } from './mailbox.ts';
import type { NumberedBefore } from './office.ts';
import type { Month, Period } from './period.ts';
import type { OrgUnitId, Plan } from './plan.ts';
import type { OutgoingReminder, Reminder } from './reminder.ts';
import type { Arrival, ArrivalName, History, Judgement, Receipt } from './submission.ts';
import type { SourceDown, SourceName } from './source.ts';
import type { SheetAct } from './sheet-act.ts';
import type { Snapshot } from './snapshot.ts';

/** Who did something, and when. */
type By = Readonly<{ who: string; at: Moment }>;

export type Ledger = Readonly<{
  /** 示例数据 for a sample ledger; empty for a real or a new one. */
  mark(): Promise<string>;
  /** Marks an empty ledger for good. @throws Refusal `notAllowed` when it already holds arrivals without this mark. */
  setMark(mark: string): Promise<void>;
  /**
   * The fingerprint of the key that forms are signed with, once one was kept: the one offered where none was, or null
   * where none is offered either.
   */
  formKey(offered: string | null): Promise<string | null>;
  /** How many arrivals it holds. */
  arrivalCount(): Promise<number>;
  /** The receipt of an arrival met before under the same key, or null. */
  receiptOf(arrivalKey: string): Promise<Receipt | null>;
  /** The newest arrival whose key begins so, or null. */
  lastArrivalUnder(prefix: string): Promise<ArrivalName | null>;
  /** The receipt that stands for these bytes: the newest that is not seen-before, or null. */
  standingReceiptOf(sha256: string): Promise<Receipt | null>;
  /** A receipt by its number, or null. */
  receiptNumbered(number: number): Promise<Receipt | null>;
  /** The earliest month that any accepted submission is for, or null. */
  firstMonth(): Promise<Month | null>;
  /** The latest one, or null. */
  lastMonth(): Promise<Month | null>;
  /** Accepted submissions of a unit from the year before up to and including `until`, latest per month. */
  history(unit: OrgUnitId, until: Month): Promise<History>;
  /** Accepted submissions of every unit for a month, the latest of each. */
  inMonth(month: Month): Promise<History>;
  /**
   * Appends an arrival with its bytes, its submission and findings, and answers its one receipt, in one transaction.
   * Bytes seen before give a `seen-before` receipt and change no figure. The same key again gives the same receipt.
   */
  record(arrival: Arrival, judgement: Judgement): Promise<Receipt>;
  snapshot(period: Period, asOf: Moment): Promise<Snapshot>;
  /** The bytes kept under a hash, or null; an arrival too large to be handed over leaves only its hash. */
  original(sha256: string): Promise<Uint8Array | null>;
  /** Keeps a plan or template under its hash; keeping it again changes nothing. */
  keep(text: KeptText, at: Moment): Promise<void>;
  /** The plan or template kept under a hash, or under the one that begins so; null for none. */
  kept(sha256: string): Promise<string | null>;
  /** Every version of the templates that was kept, the oldest first. */
  keptTemplates(): Promise<readonly KeptTemplate[]>;
  recordDraft(draft: DraftRow, who: string): Promise<void>;
  /** The newest draft of a period about the same, or null; without `about` its bulletin of the whole. */
  latestDraft(period: Period, about?: string): Promise<DraftRow | null>;
  /** The newest bulletin of the whole of every period that has one, by period. */
  latestDrafts(): Promise<readonly DraftRow[]>;
  /** The newest draft of a period about the same with its review, or null. */
  heldDraft(period: Period, about: string): Promise<HeldDraft | null>;
  /** Records that somebody reviewed a draft (核稿); again changes nothing. */
  review(draft: HeldDraft, by: By): Promise<Review>;
  /** The number that a signature would get now. */
  nextNumber(
    of: Pick<Signed, 'period' | 'about' | 'year'>,
    before: NumberedBefore | null,
  ): Promise<Numbered>;
  /**
   * Gives a signed bulletin its number and freezes its bytes and those of its files, all or nothing.
   *
   * @throws Refusal `tryAgain` when somebody else took the number meanwhile.
   */
  sign(signed: Signed, frozen: Frozen, before: NumberedBefore | null): Promise<Edition>;
  /**
   * Records that an edition was given out (印发) and enqueues its deliveries, all or nothing; again changes nothing. What of
   * an earlier edition of the same has not gone out then never does.
   */
  release(edition: number, by: By, deliveries?: readonly NewDelivery[]): Promise<Edition>;
  /** All signed editions in the order of their signing. */
  editions(): Promise<readonly Edition[]>;
  /** Enters in the log of acts what leaves no other row. */
  act(doing: Doing): Promise<ChainHead>;
  /** The newest entry of the log of acts; `seq` is 0 where there is none. */
  chainHead(): Promise<ChainHead>;
  /** All in it that is no longer what was written. */
  unsound(): Promise<readonly Unsound[]>;
  /** Entries of the log behind one, in order, not more than so many. */
  actsBehind(seq: number, most: number): Promise<readonly Act[]>;
  /**
   * Appends reminders with their deliveries and answers those appended: one of the same month, unit, step and due moment
   * is not given twice. What of the unit's earlier ones for the month has not gone out then never does.
   */
  recordReminders(
    reminders: readonly OutgoingReminder[],
    who: string,
  ): Promise<readonly Reminder[]>;
  /** The reminders for a period's months, in the order in which they were given. */
  reminders(period: Period): Promise<readonly Reminder[]>;
  /** Enters that a source could not be reached, or could be again; nothing where that is no news. */
  noteSource(state: Readonly<{ source: SourceName; isDown: boolean }>, by: By): Promise<void>;
  /** The sources that could not be reached when they were last tried. */
  sourcesDown(): Promise<readonly SourceDown[]>;
  /** Enters what became of an online sheet at its deadline, once. */
  noteSheet(act: SheetAct, by: By): Promise<void>;
  /** What is entered of the online sheets of a month, in order. */
  sheetActs(month: Month): Promise<readonly SheetAct[]>;
  /** What was done to answer a mail, in order. */
  answerSteps(mail: string): Promise<readonly AnswerStep[]>;
  /** Appends a step of an answer; false, and nothing is added, when another has taken that step. */
  appendAnswerStep(step: AnswerStep): Promise<boolean>;
  clock: ClockLedger;
  /** Writes a run's row before its work starts. */
  startRun(run: Readonly<{ id: string; command: string; at: Moment }>): Promise<void>;
  endRun(run: Readonly<{ id: string; at: Moment; outcome: string }>): Promise<void>;
  close(): Promise<void>;
}> &
  DeliveryLedger;

/** Why something was left lying in the inbox. `later`: still being written, or held by a program. */
export type LeftReason =
  'folder' | 'link' | 'special' | 'lock-file' | 'half-sent' | 'hidden' | 'unreadable' | 'later';

export type LeftLying = Readonly<{ fileName: string; reason: LeftReason }>;

export type Inbox = Readonly<{
  /** What lies in the inbox now, oldest first; each handed out once. */
  arrivals(at: Moment): AsyncIterable<Arrival>;
  /** How many files wait. */
  waiting(): Promise<number>;
  /** Whether an arrival was written so lately that it may be half of what is being copied here. */
  isFresh(arrival: Arrival): Promise<boolean>;
  /**
   * Writes the receipt beside the inbox, with the marked workbook (批注版) where there is one, and moves the file to
   * 已处理, where it is the inbox's own; doing it again changes nothing.
   */
  settle(arrival: Arrival, receipt: Receipt, text: string, marked?: Uint8Array): Promise<void>;
  /** Whether all that `settle` writes for a receipt is there. */
  isSettled(receipt: Receipt): Promise<boolean>;
  /** What lies there now that is nothing to take, or could not be taken, and why. */
  left(): Promise<readonly LeftLying[]>;
}>;

/** Reads foreign files where they can hurt nobody; must be closed. */
export type Reader = Readonly<{
  /**
   * Reads a workbook whatever its name says. Never rejects at bad bytes: what cannot be read is a finding.
   *
   * @param size the file's true size, where its bytes were too many to be handed over.
   * @throws Refusal `outsideDown` when nothing can be read here at all.
   */
  read(bytes: Uint8Array, fileName: string, size?: number): Promise<Checked<CellGrid>>;
  close(): Promise<void>;
}>;

/**
 * @property lacking letters that the page's fonts do not hold: blank, a box or of another font on paper.
 * @property foreign fonts in it that are not the page's own, for whatever other reason.
 */
export type PrintedPdf = Readonly<{
  bytes: Uint8Array;
  pages: number;
  lacking: readonly string[];
  foreign: readonly string[];
}>;

export type PdfMetadata = Readonly<{
  title: string;
  author: string;
  subject: string;
  keywords: readonly string[];
  /** The only date in the file: the document's own, so that the same document has the same bytes. */
  date: Moment;
}>;

export type Printer = Readonly<{
  print(html: string, metadata: PdfMetadata): Promise<PrintedPdf>;
  close(): Promise<void>;
}>;

/** Fills the office's templates where they can hurt nobody; must be closed. */
export type Typesetter = Readonly<{
  /**
   * The page's content, ready for the printer.
   *
   * @throws Refusal `dataRefused` for templates at fault, with all their faults, and for such as cost too much.
   */
  set(bulletin: Bulletin, templates: Templates): Promise<string>;
  close(): Promise<void>;
}>;

/** The template files by name (`bulletin.hbs`, `partials/table.hbs`, `page.css`), and the hash of them all. */
export type Templates = Readonly<{ files: ReadonlyMap<string, string>; sha256: string }>;

export type Outbox = Readonly<{
  /** Where a file of the period's is put. */
  pathOf(period: Period, fileName: string): string;
  /** Writes a file whole or not at all to that path and answers it. */
  put(period: Period, fileName: string, bytes: Uint8Array): Promise<string>;
  /** The file of that name, or null. */
  read(period: Period, fileName: string): Promise<Uint8Array | null>;
  /** The names of all files of all periods, as `2007-05/…` with `/` between folders. */
  names(): Promise<readonly string[]>;
  /** Takes away a file of that name, if it is there. */
  remove(period: Period, fileName: string): Promise<void>;
}>;

/** Tells people and logs how far the work has come. `total` is null while it is unknown. */
export type Progress = (step: string, done: number, total: number | null) => void;

export type World = Readonly<{
  now(): Moment;
  /** Who is at work: the account of the system that runs this. */
  who: string;
  /** What forms are signed with here; asking makes the key at first use. */
  seal(): Promise<Seal>;
  ledger: Ledger;
  inbox: Inbox;
  reader: Reader;
  typesetter: Typesetter;
  printer: Printer;
  templates: Templates;
  /**
   * The plan that was used under this version, or under the one that begins so (`planWord`); null where it is not kept,
   * or unsound by today's rules.
   */
  planOf(version: string): Promise<Plan | null>;
  outbox: Outbox;
  channel: OpenChannel;
  mailbox: OpenMailbox;
  google: OpenGoogle;
  progress: Progress;
  /** Structured log of what happened. */
  log(event: string, fields: Readonly<Record<string, unknown>>): void;
}>;
