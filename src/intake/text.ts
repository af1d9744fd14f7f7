/** Text of a file whose encoding nobody names: by its mark, else UTF-8, else GB18030. */

/** Letters that no text file has: what holds them is some other format. */
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

type Decoded = Readonly<{ text: string; isUtf8: boolean }>;

/** @returns null when the bytes are not text in any of these encodings. */
export function decodeText(bytes: Uint8Array): string | null {
  const text = decoded(bytes)?.text ?? null;
  return text === null || BINARY.test(text) ? null : text;
}

/** Whatever letters are in it. @returns null when the bytes are in none of these encodings. */
export function decoded(bytes: Uint8Array): Decoded | null {
  for (const encoding of encodingsFor(bytes)) {
    const text = decodeAs(bytes, encoding);
    if (text !== null) return { text, isUtf8: encoding === 'utf-8' };
  }
  return null;
}

function encodingsFor(bytes: Uint8Array): readonly string[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le'];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be'];
  return ['utf-8', 'gb18030'];
}

function decodeAs(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // Not this encoding: the next one is tried.
  }
}
