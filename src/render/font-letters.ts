/** Which letters a font file holds: the character map of a WOFF2, unpacked no further than that reaches. */
import { createBrotliDecompress } from 'node:zlib';

/** The code points that a font has a picture for. */
export type Letters = ReadonlySet<number>;

const SIGNATURE = 'wOF2';
const HEADER = 48;
/** Places in the WOFF2 list of known tags (W3C WOFF2 §5.2): of `cmap` itself, and of those stored in a form of their own. */
const CMAP = 0;
const GLYF = 10;
const LOCA = 11;
const OWN_TAG = 63;

/** @throws Error when these bytes are no WOFF2 with a Unicode map of the kinds that cover all planes or the first. */
export async function lettersIn(font: Uint8Array): Promise<Letters> {
  const view = Buffer.from(font.buffer, font.byteOffset, font.byteLength);
  if (view.toString('latin1', 0, 4) !== SIGNATURE) throw new Error('not a WOFF2 font');
  const { start, length, data } = directoryOf(view);
  const packed = view.subarray(data, data + view.readUInt32BE(20));
  return mapOf((await unpacked(packed, start + length)).subarray(start));
}

/** The first so many bytes, or a few more. */
async function unpacked(packed: Buffer, length: number): Promise<Buffer> {
  const stream = createBrotliDecompress();
  stream.end(packed);
  const chunks: Buffer[] = [];
  let held = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    held += chunk.length;
    if (held >= length) break;
  }
  return Buffer.concat(chunks);
}

/** Where `cmap` lies in the unpacked data, and where that begins. */
function directoryOf(view: Buffer): Readonly<{ start: number; length: number; data: number }> {
  let at = HEADER;
  let start = 0;
  let found: Readonly<{ start: number; length: number }> | null = null;
  const number = (): number => {
    let value = 0;
    for (;;) {
      const byte = view.readUInt8(at);
      at += 1;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  for (let table = view.readUInt16BE(12); table > 0; table -= 1) {
    const flags = view.readUInt8(at);
    const tag = flags & 0x3f;
    const version = flags >> 6;
    at += tag === OWN_TAG ? 5 : 1;
    const plain = number();
    // `glyf` and `loca` are stored as they are only in version 3, others only in version 0.
    const isTransformed = tag === GLYF || tag === LOCA ? version !== 3 : version !== 0;
    const length = isTransformed ? number() : plain;
    if (tag === CMAP) found = { start, length };
    start += length;
  }
  if (found === null) throw new Error('a font without a character map');
  return { ...found, data: at };
}

/** Kinds of subtables (OpenType `cmap`): segments of the first plane, groups of all planes. */
const SEGMENTS = 4;
const GROUPS = 12;

function mapOf(cmap: Buffer): Letters {
  const letters = new Set<number>();
  let read = 0;
  for (let i = 0; i < cmap.readUInt16BE(2); i += 1) {
    const subtable = cmap.subarray(cmap.readUInt32BE(8 + i * 8));
    const format = subtable.readUInt16BE(0);
    if (format === SEGMENTS) addSegments(subtable, letters);
    else if (format === GROUPS) addGroups(subtable, letters);
    else continue;
    read += 1;
  }
  if (read === 0) throw new Error('a font without a Unicode map');
  return letters;
}

function addSegments(table: Buffer, letters: Set<number>): void {
  const size = table.readUInt16BE(6);
  for (let at = 0; at < size; at += 2) {
    const end = table.readUInt16BE(14 + at);
    const first = table.readUInt16BE(16 + size + at);
    const delta = table.readUInt16BE(16 + 2 * size + at);
    const rangeAt = 16 + 3 * size + at;
    const range = table.readUInt16BE(rangeAt);
    for (let letter = first; letter <= end && letter < 0xffff; letter += 1) {
      const raw = range === 0 ? letter : table.readUInt16BE(rangeAt + range + 2 * (letter - first));
      const glyph = raw === 0 && range !== 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) letters.add(letter);
    }
  }
}

function addGroups(table: Buffer, letters: Set<number>): void {
  const count = table.readUInt32BE(12);
  for (let group = 0; group < count; group += 1) {
    const at = 16 + group * 12;
    const [first, last, glyph] = [0, 4, 8].map((offset) => table.readUInt32BE(at + offset));
    for (let letter = first ?? 0; letter <= (last ?? -1); letter += 1) {
      if ((glyph ?? 0) + letter - (first ?? 0) !== 0) letters.add(letter);
    }
  }
}
