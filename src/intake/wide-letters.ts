/** Rare letters as themselves: the library takes `&#166505;` for another letter, since it knows none above U+FFFF by number. */
import { decodeXml, isWideXml } from './xml-text.ts';

/** A reference of five digits or more, whatever zeros lead it. */
const REFERENCE = /&#(?:[xX]0*([\da-fA-F]{5,6})|0*(\d{5,7}));/g;
const LAST_NARROW = 0xffff;
const LAST = 0x10ffff;

/** The parts with every such reference spelt out, nothing else changed; null where there is none, as in nearly all files. */
export function withWideLetters(
  parts: ReadonlyMap<string, Buffer>,
): ReadonlyMap<string, Buffer> | null {
  const spelt = [...parts].flatMap(([name, part]) => {
    const plain = isWideXml(name, part) ? spelledWide(name, part) : spelled(part);
    return plain === null ? [] : [[name, plain] as const];
  });
  return spelt.length === 0 ? null : new Map([...parts, ...spelt]);
}

/** Byte by byte, since most parts hold no such thing and need no decoding. */
function spelled(part: Buffer): Buffer | null {
  if (!part.includes('&#')) return null;
  const text = part.toString('latin1');
  const plain = text.replace(REFERENCE, (...found: string[]) =>
    letterOf(found, (letter) => Buffer.from(letter).toString('latin1')),
  );
  return plain === text ? null : Buffer.from(plain, 'latin1');
}

function spelledWide(name: string, part: Buffer): Buffer | null {
  const text = decodeXml(name, part);
  const plain = text.replace(REFERENCE, (...found: string[]) =>
    letterOf(found, (letter) => letter),
  );
  return plain === text ? null : Buffer.from(`\ufeff${plain.replace(/^\ufeff/, '')}`, 'utf16le');
}

/** @param found the reference, its hexadecimal and its decimal digits. */
function letterOf(
  [reference = '', hex, digits]: readonly (string | undefined)[],
  spell: (letter: string) => string,
): string {
  const letter = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
  return letter <= LAST_NARROW || letter > LAST ? reference : spell(String.fromCodePoint(letter));
}
