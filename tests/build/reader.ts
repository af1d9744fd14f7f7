/** The real reader, shared by all tests of a file: its process ends with theirs. */
import { openReader } from '../../src/intake/reader.ts';

export const sharedReader = openReader(() => undefined);

export const readWorkbook = sharedReader.read;
