/** The product's own path, as far as the first argument says: `read`, `check` or `record`. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import '../../src/small-heap.ts';
import { openReader } from '../../src/intake/reader.ts';
import type { CellGrid } from '../../src/model/cell-grid.ts';
import { epochOfMoment, momentOfEpoch } from '../../src/model/day.ts';
import type { Arrival } from '../../src/model/submission.ts';
import type { Reader } from '../../src/model/world.ts';
import { measure } from '../measure.ts';
import type { Tally } from '../tally.ts';

const [depth] = process.argv.splice(2, 1);

if (depth === 'read') {
  await measure(async ({ workbooks, tally }) => {
    const reader = tallying(tally);
    for await (const bytes of workbooks()) await reader.read(bytes, 'a.xlsx');
    await reader.close();
    return '';
  });
} else {
  await measureChecking(depth === 'record');
}

/** What only this needs is loaded here: who only reads holds none of it. */
async function measureChecking(records: boolean): Promise<void> {
  const { checkPlan } = await import('../../src/check/plan.ts');
  const { readPlanFiles } = await import('../../src/intake/plan-files.ts');
  const { check } = await import('../../src/line/judging.ts');
  const { keepInputs } = await import('../../src/line/pipeline.ts');
  const { aWorld } = await import('../../tests/build/world.ts');
  const { value: plan } = checkPlan(await readPlanFiles(join(import.meta.dirname, '../../config')));
  if (plan === null) throw new Error('the plan in config/ has faults');
  const testWorld = await aWorld();
  await keepInputs(plan, testWorld.world);
  await measure(async ({ workbooks, tally }) => {
    const world = { ...testWorld.world, reader: tallying(tally) };
    const outcomes = new Map<string, number>();
    let arrived = 0;
    for await (const bytes of workbooks()) {
      const arrival = arrivalOf(bytes, (arrived += 1), epochOfMoment(world.now()));
      const judgement = await check(arrival, plan, world);
      const passes = judgement.submission === null ? 'returned' : 'accepted';
      const outcome = records ? (await world.ledger.record(arrival, judgement)).outcome : passes;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    await world.reader.close();
    return [...outcomes].map(([outcome, times]) => `${String(times)} ${outcome}`).join(', ');
  });
  await testWorld.end();
}

function arrivalOf(bytes: Buffer, number: number, from: number): Arrival {
  const name = `${String(number)}.xlsx`;
  return {
    key: name,
    channel: 'bench',
    fileName: name,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    at: momentOfEpoch(from + number * 1000),
  };
}

/** The real reader, whose answers are added up on their way. @throws Error at a file that it does not read. */
function tallying(tally: Tally): Reader {
  const reader = openReader(() => undefined);
  return {
    async read(...file) {
      const checked = await reader.read(...file);
      if (checked.value === null) throw new Error(checked.findings.map(({ code }) => code).join());
      addGrid(checked.value, tally);
      return checked;
    },
    close: reader.close,
  };
}

function addGrid({ sheets }: CellGrid, tally: Tally): void {
  for (const { cells } of sheets) {
    for (const { kind, text } of cells) {
      if (kind === 'number') tally.add(Number(text));
      if (kind === 'date') tally.addDay(Date.parse(text));
    }
  }
}
