/** What the fonts of a page can print: the letters of the last one of every stack, and the names that fonts may have in a PDF. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lettersIn, type Letters } from './font-letters.ts';
import { FONT_STYLE } from './template-language.ts';

export type Coverage = Readonly<{
  /** The letters of a text that the fonts do not hold, each once, in the order in which they are met. */
  lacking(text: string): readonly string[];
  /** Of the fonts inside a PDF those that are not the page's own. */
  foreign(fonts: readonly string[]): readonly string[];
}>;

/** The alias that stands last in every stack of page.css; it takes over what the others lack. */
const LAST = /font-family:\s*GW-RARE;[^}]*url\("([\w.-]+)"\)/;
const INSTALLED = /local\("([^"]+)"\)/g;
/** What `templates/fonts` gives, as named inside a PDF. */
const BUNDLED = [
  'FandolFang-Regular',
  'FandolKai-Regular',
  'NotoSansSC-Medium',
  'NotoSerifSC-Bold',
  'NotoSerifSC-Light',
  'NotoSerifSC-Regular',
];
/** Spaces, marks that join or choose a form, and whatever else prints nothing of its own. */
const SILENT = /[\s\p{C}\p{Variation_Selector}]/u;

/** @throws Error where `fonts.css` or its last font cannot be read; the shell says so in words. */
export async function openCoverage(templatesFolder: string): Promise<Coverage> {
  const css = await readFile(join(templatesFolder, FONT_STYLE), 'utf8');
  const file = LAST.exec(css)?.[1];
  const held = file === undefined ? null : await lettersOf(templatesFolder, file);
  const names = [...css.matchAll(INSTALLED)].map(([, name = '']) => name);
  const own = new Set([...BUNDLED, ...names]);
  return {
    lacking: (text) =>
      held === null ? [] : Array.from(new Set(text)).filter((letter) => isLacking(letter, held)),
    foreign: (fonts) => fonts.filter((font) => !own.has(font)),
  };
}

async function lettersOf(templatesFolder: string, file: string): Promise<Letters> {
  return lettersIn(await readFile(join(templatesFolder, 'fonts', file)));
}

function isLacking(letter: string, held: Letters): boolean {
  return !held.has(letter.codePointAt(0) ?? 0) && !SILENT.test(letter);
}
