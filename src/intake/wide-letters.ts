/** Rare letters as themselves: the library takes `&#166505;` for another letter, since it knows none above U+FFFF by number. */

/** A reference of five digits or more, whatever zeros lead it. */
const REFERENCE = /&#(?:[xX]0*([\da-fA-F]{5,6})|0*(\d{5,7}));/g;
const LAST_NARROW = 0xffff;
const LAST = 0x10ffff;

type Parts = ReadonlyMap<string, Buffer>;

/** The parts, which are UTF-8, with every such reference spelt out and nothing else changed. */
export function withWideLetters(parts: Parts): Parts {
  const spelt = [...parts].flatMap(([name, part]) => {
    const plain = spelled(part);
    return plain === null ? [] : [[name, plain] as const];
  });
  return spelt.length === 0 ? parts : new Map([...parts, ...spelt]);
}

/** Byte by byte, since most parts hold no such thing and need no decoding; null for those. */
function spelled(part: Buffer): Buffer | null {
  if (!part.includes('&#')) return null;
  const text = part.toString('latin1');
  const plain = text.replace(REFERENCE, letterOf);
  return plain === text ? null : Buffer.from(plain, 'latin1');
}

/** Each byte of the letter as one of latin1. */
function letterOf(reference: string, hex: string | undefined, digits: string): string {
  const letter = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
  return letter <= LAST_NARROW || letter > LAST
    ? reference
    : Buffer.from(String.fromCodePoint(letter)).toString('latin1');
}
