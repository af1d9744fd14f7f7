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
  // It knows names by their bytes, as they stand in a zip and in the parts that name each other.
  const names = [...parts.keys()].map((name) => Buffer.from(name).toString('latin1'));
  const contents = [...parts.values()];
  return parse_zip(
    {
      FullPaths: names,
      FileIndex: contents.map((content, index) => ({
        name: names[index]?.split('/').at(-1) ?? '',
        type: STREAM,
        content,
      })),
    },
    options,
  );
}
