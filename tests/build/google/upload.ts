/** A file that is sent with its description: `multipart/related` (RFC 2387), as Drive takes it. */

/** @throws Error for what is of no such shape. */
export function multipart(type: string, body: Buffer): { body: unknown; bytes: Uint8Array } {
  const boundary = /^multipart\/related;.*boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary === undefined) throw new Error(`no multipart/related: ${type}`);
  const parts = partsOf(body, `--${boundary}`);
  const [description, media] = parts;
  if (description === undefined || media === undefined || parts.length !== 2) {
    throw new Error(`${String(parts.length)} parts`);
  }
  return {
    body: JSON.parse(contentOf(description).toString('utf8')) as unknown,
    bytes: new Uint8Array(contentOf(media)),
  };
}

function partsOf(body: Buffer, mark: string): readonly Buffer[] {
  const parts: Buffer[] = [];
  let from = body.indexOf(mark);
  for (;;) {
    const next = body.indexOf(mark, from + mark.length);
    if (from < 0 || next < 0) return parts;
    // Between the line end behind one mark and the one before the next.
    parts.push(body.subarray(from + mark.length + 2, next - 2));
    from = next;
  }
}

function contentOf(part: Buffer): Buffer {
  return part.subarray(part.indexOf('\r\n\r\n') + 4);
}
