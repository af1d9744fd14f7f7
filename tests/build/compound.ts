/** Compound files with workbooks and documents within each other. */
import { CFB } from '@e965/xlsx';

const CLASS = {
  workbook: '2008020000000000c000000000000046',
  document: '0609020000000000c000000000000046',
} as const;

type Container = Readonly<{
  read: (bytes: Buffer, options: Readonly<{ type: 'buffer' }>) => unknown;
  find: (container: unknown, path: string) => Readonly<{ content: Uint8Array }>;
  write: (container: unknown, options: Readonly<{ type: 'buffer' }>) => Uint8Array;
  utils: Readonly<{
    cfb_new: (options: Readonly<{ root: string; CLSID: string }>) => unknown;
    cfb_add: (container: unknown, path: string, content: Uint8Array) => void;
  }>;
}>;

/** A file of that class that holds these streams. */
export function compoundFile(
  kind: keyof typeof CLASS,
  streams: Readonly<Record<string, Uint8Array>>,
): Buffer {
  const { utils, write } = CFB as Container;
  const container = utils.cfb_new({ root: 'Root Entry', CLSID: CLASS[kind] });
  for (const [path, content] of Object.entries(streams)) utils.cfb_add(container, path, content);
  return Buffer.from(write(container, { type: 'buffer' }));
}

/** The stream of the cells of an .xls. */
export function workbookStream(xls: Buffer): Uint8Array {
  const { read, find } = CFB as Container;
  return find(read(xls, { type: 'buffer' }), '/Workbook').content;
}
