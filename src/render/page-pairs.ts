/** Which page of one PDF stands beside which of another, so that a page more or less does not set all the others apart. */
import { diffArrays } from 'diff';
import type { PdfPages } from './pdf-pages.ts';

/** Pages from 1; null where the other PDF has none in its place. */
export type PagePair = Readonly<{ before: number | null; after: number | null }>;

const PAGE_NUMBER = /—\s*\d+\s*—/;

/** Pages of the same words stand side by side; between them, those that changed in their order. */
export function pagePairs(before: PdfPages, after: PdfPages): readonly PagePair[] {
  const pairs: PagePair[] = [];
  const next = { before: 1, after: 1 };
  const pair = (gone: number, come: number): void => {
    for (let i = 0; i < Math.max(gone, come); i += 1) {
      pairs.push({
        before: i < gone ? next.before + i : null,
        after: i < come ? next.after + i : null,
      });
    }
    next.before += gone;
    next.after += come;
  };
  let [gone, come] = [0, 0];
  for (const { count, added, removed } of diffArrays(wordsOf(before), wordsOf(after))) {
    if (removed) gone += count;
    else if (added) come += count;
    else {
      pair(gone, come);
      pair(count, count);
      [gone, come] = [0, 0];
    }
  }
  pair(gone, come);
  return pairs;
}

/** The words of each page but for its number. */
function wordsOf(pdf: PdfPages): string[] {
  return Array.from({ length: pdf.count }, (_, i) => {
    const words = pdf.text(i + 1).map(({ text }) => text);
    return words.join('').replace(PAGE_NUMBER, '');
  });
}
