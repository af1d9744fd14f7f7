/** The process that reads: whatever happens to it, this one lives, the file has its answer, and the next one is read. */
import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { openReader } from '../../src/intake/reader.ts';
import type { Reader } from '../../src/model/world.ts';
import { bookWith } from '../hostile/made.ts';

const ODD = fileURLToPath(new URL('../build/odd-child.ts', import.meta.url));

/** Of a run that ended otherwise than well, what `execFile` tells besides. */
type Ended = { stdout: string; signal?: string };

/** Two seconds of the processor, twice, take long where many want it. */
const UNHURRIED = { timeout: 150_000 };

let faults: unknown[] = [];
let reader: Reader | null = null;

function odd(entry = ODD): Reader {
  faults = [];
  reader = openReader((_, { fault }) => faults.push(fault), entry);
  return reader;
}

afterEach(async () => {
  await reader?.close();
  reader = null;
});

/** What the process answers to this word: a text, or the finding's code. */
async function said(from: Reader, word: string): Promise<string> {
  const { value, findings } = await from.read(Buffer.from(word), '寒亭区.xlsx');
  return value?.sheets[0]?.cells[0]?.text ?? findings.map(({ code }) => code).join();
}

/** Whether the system still knows it, if only as a zombie. */
function isKnown(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a reading process', () => {
  it.each([
    ['loops', 'loop', 'time'],
    ['fills its heap', 'heap', expect.stringMatching(/^(?:died|memory)$/)],
    ['throws', 'throw', 'died'],
    ['goes', 'exit', 'died'],
    ['answers what is no grid', 'nonsense', 'nonsense'],
  ])('that %s is ended twice, and the next file is read', UNHURRIED, async (_, word, fault) => {
    const reader = odd();
    const pid = Number(await said(reader, 'pid'));
    expect(await said(reader, word)).toBe('F_READER');
    expect(faults).toEqual([fault, fault]);
    expect(isKnown(pid)).toBe(false);
    expect(await said(reader, 'next')).toBe('next');
  });

  it.runIf(process.platform === 'linux')('that takes too much memory is ended', async () => {
    const reader = odd();
    expect(await said(reader, 'buffers')).toBe('F_READER');
    expect(faults).toEqual(['memory']);
    expect(await said(reader, 'next')).toBe('next');
  });

  it('that ends for what files before left in it is no fault of this one', async () => {
    const reader = odd();
    await said(reader, 'before');
    expect(await said(reader, 'worn')).toBe('sound');
    expect(faults).toEqual(['died']);
  });

  it('that had read nothing before reads nothing twice', async () => {
    const reader = odd();
    expect(await said(reader, 'exit')).toBe('F_READER');
    expect(faults).toEqual(['died']);
  });

  it('that died between two files is no fault of the next one', async () => {
    const reader = odd();
    const pid = Number(await said(reader, 'pid'));
    process.kill(pid, 'SIGKILL');
    while (isKnown(pid)) await pause(10);
    expect(await said(reader, 'next')).toBe('next');
    expect(faults).toEqual([]);
  });

  it('has no rights, no network and nothing of the environment', async () => {
    const reader = odd();
    const outcomes = (await said(reader, 'rights')).split(' ');
    expect(outcomes).toHaveLength(12);
    expect(outcomes.filter((one) => !one.endsWith('=ERR_ACCESS_DENIED'))).toEqual([
      'code=EvalError',
    ]);
    expect(await said(reader, 'environment')).toBe('');
  });

  it('reads one file after another, is replaced after a thousand, and gone when it is closed', async () => {
    const reader = odd();
    const pids = await Promise.all(Array.from({ length: 1001 }, () => said(reader, 'pid')));
    expect(new Set(pids.slice(0, 1000)).size).toBe(1);
    expect(pids[1000]).not.toBe(pids[0]);
    await reader.close();
    expect(pids.filter((pid) => isKnown(Number(pid)))).toEqual([]);
  });

  it('that does not start is no fault of the file', async () => {
    const reader = odd(`${ODD}.none`);
    await expect(said(reader, 'x')).rejects.toMatchObject({
      kind: 'outsideDown',
      code: 'reader-down',
    });
  });
});

describe('the reader', () => {
  it('starts a fresh process after a file that was refused', async () => {
    reader = openReader(() => undefined);
    for (const turn of [1, 2]) {
      const refused = await reader.read(Buffer.from('%PDF-1.4'), `${String(turn)}.pdf`);
      expect(refused.findings.map(({ code }) => code)).toEqual(['F_PDF']);
      const { value } = await reader.read(bookWith(), 'x');
      expect(value?.sheets[0]?.cells).toEqual([{ row: 1, column: 1, kind: 'number', text: '7' }]);
    }
  });

  it.each([
    ['ends by itself', '', null],
    ['is killed', `process.kill(process.pid, 'SIGKILL');`, 'SIGKILL'],
  ])('leaves nothing behind when its own process %s', async (_, end, killedBy) => {
    const module = new URL('../../src/intake/reader.ts', import.meta.url).href;
    const script = `import { openReader } from '${module}';
      const { value } = await openReader(() => undefined, '${ODD}').read(Buffer.from('pid'), 'x');
      process.stdout.write(value.sheets[0].cells[0].text, () => { ${end} });`;
    const args = ['--input-type=module', '-e', script];
    const run = promisify(execFile)(process.execPath, args, { timeout: 30_000 });
    const ended: Ended = await run.catch((error: unknown) => error as Ended);
    const { stdout, signal } = ended;
    expect(signal ?? null).toBe(killedBy);
    expect(Number(stdout)).toBeGreaterThan(1);
    await expect.poll(() => isKnown(Number(stdout)), { timeout: 10_000 }).toBe(false);
  });
});
