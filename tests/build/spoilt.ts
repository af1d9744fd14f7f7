/** A ledger that was changed behind its back. */
import { readFile, writeFile } from 'node:fs/promises';

/** Turns one bit of the first workbook that a closed ledger's file holds. */
export async function spoilOriginal(file: string): Promise<void> {
  const bytes = await readFile(file);
  const at = bytes.indexOf(Buffer.from([0x50, 0x4b, 3, 4]));
  bytes.writeUInt8(bytes.readUInt8(at + 60) ^ 1, at + 60);
  await writeFile(file, bytes);
}
