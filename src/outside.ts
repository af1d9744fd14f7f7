/** Opens the real world: clock, ledger, inbox, printer, templates, out folder and log. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { folderInbox } from './intake/inbox.ts';
import { dayOfMoment, momentOfEpoch, type Moment } from './model/day.ts';
import { Refusal } from './model/refusal.ts';
import type { Ledger, Printer, Progress, World } from './model/world.ts';
import { folderOutbox } from './publish/folder.ts';
import { openLedger } from './record/open.ts';
import { readTemplates } from './render/template-files.ts';

/** What of the outside a process is opened with. */
export type Outside = Readonly<{
  /** The folder that holds config/, templates/ and data/. */
  home: string;
  /** A moment to take for now; only on a sample ledger. */
  now: Moment | null;
  progress: Progress;
  environment: Readonly<Record<string, string | undefined>>;
}>;

export type OpenWorld = World & Readonly<{ run: string; close(): Promise<void> }>;

/** @throws Refusal `notAllowed` when a moment is given and the ledger is not a sample. */
export async function openWorld(outside: Outside): Promise<OpenWorld> {
  const data = join(outside.home, 'data');
  const run = randomUUID();
  const clock = (): Moment => momentOfEpoch(Date.now());
  const log = openLog(join(data, 'logs'), run, clock());
  const url = outside.environment['TONGBAO_LEDGER_URL'];
  const ledger = await openLedger(
    url === undefined ? { file: join(data, 'ledger.sqlite') } : { url },
  );
  await refuseForeignClock(outside.now, ledger);
  const templatesFolder = join(outside.home, 'templates');
  const printer = lazyPrinter(async () =>
    (await import('./render/printer.ts')).openPrinter({
      templatesFolder,
      cacheFolder: cacheFolder(outside.environment),
      log,
    }),
  );
  return {
    run,
    now: () => outside.now ?? clock(),
    ledger,
    inbox: folderInbox(data),
    printer,
    templates: await readTemplates(templatesFolder),
    outbox: folderOutbox(join(data, 'out')),
    progress: outside.progress,
    log,
    async close() {
      await printer.close();
      await ledger.close();
    },
  };
}

async function refuseForeignClock(now: Moment | null, ledger: Ledger): Promise<void> {
  if (now === null || (await ledger.mark()) !== '') return;
  await ledger.close();
  const message = '--now 只能用于示例台账，本台账不是示例。';
  throw new Refusal('notAllowed', 'now-on-real-ledger', { message, hint: '请去掉 --now 再运行。' });
}

function openLog(folder: string, run: string, now: Moment): World['log'] {
  mkdirSync(folder, { recursive: true });
  const dest = join(folder, `${dayOfMoment(now)}.jsonl`);
  const timestamp = (): string => `,"time":"${new Date().toISOString()}"`;
  const logger = pino({ base: { run }, timestamp }, pino.destination({ dest, sync: true }));
  return (event, fields) => {
    logger.info({ ...fields, event });
  };
}

/** Where the browser is unpacked once per version. */
function cacheFolder(environment: Outside['environment']): string {
  const home = environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return homedir() === '' ? join(tmpdir(), 'tongbao') : join(home, 'tongbao');
}

/** A printer whose browser is only looked for when something is printed. */
function lazyPrinter(open: () => Promise<Printer>): Printer {
  let opened: Promise<Printer> | null = null;
  return {
    async print(html, metadata) {
      opened ??= open();
      return (await opened).print(html, metadata);
    },
    async close() {
      if (opened !== null) await (await opened).close();
    },
  };
}
