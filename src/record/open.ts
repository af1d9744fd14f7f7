/** Opens the ledger (台账): append-only, in a file by SQLite or on a server by PostgreSQL, the same by either. */
import type { Kysely, Transaction } from 'kysely';
import { monthIn, yearOf } from '../model/period.ts';
import type { Ledger } from '../model/world.ts';
import { appendArrival } from './append.ts';
import { deliveryLedger } from './delivery-ledger.ts';
import {
  appendDraft,
  keepText,
  keptText,
  newestDraft,
  newestDrafts,
  templatesHeld,
} from './drafts.ts';
import { actsBehind, appendAct, headOfActs } from './acts.ts';
import { fencedClock } from './clock.ts';
import { appendEdition, appendReview, editionsHeld, heldDraft, nextNumber } from './editions.ts';
import { reading, writing, type Engine } from './engine.ts';
import { fingerprintHeld, keepFingerprint } from './form-key-table.ts';
import { markOf, setMark } from './mark.ts';
import { migrate } from './migrate.ts';
import { answerSteps, appendAnswerStep } from './mail-answers.ts';
import { appendReminders, remindersOf } from './reminders.ts';
import { lastArrivalUnder, receiptNumbered, receiptOfKey, standingReceipt } from './receipts.ts';
import { takeSnapshot } from './snapshot.ts';
import { openSqlite } from './sqlite.ts';
import { latestSubmissions, monthHeld } from './submissions.ts';
import { unsoundIn } from './soundness.ts';
import { noteSheet, sheetActs } from './sheet-acts.ts';
import { isNews, noteSource, sourcesDown } from './source-states.ts';
import type { Tables } from './tables.ts';

/** A local file (`:memory:` for one that is gone when closed), or the address of a PostgreSQL database: `postgres://user:password@host:port/database`. */
export type LedgerPlace = Readonly<{ file: string }> | Readonly<{ url: string }>;

/**
 * Opens the ledger, laying down or bringing forward its tables as needed; who only reads finds an empty one in memory where
 * none was laid down.
 *
 * Arrivals recorded between `startRun` and `endRun` of this ledger are noted as that run's.
 *
 * @throws Refusal `notAllowed` when a newer Tongbao wrote it; `outsideDown` when it cannot be opened. Its methods throw
 * Refusal `outsideDown` or `tryAgain` when the disk or the server fails them; nothing is then half written.
 */
export async function openLedger(at: LedgerPlace, writes = true): Promise<Ledger> {
  const engine = 'file' in at ? await openSqlite(at.file) : await openServer(at.url);
  try {
    if (!writes && !(await guarded(engine, reading(engine, engine.hasTables)))) {
      await engine.db.destroy();
      return await openLedger({ file: ':memory:' });
    }
    await guarded(engine, migrate(engine));
  } catch (error) {
    await engine.db.destroy();
    throw error;
  }
  return ledgerOn(engine);
}

/** An office with a file needs no server's driver: it is loaded here and nowhere else. */
async function openServer(url: string): Promise<Engine> {
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(url);
}

/** Says what an engine's error means to the people who run Tongbao; a bug of ours goes on as it is. */
async function guarded<T>(engine: Engine, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw engine.refusal(error) ?? error;
  }
}

type Work<T> = (trx: Transaction<Tables>) => Promise<T>;

function ledgerOn(engine: Engine): Ledger {
  let current: string | null = null;
  const turn = <T>(work: Work<T>): Promise<T> => guarded(engine, writing(engine, work));
  const read = <T>(work: Work<T>): Promise<T> => guarded(engine, reading(engine, work));
  const { write, clock } = fencedClock(turn, read);
  return {
    mark: () => read(markOf),
    setMark: (mark) => write((trx) => setMark(trx, mark)),
    formKey: (offered) =>
      offered === null ? read(fingerprintHeld) : write((trx) => keepFingerprint(trx, offered)),
    arrivalCount: () => read(arrivalCount),
    receiptOf: (key) => read((trx) => receiptOfKey(trx, key)),
    lastArrivalUnder: (prefix) => read((trx) => lastArrivalUnder(trx, prefix)),
    standingReceiptOf: (sha256) =>
      read(async (trx) => (await standingReceipt(trx, sha256))?.receipt ?? null),
    receiptNumbered: (number) => read((trx) => receiptNumbered(trx, number)),
    firstMonth: () => read((db) => monthHeld(db, 'first')),
    lastMonth: () => read((db) => monthHeld(db, 'last')),
    history: (unit, until) =>
      read((trx) =>
        latestSubmissions(trx, { from: monthIn(yearOf(until) - 1, 1), to: until, unit }),
      ),
    inMonth: (month) => read((trx) => latestSubmissions(trx, { from: month, to: month })),
    record: (arrival, judgement) => write((trx) => appendArrival(trx, arrival, judgement, current)),
    snapshot: (period, asOf) => read((trx) => takeSnapshot(trx, period, asOf)),
    original: (sha256) => read((trx) => bytesOf(trx, sha256)),
    keep: (text, at) => write((trx) => keepText(trx, text, at)),
    recordDraft: (draft, who) => write((trx) => appendDraft(trx, draft, { run: current, who })),
    kept: (sha256) => read((trx) => keptText(trx, sha256)),
    keptTemplates: () => read(templatesHeld),
    latestDraft: (period, about = '') => read((trx) => newestDraft(trx, period, about)),
    latestDrafts: () => read(newestDrafts),
    recordReminders: (all, who) => write((trx) => appendReminders(trx, all, { who, run: current })),
    reminders: (period) => read((trx) => remindersOf(trx, period)),
    ...signingOn(engine, write, read),
    ...deliveryLedger(write, read, () => current ?? ''),
    answerSteps: (mail) => read((trx) => answerSteps(trx, mail)),
    appendAnswerStep: (step) => write((trx) => appendAnswerStep(trx, step)),
    clock,
    async startRun(run) {
      await write((trx) => trx.insertInto('run').values(run).execute());
      current = run.id;
    },
    async endRun({ id: run, at, outcome }) {
      await write((trx) => trx.insertInto('run_end').values({ run, at, outcome }).execute());
      if (current === run) current = null;
    },
    close: () => engine.db.destroy(),
  };
}

type Run = <T>(work: Work<T>) => Promise<T>;

/** The part of the ledger that signing, and the log of acts, are asked of. */
function signingOn(engine: Engine, write: Run, read: Run) {
  return {
    heldDraft: (period, about) => read((trx) => heldDraft(trx, period, about)),
    review: (draft, by) => write((trx) => appendReview(trx, draft, by)),
    nextNumber: (of, before) => read((trx) => nextNumber(trx, of, before)),
    sign: (signed, frozen, before) =>
      write((trx) => appendEdition(trx, signed, { frozen, before })),
    editions: () => read(editionsHeld),
    act: (doing) => write((trx) => appendAct(trx, doing)),
    async noteSource(state, by) {
      // Mostly nothing is new: nobody has to wait for that.
      if (await read((trx) => isNews(trx, state))) await write((trx) => noteSource(trx, state, by));
    },
    sourcesDown: () => read(sourcesDown),
    noteSheet: (act, by) => write((trx) => noteSheet(trx, act, by)),
    sheetActs: (month) => read((trx) => sheetActs(trx, month)),
    chainHead: () => read(headOfActs),
    unsound: () => read(async (trx) => unsoundIn(trx, await engine.soundness(trx))),
    actsBehind: (seq, most) => read((trx) => actsBehind(trx, seq, most)),
  } satisfies Partial<Ledger>;
}

async function arrivalCount(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('arrival')
    .select((eb) => eb.fn.countAll<string | number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** A plain copy: PostgreSQL's driver answers a Buffer that may share memory with others. */
async function bytesOf(db: Kysely<Tables>, sha256: string): Promise<Uint8Array | null> {
  const query = db.selectFrom('blob').select('bytes').where('sha256', '=', sha256);
  const row = await query.executeTakeFirst();
  return row?.bytes ? new Uint8Array(row.bytes) : null;
}
