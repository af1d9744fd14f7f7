/** The hash by which bytes and texts are kept, named and known again. */
import { createHash } from 'node:crypto';

/** SHA-256 in hex, a text's in UTF-8. */
export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
