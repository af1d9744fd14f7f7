/** Tables that never break a page: whatever stands in them, each figure is printed once, under heads, within the text area. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Annex, Block, Bulletin, Table } from '../../src/model/bulletin.ts';
import type { PdfPages } from '../../src/render/pdf-pages.ts';
import { aBulletin, cell, figure, heading, paragraph } from '../build/bulletin.ts';
import { AREA } from '../build/gbt9704.ts';
import { linesOf } from '../build/page.ts';
import { printed } from '../build/printing.ts';
import { LONG } from '../build/long.ts';

const HEADS = [
  '年度目标',
  '本年累计完成',
  '完成率（%）',
  '序时进度',
  '差距（百分点）',
  '进度',
  '环比（%）',
  '同比（%）',
  '位次',
];
/** Wherever text wraps, a figure is known again by its brackets. */
const mark = (row: number, column: number): string => `[${String(row)}.${String(column)}]`;

/** @property name of the row's unit. @property words what stands beside each figure. */
type Shape = Readonly<{
  rows: number;
  columns: number;
  name?: string;
  words?: (row: number) => string;
}>;

function table(caption: string, { rows, columns, name = '单位', words = () => '' }: Shape): Table {
  const head = Array.from({ length: columns }, (_, i) => HEADS[i % HEADS.length]!);
  const row = (r: number): Table['rows'][number] => ({
    emphasis: r === 0,
    cells: [
      cell(`${name}${mark(r, 0)}`, 'left'),
      ...head.map((_, c) => {
        const words2 = words(r);
        return cell(
          figure(`T/${String(r)}/${String(c)}`, `${words2}${mark(r, c + 1)}`),
          words2 === '' ? 'right' : 'left',
        );
      }),
    ],
  });
  return {
    type: 'table',
    caption,
    remark: '单位：人',
    head: ['单位', ...head],
    widths: [4, ...head.map(() => 3)],
    rows: Array.from({ length: rows }, (_, r) => row(r)),
    notes: [[{ words: `注：${caption}的注。`, figure: null }]],
  };
}

const LONG_NAME = '潍坊滨海经济技术开发区党工委组织人事部（非公有制经济组织和社会组织工作委员会）';
const SHAPES = {
  none: { rows: 0, columns: 5 },
  one: { rows: 1, columns: 5 },
  twelve: { rows: 13, columns: 9 },
  sixty: { rows: 61, columns: 9 },
  'two hundred': { rows: 201, columns: 9 },
  'all missing': { rows: 13, columns: 9, words: () => '缺报' },
  'long names': { rows: 61, columns: 6, name: LONG_NAME },
  'long names in a wide table': { rows: 40, columns: 9, name: LONG_NAME },
  'long words': { rows: 25, columns: 3, words: (r) => '进展情况说明'.repeat(1 + ((r * 7) % 40)) },
  'words longer than a page': {
    rows: 5,
    columns: 2,
    words: (r) => '说'.repeat(r === 2 ? 7000 : 20),
  },
  'many columns': { rows: 30, columns: 16 },
} as const satisfies Readonly<Record<string, Shape>>;
type Name = keyof typeof SHAPES;
const NAMES: readonly Name[] = LONG
  ? (Object.keys(SHAPES) as Name[])
  : ['none', 'twelve', 'sixty', 'words longer than a page', 'many columns'];
const PLACES = ['body', 'portrait', 'landscape'] as const;
type Place = (typeof PLACES)[number];

function bulletinWith(name: Name, place: Place): Bulletin {
  const blocks: readonly Block[] = [table(name, SHAPES[name])];
  const end = [heading(1, '二、要求'), paragraph('末段文字。'.repeat(12))];
  if (place === 'body') {
    return aBulletin({
      annexes: [],
      attachments: [],
      body: [paragraph('首段。'), heading(1, '一、表'), paragraph('表见下。'), ...blocks, ...end],
    });
  }
  const annex: Annex = { label: '附件', title: '附表', orientation: place, blocks };
  return aBulletin({ annexes: [annex], attachments: ['附表'], body: end });
}

const pdfs = await printed(
  Object.fromEntries(
    NAMES.flatMap((name) => PLACES.map((place) => [`${name}/${place}`, bulletinWith(name, place)])),
  ),
);
afterAll(() => {
  for (const pdf of Object.values(pdfs)) pdf.close();
});

function pagesOf(pdf: PdfPages): readonly string[] {
  return Array.from({ length: pdf.count }, (_, i) =>
    pdf
      .text(i + 1)
      .map(({ text }) => text)
      .join(''),
  );
}

describe.each(NAMES)('a table of %s', (name) => {
  const { rows, columns } = SHAPES[name];

  it.each(PLACES)('loses and doubles nothing: %s', (place) => {
    const text = pagesOf(pdfs[`${name}/${place}`]!).join('');
    const marks = Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns + 1 }, (_unused, c) => mark(r, c)),
    ).flat();
    const times = marks.map((one) => text.split(one).length - 1);
    expect(marks.filter((_, i) => times[i] !== 1)).toEqual([]);
    expect(text.split(`注：${name}的注。`).length - 1).toBe(1);
  });

  it.each(PLACES)(
    'has its caption and heads on every page, and says 续 after the first: %s',
    (place) => {
      const pages = pagesOf(pdfs[`${name}/${place}`]!).filter((text) => text.includes('单位：人'));
      expect(pages.length).toBeGreaterThan(0);
      const captions = pages.map((text) => text.includes(`续${name}`));
      expect(captions).toEqual(pages.map((_, i) => i > 0));
      for (const text of pages) expect(text).toContain('年度目标');
      const others = pagesOf(pdfs[`${name}/${place}`]!).filter((text) => /\[\d+\.\d+\]/.test(text));
      expect(others.every((text) => text.includes('年度目标'))).toBe(true);
    },
  );

  it.each(PLACES)('has its words under caption and heads alone: %s', (place) => {
    const { words = () => '' }: Shape = SHAPES[name];
    const [letter] = words(2);
    if (letter === undefined) return;
    const count = (text: string): number => text.split(letter).length - 1;
    const told = Array.from({ length: rows }, (_, r) => words(r)).join('');
    const pages = pagesOf(pdfs[`${name}/${place}`]!).filter((text) => text.includes('单位：人'));
    expect(count(pages.join(''))).toBe(count(told) * columns);
  });

  it.each(PLACES)('stays within the text area: %s', (place) => {
    const pdf = pdfs[`${name}/${place}`]!;
    for (let page = 1; page <= pdf.count; page += 1) {
      const across = pdf.size(page).width > pdf.size(page).height;
      const inside = across
        ? { left: AREA.left + 7, right: 297 - 37, top: 28, bottom: 210 - 26 }
        : AREA;
      for (const { ink, text } of pdf
        .text(page)
        .filter((letter) => letter.size < 12 && letter.ink.bottom > letter.ink.top)) {
        expect(ink.left, text).toBeGreaterThan(inside.left - 0.5);
        expect(ink.right, text).toBeLessThan(inside.right + 0.5);
        expect(ink.top, text).toBeGreaterThan(inside.top - 3);
        expect(ink.bottom, text).toBeLessThan(inside.bottom + 3);
      }
    }
  });

  it.each(PLACES)('leaves the signature with text: %s', (place) => {
    const pdf = pdfs[`${name}/${place}`]!;
    const page = pagesOf(pdf).findIndex((text) => text.includes('2007年6月8日'));
    const lines = linesOf(pdf.text(page + 1)).map(({ text }) => text);
    expect(lines.filter((line) => line.includes('末段文字')).length).toBeGreaterThanOrEqual(2);
  });
});
