/** Zips made by hand, true or lying. */
import { crc32, deflateRawSync } from 'node:zlib';

export type Packed = Readonly<{
  name: string;
  data: string | Buffer;
  flags?: number;
  size?: number;
}>;

/** A zip of these entries, nothing packed as nothing; `size` is what it declares, true or not. */
export function zipOf(entries: readonly Packed[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, data, flags = 0, size } of entries) {
    const bytes = Buffer.from(data);
    const packed = bytes.length === 0 ? bytes : deflateRawSync(bytes);
    const label = Buffer.from(name);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(flags, 2);
    fixed.writeUInt16LE(8, 4);
    fixed.writeUInt32LE(crc32(bytes), 10);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(size ?? bytes.length, 18);
    fixed.writeUInt16LE(label.length, 22);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(at, 10);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), fixed, label, packed]);
    central.push(Buffer.from('504b01021400', 'hex'), fixed, offset, label);
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}
