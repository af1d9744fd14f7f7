/** Backups (备份): the ledger as of one moment with all that belongs to it, in a folder that proves itself; and back again. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  cp,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ChainHead } from '../model/act.ts';
import { backupRefusal } from '../model/catalogue/backup.ts';
import { unsound } from '../model/catalogue/soundness.ts';
import { PLACE_WORDS } from '../model/catalogue/words.ts';
import type { Moment } from '../model/day.ts';
import { at as atPath } from '../model/error-code.ts';
import type { Finding } from '../model/finding.ts';
import { sha256Of } from '../model/sha256.ts';
import { copyLedger } from '../record/copy.ts';
import { openLedger } from '../record/open.ts';

const LEDGER = 'ledger.sqlite';
const KEY = 'form-key';
const FOLDERS = ['config', 'templates'];
/** What SQLite keeps beside the ledger while it is open, and after a process that was killed. */
const ENDS = ['-wal', '-shm'];
const HELD = [LEDGER, ...ENDS.map((end) => `${LEDGER}${end}`)];
const SCHEMA = 'tongbao.backup/1';

/** What a backup says of itself. */
type Listed = Readonly<{
  schema: typeof SCHEMA;
  at: Moment;
  arrivals: number;
  chain: ChainHead;
  files: readonly Readonly<{ fileName: string; sha256: string }>[];
}>;

export type BackedUp = Readonly<{
  path: string;
  at: Moment;
  arrivals: number;
  chain: ChainHead;
  findings: readonly Finding[];
}>;

/** Where the ledger is, and what the system says of it. */
export type BackupPlace = Readonly<{
  home: string;
  environment: Readonly<Record<string, string | undefined>>;
}>;

/**
 * Copies the ledger while others may write, with the forms' key, config/ and templates/, and reads the copy through: a
 * fault in it is told. The folder appears whole or not at all.
 *
 * @param out the folder that backups are put into.
 * @throws Refusal `notAllowed` for a ledger on a server, `usage` where there is none.
 */
export async function backUp(
  { home, environment }: BackupPlace,
  out: string,
  at: Moment,
): Promise<BackedUp> {
  if (environment['TONGBAO_LEDGER_URL'] !== undefined) throw backupRefusal('backup-server');
  const data = join(home, 'data');
  if (!existsSync(join(data, LEDGER))) throw backupRefusal('backup-nothing');
  const path = join(
    out,
    `${PLACE_WORDS.backup}-${at.slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-')}`,
  );
  const part = join(out, `.${randomUUID()}.part`);
  try {
    await sweepOld(out);
    await mkdir(part, { recursive: true, mode: 0o700 });
    await copyLedger(join(data, LEDGER), join(part, LEDGER));
    if (existsSync(join(data, KEY))) await cp(join(data, KEY), join(part, KEY));
    for (const name of FOLDERS) {
      if (existsSync(join(home, name)))
        await cp(join(home, name), join(part, name), { recursive: true });
    }
    const { findings, ...held } = await readThrough(join(part, LEDGER));
    const listed: Listed = { schema: SCHEMA, at, ...held, files: await hashesIn(part) };
    const list = `${JSON.stringify(listed, null, 2)}\n`;
    await atPath(path, writeFile(join(part, PLACE_WORDS.manifest), list));
    await rm(path, { recursive: true, force: true });
    await rename(part, path);
    return { path, at, ...held, findings };
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** Of a backup that was cut off, what it left is not touched any more; another process's grows. */
const OLD_MS = 24 * 60 * 60 * 1000;
const PART = /^\.[0-9a-f-]{36}\.part$/;

async function sweepOld(out: string): Promise<void> {
  const names = existsSync(out) ? await readdir(out) : [];
  for (const name of names.filter((one) => PART.test(one))) {
    const { mtimeMs } = await stat(join(out, name));
    if (Date.now() - mtimeMs > OLD_MS) await rm(join(out, name), { recursive: true, force: true });
  }
}

async function readThrough(file: string): Promise<Omit<BackedUp, 'path' | 'at'>> {
  const ledger = await openLedger({ file }, false);
  try {
    return {
      arrivals: await ledger.arrivalCount(),
      chain: await ledger.chainHead(),
      findings: (await ledger.unsound()).map(unsound),
    };
  } finally {
    await ledger.close();
    // What reading a copy leaves beside it.
    for (const end of ENDS) await rm(`${file}${end}`, { force: true });
  }
}

async function hashesIn(folder: string): Promise<Listed['files']> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = found
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll(sep, '/'),
    )
    .sort();
  return Promise.all(
    names.map(async (fileName) => ({ fileName, sha256: await hashAt(join(folder, fileName)) })),
  );
}

async function hashAt(path: string): Promise<string> {
  return sha256Of(await readFile(path));
}

/**
 * What stands in the ledger now. @property doubted how many deliveries that waited may have gone out since. @property aside where what was here before now lies; null where there was nothing.
 * @property findings what is wrong with it: it was so when it was copied.
 */
export type Restored = Readonly<{
  from: Moment;
  arrivals: number;
  chain: ChainHead;
  aside: string | null;
  doubted: number;
  findings: readonly Finding[];
}>;

/**
 * Puts the ledger and the forms' key of a backup back; config/ and templates/ only where they are gone. What lay here
 * is put aside, not lost. The log of acts goes on with who put it back.
 *
 * @throws Refusal `usage` for a folder that is no backup, `dataRefused` for one that is not as it was made.
 */
export async function restore(
  { home, environment }: BackupPlace,
  from: string,
  by: Readonly<{ who: string; at: Moment }>,
): Promise<Restored> {
  if (environment['TONGBAO_LEDGER_URL'] !== undefined) throw backupRefusal('backup-server');
  const listed = await listedIn(from);
  const damaged = await damagedIn(from, listed);
  if (damaged.length > 0) throw backupRefusal('backup-damaged', damaged.join('、'));
  const data = join(home, 'data');
  await mkdir(data, { recursive: true });
  await sweep(data);
  // Written whole beside their places first: until then nothing has changed. The ledger comes last: without it nothing
  // is taken in.
  const names = [KEY, LEDGER].filter((name) => existsSync(join(from, name)));
  let aside: string | null = null;
  try {
    for (const name of names) await writeBeside(join(from, name), beside(data, name));
    aside = await putAside(data, by.at);
    for (const name of HELD) await rm(join(data, name), { force: true });
    for (const name of names) await rename(beside(data, name), join(data, name));
  } finally {
    await sweep(data);
  }
  for (const name of FOLDERS) {
    if (existsSync(join(home, name)) || !existsSync(join(from, name))) continue;
    await cp(join(from, name), join(home, name), { recursive: true });
  }
  const doubted = await goOn(join(data, LEDGER), listed, by);
  const { arrivals, chain, findings } = await readThrough(join(data, LEDGER));
  return { from: listed.at, arrivals, chain, aside, doubted, findings };
}

/** Nothing goes out twice because the ledger has forgotten that it did. */
async function goOn(
  file: string,
  { at: from, chain }: Listed,
  { who, at }: Readonly<{ who: string; at: Moment }>,
): Promise<number> {
  const ledger = await openLedger({ file });
  try {
    await ledger.act({ at, who, what: 'restore', subject: 'ledger', detail: { from, chain } });
    return await ledger.doubtDeliveries({ at, worker: 'restore' });
  } finally {
    await ledger.close();
  }
}

/** Files that are gone, are not what the list says, or that it says nothing of. */
async function damagedIn(from: string, { files }: Listed): Promise<readonly string[]> {
  const is = new Map((await hashesIn(from)).map(({ fileName, sha256 }) => [fileName, sha256]));
  const other = files.filter(({ fileName, sha256 }) => is.get(fileName) !== sha256);
  const known = [PLACE_WORDS.manifest, ...files.map(({ fileName }) => fileName)];
  const unknown = [...is.keys()].filter((name) => !known.includes(name));
  return [...other.map(({ fileName }) => fileName), ...unknown];
}

async function listedIn(from: string): Promise<Listed> {
  try {
    const listed = JSON.parse(
      await readFile(join(from, PLACE_WORDS.manifest), 'utf8'),
    ) as Partial<Listed>;
    if (listed.schema === SCHEMA && listed.files?.some(({ fileName }) => fileName === LEDGER)) {
      return listed as Listed;
    }
  } catch (cause) {
    throw Object.assign(backupRefusal('backup-unknown', from), { cause });
  }
  throw backupRefusal('backup-unknown', from);
}

/** Gives what is here a second place in a folder of its own, which appears whole or not at all. */
async function putAside(data: string, now: Moment): Promise<string | null> {
  const names = [...HELD, KEY].filter((name) => existsSync(join(data, name)));
  if (names.length === 0) return null;
  const part = beside(data, '');
  await mkdir(part, { mode: 0o700 });
  for (const name of names) {
    const [from, to] = [join(data, name), join(part, name)];
    // Where the disk knows no second names, a copy.
    await link(from, to).catch(() => writeBeside(from, to));
  }
  const stamp = now.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const usual = join(data, `${PLACE_WORDS.aside}-${stamp}`);
  let aside = usual;
  // What another attempt has put aside stays.
  for (let again = 2; existsSync(aside); again += 1) aside = `${usual}-${String(again)}`;
  await rename(part, aside);
  return aside;
}

/** Where something is put together before it takes its place. */
function beside(data: string, name: string): string {
  return join(data, `.${name}.restore.part`);
}

/** Readable by its owner alone, and on the disk. */
async function writeBeside(from: string, to: string): Promise<void> {
  await cp(from, to);
  await chmod(to, 0o600);
  const file = await open(to, 'r+');
  await file.sync().finally(() => file.close());
}

/** Takes away what an attempt left behind that was cut off; only one restores at a time. */
async function sweep(data: string): Promise<void> {
  for (const name of ['', KEY, LEDGER]) {
    await rm(beside(data, name), { recursive: true, force: true });
  }
}
