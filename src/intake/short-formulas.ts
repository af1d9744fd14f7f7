/** Formulas cut to a word: nothing is ever computed here, only that a cell is one is told; the library would spell out each. */
import { HEAD_SIGN } from '../model/catalogue/self-check.ts';
import { isWideXml } from './xml-text.ts';

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;
/** A formula that is long enough to be worth it, as nearly every program writes it; another way of writing stays. */
const LONG = /(<f(?:\s[^<>]*)?>)([^<]{64,})(?=<\/f>)/g;
const CUT = '0';
/** The form's own head line is known by its formula where what it came to broke. */
const KEPT = Buffer.from(HEAD_SIGN).toString('latin1');

/** The parts with the long formulas of sheets cut, nothing else changed. */
export function withShortFormulas(parts: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
  const cut = [...parts]
    .filter(([name, part]) => SHEET.test(name) && !isWideXml(name, part))
    .map(([name, part]) => [name, cutIn(part)] as const);
  return new Map([...parts, ...cut]);
}

/** Byte by byte, so that all else stays as it is written. */
function cutIn(part: Buffer): Buffer {
  const text = part.toString('latin1');
  const short = text.replace(LONG, (whole: string, tag: string, formula: string) =>
    formula.includes(KEPT) ? whole : `${tag}${CUT}`,
  );
  return short.length === text.length ? part : Buffer.from(short, 'latin1');
}
