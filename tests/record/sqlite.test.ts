/** The ledger in a file: the contract, and what only a file can promise. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryEvent } from '../../src/model/delivery.ts';
import type { Period } from '../../src/model/period.ts';
import { writing } from '../../src/record/engine.ts';
import { firstTables } from '../../src/record/first-tables.ts';
import { openLedger } from '../../src/record/open.ts';
import { reminderDeliveries } from '../../src/record/reminder-deliveries.ts';
import { isTooOld, openSqlite } from '../../src/record/sqlite.ts';
import { aMailPlan } from '../build/parcel.ts';
import { aDeliveryPlan, aPlan } from '../build/plan.ts';
import { release } from '../build/released.ts';
import { accepting, anArrival, aSubmission, minute } from './builders.ts';
import { ledgerContract, type Site } from './contract.ts';
import { LONG } from '../build/long.ts';

const WRITER = fileURLToPath(new URL('./endless-writer.ts', import.meta.url));

const TURN = { channels: ['youxiang'], worker: 'a', at: minute(0), until: minute(10) };

function query(file: string, sql: string): readonly Record<string, unknown>[] {
  const database = new DatabaseSync(file);
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

ledgerContract('a ledger in a SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  const file = join(folder, 'data', 'ledger.sqlite');
  const site: Site = {
    open: () => openLedger({ file }),
    raw: async (sql) => Promise.resolve(query(file, sql)),
    clear: async () => {
      await rm(folder, { recursive: true });
    },
  };
  return Promise.resolve(site);
});

describe('the ledger file', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    file = join(folder, 'data', 'ledger.sqlite');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('takes the drafts of a ledger of before for bulletins of their whole periods', async () => {
    const old = await openSqlite(file);
    const texts = "values ('p', 'plan', '{}', '2007-06-08T09:00:00+08:00')";
    const draft = "(1, '2007-05', '2007-06-08T09:00:00+08:00', 's', 'p', 'p', 'h', 'x.pdf', 8)";
    await writing(old, async (trx) => {
      for (const statement of [
        ...firstTables(old.spelling),
        'insert into migration (version) values (1)',
        `insert into kept_text (sha256, kind, text, at) ${texts}`,
        `insert into draft (id, period, at, snapshot, plan, template, pdf, path, pages) values ${draft}`,
      ]) {
        await sql.raw(statement).execute(trx);
      }
    });
    await old.db.destroy();
    const ledger = await openLedger({ file });
    const period = '2007-05' as Period;
    expect(await ledger.latestDraft(period)).toMatchObject({ period, about: '', pages: 8 });
    expect(await ledger.latestDraft(period, 'section:rencai')).toBeNull();
    await ledger.close();
    expect(query(file, 'select version from migration')).toHaveLength(11);
  });

  it('keeps deliveries and what became of them when their tables are laid anew', async () => {
    const ledger = await openLedger({ file });
    const mail = (name: string) => ({ name, channels: ['youxiang'], mail: 'a@example.gov.cn' });
    const channels = [aMailPlan(25)];
    const recipients = [mail('甲'), mail('乙')];
    await release(ledger, { ...aPlan(), delivery: aDeliveryPlan({ channels, recipients }) });
    const claim = await ledger.claimDelivery(TURN);
    const before = await ledger.deliveries();
    expect(before.length).toBeGreaterThan(1);
    await ledger.close();
    const engine = await openSqlite(file);
    await writing(engine, async (trx) => {
      for (const statement of reminderDeliveries(engine.spelling)) {
        await sql.raw(statement).execute(trx);
      }
    });
    await engine.db.destroy();
    const again = await openLedger({ file });
    expect(await again.deliveries()).toEqual(before);
    const event = { state: 'sent', at: TURN.at, until: null, worker: 'a', code: '', said: '' };
    expect(await again.settleDelivery(claim!, event as DeliveryEvent)).not.toBeNull();
    expect(await again.unsound()).toEqual([]);
    await again.close();
    for (const table of ['delivery', 'delivery_event']) {
      expect(() => query(file, `delete from ${table}`)).toThrow('append-only');
    }
  });

  it('is readable by its owner only, in WAL, with strict tables', async () => {
    const ledger = await openLedger({ file });
    await ledger.record(anArrival('v1'), accepting(aSubmission()));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
    expect(query(file, 'pragma journal_mode')[0]!['journal_mode']).toBe('wal');
    const loose = query(
      file,
      "select name from pragma_table_list where type='table' and schema='main' and strict=0",
    );
    expect(loose.map((row) => row['name'])).toEqual(['sqlite_schema']);
    await ledger.close();
  });

  it('writes in WAL with full sync and foreign keys, asked of its own connection', async () => {
    const { db } = await openSqlite(file);
    const asked = async (name: string): Promise<unknown> => {
      const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(db);
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await asked('journal_mode')).toBe('wal');
    expect(await asked('synchronous')).toBe(2);
    expect(await asked('foreign_keys')).toBe(1);
    await db.destroy();
  });

  it('leaves nothing behind when it is only looked at and there is none', async () => {
    const ledger = await openLedger({ file: ':memory:' });
    await ledger.record(anArrival('v1'), accepting(aSubmission()));
    expect(await ledger.arrivalCount()).toBe(1);
    await ledger.close();
    expect(existsSync(':memory:')).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes no fraction for a whole number, and no row of nobody', async () => {
    const ledger = await openLedger({ file });
    await ledger.record(anArrival('v1'), accepting(aSubmission()));
    await ledger.close();
    const insert = (submission: number, value: string): string =>
      `insert into entry (submission, position, item, kind, state, value, scale, words, sheet, cell, typed)
       values (${String(submission)}, 9, 'X', 'figure', 'reported', ${value}, 0, '', '', '', '')`;
    expect(() => query(file, insert(1, '12.5'))).toThrow(/REAL/);
    expect(() => query(file, insert(1, '1000000000000001'))).toThrow(/CHECK/);
    expect(() => query(file, insert(7, '12'))).toThrow(/FOREIGN KEY/);
  });

  it('lets no row be replaced', async () => {
    const ledger = await openLedger({ file });
    await ledger.record(anArrival('v1'), accepting(aSubmission()));
    await ledger.close();
    for (const table of ['arrival', 'submission', 'entry', 'receipt', 'blob', 'migration']) {
      const replace = `insert or replace into ${table} select * from ${table}`;
      expect(() => query(file, replace), table).toThrow(/append-only: replace/);
    }
  });

  it('refuses, in words, what is no ledger', async () => {
    const other = join(folder, 'note.sqlite');
    writeFileSync(other, '这不是台账'.repeat(200));
    await expect(openLedger({ file: other })).rejects.toMatchObject({
      kind: 'outsideDown',
      code: 'ledger-damaged',
    });
    await expect(openLedger({ file: folder })).rejects.toMatchObject({
      kind: 'outsideDown',
      code: 'ledger-unreachable',
    });
    await expect(openLedger({ file: join(other, 'ledger.sqlite') })).rejects.toMatchObject({
      code: 'ledger-unreachable',
    });
  });

  it('knows which SQLite may corrupt it', () => {
    const verdicts = ['3.45.1', '3.51.2', '3.51.3', '3.53.4', '4.0.0', '2.99.99'].map(isTooOld);
    expect(verdicts).toEqual([true, true, false, false, false, true]);
  });

  it('leaves a reader undisturbed while another writes', async () => {
    const ledger = await openLedger({ file });
    const writer = new DatabaseSync(file);
    writer.exec('begin immediate');
    expect(await ledger.arrivalCount()).toBe(0);
    const waiting = ledger.record(anArrival('v1'), accepting(aSubmission()));
    setTimeout(() => {
      writer.exec('rollback');
    }, 100);
    expect((await waiting).number).toBe(1);
    writer.close();
    await ledger.close();
  });

  it('holds every receipt it gave when its writer is killed, time and again', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 10; round += LONG ? 1 : 3) {
      const child = spawn(process.execPath, [WRITER, file, String(round)]);
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        // Killed at a different point of its work each time.
        if (said.length > 60 + round * 170) child.kill('SIGKILL');
      });
      await once(child, 'close');
      acknowledged.push(...said.split('\n').slice(0, -1));
    }
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(query(file, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(query(file, 'pragma foreign_key_check')).toEqual([]);
    const ledger = await openLedger({ file });
    for (const line of acknowledged) {
      const [number, key] = line.split(' ');
      expect((await ledger.receiptOf(key!))?.number).toBe(Number(number));
    }
    const count = await ledger.arrivalCount();
    await ledger.close();
    const [row] = query(file, 'select max(number) as top, count(*) as n from receipt');
    expect(row).toEqual({ top: count, n: count });
    const [whole] = query(
      file,
      `select count(*) as partial from submission
       where (select count(*) from entry where submission = submission.id) <> 3`,
    );
    expect(whole).toEqual({ partial: 0 });
  });
});
