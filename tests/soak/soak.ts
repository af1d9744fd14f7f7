/**
 * The soak: mutants of a filled form through the real reading process and the whole check.
 *
 * Each is read rightly or refused clearly: no throw, no process lost, never another value than the form's own unless the
 * very cell was changed. `npm run soak -- --mutants N --seed S --seconds T`; a fault names the number that makes it
 * again: `--from NUMBER --mutants 1` with the same seed.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { progressOn } from '../../src/desk/output.ts';
import { PLAN } from '../build/distinct-form.ts';
import { startMeasured } from '../build/measured-reader.ts';
import type { Reported } from '../build/reported.ts';
import { aWorld } from '../build/world.ts';
import { judged, reportedBy, type Line } from './judging.ts';
import { mutantOf } from './mutants.ts';
import { originals, type Original } from './originals.ts';
import { Tally } from './tally.ts';

const { values: asked } = parseArgs({
  options: {
    mutants: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: 'Infinity' },
    from: { type: 'string', default: '0' },
  },
});
const READERS = 2;
/** A process is not for ever; in between, what one file leaves behind would show on the next. */
const FILES_PER_READER = 1000;

// Whatever is laid down in the meantime lies here, and is missed at the end.
const folder = mkdtempSync(join(tmpdir(), 'tongbao-soak-'));
process.env['TMPDIR'] = folder;

const here = await aWorld('2007-06-02T09:00:00+08:00');
const tally = new Tally();
const { progress, stop } = progressOn(process.stderr);
const count = Number(asked.mutants);
let next = Number(asked.from);
const last = next + count;
let done = 0;
const until = performance.now() + Number(asked.seconds) * 1000;
let starting: Promise<unknown> = Promise.resolve();

/** One after the other: which process is whose is known by who is new. */
function aReader(): Promise<Line> {
  const started = starting.then(async () => {
    const reader = await startMeasured();
    return { world: here.world, plan: PLAN, reader };
  });
  starting = started.catch(() => undefined);
  return started;
}

type Sound = Readonly<{ original: Original; reported: Reported }>;

async function soundForms(): Promise<readonly Sound[]> {
  const line = await aReader();
  const forms: Sound[] = [];
  for (const original of await originals()) {
    forms.push({ original, reported: await reportedBy(original.bytes, line) });
  }
  await line.reader.end();
  return forms;
}

async function soak(forms: readonly Sound[]): Promise<void> {
  let line = await aReader();
  for (let files = 1; next < last && performance.now() < until; files += 1) {
    const number = next;
    next += 1;
    const form = forms[number % forms.length];
    if (form === undefined) return;
    const { original, reported } = form;
    const mutant = mutantOf(original, `${asked.seed}/${String(number)}`);
    const verdict = await judged(mutant.bytes, { reported, touched: mutant.touched }, line);
    tally.add({ number, format: original.name, sort: mutant.sort, way: mutant.way, verdict });
    done += 1;
    progress('mutants', done, count);
    if (line.reader.isAlive() && verdict.verdict !== 'fault' && files % FILES_PER_READER > 0)
      continue;
    await line.reader.end();
    line = await aReader();
  }
  await line.reader.end();
}

const forms = await soundForms();
await Promise.all(Array.from({ length: READERS }, () => soak(forms)));
stop();
await here.end();
const left = readdirSync(folder);
rmSync(folder, { recursive: true });
const { text, passed, failed } = tally.summary(left);
process.stdout.write(`${text}\n${String(passed)} passed, ${String(failed)} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
