/** A workbook as bytes that depend on nothing but its content: the zip's own clock times are taken out. */
import type { Workbook } from 'exceljs';

const END = 0x06054b50;
const END_SIZE = 22;
/** 1980-01-01 00:00, the first moment a zip can name. */
const DOS_TIME = 0;
const DOS_DATE = 0x21;

/** Writes the workbook; the same workbook gives the same bytes at any hour. */
export async function workbookBytes(workbook: Workbook): Promise<Uint8Array> {
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  stopClocks(bytes);
  return bytes;
}

/** Sets the time of every entry, in the directory and at the entry itself. */
export function stopClocks(bytes: Uint8Array): void {
  const zip = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.byteLength - END_SIZE;
  if (zip.getUint32(end, true) !== END) throw new Error('the writer gave no plain zip');
  let at = zip.getUint32(end + 16, true);
  for (let left = zip.getUint16(end + 10, true); left > 0; left -= 1) {
    setTime(zip, at + 12);
    setTime(zip, zip.getUint32(at + 42, true) + 10);
    at +=
      46 +
      zip.getUint16(at + 28, true) +
      zip.getUint16(at + 30, true) +
      zip.getUint16(at + 32, true);
  }
}

function setTime(zip: DataView, at: number): void {
  zip.setUint16(at, DOS_TIME, true);
  zip.setUint16(at + 2, DOS_DATE, true);
}
