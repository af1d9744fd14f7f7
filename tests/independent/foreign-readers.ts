/** The independent readers: Python's libraries, exceljs, and LibreOffice's conversion read by openpyxl. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { access, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Grid } from './foreign-grid.ts';

const EXCELJS_MS = 20_000;
const BATCH = 40;
const STALL_MS = 30_000;

export type Others = Readonly<{
  python(reader: 'openpyxl' | 'xlrd' | 'odfpy' | 'csv', path: string): Promise<Grid>;
  exceljs(path: string): Promise<Grid>;
  close(): void;
}>;

export function openOthers(): Others {
  let python: Asked | null = null;
  let exceljs: ChildProcess | null = null;
  return {
    async python(reader, path) {
      python ??= await startPython();
      const line = await python.ask(`${reader}\t${path}`);
      if (line === null) python = null;
      return line === null ? { fault: 'the process ended' } : (JSON.parse(line) as Grid);
    },
    async exceljs(path) {
      exceljs ??= fork(join(import.meta.dirname, 'foreign-exceljs.ts'), {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      const grid = await askExceljs(exceljs, path);
      if (grid === null) {
        exceljs.kill('SIGKILL');
        exceljs = null;
      }
      return grid ?? { fault: 'the process ended or was too slow' };
    },
    close() {
      python?.end();
      exceljs?.kill('SIGKILL');
    },
  };
}

type Asked = Readonly<{ ask(line: string): Promise<string | null>; end(): void }>;

/** @throws when Python or one of its libraries is missing: nothing would be compared. */
async function startPython(): Promise<Asked> {
  const script = join(import.meta.dirname, 'foreign_grids.py');
  const child = spawn(process.env['PYTHON'] ?? 'python3', [script], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  if ((await lines.next()).value !== 'ready') throw new Error(`${script} does not start.`);
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const answer = await lines.next();
      return answer.done === true ? null : answer.value;
    },
    end: () => child.stdin.end(),
  };
}

function askExceljs(child: ChildProcess, path: string): Promise<Grid | null> {
  return new Promise((resolve) => {
    const settle = (grid: Grid | null): void => {
      clearTimeout(clock);
      child.removeAllListeners();
      resolve(grid);
    };
    const clock = setTimeout(settle, EXCELJS_MS, null);
    child.once('message', (grid) => {
      settle(grid as Grid);
    });
    child.once('exit', () => {
      settle(null);
    });
    child.send(path);
  });
}

/** Converts files (by the name of the result) to .xlsx in a folder; where it stalls, the next one has its turn alone. */
export async function convertAll(
  files: ReadonlyMap<string, string>,
  folder: string,
): Promise<void> {
  await mkdir(join(folder, 'in'), { recursive: true });
  await mkdir(join(folder, 'out'), { recursive: true });
  let left = await stillMissing([...files.keys()], folder);
  while (left.length > 0) {
    const batch = left.slice(0, BATCH);
    left = left.slice(BATCH);
    for (const name of batch) await copyFile(files.get(name)!, join(folder, 'in', name));
    if (await convert(batch, folder)) continue;
    const missing = await stillMissing(batch, folder);
    const next = batch.slice(batch.findLastIndex((name) => !missing.includes(name)) + 1);
    await convert(next.slice(0, 1), folder);
    left = [...next.slice(1), ...left];
  }
}

export function convertedPath(name: string, folder: string): string {
  return join(folder, 'out', name.replace(/\.[^.]*$/, '.xlsx'));
}

async function stillMissing(names: readonly string[], folder: string): Promise<readonly string[]> {
  const there = await Promise.all(
    names.map((name) =>
      access(convertedPath(name, folder)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return names.filter((_, index) => !there[index]);
}

/** Whether it came to its end. What it cannot convert is missing afterwards, whatever it says. */
async function convert(names: readonly string[], folder: string): Promise<boolean> {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const out = join(folder, 'out');
  const inputs = names.map((name) => join(folder, 'in', name));
  const args = [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, ...inputs];
  // Detached: what it starts is killed with it.
  const child = spawn(process.env['SOFFICE'] ?? 'soffice', args, {
    stdio: 'ignore',
    detached: true,
  });
  let stalled = false;
  const stall = setTimeout(() => {
    stalled = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, STALL_MS);
  const watcher = watch(out, () => stall.refresh());
  await once(child, 'exit');
  watcher.close();
  clearTimeout(stall);
  return !stalled;
}
