/** The house's own laws: imports run downwards, no circles, quiet rooms are quiet, every file says what it is. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../src');
const STAGES = [
  'intake',
  'check',
  'record',
  'aggregate',
  'compose',
  'render',
  'publish',
  'sample',
  'google',
];
const QUIET = ['model', 'check', 'aggregate', 'compose', 'sample'];
/** Packages a quiet room may use: pure computing only. */
const PURE = ['big.js', 'zod', 'node:crypto', 'chinese-days/dist/chinese-days.json'];
const NOISE =
  /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\bperformance\.now\b|\brandomUUID\b|\brandomBytes\b|\bprocess\.|\bfetch\(|\bsetTimeout\b|\bsetInterval\b/;

type Source = Readonly<{ file: string; room: string; text: string; imports: readonly string[] }>;

function read(folder: string): readonly Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => sourceOf(normalize(name), readFileSync(join(folder, name), 'utf8')));
}

function sourceOf(file: string, text: string): Source {
  const statements = /^(?:import|export)\b[^;]*?\bfrom\s*'([^']+)';$|\bimport\(\s*'([^']+)'\s*\)/gm;
  const named = [...text.matchAll(statements)].map((match) => (match[1] ?? match[2])!);
  const imports = named.map((name) =>
    name.startsWith('.') ? normalize(join(dirname(file), name)) : name,
  );
  return { file, room: file.includes('/') ? file.split('/')[0]! : file, text, imports };
}

/** 0 the ground … higher may import lower only. */
function floorOf(room: string): number {
  if (room === 'model') return 0;
  if (STAGES.includes(room)) return 1;
  if (room === 'pipeline.ts') return 2;
  if (room === 'outside.ts') return 3;
  if (room === 'desk') return 4;
  if (room === 'main.ts') return 5;
  return -1;
}

function roomOf(path: string): string {
  return path.includes('/') ? path.split('/')[0]! : path;
}

/** Every breach of the one-way rule, as `from -> to`. */
function upward(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((target) => target.endsWith('.ts') && roomOf(target) !== source.room)
      .filter((target) => floorOf(roomOf(target)) >= floorOf(source.room))
      .map((target) => `${source.file} -> ${target}`),
  );
}

/** The first import circle found, as a path, or null. Type imports count. */
function circle(sources: readonly Source[]): readonly string[] | null {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const target of byFile.get(file)?.imports ?? []) {
      const found = walk(target, [...path, file]);
      if (found !== null) return found;
    }
    done.add(file);
    return null;
  };
  for (const { file } of sources) {
    const found = walk(file, []);
    if (found !== null) return found;
  }
  return null;
}

function noisy(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ room }) => QUIET.includes(room))
    .flatMap(({ file, text, imports }) => [
      ...imports
        .filter((name) => !name.endsWith('.ts') && !PURE.includes(name))
        .map((name) => `${file} imports ${name}`),
      ...(NOISE.test(text.replace(/\/\*[\s\S]*?\*\//g, '')) ? [`${file} is noisy`] : []),
    ]);
}

const sources = read(SRC);

describe('the house', () => {
  it('knows every room', () => {
    expect(sources.filter(({ room }) => floorOf(room) < 0).map(({ file }) => file)).toEqual([]);
  });

  it('imports downwards only, stages never each other', () => {
    expect(upward(sources)).toEqual([]);
  });

  it('has no import circle, type imports included', () => {
    expect(circle(sources)).toBeNull();
  });

  it('keeps its quiet rooms quiet', () => {
    expect(noisy(sources)).toEqual([]);
  });

  it('opens every file with a sentence', () => {
    const silent = sources.filter(({ text }) => !/^(#!.*\n)?\/\*\*\s+\S/.test(text));
    expect(silent.map(({ file }) => file)).toEqual([]);
  });

  it('has words for people only where they belong', () => {
    const speaking = ['compose', 'desk', 'render'];
    const catalogue = /^(model|intake|record|check|outside\.ts|aggregate|sample|publish)/;
    const chinese = /'[^'\n]*[\u4e00-\u9fff][^'\n]*'/;
    const strays = sources
      .filter(({ room, file }) => !speaking.includes(room) && catalogue.test(file))
      .filter(({ room }) => ['aggregate', 'publish'].includes(room))
      .filter(({ text }) => chinese.test(text.replace(/\/\*[\s\S]*?\*\//g, '')));
    expect(strays.map(({ file }) => file)).toEqual([]);
  });

  it('names no path of one machine', () => {
    const root = join(SRC, '..');
    const pattern = new RegExp(['/work', '/home', '/Users'].map((top) => `'${top}/`).join('|'));
    const named = sources.filter(({ text }) => pattern.test(text));
    expect(named.map(({ file }) => relative(root, file))).toEqual([]);
  });
});

describe('the test of the house', () => {
  const planted = (file: string, text: string): Source =>
    sourceOf(file, `/** Planted. */\n${text}`);

  it('sees an upward import and a stage that imports a stage', () => {
    const up = planted('model/a.ts', `import { b } from '../aggregate/b.ts';`);
    const across = planted('check/a.ts', `import type { B } from '../compose/b.ts';`);
    expect(upward([up, across])).toHaveLength(2);
  });

  it('sees a circle of type imports', () => {
    const a = planted('model/a.ts', `import type { B } from './b.ts';`);
    const b = planted('model/b.ts', `import type { A } from './a.ts';`);
    expect(circle([a, b])).toEqual(['model/a.ts', 'model/b.ts', 'model/a.ts']);
  });

  it('hears noise', () => {
    const clock = planted('compose/a.ts', 'export const now = (): number => Date.now();');
    const disk = planted('aggregate/a.ts', `import { readFile } from 'node:fs/promises';`);
    expect(noisy([clock, disk])).toHaveLength(2);
  });
});
