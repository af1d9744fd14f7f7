/** The library's way into a workbook that is unpacked already: it is handed the very parts that were looked through, and reads no others. */
import { parse_zip, type ParsingOptions, type WorkBook } from '@e965/xlsx';

/** What the library makes of a zip, as far as it asks. */
type Package = Readonly<{
  FullPaths: readonly string[];
  FileIndex: readonly Readonly<{ name: string; type: number; content: Buffer }>[];
}>;

declare module '@e965/xlsx' {
  /** Exported, but told no types of. */
  export function parse_zip(zip: Package, options: ParsingOptions): WorkBook;
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
