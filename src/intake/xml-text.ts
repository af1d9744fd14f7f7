/** Which parts of a package are XML, and their text. */

/** By its name, as readers tell. */
export function isXml(name: string): boolean {
  return /\.(?:xml|rels|vml)$/i.test(name);
}

/** XML may be UTF-16 with a byte order mark, or without one when every second byte is zero. */
export function isWideXml(name: string, part: Buffer): boolean {
  const wide = part[0] === 0xff || part[0] === 0xfe || part[0] === 0 || part[1] === 0;
  return wide && isXml(name);
}

/** A letter for each byte, but for UTF-16: all that is looked for is ASCII, which stands in UTF-8 for nothing else. */
export function decodeXml(name: string, part: Buffer): string {
  if (!isWideXml(name, part)) return part.toString('latin1');
  const bigEndian = part[0] === 0xfe || part[0] === 0;
  const even = part.subarray(0, part.length - (part.length % 2));
  return (bigEndian ? Buffer.from(even).swap16() : even).toString('utf16le');
}
