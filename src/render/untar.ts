/** Reads the files of a tar archive: as much of the format as the browser package's own archive uses. */

/** @property mode permission bits as packed. */
export type PackedFile = Readonly<{ name: string; mode: number; bytes: Uint8Array }>;

const BLOCK = 512;

/**
 * The regular files of a tar archive, in its order; folders, links and devices are left out.
 *
 * @throws Error when a name would leave the folder it is unpacked into, or the archive is cut short.
 */
export function untar(archive: Uint8Array): readonly PackedFile[] {
  const files: PackedFile[] = [];
  let at = 0;
  while (at + BLOCK <= archive.length && archive[at] !== 0) {
    const header = archive.subarray(at, at + BLOCK);
    const size = octal(header, 124, 12);
    const kind = field(header, 156, 1);
    const body = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (body.length !== size) throw new Error('the archive is cut short');
    if (kind === '' || kind === '0') {
      files.push({ name: safeName(header), mode: octal(header, 100, 8), bytes: body });
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function safeName(header: Uint8Array): string {
  const prefix = field(header, 345, 155);
  const name = prefix === '' ? field(header, 0, 100) : `${prefix}/${field(header, 0, 100)}`;
  const parts = name.split('/');
  if (name.startsWith('/') || parts.includes('..'))
    throw new Error(`unsafe name in archive: ${name}`);
  return name;
}

function field(header: Uint8Array, start: number, length: number): string {
  const bytes = header.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function octal(header: Uint8Array, start: number, length: number): number {
  const text = field(header, start, length).trim();
  if (!/^[0-7]*$/.test(text)) throw new Error('not a tar archive');
  return text === '' ? 0 : Number.parseInt(text, 8);
}
