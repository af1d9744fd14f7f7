/** The tokens of a formula in an .xls ([MS-XLS] 2.5.198): whether they end where the formula does, for a reader that looks for their end and no further would never find it. */

/** Bytes of a token by its kind, where they are always as many; kinds of other classes are folded to these. */
const SIZES: ReadonlyMap<number, number> = new Map([
  [0x01, 5],
  ...range(0x03, 0x16).map((kind) => [kind, 1] as const),
  [0x1c, 2],
  [0x1d, 2],
  [0x1e, 3],
  [0x1f, 9],
  [0x20, 8],
  [0x21, 3],
  [0x22, 4],
  [0x23, 5],
  [0x24, 5],
  [0x25, 9],
  [0x26, 7],
  [0x29, 3],
  [0x2a, 5],
  [0x2b, 9],
  [0x2c, 5],
  [0x2d, 9],
  [0x2e, 3],
  [0x2f, 3],
  [0x39, 7],
  [0x3a, 7],
  [0x3b, 11],
  [0x3c, 7],
  [0x3d, 11],
]);
const [TEXT, NATURAL, ATTRIBUTE, CHOOSE] = [0x17, 0x18, 0x19, 0x04];

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Where in a record's body a formula's length stands, and how far behind it the tokens begin. */
type Place = (body: Buffer) => Readonly<{ length: number; tokens: number }>;

const FORMULA: Place = () => ({ length: 20, tokens: 22 });
const ARRAY: Place = () => ({ length: 12, tokens: 14 });
const SHARED: Place = () => ({ length: 8, tokens: 10 });
const NAME: Place = (body) => ({ length: 4, tokens: 15 + lettersAt(body, 3, 14) });

/** By the record's number; those of earlier versions are read in the same way. */
const FORMULAS: ReadonlyMap<number, Place> = new Map<number, Place>([
  [0x0006, FORMULA],
  [0x0206, FORMULA],
  [0x0406, FORMULA],
  [0x0021, ARRAY],
  [0x0221, ARRAY],
  [0x04bc, SHARED],
  [0x0018, NAME],
  [0x0218, NAME],
]);

/** Bytes of a text whose count of letters and whose sign for wide ones stand there. */
function lettersAt(body: Buffer, count: number, wide: number): number {
  return (body[count] ?? 0) * (body[wide] ? 2 : 1);
}

/** Whether this record's formula, if it has one, is whole. */
export function hasWholeFormula(record: number, body: Buffer): boolean {
  const place = FORMULAS.get(record)?.(body);
  if (place === undefined) return true;
  if (place.length + 2 > body.length) return false;
  const end = place.tokens + body.readUInt16LE(place.length);
  if (end > body.length && end !== place.tokens) return false;
  let at = place.tokens;
  while (at < end) at += sizeOf(body, at) ?? end - at;
  return at === end;
}

/** Null for a token that nobody knows: a reader steps over what is left. */
function sizeOf(body: Buffer, at: number): number | null {
  const kind = body[at] ?? 0;
  if (kind === TEXT) return 3 + lettersAt(body, at + 1, at + 2);
  // Names of rows and columns in natural language: no reader of ours knows them.
  if (kind === NATURAL) return Infinity;
  if (kind === ATTRIBUTE) {
    const isChoice = body[at + 1] === CHOOSE && at + 4 <= body.length;
    return isChoice ? 6 + 2 * body.readUInt16LE(at + 2) : 4;
  }
  return SIZES.get(kind < 0x20 ? kind : 0x20 | (kind & 0x1f)) ?? null;
}
