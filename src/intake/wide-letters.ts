/** Rare letters as themselves: the library takes `&#166505;` for another letter, since it knows none above U+FFFF by number. */

/** A reference of five digits or more, whatever zeros lead it. */
const REFERENCE = /&#(?:[xX]0*([\da-fA-F]{5,6})|0*(\d{5,7}));/g;
const LAST_NARROW = 0xffff;
const LAST = 0x10ffff;

/**
 * The parts with every such reference spelt out; null where there is none, as in nearly all files.
 *
 * Byte by byte, so that nothing else changes; in UTF-16, which the library does not read, nothing is found.
 */
export function withWideLetters(
  parts: ReadonlyMap<string, Buffer>,
): ReadonlyMap<string, Buffer> | null {
  const spelt = [...parts].flatMap(([name, part]) => {
    if (!part.includes('&#')) return [];
    const text = part.toString('latin1');
    const plain = text.replace(REFERENCE, spell);
    return plain === text ? [] : [[name, Buffer.from(plain, 'latin1')] as const];
  });
  return spelt.length === 0 ? null : new Map([...parts, ...spelt]);
}

function spell(reference: string, hex: string | undefined, digits: string): string {
  const letter = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
  if (letter <= LAST_NARROW || letter > LAST) return reference;
  return Buffer.from(String.fromCodePoint(letter)).toString('latin1');
}
