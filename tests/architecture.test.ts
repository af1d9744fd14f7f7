/** The house's own laws: imports run downwards, no circles, quiet rooms are quiet, words live where they belong. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  circle,
  floorOf,
  HOMES,
  local,
  noisy,
  readHouse,
  sourceOf,
  strayWords,
  upward,
  wordsOf,
} from './build/house.ts';

const sources = readHouse(join(import.meta.dirname, '../src'));

describe('the house', () => {
  it('knows every room', () => {
    expect(sources.filter(({ room }) => floorOf(room) < 0).map(({ file }) => file)).toEqual([]);
  });

  it('imports downwards only, stages never each other, the desk by the line and outside', () => {
    expect(upward(sources)).toEqual([]);
  });

  it('has no import circle, type imports included', () => {
    expect(circle(sources)).toBeNull();
  });

  it('keeps its quiet rooms quiet', () => {
    expect(noisy(sources)).toEqual([]);
  });

  it('never asks for the host’s time zone or language', () => {
    expect(local(sources)).toEqual([]);
  });

  it('opens every file with a sentence', () => {
    const silent = sources.filter(({ text }) => !/^(#!.*\n)?\/\*\*\s+\S/.test(text));
    expect(silent.map(({ file }) => file)).toEqual([]);
  });

  it('has words for people only where they belong', () => {
    expect(strayWords(sources)).toEqual([]);
  });

  it('has no home for words that holds none', () => {
    const speaking = sources.filter(({ tree }) => wordsOf(tree).length > 0);
    const files = speaking.map(({ file }) => file);
    expect([...HOMES.keys()].filter((file) => !files.includes(file))).toEqual([]);
  });

  it('reads no workbook with the library that writes them', () => {
    const writers = sources.filter(({ text }) => /from 'exceljs'|import\('exceljs'\)/.test(text));
    expect(writers.map(({ room }) => room).filter((room) => room !== 'render')).toEqual([]);
    const reading = /\.(?:xlsx|csv)\.(?:load|read|readFile)\(|WorkbookReader/;
    expect(writers.filter(({ text }) => reading.test(text)).map(({ file }) => file)).toEqual([]);
    expect(writers.length).toBeGreaterThan(0);
  });

  it('names no path of one machine', () => {
    const pattern = new RegExp(['/work', '/home', '/Users'].map((top) => `'${top}/`).join('|'));
    expect(sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([]);
  });
});

describe('the test of the house', () => {
  it.each([
    ['an upward import', 'model/a.ts', `import { b } from '../aggregate/b.ts';`],
    ['a stage that imports a stage', 'check/a.ts', `import type { B } from "../compose/b.ts";`],
    ['an import for its effects', 'model/a.ts', `import '../aggregate/b.ts';`],
    ['a re-export', 'model/a.ts', `export * from '../aggregate/b.ts';`],
    ['a late import', 'check/a.ts', `const b = await import('../compose/b.ts');`],
    ['a type import in place', 'check/a.ts', `let b: import('../compose/b.ts').B;`],
    ['an import over several lines', 'check/a.ts', `import {\n  b,\n} from '../compose/b.ts'`],
    ['a path of another system', 'check\\plan\\a.ts', `import { b } from '../../compose/b.ts';`],
    ['a desk that goes round the line', 'desk/a.ts', `import { b } from '../record/b.ts';`],
    ['anybody who imports the desk', 'line/pipeline.ts', `import { b } from '../desk/b.ts';`],
  ])('sees %s', (_, file, text) => {
    expect(upward([sourceOf(file, text)])).toHaveLength(1);
  });

  it('lets through what runs downwards', () => {
    const text = `import type { B } from '../model/b.ts';\nimport { c } from './c.ts';`;
    expect(upward([sourceOf('check/a.ts', text)])).toEqual([]);
  });

  it.each([
    ['types', `import type { B } from './b.ts';`],
    ['effects', `import './b.ts';`],
  ])('sees a circle of %s', (_, text) => {
    const a = sourceOf('model/a.ts', text);
    const b = sourceOf('model/b.ts', `import type { A } from './a.ts';`);
    expect(circle([a, b])).toEqual(['model/a.ts', 'model/b.ts', 'model/a.ts']);
  });

  it.each([
    `const now = Date.now();`,
    `const now = new Date();`,
    `const now = Date();`,
    `const chance = Math.random();`,
    `const zone = process.env['TZ'];`,
    `const { env } = process;`,
    `const host = globalThis.performance;`,
    `await fetch('http://127.0.0.1/');`,
    `setTimeout(work, 1);`,
    `const later = setImmediate;`,
    `const here = import.meta.dirname;`,
    `import { readFile } from 'node:fs/promises';`,
    `import { randomUUID } from 'node:crypto';`,
    `import { createHash, randomBytes } from 'node:crypto';`,
    `import * as crypto from 'node:crypto';`,
    `import 'zod';`,
    `const fs = await import('node:fs');`,
    `const any = await import(name);`,
  ])('hears %s', (text) => {
    expect(noisy([sourceOf('compose/a.ts', text)]).length).toBeGreaterThan(0);
    expect(noisy([sourceOf('render/a.ts', text)])).toEqual([]);
  });

  it.each([
    `import { createHash } from 'node:crypto';`,
    `import { z } from 'zod';`,
    `const day = new Date(ms).toISOString();`,
    `const utc = Date.UTC(2007, 4, 31);`,
    `const run = line.process;`,
    `const step = { process: 1 };`,
    `// new Date(), Math.random() and process.env stay out`,
  ])('takes no offence at %s', (text) => {
    expect(noisy([sourceOf('compose/a.ts', text)])).toEqual([]);
  });

  it.each([
    `const text = day.toLocaleDateString('zh-CN');`,
    `const text = amount.toLocaleString();`,
    `names.sort((a, b) => a.localeCompare(b));`,
    `const year = new Date(ms).getFullYear();`,
    `const hour = day['getHours']();`,
    `day.setMonth(1);`,
    `const zone = day.getTimezoneOffset();`,
    `const day = new Date(2007, 4, 31);`,
    `const format = new Intl.DateTimeFormat('zh-CN');`,
    `const format = Intl.DateTimeFormat();`,
    `const order = new Intl.Collator();`,
  ])('sees the host’s zone or language in %s', (text) => {
    expect(local([sourceOf('render/a.ts', text)])).toHaveLength(1);
  });

  it.each([
    `const weekday = new Date(ms).getUTCDay();`,
    `const words = new Intl.Segmenter('zh', { granularity: 'word' });`,
    `const format = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai' });`,
  ])('sees none in %s', (text) => {
    expect(local([sourceOf('render/a.ts', text)])).toEqual([]);
  });

  it.each([
    [`const said = '没有填';`, 1],
    [`const said = "没有填";`, 1],
    ['const said = `没有填`;', 1],
    ['const said = `第${n}行有${m}处`;', 3],
    ['const said = `（${n}处）`;', 1],
    [`const said = { '没有填': 1 };`, 1],
    [`say('\\u6ca1\\u6709');`, 1],
    [`// 没有填\nconst said = 'blank'; /* 没有填 */`, 0],
    [`const said = names.join('、');`, 0],
    [`const typed = /^没有填$/;`, 0],
    [`let status: '推进中' | '已完成' = '推进中';`, 0],
    [`const told = '推进中，还没有完成';`, 1],
  ])('counts the stray words of %s', (text, count) => {
    const model = sourceOf('model/plan.ts', `export type Status = '推进中' | '已完成';`);
    for (const file of [
      'intake/a.ts',
      'check/a.ts',
      'render/a.ts',
      'outside.ts',
      'line/pipeline.ts',
    ]) {
      expect(strayWords([model, sourceOf(file, text)]), file).toHaveLength(count);
    }
    for (const file of ['compose/a.ts', 'desk/a.ts', 'model/catalogue/a.ts', 'model/form.ts']) {
      expect(strayWords([model, sourceOf(file, text)]), file).toEqual([]);
    }
  });
});
