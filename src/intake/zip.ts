/** A strict look into a zip before any library unpacks it: entries, sizes and sums are held to bounds by zlib itself. */
import { crc32, inflateRawSync } from 'node:zlib';
import type { FileCode } from '../model/catalogue/workbook.ts';
import { errorCode } from '../model/error-code.ts';

/** A filled form unpacks to some 100 KB in a dozen entries. */
const MAX_ENTRIES = 500;
const MAX_UNPACKED = 20 * 1024 * 1024;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_BIT = 1;
/** Fewer bytes at once zlib does not take. */
const MIN_CHUNK = 64;

/** A name that leads out of the archive. */
const WANDERING = /^\/|^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)|\0/;

type Entry = Readonly<{
  name: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  at: number;
}>;

/** The parts by name (forward slashes, as written), or why the file is not opened. */
export type Unzipped =
  | Readonly<{ parts: ReadonlyMap<string, Buffer>; refused: null }>
  | Readonly<{ parts: null; refused: FileCode }>;

function refuse(refused: FileCode): Unzipped {
  return { parts: null, refused };
}

/** Unpacks all parts within the bounds. Never throws. */
export function unzip(bytes: Buffer): Unzipped {
  const directory = readDirectory(bytes);
  if (typeof directory === 'string') return refuse(directory);
  if (directory.some((entry) => (entry.flags & ENCRYPTED_BIT) !== 0)) return refuse('F_ENCRYPTED');
  if (directory.reduce((sum, { unpacked }) => sum + unpacked, 0) > MAX_UNPACKED) {
    return refuse('F_OVERSIZED');
  }
  const parts = new Map<string, Buffer>();
  const names = new Set<string>();
  let room = MAX_UNPACKED;
  for (const entry of directory) {
    const name = entry.name.replaceAll('\\', '/');
    if (names.has(name.toLowerCase()) || WANDERING.test(name)) return refuse('F_DAMAGED');
    names.add(name.toLowerCase());
    const part = unpack(bytes, entry, room);
    if (typeof part === 'string') return refuse(part);
    room -= part.length;
    parts.set(name, part);
  }
  return { parts, refused: null };
}

/** Names in the central directory; a zip without its end was cut off. */
function readDirectory(bytes: Buffer): readonly Entry[] | FileCode {
  const end = findEnd(bytes);
  if (end === null) return 'F_TRUNCATED';
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (count === 0xffff || start === 0xffffffff || count > MAX_ENTRIES) return 'F_OVERSIZED';
  const entries: Entry[] = [];
  for (let at = start; entries.length < count;) {
    if (at + ENTRY_SIZE > end || bytes.readUInt32LE(at) !== ENTRY) return 'F_DAMAGED';
    const name = bytes.readUInt16LE(at + 28);
    const rest = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    entries.push({
      name: bytes.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + name),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += ENTRY_SIZE + name + rest;
  }
  return entries;
}

function findEnd(bytes: Buffer): number | null {
  const lowest = Math.max(0, bytes.length - END_SIZE - MAX_COMMENT);
  for (let at = bytes.length - END_SIZE; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  return null;
}

/** One part, held to its checksum and to the room that is left, whatever size it declares. */
function unpack(bytes: Buffer, entry: Entry, room: number): Buffer | FileCode {
  const { at, name, method, packed, crc } = entry;
  if (at + LOCAL_SIZE > bytes.length || bytes.readUInt32LE(at) !== LOCAL) return 'F_DAMAGED';
  const named = at + LOCAL_SIZE + bytes.readUInt16LE(at + 26);
  if (bytes.toString('utf8', at + LOCAL_SIZE, named) !== name) return 'F_DAMAGED';
  const start = named + bytes.readUInt16LE(at + 28);
  const data = bytes.subarray(start, start + packed);
  if (data.length !== packed) return 'F_TRUNCATED';
  if (method !== STORED && method !== DEFLATED) return 'F_DAMAGED';
  const part = method === STORED ? data : inflate(data, entry.unpacked, room);
  if (typeof part === 'string') return part;
  if (part.length > room) return 'F_OVERSIZED';
  return crc32(part) === crc ? part : 'F_DAMAGED';
}

/**
 * In one piece where the part is as long as it says; else in pieces of what it is packed, which are a thousand at most.
 *
 * @param declared how long the part says that it is.
 */
function inflate(data: Buffer, declared: number, room: number): Buffer | FileCode {
  // Some programs call nothing deflated.
  if (data.length === 0 && declared === 0) return data;
  const chunkSize = Math.max(MIN_CHUNK, data.length, Math.min(declared, room) + 1);
  try {
    return inflateRawSync(data, { chunkSize, maxOutputLength: Math.max(1, room) });
  } catch (error) {
    return errorCode(error) === 'ERR_BUFFER_TOO_LARGE' ? 'F_OVERSIZED' : 'F_DAMAGED';
  }
}
