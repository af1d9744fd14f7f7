/** Backups (备份): the ledger as of one moment with all that belongs to it, in a folder that proves itself; and back again. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ChainHead } from '../model/act.ts';
import { backupRefusal } from '../model/catalogue/backup.ts';
import { unsound } from '../model/catalogue/soundness.ts';
import { PLACE_WORDS } from '../model/catalogue/words.ts';
import type { Moment } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import { copyLedger } from '../record/copy.ts';
import { openLedger } from '../record/open.ts';

const LEDGER = 'ledger.sqlite';
const KEY = 'form-key';
const FOLDERS = ['config', 'templates'];
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
    await mkdir(part, { recursive: true, mode: 0o700 });
    await copyLedger(join(data, LEDGER), join(part, LEDGER));
    if (existsSync(join(data, KEY))) await cp(join(data, KEY), join(part, KEY));
    for (const name of FOLDERS) {
      if (existsSync(join(home, name)))
        await cp(join(home, name), join(part, name), { recursive: true });
    }
    const { findings, ...held } = await readThrough(join(part, LEDGER));
    const listed: Listed = { schema: SCHEMA, at, ...held, files: await hashesIn(part) };
    await writeFile(join(part, PLACE_WORDS.manifest), `${JSON.stringify(listed, null, 2)}\n`);
    await rm(path, { recursive: true, force: true });
    await rename(part, path);
    return { path, at, ...held, findings };
  } finally {
    await rm(part, { recursive: true, force: true });
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
    for (const end of ['-wal', '-shm']) await rm(`${file}${end}`, { force: true });
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
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/** @property aside where what was here before now lies; null where there was nothing. */
export type Restored = Readonly<{
  from: Moment;
  arrivals: number;
  chain: ChainHead;
  aside: string | null;
}>;

/**
 * Puts the ledger and the forms' key of a backup back; config/ and templates/ only where they are gone. What lay here
 * is put aside, not lost.
 *
 * @throws Refusal `usage` for a folder that is no backup, `dataRefused` for one that is not as it was made.
 */
export async function restore(
  { home, environment }: BackupPlace,
  from: string,
  now: Moment,
): Promise<Restored> {
  if (environment['TONGBAO_LEDGER_URL'] !== undefined) throw backupRefusal('backup-server');
  const listed = await listedIn(from);
  const damaged: string[] = [];
  for (const { fileName, sha256 } of listed.files) {
    const is = await hashAt(join(from, fileName)).catch(() => '');
    if (is !== sha256) damaged.push(fileName);
  }
  if (damaged.length > 0) throw backupRefusal('backup-damaged', damaged.join('、'));
  const data = join(home, 'data');
  await mkdir(data, { recursive: true });
  // Written whole beside its place first: until then nothing has changed.
  const fresh = join(data, `${LEDGER}.${randomUUID()}.part`);
  await cp(join(from, LEDGER), fresh);
  await chmod(fresh, 0o600);
  const aside = await putAside(data, now);
  await rename(fresh, join(data, LEDGER));
  if (existsSync(join(from, KEY))) {
    await cp(join(from, KEY), join(data, KEY));
    await chmod(join(data, KEY), 0o600);
  }
  for (const name of FOLDERS) {
    if (existsSync(join(home, name)) || !existsSync(join(from, name))) continue;
    await cp(join(from, name), join(home, name), { recursive: true });
  }
  return { from: listed.at, arrivals: listed.arrivals, chain: listed.chain, aside };
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

async function putAside(data: string, now: Moment): Promise<string | null> {
  const names = [LEDGER, `${LEDGER}-wal`, `${LEDGER}-shm`, KEY].filter((name) =>
    existsSync(join(data, name)),
  );
  if (names.length === 0) return null;
  const aside = join(
    data,
    `${PLACE_WORDS.aside}-${now.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`,
  );
  await mkdir(aside, { recursive: true, mode: 0o700 });
  for (const name of names) await rename(join(data, name), join(aside, name));
  return aside;
}
