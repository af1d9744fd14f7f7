/** What no honest .xls holds: links over areas that the reader would walk cell by cell, and an end before its end. */
import { CFB } from '@e965/xlsx';
import type { FileCode } from '../model/catalogue/workbook.ts';

/** Cells that all links of a workbook may cover. */
const MAX_AREA = 200_000;

/** Where the covered range stands in a record, by the record's number ([MS-XLS] HLink, HLinkTooltip). */
const RANGES: ReadonlyMap<number, number> = new Map([
  [0x01b8, 0],
  [0x0800, 2],
]);
const RANGE_SIZE = 8;
/** Each sheet lies between two of these. */
const [BEGIN, END] = [0x0809, 0x000a];

/** Why this compound file must not be read, or null. Throws what the library throws at a damaged one. */
export function hostileRecords(bytes: Buffer): FileCode | null {
  const stream = workbookStream(bytes);
  if (stream === null) return 'F_DAMAGED';
  let [area, open] = [0, 0];
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const record = stream.readUInt16LE(at);
    if (record === BEGIN) open += 1;
    if (record === END) open = Math.max(0, open - 1);
    area += coveredBy(stream, at + 4, record);
    if (area > MAX_AREA) return 'F_OVERSIZED';
  }
  return open === 0 ? null : 'F_TRUNCATED';
}

/** By its first and last row, first and last column; 0 for a record that covers nothing. */
function coveredBy(stream: Buffer, body: number, record: number): number {
  const at = body + (RANGES.get(record) ?? Infinity);
  if (at + RANGE_SIZE > stream.length) return 0;
  const top = stream.readUInt16LE(at);
  const bottom = stream.readUInt16LE(at + 2);
  const left = stream.readUInt16LE(at + 4);
  const right = stream.readUInt16LE(at + 6);
  return Math.max(0, bottom - top + 1) * Math.max(0, right - left + 1);
}

type Container = Readonly<{
  read: (bytes: Buffer, options: Readonly<{ type: 'buffer' }>) => unknown;
  find: (container: unknown, name: string) => Readonly<{ content?: Uint8Array }> | null;
}>;

/** The library tells no types of its reader of compound files. */
function isContainer(library: unknown): library is Container {
  return typeof library === 'object' && library !== null && 'read' in library && 'find' in library;
}

function workbookStream(bytes: Buffer): Buffer | null {
  const library: unknown = CFB;
  if (!isContainer(library)) return null;
  const container = library.read(bytes, { type: 'buffer' });
  const content = library.find(container, '/Workbook')?.content;
  return content === undefined ? null : Buffer.from(content);
}
