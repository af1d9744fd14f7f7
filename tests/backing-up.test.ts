/** Backups are whole, made while others write, prove themselves, and come back; nothing that lay there is lost. */
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, restore } from '../src/keeping/backing-up.ts';
import type { Moment } from '../src/model/day.ts';
import { openLedger } from '../src/record/open.ts';
import { collect } from '../src/line/pipeline.ts';
import { COMPLETE, send, TRUE_PLAN } from './build/sending.ts';
import { spoilOriginal } from './build/spoilt.ts';
import { aWorld, type TestWorld } from './build/world.ts';

const plan = TRUE_PLAN;
const AT = '2007-06-09T02:00:00+08:00' as Moment;
const BY = { who: '管理员', at: AT };
const NAME = '通报备份-20070609-0200';

let here: TestWorld;
let out: string;

const place = (): Parameters<typeof backUp>[0] => ({ home: here.folder, environment: {} });

beforeEach(async () => {
  here = await aWorld('2007-06-08T09:00:00+08:00');
  out = join(here.folder, '备份');
  await send(here, 'weicheng', COMPLETE);
  await collect(plan, here.world);
  await mkdir(join(here.folder, 'config'));
  await writeFile(join(here.folder, 'config/office.yaml'), 'issuer: 甲\n');
  await writeFile(join(here.folder, 'data/form-key'), 'k'.repeat(64), { mode: 0o600 });
});

afterEach(async () => {
  await here.end();
});

describe('a backup', () => {
  it('holds the ledger, the key and the plan, and says what is in it', async () => {
    const made = await backUp(place(), out, AT);
    expect(made).toEqual({
      path: join(out, NAME),
      at: AT,
      arrivals: 1,
      chain: await here.world.ledger.chainHead(),
      findings: [],
    });
    expect((await readdir(made.path)).sort()).toEqual([
      'config',
      'form-key',
      'ledger.sqlite',
      '清单.json',
    ]);
    expect(await readdir(out)).toEqual([NAME]);
    for (const name of ['form-key', 'ledger.sqlite']) {
      expect((await stat(join(made.path, name))).mode & 0o077).toBe(0);
    }
  });

  it('sweeps away what one that was cut off a day ago has left, and nothing else', async () => {
    const names = ['1'.repeat(36), '2'.repeat(36)].map((id) => `.${id}.part`);
    for (const name of [...names, '旧']) await mkdir(join(out, name), { recursive: true });
    const old = Date.now() / 1000 - 25 * 3600;
    for (const name of [names[0]!, '旧']) await utimes(join(out, name), old, old);
    await backUp(place(), out, AT);
    expect((await readdir(out)).sort()).toEqual([names[1], '旧', NAME].sort());
  });

  it('is of one moment while others write', async () => {
    const end = new AbortController();
    const writing = (async () => {
      for (let n = 0; !end.signal.aborted; n += 1) {
        const doing = { at: AT, who: 'a', what: 'b', subject: String(n), detail: { n } };
        await here.world.ledger.act(doing);
        await turn();
      }
    })();
    const made = await backUp(place(), out, AT);
    end.abort();
    await writing;
    expect(made.findings).toEqual([]);
    expect(made.chain.seq).toBeLessThanOrEqual((await here.world.ledger.chainHead()).seq);
    const copy = await openLedger({ file: join(made.path, 'ledger.sqlite') }, false);
    expect(await copy.chainHead()).toEqual(made.chain);
    await copy.close();
  });

  it('is told of when the ledger itself is unsound', async () => {
    await here.world.ledger.close();
    await spoilOriginal(join(here.folder, 'data/ledger.sqlite'));
    const { findings } = await backUp(place(), out, AT);
    expect(findings.length).toBeGreaterThan(0);
  });

  it.each([
    ['backup-server', { TONGBAO_LEDGER_URL: 'postgres://x' }],
    ['backup-nothing', {}],
  ])('is refused with %s', async (code, environment) => {
    const home = code === 'backup-nothing' ? join(here.folder, 'nowhere') : here.folder;
    await expect(backUp({ home, environment }, out, AT)).rejects.toMatchObject({ code });
  });
});

describe('a backup put back', () => {
  it('has the ledger as it was, and what lay there is put aside', async () => {
    const { path, chain } = await backUp(place(), out, AT);
    await send(here, 'shouguang', COMPLETE);
    await collect(plan, here.world);
    await here.world.ledger.close();
    await writeFile(join(here.folder, 'data/form-key'), 'other');
    await writeFile(join(here.folder, 'config/office.yaml'), 'issuer: 乙\n');
    const by = { who: '管理员', at: '2007-06-10T08:00:00+08:00' as Moment };
    const done = await restore(place(), path, by);
    expect(done).toMatchObject({ from: AT, arrivals: 1, doubted: 0 });
    const ledger = await openLedger({ file: join(here.folder, 'data/ledger.sqlite') });
    expect(await ledger.arrivalCount()).toBe(1);
    const [act, ...more] = await ledger.actsBehind(chain.seq, 9);
    expect(act).toMatchObject({ what: 'restore', who: '管理员', before: chain.hash });
    expect([more, done.chain]).toEqual([[], { seq: act!.seq, hash: act!.hash }]);
    expect(await ledger.unsound()).toEqual([]);
    await ledger.close();
    expect(await readFile(join(here.folder, 'data/form-key'), 'utf8')).toBe('k'.repeat(64));
    expect(await readFile(join(done.aside!, 'form-key'), 'utf8')).toBe('other');
    const aside = await openLedger({ file: join(done.aside!, 'ledger.sqlite') }, false);
    expect(await aside.arrivalCount()).toBe(2);
    await aside.close();
    expect(await readFile(join(here.folder, 'config/office.yaml'), 'utf8')).toBe('issuer: 乙\n');
  });

  it('keeps what each of two attempts of the same second put aside', async () => {
    const { path } = await backUp(place(), out, AT);
    await here.world.ledger.close();
    const at = '2007-06-10T08:00:00+08:00' as Moment;
    const asides = [];
    for (const key of ['first', 'second']) {
      await writeFile(join(here.folder, 'data/form-key'), key);
      asides.push((await restore(place(), path, { who: '', at })).aside!);
    }
    const keys = asides.map((aside) => readFile(join(aside, 'form-key'), 'utf8'));
    expect(await Promise.all(keys)).toEqual(['first', 'second']);
  });

  it('brings the plan along into a home that has none', async () => {
    const { path } = await backUp(place(), out, AT);
    const home = join(here.folder, 'new');
    const done = await restore({ home, environment: {} }, path, BY);
    expect(done.aside).toBeNull();
    expect(await readFile(join(home, 'config/office.yaml'), 'utf8')).toBe('issuer: 甲\n');
  });

  it('comes back as unsound as it was copied, and says so', async () => {
    await here.world.ledger.close();
    await spoilOriginal(join(here.folder, 'data/ledger.sqlite'));
    const { path } = await backUp(place(), out, AT);
    const { findings } = await restore(place(), path, BY);
    expect(findings.map(({ code }) => code)).toEqual(['U_BYTES']);
  });

  it.each<[string, string, (path: string) => Promise<void>]>([
    ['another byte', 'backup-damaged', (path) => writeFile(join(path, 'form-key'), 'x')],
    ['a file missing', 'backup-damaged', (path) => rm(join(path, 'ledger.sqlite'))],
    [
      'a file that no list names',
      'backup-damaged',
      (path) => writeFile(join(path, '备注.txt'), 'x'),
    ],
    ['no list', 'backup-unknown', (path) => rm(join(path, '清单.json'))],
    [
      'a list of something else',
      'backup-unknown',
      (path) => writeFile(join(path, '清单.json'), '{}'),
    ],
  ])('is refused with %s, and nothing changes', async (_, code, spoil) => {
    const { path } = await backUp(place(), out, AT);
    await spoil(path);
    const before = (await readdir(join(here.folder, 'data'))).sort();
    await expect(restore(place(), path, BY)).rejects.toMatchObject({ code });
    expect((await readdir(join(here.folder, 'data'))).sort()).toEqual(before);
  });
});
