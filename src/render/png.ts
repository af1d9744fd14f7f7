/** Pictures as dots, and as PNG. */
import { crc32, deflateSync } from 'node:zlib';

/** Dots in rows from the top left, four bytes each: red, green, blue, and how opaque. */
export type Pixels = Readonly<{ width: number; height: number; dots: Uint8Array }>;

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Eight bits a channel; red, green, blue and how opaque. */
const HEADER_END = Buffer.from([8, 6, 0, 0, 0]);
/** Pages are white with sharp letters: rows that are not filtered pack best, and more effort gains nothing. */
const NOT_FILTERED = 0;
const LEVEL = 3;

/** The picture as PNG: the same bytes each time. */
export function pngOf({ width, height, dots }: Pixels): Uint8Array<ArrayBuffer> {
  const row = width * 4;
  const raw = Buffer.allocUnsafe((row + 1) * height);
  for (let y = 0; y < height; y += 1) {
    raw[y * (row + 1)] = NOT_FILTERED;
    raw.set(dots.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  }
  const header = Buffer.alloc(8);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return new Uint8Array(
    Buffer.concat([
      SIGNATURE,
      chunk('IHDR', Buffer.concat([header, HEADER_END])),
      chunk('IDAT', deflateSync(raw, { level: LEVEL })),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(content.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}
