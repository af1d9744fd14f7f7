/** A real world in a folder of its own: real ledger, inbox and out folder; a clock that the test sets. */
import { mkdtemp, mkdir, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPlan } from '../../src/check/plan.ts';
import { folderInbox } from '../../src/intake/inbox.ts';
import { planFilesIn } from '../../src/intake/plan-yaml.ts';
import { parseMoment, type Moment } from '../../src/model/day.ts';
import type { Ledger, Printer, Typesetter, World } from '../../src/model/world.ts';
import { googleIn, mailboxAt } from '../../src/outside.ts';
import { channelsAt } from '../../src/publish/channels.ts';
import { folderOutbox } from '../../src/publish/folder.ts';
import { openLedger } from '../../src/record/open.ts';
import { readTemplates } from '../../src/render/template-files.ts';
import { sharedReader } from './reader.ts';
import { SEAL } from './seal.ts';

const ROOT = join(import.meta.dirname, '../..');

export function moment(text: string): Moment {
  const parsed = parseMoment(text);
  if (parsed === null) throw new RangeError(text);
  return parsed;
}

/** Prints nothing real: for tests of the line that look at the HTML only. */
function paperless(pages: Map<string, string>): Printer {
  return {
    print(html, metadata) {
      pages.set(metadata.title, html);
      const bytes = new TextEncoder().encode(html);
      return Promise.resolve({ bytes, pages: 1, lacking: [], foreign: [] });
    },
    close: () => Promise.resolve(),
  };
}

/** Shared by all worlds of a test file: its thread ends with theirs. Loaded when something is set: it brings the charts along. */
let opened: Promise<Typesetter> | null = null;
const typesetter: Typesetter = {
  async set(bulletin, templates) {
    opened ??= import('../../src/render/typesetter.ts').then((room) =>
      room.openTypesetter(() => undefined),
    );
    return (await opened).set(bulletin, templates);
  },
  close: async () => (await opened)?.close(),
};

export type TestWorld = Readonly<{
  world: World;
  folder: string;
  /** HTML bodies that were sent to the printer, by title. */
  pages: ReadonlyMap<string, string>;
  setNow(text: string): void;
  /** Puts a file into the inbox, last written a minute before the test's own start. */
  drop(fileName: string, bytes: Uint8Array): Promise<void>;
  /** All receipts' texts, in order of their number. */
  receiptTexts(): Promise<readonly string[]>;
  end(): Promise<void>;
}>;

/** What a world in a folder is made with. */
export type WorldAt = Readonly<{
  /** The folder that holds data/. */
  folder: string;
  ledger: Ledger;
  now: () => Moment;
  /** Paperless without it. */
  printer?: Printer;
}>;

/** Inbox, out folder and all else that belongs to a folder, about a ledger that is open. */
export async function worldIn({ folder, ledger, now, printer }: WorldAt): Promise<World> {
  const data = join(folder, 'data');
  return {
    now,
    who: 'tester',
    seal: async () => ({ ...SEAL, mark: await ledger.mark() }),
    ledger,
    inbox: folderInbox(data),
    reader: sharedReader,
    typesetter,
    printer: printer ?? paperless(new Map()),
    templates: await readTemplates(join(ROOT, 'templates')),
    async planOf(version) {
      const text = await ledger.kept(version);
      return text === null ? null : checkPlan(planFilesIn(text)).value;
    },
    outbox: folderOutbox(join(data, 'out')),
    channel: channelsAt({ home: folder, secrets: join(data, 'secrets.yaml'), environment: {} }),
    mailbox: mailboxAt({ home: folder, secrets: join(data, 'secrets.yaml'), environment: {} }),
    google: googleIn(data),
    progress: () => undefined,
    log: () => undefined,
  };
}

/** Puts a file into a folder's inbox, last written a minute before the test's own start. */
export async function dropInto(folder: string, fileName: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, 'data/inbox', fileName);
  await writeFile(path, bytes);
  await utimes(path, Date.now() / 1000 - 60, Date.now() / 1000 - 60);
}

export async function aWorld(
  now = '2007-06-01T09:00:00+08:00',
  printer?: Printer,
): Promise<TestWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'tongbao-test-'));
  const data = join(folder, 'data');
  await mkdir(join(data, 'inbox'), { recursive: true });
  const ledger = await openLedger({ file: join(data, 'ledger.sqlite') });
  const pages = new Map<string, string>();
  let current = moment(now);
  const world = await worldIn({
    folder,
    ledger,
    now: () => current,
    printer: printer ?? paperless(pages),
  });
  return {
    world,
    folder,
    pages,
    setNow(text) {
      current = moment(text);
    },
    drop: (fileName, bytes) => dropInto(folder, fileName, bytes),
    async receiptTexts() {
      const names = (await readdir(join(data, 'receipts'), { recursive: true }))
        .filter((name) => name.endsWith('.json'))
        .map((name) => join(data, 'receipts', name));
      const receipts = await Promise.all(
        names.map(async (path) => ({
          number: (JSON.parse(await readFile(path, 'utf8')) as { number: number }).number,
          text: await readFile(path.replace(/json$/, 'txt'), 'utf8'),
        })),
      );
      return receipts.sort((a, b) => a.number - b.number).map(({ text }) => text);
    },
    async end() {
      await ledger.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
