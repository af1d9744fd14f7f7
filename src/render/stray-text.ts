/** The last look at a bulletin before it is printed: nothing a program or template let slip may stand in it. */
import { PAPER_WORDS } from '../model/catalogue/paper.ts';
import { Refusal } from '../model/refusal.ts';
import type { FinishedPdf } from './pdf-finish.ts';
import { openPdf } from './pdf-pages.ts';

const STRAY_WORDS = /\[object |\uFFFD|(?<![A-Za-z])(?:undefined|NaN|null)(?![A-Za-z])/;
const STRAY = new RegExp(`\\{\\{|\\}\\}|${STRAY_WORDS.source}`);
const TYPED_BRACES = /&#12[35];/;
const SHOWN = 20;

/**
 * Refuses a page whose text holds `{{`, `}}`, `undefined`, `NaN`, `null`, `[object` or U+FFFD.
 *
 * Braces that people typed do not count: `view-data.ts` writes those as character references.
 *
 * @throws Refusal `dataRefused` with the words around the first one.
 */
export function refuseStrayText(html: string): void {
  const text = html
    .replaceAll(/<style[^>]*>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
  refuseStray(STRAY, text);
}

/** Letters without which none of these can stand on a page; those that a font may draw as one with others are left out. */
const STRAY_LETTERS = ['[object', '\uFFFD', 'unde', 'Na', 'nul', '{', '}'].map((word) =>
  Array.from(word),
);

/**
 * The same of the finished PDF, where nothing hides any more: what a style adds, what was parted by marks. Its pages are
 * read only where it holds the letters for it.
 *
 * @param html what was printed: where people typed braces in it, the paper shows them.
 * @throws Refusal `dataRefused` with the words around the first one.
 */
export async function refuseStrayPaper(
  { bytes, letters }: Pick<FinishedPdf, 'bytes' | 'letters'>,
  html: string,
): Promise<void> {
  const canBe = STRAY_LETTERS.some((word) => word.every((letter) => letters?.has(letter) ?? true));
  if (!canBe) return;
  const pdf = await openPdf(bytes);
  try {
    for (let page = 1; page <= pdf.count; page += 1) {
      refuseStray(TYPED_BRACES.test(html) ? STRAY_WORDS : STRAY, pdf.words(page));
    }
  } finally {
    pdf.close();
  }
}

function refuseStray(stray: RegExp, text: string): void {
  const found = stray.exec(text);
  if (found === null) return;
  const around = text.slice(Math.max(0, found.index - SHOWN), found.index + SHOWN).trim();
  throw new Refusal('dataRefused', 'template-stray-text', PAPER_WORDS.templateStray(around));
}

/**
 * Refuses a page that would go elsewhere by itself. The browser follows it at a moment of its own, when this document
 * may be printed already: then the next one would suffer.
 *
 * @throws Refusal `dataRefused`.
 */
export function refuseRefresh(html: string): void {
  if (!/<meta\b[^>]*http-equiv/i.test(html)) return;
  throw new Refusal('dataRefused', 'template-leads-away', PAPER_WORDS.wanderedOff());
}
