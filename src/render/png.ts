/** Pictures as dots, and as PNG. */
import { crc32, deflateSync } from 'node:zlib';

/** Dots in rows from the top left, four bytes each: red, green, blue, and one that is not looked at. */
export type Pixels = Readonly<{ width: number; height: number; dots: Uint8Array }>;

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Eight bits a channel, red, green and blue. */
const HEADER_END = Buffer.from([8, 2, 0, 0, 0]);
/** Pages are white with sharp letters: rows that are not filtered pack best, and more effort gains nothing. */
const NOT_FILTERED = 0;
const LEVEL = 3;

/** The picture as an opaque PNG: the same bytes each time. */
export function pngOf({ width, height, dots }: Pixels): Uint8Array<ArrayBuffer> {
  const row = width * 3 + 1;
  const raw = Buffer.allocUnsafe(row * height);
  let from = 0;
  for (let y = 0; y < height; y += 1) {
    let to = y * row;
    raw[to] = NOT_FILTERED;
    for (let x = 0; x < width; x += 1, from += 4) {
      raw[(to += 1)] = dots[from] ?? 0;
      raw[(to += 1)] = dots[from + 1] ?? 0;
      raw[(to += 1)] = dots[from + 2] ?? 0;
    }
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
