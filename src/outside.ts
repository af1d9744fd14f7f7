/** Opens the real world: clock, plan, ledger, inbox, reader, printer, templates, out folder and log. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { checkPlan } from './check/plan.ts';
import { rolesIn } from './check/plan/roles.ts';
import type { logIn } from './google/logging-in.ts';
import { folderInbox } from './intake/inbox.ts';
import { readPlanFiles } from './intake/plan-files.ts';
import { planFilesIn } from './intake/plan-yaml.ts';
import { openReader } from './intake/reader.ts';
import { takenBytes, type Taken } from './intake/taken-bytes.ts';
import { deliveryRefusal } from './model/catalogue/delivery.ts';
import { accountName } from './model/catalogue/duty-words.ts';
import { ledgerLost, ledgerRefusal } from './model/catalogue/ledger.ts';
import { PLACE_WORDS } from './model/catalogue/words.ts';
import { dayOfMoment, momentOfEpoch, type Moment } from './model/day.ts';
import { placed } from './model/error-code.ts';
import type { Checked, Finding } from './model/finding.ts';
import { SAMPLE_MARK } from './model/identity.ts';
import type { OpenGoogle } from './model/google.ts';
import type { OpenMailbox } from './model/mailbox.ts';
import type { Plan } from './model/plan.ts';
import type { Ledger, Printer, Progress, Typesetter, World } from './model/world.ts';
import { channelsAt, trusted, type Surroundings } from './publish/channels.ts';
import { folderAt, folderOutbox, type Folder } from './publish/folder.ts';
import { readSecrets } from './publish/secrets.ts';
import { formKey, holdToLedger } from './record/form-key.ts';
import { openLedger, type LedgerPlace } from './record/open.ts';
import { readTemplates } from './render/template-files.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What of the outside a process is opened with. */
export type Outside = Readonly<{
  /** The folder that holds config/, templates/ and data/. */
  home: string;
  /** A moment to take for now; only on a sample ledger. */
  now: Moment | null;
  /** Whether the ledger may be laid down and added to; who only reads leaves no ledger behind. */
  writes: boolean;
  progress: Progress;
  environment: Environment;
  /** Whether a browser that would run without its sandbox is refused. */
  sandboxed?: boolean;
}>;

/** `findings`: what is to be said of the world as it was found. */
export type OpenWorld = World &
  Readonly<{ run: string; findings: readonly Finding[]; close(): Promise<void> }>;

/** The administrator's plan, checked. */
export async function openPlan(home: string): Promise<Checked<Plan>> {
  return checkPlan(await readPlanFiles(join(home, 'config')));
}

/** Who may do what, also where the rest of the plan has faults or there is no plan at all. */
export async function openRoles(home: string): Promise<ReturnType<typeof rolesIn>> {
  const folder = join(home, 'config');
  return rolesIn(existsSync(folder) ? await readPlanFiles(folder) : []);
}

/** The account of the system that runs this. */
export function account(): string {
  return accountName(userInfo().username);
}

/** A file that the user named, held to what the inbox takes. @throws what the system says when it cannot be read. */
export async function openFile(path: string): Promise<Taken> {
  return takenBytes(path, (await stat(path, { bigint: true })).size);
}

/** A folder that the user named. */
export function openFolder(folder: string): Folder {
  return folderAt(folder);
}

/**
 * @throws Refusal `notAllowed` when a moment is given and the ledger is not a sample; also when who writes would begin
 * a new ledger where an older one must have been.
 */
export async function openWorld(outside: Outside): Promise<OpenWorld> {
  const data = join(outside.home, 'data');
  const templatesFolder = join(outside.home, 'templates');
  const templates = await readTemplates(templatesFolder);
  const run = randomUUID();
  const log = lazyLog(join(data, 'logs'), run, clockNow);
  const cache = cacheFolder(outside.environment);
  const printer = lazyPrinter(async () =>
    (await import('./render/printer.ts')).openPrinter({
      templatesFolder,
      cacheFolder: cache,
      sandboxed: outside.sandboxed === true,
      log,
    }),
  );
  const typesetter = lazyTypesetter(log);
  const { ledger, findings } = await openedLedger(outside, data);
  const reader = openReader(log);
  const secrets = join(data, 'secrets.yaml');
  return {
    run,
    findings,
    now: () => outside.now ?? clockNow(),
    who: account(),
    seal: sealing(outside, data, ledger),
    ledger,
    inbox: folderInbox(data),
    reader,
    typesetter,
    printer,
    templates,
    async planOf(version) {
      const text = await ledger.kept(version);
      return text === null ? null : checkPlan(planFilesIn(text)).value;
    },
    outbox: folderOutbox(join(data, 'out')),
    channel: channelsAt({ home: outside.home, secrets, environment: outside.environment }),
    mailbox: mailboxAt({ home: outside.home, secrets, environment: outside.environment }),
    google: googleIn(data),
    progress: outside.progress,
    log,
    async close() {
      await reader.close();
      await typesetter.close();
      await printer.close();
      await ledger.close();
    },
  };
}

/** The mailbox with its password, `mailbox` among the secrets; the library is loaded when it is opened. */
export function mailboxAt({ home, secrets, environment }: Surroundings): OpenMailbox {
  return async (plan) => {
    const password = readSecrets(secrets, environment)(MAILBOX.id, MAILBOX.secret);
    if (password === null) throw deliveryRefusal('secret-lacking', { ...MAILBOX, name: plan.user });
    const { openMailbox } = await import('./intake/mailbox.ts');
    return openMailbox(plan, { password, certificates: () => trusted(plan, home) });
  };
}

/** Google, with its keys beside the ledger; its room is entered when an account is opened. */
export function googleIn(data: string): OpenGoogle {
  return async (plan) => (await import('./google/opening.ts')).googleAt(data)(plan);
}

/** Has a person log in at Google; its room is entered for that. */
export const googleLogin: typeof logIn = async (...asked) =>
  (await import('./google/logging-in.ts')).logIn(...asked);

const MAILBOX = { id: 'mailbox', secret: 'password' } as const;

/** What forms are signed with; asked of the disk once. */
function sealing(outside: Outside, data: string, ledger: Ledger): World['seal'] {
  let key: string | null = null;
  return async () => {
    const mark = await ledger.mark();
    key ??= await formKeyOf(outside, data, { ledger, mark });
    return { mark, key };
  };
}

/** A ledger on a server may be several machines'; the sample's forms are signed with no secret. */
async function formKeyOf(
  { environment, writes }: Outside,
  data: string,
  { ledger, mark }: Readonly<{ ledger: Ledger; mark: string }>,
): Promise<string> {
  const key = formKey(join(data, 'form-key'), writes);
  const isShared = environment['TONGBAO_LEDGER_URL'] !== undefined;
  if (isShared && mark === '') await holdToLedger(key, ledger, writes);
  return key;
}

async function openedLedger(
  outside: Outside,
  data: string,
): Promise<Readonly<{ ledger: Ledger; findings: readonly Finding[] }>> {
  const ledger = await openLedger(ledgerPlace(outside, data), outside.writes);
  try {
    if (outside.now !== null && (await ledger.mark()) === '') {
      throw ledgerRefusal('now-on-real-ledger');
    }
    const isLost = (await ledger.arrivalCount()) === 0 && hasTraces(data);
    if (isLost && outside.writes) throw ledgerRefusal('ledger-lost');
    return { ledger, findings: isLost ? [ledgerLost()] : [] };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

function ledgerPlace({ environment, writes }: Outside, data: string): LedgerPlace {
  const url = environment['TONGBAO_LEDGER_URL'];
  if (url !== undefined) return { url };
  const file = join(data, 'ledger.sqlite');
  const isKept = existsSync(file) || (writes && !hasTraces(data));
  return { file: isKept ? file : ':memory:' };
}

/** Whether arrivals were answered or taken here before. */
function hasTraces(data: string): boolean {
  return [join(data, 'receipts'), join(data, 'inbox', PLACE_WORDS.done)].some(
    (folder) =>
      existsSync(folder) &&
      readdirSync(folder, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile()),
  );
}

/**
 * Empties what the sample made, and nothing else. The ledger goes last: cut off half way, it still says that all this
 * is the sample's.
 *
 * @returns what was found: only a `sample` was emptied.
 */
export async function clearSample(
  home: string,
  environment: Environment,
): Promise<'sample' | 'real' | 'server' | 'nothing'> {
  if (environment['TONGBAO_LEDGER_URL'] !== undefined) return 'server';
  const data = join(home, 'data');
  const file = join(data, 'ledger.sqlite');
  if (!existsSync(file)) return 'nothing';
  const ledger = await openLedger({ file });
  const mark = await ledger.mark().finally(() => ledger.close());
  if (mark !== SAMPLE_MARK) return 'real';
  const folders = ['receipts', 'out', join('inbox', PLACE_WORDS.done)];
  for (const name of folders) await rm(join(data, name), { recursive: true, force: true });
  for (const suffix of ['-wal', '-shm', '']) await rm(`${file}${suffix}`, { force: true });
  return 'sample';
}

/** The clock of this machine. */
export function clockNow(): Moment {
  return momentOfEpoch(Date.now());
}

/** The day's log file, made when the first event is logged: who only looks leaves none. */
function lazyLog(folder: string, run: string, clock: () => Moment): World['log'] {
  let logger: pino.Logger | null = null;
  return (event, fields) => {
    try {
      logger ??= openLog(folder, run, clock());
      logger.info({ ...fields, event });
    } catch (error) {
      throw placed(folder, error);
    }
  };
}

function openLog(folder: string, run: string, now: Moment): pino.Logger {
  mkdirSync(folder, { recursive: true });
  const dest = join(folder, `${dayOfMoment(now)}.jsonl`);
  const timestamp = (): string => `,"time":"${new Date().toISOString()}"`;
  return pino({ base: { run }, timestamp }, pino.destination({ dest, sync: true }));
}

/** Where the browser is unpacked once per version. */
function cacheFolder(environment: Environment): string {
  const home = environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return homedir() === '' ? join(tmpdir(), 'tongbao') : join(home, 'tongbao');
}

/** A typesetter that is only loaded when something is set. */
function lazyTypesetter(log: World['log']): Typesetter {
  let opened: Promise<Typesetter> | null = null;
  return {
    async set(bulletin, templates) {
      opened ??= import('./render/typesetter.ts').then((room) => room.openTypesetter(log));
      return (await opened).set(bulletin, templates);
    },
    async close() {
      await (await opened)?.close();
    },
  };
}

/** A printer whose browser is only looked for when something is printed, after it was closed again too. */
function lazyPrinter(open: () => Promise<Printer>): Printer {
  let opened: Promise<Printer> | null = null;
  return {
    async print(html, metadata) {
      opened ??= open();
      return (await opened).print(html, metadata);
    },
    async close() {
      const closing = opened;
      opened = null;
      // One that would not open was told to whoever wanted to print.
      const printer = await closing?.catch(() => null);
      await printer?.close();
    },
  };
}
