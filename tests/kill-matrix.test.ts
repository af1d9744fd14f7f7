/**
 * kill −9 at every step that changes anything, from the inbox to a restored backup; then the same command again. All is
 * as if nothing had happened: one receipt for each arrival, no number skipped or doubled, what was signed is given out.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restore } from '../src/keeping/backing-up.ts';
import { openLedger } from '../src/record/open.ts';
import { LONG } from './build/long.ts';
import { AFTERWARDS, aGround, inChild, stepsOf, type Ground } from './build/kill-ground.ts';
import { BACKUP, runStage } from './build/kill-stages.ts';
import { filesIn, heldIn, type Held } from './build/kill-state.ts';
import { moment } from './build/world.ts';

const SERVER = process.env['TONGBAO_TEST_POSTGRES'] ?? '';
/** When what a dead sender had claimed is free again. */
const LATER = '2007-06-08T10:11:00+08:00';

/** Stage, the step at which it dies, and that step's name. */
type Point = readonly [stage: string, death: number, name: string];

/** A cross-section that costs little; all points are met where there is time. */
const FEW: readonly Point[] = [
  ['collect', 12, 'unlink'],
  ['sign', 3, 'write'],
  ['restore', 7, 'rm'],
];

/** Files of which each unit has one: the first one's stand for all. */
const OTHERS = /(寒亭区|寿光市|市直)\.(pdf|txt)/;

/** On a server only the steps at which the ledger has its part. */
async function pointsOf(server: string): Promise<readonly Point[]> {
  if (!LONG) return server === '' ? FEW : [];
  const steps = await stepsOf(server);
  return [...steps].flatMap(([stage, names]) =>
    names
      .map((name, index): Point => [stage, index + 1, name])
      .filter(([, , name]) => !OTHERS.test(name))
      .filter(
        ([, death, name]) => server === '' || name === 'commit' || names[death - 2] === 'commit',
      ),
  );
}

function matrix(engine: string, server: string, points: readonly Point[]): void {
  describe(`killed with a ledger ${engine}`, () => {
    let ground: Ground;

    beforeAll(async () => {
      ground = await aGround(server);
    });

    afterAll(async () => {
      await ground.clear();
    });

    it.each(points)('%s, at step %i: %s', async (stage, death) => {
      const { home, before, after } = ground;
      const [was, shall] = [before.get(stage)!, after.get(stage)!];
      await ground.putBack(stage);
      expect(await inChild(stage, home, death)).toBe('SIGKILL');
      for (const [name, hash] of await filesIn(home.folder)) {
        // A folder's list grows file by file; it is held to what it comes to.
        if (name.endsWith('.csv') && stage === 'deliver') continue;
        expect([was.files.get(name), shall.files.get(name)], name).toContain(hash);
      }
      const half = await heldIn(home);
      expect(half.faults.filter((fault) => !OUTSIDE.includes(stage) || !isOut(fault))).toEqual([]);
      await runStage(stage, home);
      if (stage === 'deliver') await runStage(stage, home, LATER);
      expect(await filesIn(home.folder)).toEqual(shall.files);
      expect(comparable(await heldIn(home), stage)).toEqual(comparable(shall.held, stage));
      if (stage === 'backup') await expectComesBack(home.folder, shall.held);
      if (stage === 'restore') await expectNothingLost(join(home.folder, 'data'));
    });
  });
}

/** Stages between whose steps the out folder and the ledger are not of one moment. */
const OUTSIDE: readonly string[] = ['release', 'restore'];

/** What a release that was cut off has not put out yet is told by `verify`, and is no fault of the ledger. */
function isOut(fault: string): boolean {
  return fault.includes('潍组通报〔2007〕1号');
}

/** A dead sender leaves acts of its own. */
function comparable({ head, ...held }: Held, stage: string): Partial<Held> {
  return stage === 'deliver' ? held : { head, ...held };
}

async function expectComesBack(folder: string, held: Held): Promise<void> {
  const home = join(folder, 'new');
  const at = moment('2007-06-10T08:00:00+08:00');
  const by = { who: '管理员', at };
  await restore({ home, environment: {} }, join(folder, BACKUP), by);
  const shown = (await readdir(join(folder, 'data/备份'))).filter((name) => !name.startsWith('.'));
  expect(shown).toEqual([BACKUP.split('/').at(-1)]);
  const ledger = await openLedger({ file: join(home, 'data/ledger.sqlite') }, false);
  const acts = await ledger.actsBehind(0, 1000);
  await ledger.close();
  expect(acts.find(({ what }) => what === 'restore')?.before).toBe(held.head);
}

/** The ledger that lay there before lies aside, with the last of its acts. */
async function expectNothingLost(data: string): Promise<void> {
  const asides = (await readdir(data)).filter((name) => name.startsWith('恢复以前'));
  const subjects = [];
  for (const name of asides.filter((one) => existsSync(join(data, one, 'ledger.sqlite')))) {
    const ledger = await openLedger({ file: join(data, name, 'ledger.sqlite') }, false);
    subjects.push(...(await ledger.actsBehind(0, 1000)).map(({ subject }) => subject));
    await ledger.close();
  }
  expect(subjects).toContain(AFTERWARDS);
  expect((await readdir(data)).filter((name) => name.endsWith('.part'))).toEqual([]);
}

matrix('in a file', '', await pointsOf(''));
if (SERVER !== '' && LONG) matrix('on a server', SERVER, await pointsOf(SERVER));
