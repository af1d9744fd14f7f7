/** Two pictures of a page: what differs is framed, tightly and alone; pages are paired by their words. */
import { describe, expect, it } from 'vitest';
import { differences } from '../../src/render/page-difference.ts';
import { pagePairs } from '../../src/render/page-pairs.ts';
import type { PdfPages } from '../../src/render/pdf-pages.ts';
import type { Pixels } from '../../src/render/png.ts';

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** A white picture with boxes of a grey. */
function picture(boxes: readonly Box[], grey = 0, width = 300, height = 400): Pixels {
  const dots = new Uint8Array(width * height * 4).fill(255);
  for (const [left, top, right, bottom] of boxes) {
    for (let y = top; y < bottom; y += 1) {
      dots.fill(grey, (y * width + left) * 4, (y * width + right) * 4);
    }
  }
  return { width, height, dots };
}

describe('what differs between two pictures', () => {
  const table: Box = [20, 20, 280, 60];

  it.each<readonly [string, readonly Box[], readonly Box[], readonly Box[]]>([
    ['nothing', [table], [table], []],
    ['what was added', [table], [table, [101, 203, 150, 217]], [[101, 203, 150, 217]]],
    ['what was taken away', [table, [0, 399, 1, 400]], [table], [[0, 399, 1, 400]]],
    [
      'what has moved, far',
      [[10, 100, 40, 120]],
      [[200, 300, 230, 320]],
      [
        [10, 100, 40, 120],
        [200, 300, 230, 320],
      ],
    ],
    ['what has moved, near', [[10, 100, 20, 120]], [[15, 100, 25, 120]], [[10, 100, 25, 120]]],
    [
      'two places of a line',
      [],
      [
        [5, 50, 15, 60],
        [200, 50, 210, 60],
      ],
      [
        [5, 50, 15, 60],
        [200, 50, 210, 60],
      ],
    ],
  ])('is %s', (_, before, after, regions) => {
    const found = differences(picture(before), picture(after));
    expect(found.map(({ left, top, right, bottom }) => [left, top, right, bottom])).toEqual(
      regions,
    );
  });

  it('is nothing where nobody sees it', () => {
    expect(differences(picture([table], 100), picture([table], 110))).toEqual([]);
    expect(differences(picture([table], 100), picture([table], 120))).toHaveLength(1);
  });

  it('is the whole page where it is turned', () => {
    expect(differences(picture([]), picture([], 0, 400, 300))).toEqual([
      { left: 0, top: 0, right: 400, bottom: 300 },
    ]);
  });
});

describe('pages of two PDFs', () => {
  /** As far as pairing looks at a PDF: pages of words with their number below. */
  function pdf(...pages: readonly string[]): PdfPages {
    const text = (page: number): { text: string }[] =>
      Array.from(`${pages[page - 1]!}— ${String(page)} —`, (letter) => ({ text: letter }));
    return { count: pages.length, text } as unknown as PdfPages;
  }

  it.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    ['are the same', ['甲', '乙'], ['甲', '乙'], ['1-1', '2-2']],
    ['have one more', ['甲', '乙', '丙'], ['甲', '新', '乙', '丙'], ['1-1', '0-2', '2-3', '3-4']],
    ['have one less', ['甲', '乙', '丙'], ['甲', '丙'], ['1-1', '2-0', '3-2']],
    ['have changed', ['甲', '乙', '丙'], ['甲', '丁', '丙'], ['1-1', '2-2', '3-3']],
    ['have become two', ['甲', '乙', '丙'], ['甲', '丁', '戊', '丙'], ['1-1', '2-2', '0-3', '3-4']],
    ['have nothing in common', ['甲'], ['乙', '丙'], ['1-1', '0-2']],
  ])('stand side by side that %s', (_, before, after, pairs) => {
    const found = pagePairs(pdf(...before), pdf(...after));
    expect(found.map((pair) => `${String(pair.before ?? 0)}-${String(pair.after ?? 0)}`)).toEqual(
      pairs,
    );
  });
});
