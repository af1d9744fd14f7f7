/** The sRGB colour space as an ICC profile (version 2.1), written out from its numbers: IEC 61966-2-1, adapted to D50. */

const NAME = 'sRGB IEC61966-2.1';
const RIGHTS = 'No rights reserved';
/** Of the white under D50 and of the three primaries adapted to it. */
const WHITE = [0.9642, 1, 0.8249] as const;
const PRIMARIES = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;
const STEPS = 1024;
const HEADER = 128;

/** The profile's bytes; always the same. */
export function srgbProfile(): Buffer {
  const curve = curveTag();
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', nameTag()],
    ['cprt', Buffer.concat([signed('text'), Buffer.from(`${RIGHTS}\0`, 'latin1')])],
    ['wtpt', placeTag(WHITE)],
    ...Object.entries(PRIMARIES).map(([tag, place]) => [tag, placeTag(place)] as const),
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const places = new Map<Buffer, number>();
  let at = HEADER + table.length;
  const parts: Buffer[] = [];
  tags.forEach(([tag, content], i) => {
    const place = places.get(content) ?? at;
    if (!places.has(content)) {
      const padded = Buffer.concat([content, Buffer.alloc(-content.length & 3)]);
      places.set(content, at);
      parts.push(padded);
      at += padded.length;
    }
    table.write(tag, 4 + i * 12, 'latin1');
    table.writeUInt32BE(place, 8 + i * 12);
    table.writeUInt32BE(content.length, 12 + i * 12);
  });
  return Buffer.concat([header(at), table, ...parts]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(HEADER);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  // A date has to stand here: that of the standard's own text.
  [1999, 10, 1, 0, 0, 0].forEach((part, i) => bytes.writeUInt16BE(part, 24 + i * 2));
  bytes.write('acsp', 36, 'latin1');
  WHITE.forEach((part, i) => bytes.writeInt32BE(fixed(part), 68 + i * 4));
  return bytes;
}

/** A type's name and four zeros. */
function signed(type: string): Buffer {
  return Buffer.from(`${type}\0\0\0\0`, 'latin1');
}

function nameTag(): Buffer {
  const name = Buffer.from(`${NAME}\0`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  // No Unicode name (language, count) and no Macintosh one (code, count, 67 letters).
  return Buffer.concat([signed('desc'), length, name, Buffer.alloc(4 + 4 + 2 + 1 + 67)]);
}

function placeTag(place: readonly [number, number, number]): Buffer {
  const numbers = Buffer.alloc(12);
  place.forEach((part, i) => numbers.writeInt32BE(fixed(part), i * 4));
  return Buffer.concat([signed('XYZ '), numbers]);
}

/** What a device value means in light, from 0 to 65535. */
function curveTag(): Buffer {
  const values = Buffer.alloc(4 + STEPS * 2);
  values.writeUInt32BE(STEPS, 0);
  for (let i = 0; i < STEPS; i += 1) {
    const v = i / (STEPS - 1);
    const light = v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    values.writeUInt16BE(Math.round(light * 65535), 4 + i * 2);
  }
  return Buffer.concat([signed('curv'), values]);
}

/** A number with sixteen binary digits behind its point. */
function fixed(value: number): number {
  return Math.round(value * 65536);
}
