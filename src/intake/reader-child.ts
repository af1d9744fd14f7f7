/** The process that reads: takes the bytes of one file after another and answers the cells of each as one text. */
import { packed } from './packed-answer.ts';
import { readGrid } from './workbook.ts';

process.on('message', (bytes: unknown) => {
  if (bytes instanceof Uint8Array) {
    const grid = readGrid(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    process.send?.(packed(grid));
  }
});
process.send?.('ready');
