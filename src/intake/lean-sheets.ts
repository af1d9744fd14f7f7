/** Sheets without what tells of no cell: long formulas cut to a word, cells of mere looks and entry rules left out; the library would spell out each. */
import { HEAD_SIGN } from '../model/catalogue/self-check.ts';
import { isWideXml } from './xml-text.ts';

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;

/**
 * A formula that is long enough to be worth it, as nearly every program writes it; another way of writing stays. Nothing
 * is ever computed here, only that a cell holds a formula is told.
 */
const LONG = /(<f(?:\s[^<>]*)?>)([^<]{64,})(?=<\/f>)/g;
const CUT = '0';
/** The form's own head line is known by its formula where what it came to broke. */
const KEPT = Buffer.from(HEAD_SIGN).toString('latin1');

/** A cell that has a look and nothing in it. */
const EMPTY = /<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")?\/>/g;
/** A cell that does not begin with its place may stand behind the one before it: then none is left out. */
const NAMELESS = /<(?:[^\s<>:]+:)?c(?=[\s>/])(?! r=")/;
/** Entry rules and nothing else between them. */
const ENTRY_RULES =
  /<dataValidations(?:\s[^<>]*)?>(?:<dataValidation(?:\s[^<>]*)?(?:\/>|>(?:<formula[12]>[^<]*<\/formula[12]>)*<\/dataValidation>))*<\/dataValidations>/g;

/** The parts with their sheets made lean, nothing else changed. */
export function withLeanSheets(parts: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
  const lean = [...parts]
    .filter(([name, part]) => SHEET.test(name) && !isWideXml(name, part))
    .map(([name, part]) => [name, leanOf(part)] as const);
  return new Map([...parts, ...lean]);
}

/** Byte by byte, so that all else stays as it is written. */
function leanOf(part: Buffer): Buffer {
  const text = part.toString('latin1');
  const short = text
    .replace(LONG, (whole: string, tag: string, formula: string) =>
      formula.includes(KEPT) ? whole : `${tag}${CUT}`,
    )
    .replace(ENTRY_RULES, '');
  const lean = NAMELESS.test(short) ? short : short.replace(EMPTY, '');
  return lean.length === text.length ? part : Buffer.from(lean, 'latin1');
}
