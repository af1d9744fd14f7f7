/** The process that reads: takes the bytes of one file after another and answers the cells of each as plain data. */
import { readGrid } from './workbook.ts';

process.on('message', (bytes: unknown) => {
  if (bytes instanceof Uint8Array) {
    process.send?.(readGrid(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  }
});
process.send?.('ready');
