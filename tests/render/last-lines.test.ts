/** How a document ends: lines of text stay with 署名 and 成文日期, short paragraphs stay whole, 版记 has company. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Block, Bulletin } from '../../src/model/bulletin.ts';
import type { PdfPages } from '../../src/render/pdf-pages.ts';
import { aBulletin, figure, heading, paragraph, unitTable } from '../build/bulletin.ts';
import { linesOf, pageWith } from '../build/page.ts';
import { printed } from '../build/printing.ts';

/** A paragraph of exactly so many lines. */
function lines(count: number, letter = '国'): Block {
  return paragraph(letter.repeat(28 * count - 4));
}

function ending(body: readonly Block[], changes: Partial<Bulletin> = {}): Bulletin {
  return aBulletin({ annexes: [], attachments: [], body, ...changes });
}

/** By where the first page ends: from a few lines on it to a third page. */
const LENGTHS = Array.from({ length: 33 }, (_, i) => i + 3);

function all<T>(make: (count: number) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(LENGTHS.map((count) => [String(count), make(count)]));
}

/** Texts of so few lines that the first page could lose them all to a signature behind long lists. */
const SHORT = [2, 3, 4].flatMap((count) =>
  [1, 2, 3, 4, 5, 6].flatMap((names) =>
    ['', ' headed'].map((kind) => `${String(count)} lines, ${String(names)} annexes${kind}`),
  ),
);
const opening = await printed(
  Object.fromEntries(
    SHORT.map((name) => {
      const attachments = Array.from(
        { length: Number(/, (\d)/.exec(name)?.[1]) },
        (_, i) => `表${String(i)}`,
      );
      const headings = name.endsWith('headed') ? [heading(1, '一、题')] : [];
      return [name, ending([...headings, lines(Number(name[0]))], { attachments })];
    }),
  ),
);
const pdfs = {
  sealed: await printed(all((count) => ending([lines(count)]))),
  unsealed: await printed(all((count) => ending([lines(count)], { seal: false }))),
  listed: await printed(all((count) => ending([lines(count)], { attachments: ['表', '口径'] }))),
  letter: await printed(all((count) => ending([lines(count)], { head: 'letter' }))),
  // The last line stands under a heading, or behind a figure in a paragraph that is parted for its sake.
  headed: await printed(all((count) => ending([lines(count), heading(1, '一、国国'), lines(1)]))),
  single: await printed(
    all((count) =>
      ending([paragraph('国'.repeat(28 * count - 7), figure('a', '国国国')), lines(1)]),
    ),
  ),
  short: await printed(all((count) => ending([lines(count), lines(3, '短'), lines(9)]))),
};
afterAll(() => {
  for (const pdf of [...Object.values(pdfs), opening].flatMap((some) => Object.values(some))) {
    pdf.close();
  }
});

function textOf(pdf: PdfPages, page: number): readonly string[] {
  return linesOf(pdf.text(page)).map(({ text }) => text);
}

const KINDS = ['sealed', 'unsealed', 'listed', 'letter', 'headed', 'single'] as const;
/** Letters of the last paragraph, where it is one of its own. */
const MORE = { sealed: 0, unsealed: 0, listed: 0, letter: 0, headed: 24, single: 24 } as const;

/** The lines of full text on each page that has any. */
function textLines(pdf: PdfPages, letter = '国'): readonly (readonly string[])[] {
  const isText = (line: string): boolean => Array.from(line).every((one) => one === letter);
  return Array.from({ length: pdf.count }, (_, i) => textOf(pdf, i + 1).filter(isText)).filter(
    (some) => some.length > 0,
  );
}

describe('the signature', () => {
  it.each(KINDS)('has two lines of text on its page, however long the text: %s', (kind) => {
    for (const count of LENGTHS) {
      const pdf = pdfs[kind][String(count)]!;
      const signed = textOf(pdf, pageWith(pdf, '2007年6月8日'));
      const text = signed.filter((line) => /^(?:一、)?国+$/.test(line));
      expect(text.length, String(count)).toBeGreaterThanOrEqual(2);
      expect(signed, String(count)).toContain('中共潍坊市委组织部');
    }
  });

  it.each(KINDS)('leaves no line alone, no text behind and no line short: %s', (kind) => {
    for (const count of LENGTHS) {
      const pages = textLines(pdfs[kind][String(count)]!);
      expect(pages.flat().join('').length, String(count)).toBe(28 * count - 4 + MORE[kind]);
      const fewest = Math.min(...pages.map((some) => some.length));
      expect(fewest, String(count)).toBeGreaterThan(kind === 'headed' || count === 3 ? 0 : 1);
      const full = pages.flatMap((some) => some.slice(0, -1)).filter((line) => line.length < 26);
      expect(full, String(count)).toEqual([]);
    }
  });
});

it('a paragraph of three lines stays whole wherever the page ends', () => {
  for (const count of LENGTHS) {
    const pages = textLines(pdfs.short[String(count)]!, '短');
    expect(
      pages.map((some) => some.length),
      String(count),
    ).toEqual([3]);
  }
});

describe('the first page', () => {
  it.each(SHORT)('shows some text, and the last one the signature with the rest: %s', (name) => {
    const pdf = opening[name]!;
    expect(
      textOf(pdf, 1).filter((line) => /^(?:国|一、)/.test(line)).length,
    ).toBeGreaterThanOrEqual(1);
    const signed = textOf(pdf, pageWith(pdf, '2007年6月8日'));
    expect(signed.filter((line) => line.startsWith('国')).length).toBeGreaterThanOrEqual(1);
    expect(textLines(pdf).flat().join('')).toHaveLength(28 * Number(name[0]) - 4);
  });
});

it('text stays where it is when a drawing of a whole page lies between it and the signature', async () => {
  const rows = Array.from({ length: 46 }, (_, i) => `第${String(i)}单位`);
  const body = [lines(6), unitTable('大表', 4, rows)];
  const { whole } = await printed({ whole: ending(body) });
  expect(textLines(whole).map((some) => some.length)).toEqual([6]);
  whole.close();
});

describe('the imprint', () => {
  it('has company wherever text can be spared', () => {
    for (const count of LENGTHS) {
      const pdf = pdfs.sealed[String(count)]!;
      const last = textOf(pdf, pdf.count);
      expect(last.some((line) => line.includes('印发'))).toBe(true);
      // Three lines stay whole, and the first page has to show some text: it is alone on the back of the sheet.
      expect(last.includes('2007年6月8日'), String(count)).toBe(count > 3);
      if (count === 3) expect(pdf.count).toBe(2);
    }
  });

  it('leaves no page more than half empty to make the pages even', () => {
    for (const count of LENGTHS) {
      const between = textLines(pdfs.sealed[String(count)]!).slice(1, -1);
      for (const page of between) expect(page.length, String(count)).toBeGreaterThan(10);
    }
  });
});
