/** Which parts of a package are XML, and all of them in one encoding. */

type Parts = ReadonlyMap<string, Buffer>;

/** By its name, as readers tell. */
export function isXml(name: string): boolean {
  return /\.(?:xml|rels|vml)$/i.test(name);
}

/** The parts with XML that is UTF-16 written as UTF-8, whose bytes below 128 stand for nothing but ASCII; the library knows one of the two byte orders. */
export function inUtf8(parts: Parts): Parts {
  const wide = [...parts].filter(([name, part]) => isXml(name) && isWide(part));
  return wide.length === 0
    ? parts
    : new Map([...parts, ...wide.map(([name, part]) => [name, narrow(part)] as const)]);
}

/** With a byte order mark, or without one when every second byte is zero. */
function isWide([first, second]: Buffer): boolean {
  return first === 0xff || first === 0xfe || first === 0 || second === 0;
}

function narrow(part: Buffer): Buffer {
  const bigEndian = part[0] === 0xfe || part[0] === 0;
  const even = part.subarray(0, part.length - (part.length % 2));
  const text = (bigEndian ? Buffer.from(even).swap16() : even).toString('utf16le');
  return Buffer.from(text.replace(/^\ufeff/, ''));
}
