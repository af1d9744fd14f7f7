/** Where homes are killed in: each stage's home before and after, kept, and put back for each death. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { openLedger } from '../../src/record/open.ts';
import { fillHome, ledgerAt, runStage, STAGES, type Home } from './kill-stages.ts';
import { filesIn, heldIn, type Files, type Held } from './kill-state.ts';
import { moment } from './world.ts';

const CHILD = fileURLToPath(new URL('kill-child.ts', import.meta.url));

type State = Readonly<{ files: Files; held: Held }>;

/** @property before what was there before each stage, and `after` behind it, by the stage's name. */
export type Ground = Readonly<{
  home: Home;
  before: ReadonlyMap<string, State>;
  after: ReadonlyMap<string, State>;
  /** Puts the home back to what it was before a stage. */
  putBack(stage: string): Promise<void>;
  clear(): Promise<void>;
}>;

/** Runs a stage in a process of its own. @returns how it ended: its signal, or the steps that it met. */
export function inChild(stage: string, { folder, url }: Home, death = 0): Promise<string> {
  return new Promise((resolve) => {
    const argv = [CHILD, stage, folder, url, String(death)];
    execFile(process.execPath, argv, (error, stdout, stderr) => {
      resolve(error === null ? stdout : (error.signal ?? stderr));
    });
  });
}

async function stateOf(home: Home): Promise<State> {
  return { files: await filesIn(home.folder), held: await heldIn(home) };
}

/** @param server where databases can be made; '' for ledgers in files. */
export async function aGround(server: string): Promise<Ground> {
  const root = await mkdtemp(join(tmpdir(), 'tongbao-kill-'));
  const base = `t_${randomUUID().replaceAll('-', '')}`;
  const made = new Set<string>();
  const copyBase = async (from: string | null, to: string): Promise<void> => {
    if (server === '') return;
    await ask(server, [
      `drop database if exists ${to} with (force)`,
      from === null ? `create database ${to}` : `create database ${to} template ${from}`,
    ]);
    made.add(to);
  };
  await copyBase(null, base);
  const url = server === '' ? '' : Object.assign(new URL(server), { pathname: `/${base}` }).href;
  const home: Home = { folder: join(root, 'home'), url };
  const copy = (from: string, to: string): Promise<void> =>
    cp(from, to, { recursive: true, preserveTimestamps: true });
  await fillHome(home.folder);
  const before = new Map<string, State>();
  const after = new Map<string, State>();
  for (const { name, server: isServed } of STAGES) {
    if (server !== '' && !isServed) continue;
    before.set(name, await stateOf(home));
    const end = name === 'restore' ? await afterwards(home) : null;
    await copy(home.folder, join(root, name));
    await end?.();
    await copyBase(base, `${base}_${name}`);
    await runStage(name, home);
    after.set(name, await stateOf(home));
  }
  return {
    home,
    before,
    after,
    async putBack(stage) {
      await rm(home.folder, { recursive: true, force: true });
      await copy(join(root, stage), home.folder);
      await copyBase(`${base}_${stage}`, base);
    },
    async clear() {
      await rm(root, { recursive: true });
      for (const one of made) await ask(server, [`drop database ${one} with (force)`]);
    },
  };
}

/** The subject of the act that came after the backup. */
export const AFTERWARDS = 'came after the backup';

/** An act that lies in the ledger's log file alone, as it does when a process was killed; answers what closes it. */
async function afterwards(home: Home): Promise<() => Promise<void>> {
  const ledger = await openLedger(ledgerAt(home));
  const at = moment('2007-06-09T12:00:00+08:00');
  await ledger.act({ at, who: 'tester', what: 'note', subject: AFTERWARDS, detail: {} });
  return () => ledger.close();
}

async function ask(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const one of statements) await client.query(one);
  } finally {
    await client.end();
  }
}

/** The steps of each stage, in order, of a month that nobody kills. */
export async function stepsOf(server: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const ground = await aGround(server);
  const steps = new Map<string, readonly string[]>();
  try {
    for (const stage of ground.before.keys()) {
      await ground.putBack(stage);
      const said = await inChild(stage, ground.home);
      steps.set(stage, said.trim().split('\n'));
    }
    return steps;
  } finally {
    await ground.clear();
  }
}
