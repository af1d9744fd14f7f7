/** The bytes of a file that came in, or of one too long to be a form only its measure. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { sha256Of } from '../model/sha256.ts';
import type { Arrival } from '../model/submission.ts';

/**
 * A filled form has some 20 KB. A longer file than this is refused as too big: only size and hash of it are taken, its bytes
 * stay in the file alone.
 */
export const MOST_BYTES = 5 * 1024 * 1024;

export type Taken = Pick<Arrival, 'bytes' | 'sha256' | 'size'>;

/** @param size as the system gives it. */
export async function takenBytes(path: string | Buffer, size: bigint): Promise<Taken> {
  return size > BigInt(MOST_BYTES) ? measured(path) : whole(path);
}

async function whole(path: string | Buffer): Promise<Taken> {
  const bytes = await readFile(path);
  return { bytes, sha256: sha256Of(bytes) };
}

async function measured(path: string | Buffer): Promise<Taken> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { bytes: new Uint8Array(), sha256: hash.digest('hex'), size };
}
