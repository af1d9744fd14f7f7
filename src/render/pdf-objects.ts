/** Takes apart and puts together a PDF as Chromium writes it: numbered objects, one plain cross-reference table. */

/** Text is Latin-1: one character a byte. */
export type PdfObject = Readonly<{ number: number; text: string }>;

/** @property trailer the dictionary after `trailer`, without its brackets. */
export type PdfParts = Readonly<{ header: string; objects: readonly PdfObject[]; trailer: string }>;

const ENTRY_WIDTH = 20;

/** @throws Error when the bytes are not such a PDF. */
export function takeApart(bytes: Uint8Array): PdfParts {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64));
  const tableAt = Number(start?.[1] ?? 'NaN');
  const head = /^xref\n0 (\d+)\n/.exec(text.slice(tableAt, tableAt + 32));
  const trailer = /trailer\s*<<(.*?)>>\s*startxref/s.exec(text.slice(tableAt));
  if (start === null || head === null || trailer === null) throw new Error('not a PDF of Chromium');
  const count = Number(head[1]);
  const offsets: { number: number; at: number }[] = [];
  for (let number = 1; number < count; number += 1) {
    const entryAt = tableAt + head[0].length + number * ENTRY_WIDTH;
    const entry = text.slice(entryAt, entryAt + ENTRY_WIDTH);
    if (entry.includes('n')) offsets.push({ number, at: Number(entry.slice(0, 10)) });
  }
  offsets.sort((a, b) => a.at - b.at);
  const objects = offsets.map(({ number, at }, i) => ({
    number,
    text: text.slice(at, offsets[i + 1]?.at ?? tableAt),
  }));
  return { header: text.slice(0, offsets[0]?.at ?? 0), objects, trailer: trailer[1] ?? '' };
}

/** The bytes of a PDF; objects keep their order and numbers, the table and offsets are written anew. */
export function putTogether(parts: PdfParts): Uint8Array {
  const size = Math.max(0, ...parts.objects.map((object) => object.number)) + 1;
  const entries = new Array<string>(size).fill('0000000000 65535 f \n');
  let at = parts.header.length;
  for (const object of parts.objects) {
    entries[object.number] = `${String(at).padStart(10, '0')} 00000 n \n`;
    at += object.text.length;
  }
  const body = parts.objects.map((object) => object.text).join('');
  const table = `xref\n0 ${String(size)}\n${entries.join('')}trailer\n<<${parts.trailer}>>\n`;
  const text = `${parts.header}${body}${table}startxref\n${String(at)}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** An object's own words, without the bytes of its stream. */
export function dictionaryOf(object: PdfObject): string {
  const stream = object.text.indexOf('stream\n');
  return stream < 0 ? object.text : object.text.slice(0, stream);
}

/** Text as a PDF string in UTF-16 with its mark: any letter, no escapes needed. */
export function pdfText(text: string): string {
  const hex = Array.from({ length: text.length }, (_, i) =>
    text.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0'),
  );
  return `<FEFF${hex.join('')}>`;
}
