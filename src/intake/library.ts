/** The library's ways into a workbook that is unpacked already: it is handed the very parts that were looked through, and reads no others. */
import { CFB, parse_xlscfb, parse_zip, type ParsingOptions, type WorkBook } from '@e965/xlsx';
import { spellLocalDays } from './local-days.ts';

/** What the library makes of a zip, as far as it asks. */
type Package = Readonly<{
  FullPaths: readonly string[];
  FileIndex: readonly Readonly<{ name: string; type: number; content: Buffer }>[];
}>;

declare module '@e965/xlsx' {
  /** Exported, but told no types of. */
  export function parse_zip(zip: Package, options: ParsingOptions): WorkBook;
  export function parse_xlscfb(container: unknown, options: ParsingOptions): WorkBook;
}

/** A part that is a stream of bytes. */
const STREAM = 2;

/** @throws Error of the library where it cannot read them. */
export function readParts(parts: ReadonlyMap<string, Buffer>, options: ParsingOptions): WorkBook {
  // Folders are none, and it would compare their names with each that it looks for.
  const entries = [...parts].filter(([name]) => !name.endsWith('/'));
  // It knows names by their bytes, as they stand in a zip and in the parts that name each other.
  const names = entries.map(([name]) => Buffer.from(name).toString('latin1'));
  const files = entries.map(([, content], index) => ({
    name: names[index]?.split('/').at(-1) ?? '',
    type: STREAM,
    content,
  }));
  return parse_zip({ FullPaths: names, FileIndex: files }, options);
}

type Container = Readonly<{
  read: (bytes: Buffer, options: Readonly<{ type: 'buffer' }>) => unknown;
  find: (container: unknown, name: string) => Readonly<{ content?: Uint8Array }> | null;
}>;

/** The library tells no types of its reader of compound files. */
function isContainer(library: unknown): library is Container {
  return typeof library === 'object' && library !== null && 'read' in library && 'find' in library;
}

/** A compound file; its streams by their names share its bytes. @throws Error of the library at a damaged one. */
export type Compound = Readonly<{ stream: (name: string) => Buffer | null; container: unknown }>;

export function openCompound(bytes: Buffer): Compound {
  const library: unknown = CFB;
  if (!isContainer(library)) return { stream: () => null, container: null };
  const container = library.read(bytes, { type: 'buffer' });
  return {
    container,
    stream(name) {
      const content = library.find(container, name)?.content;
      if (content === undefined) return null;
      return Buffer.from(content.buffer, content.byteOffset, content.length);
    },
  };
}

/** An .xls, whose bytes stay as they are. @throws Error of the library where it cannot read it. */
export function readRecords(bytes: Buffer, options: ParsingOptions): WorkBook {
  const { container, stream } = openCompound(Buffer.from(bytes));
  const records = stream('/Workbook');
  if (records !== null) spellLocalDays(records);
  return parse_xlscfb(container, options);
}
