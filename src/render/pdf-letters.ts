/** The lists by which a PDF's fonts say what letters their glyphs are (ToUnicode): what the file can show at all, and what is copied from it. */
import { inflateSync } from 'node:zlib';
import { zlibSync } from 'fflate';
import { dictionaryOf, type PdfObject } from './pdf-objects.ts';

const TO_UNICODE = /\/ToUnicode (\d+) 0 R/g;
const SECTION = /begin(bfchar|bfrange)\n(.*?)end\1\n/gs;
const HEX = /<([0-9A-F]+)>/g;
/** Radicals, which a font draws as the letters that they are: the browser names a glyph by the lowest of its numbers. */
const RADICAL = /[\u2E80-\u2FDF]/u;
/** As many entries as a section may have. */
const SECTION_ENTRIES = 100;

/** @property code of a glyph, in hex digits. */
type Entry = Readonly<{ code: string; letters: string }>;

/** @property letters null where a font has no list, so that nobody knows what it shows. */
export type Lettered = Readonly<{
  objects: readonly PdfObject[];
  letters: ReadonlySet<string> | null;
}>;

/**
 * The objects of a PDF of Chromium with lists that name letters where they named radicals (月 U+6708, not ⽉ U+2F49), so that
 * what is searched for is found; and every letter that is in a list. A font holds those alone that are used.
 */
export function withTrueLetters(objects: readonly PdfObject[]): Lettered {
  const fonts = objects.map(dictionaryOf).filter(isWholeFont);
  const lists = fonts.flatMap((font) => [...font.matchAll(TO_UNICODE)].map(([, at]) => Number(at)));
  const letters = new Set<string>();
  const renewed = objects.map((object) => {
    if (!lists.includes(object.number)) return object;
    const list = contentOf(object);
    const entries = [...entriesOf(list)];
    for (const entry of entries) for (const letter of trueLetters(entry)) letters.add(letter);
    return entries.some((entry) => RADICAL.test(entry.letters))
      ? packed(object, list, entries)
      : object;
  });
  return { objects: renewed, letters: lists.length < fonts.length ? null : letters };
}

/** A composite font, or one that is drawn letter by letter; the parts of composite ones have no lists. */
function isWholeFont(dictionary: string): boolean {
  return /\/Type \/Font\b/.test(dictionary) && !dictionary.includes('/Subtype /CIDFont');
}

function trueLetters({ letters }: Entry): string {
  return RADICAL.test(letters) ? letters.normalize('NFKC') : letters;
}

function contentOf(stream: PdfObject): string {
  const start = dictionaryOf(stream).length + 'stream\n'.length;
  const end = stream.text.lastIndexOf('\nendstream');
  return inflateSync(Buffer.from(stream.text.slice(start, end), 'latin1')).toString('latin1');
}

function* entriesOf(list: string): Generator<Entry> {
  for (const [, kind, lines = ''] of list.matchAll(SECTION)) {
    for (const line of lines.split('\n')) {
      const [code, ...more] = [...line.matchAll(HEX)].map(([, hex = '']) => hex);
      if (code === undefined) continue;
      if (kind === 'bfchar') yield { code, letters: spelt(more[0] ?? '') };
      else yield* counted(code, more);
    }
  }
}

/** UTF-16 in hex digits. */
function spelt(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

/** From the first code to the last, counted up from the first's letter. */
function* counted(first: string, [last = '', letter = '']: readonly string[]): Generator<Entry> {
  const begin = spelt(letter).codePointAt(0) ?? 0;
  const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  for (let code = from; code <= to; code += 1) {
    yield { code: hexOf(code), letters: String.fromCodePoint(begin + code - from) };
  }
}

function hexOf(unit: number): string {
  return unit.toString(16).toUpperCase().padStart(4, '0');
}

/** The stream with these entries in place of its own. Packed by a library of this program, whose bytes no system changes. */
function packed(stream: PdfObject, list: string, entries: readonly Entry[]): PdfObject {
  const lines = entries.map((entry) => `<${entry.code}> <${unitsOf(trueLetters(entry))}>\n`);
  const sections = Array.from({ length: Math.ceil(lines.length / SECTION_ENTRIES) }, (_, i) => {
    const own = lines.slice(i * SECTION_ENTRIES, (i + 1) * SECTION_ENTRIES);
    return `${String(own.length)} beginbfchar\n${own.join('')}endbfchar\n`;
  });
  const plain = list.replaceAll(/\d+ begin(bfchar|bfrange)\n.*?end\1\n/gs, '');
  const whole = plain.replace('endcmap', `${sections.join('')}endcmap`);
  const content = Buffer.from(zlibSync(Buffer.from(whole, 'latin1'))).toString('latin1');
  const dictionary = `<</Filter /FlateDecode\n/Length ${String(content.length)}>>`;
  const text = `${String(stream.number)} 0 obj\n${dictionary} stream\n${content}\nendstream\nendobj\n`;
  return { number: stream.number, text };
}

function unitsOf(letters: string): string {
  return Array.from({ length: letters.length }, (_, i) => hexOf(letters.charCodeAt(i))).join('');
}
