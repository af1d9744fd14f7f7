/** What no honest .xls holds: links over areas that the reader would walk cell by cell. */
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

/** Why this compound file must not be read, or null. Throws what the library throws at a damaged one. */
export function hostileRecords(bytes: Buffer): FileCode | null {
  const stream = workbookStream(bytes);
  if (stream === null) return 'F_DAMAGED';
  let area = 0;
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const offset = RANGES.get(stream.readUInt16LE(at));
    if (offset === undefined || at + 4 + offset + RANGE_SIZE > stream.length) continue;
    area += coveredBy(stream, at + 4 + offset);
    if (area > MAX_AREA) return 'F_OVERSIZED';
  }
  return null;
}

/** First and last row, first and last column. */
function coveredBy(stream: Buffer, at: number): number {
  const [top, bottom, left, right] = [0, 2, 4, 6].map((step) => stream.readUInt16LE(at + step));
  return (
    Math.max(0, Number(bottom) - Number(top) + 1) * Math.max(0, Number(right) - Number(left) + 1)
  );
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
  const content = (library.find(container, 'Workbook') ?? library.find(container, 'Book'))?.content;
  return content === undefined ? null : Buffer.from(content);
}
