/** What is asked of Drive to lay a file into a folder so that it lies there once. */
import { Readable } from 'node:stream';
import * as z from 'zod';
import { googleStateOf } from '../model/catalogue/google.ts';
import { Refusal } from '../model/refusal.ts';
import { inFolder } from './drive-answer.ts';
import { DamagedAnswer } from './faults.ts';
import { pages, shaped } from './shaped.ts';
import { ONCE, type Way } from './way.ts';

/** Under this key a file in Drive says which file of which delivery it is. */
const DELIVERY_KEY = 'tongbaoDelivery';

/** @property key under `DELIVERY_KEY`: with it at most 124 bytes, which is all that Drive takes. */
export type NewFile = Readonly<{
  id: string;
  folder: string;
  key: string;
  md5: string;
  name: string;
  bytes: Uint8Array;
}>;

const file = z.object({
  id: z.string().min(1),
  md5Checksum: z.string().optional(),
  trashed: z.boolean().default(false),
  parents: z.array(z.string()).default([]),
});

/** A file as Drive tells it. */
export type HeldFile = z.output<typeof file>;

const FILE = 'id,md5Checksum,trashed,parents';
const page = z.object({ nextPageToken: z.string().optional(), files: z.array(file) });
const made = z.object({ ids: z.array(z.string().min(1)).length(1) });

export type Uploading = Readonly<{
  /** What lies under an id, which Drive knows as soon as it was made; null for nothing. */
  file(id: string): Promise<HeldFile | null>;
  /** What lies in a folder under a key; one made within the last minutes may be lacking. */
  keyed(folder: string, key: string): Promise<readonly HeldFile[]>;
  /** An id under which one file can be made, and never a second one. */
  freshId(): Promise<string>;
  /** Makes a file. Without an answer it may be there all the same. */
  lay(file: NewFile): Promise<void>;
}>;

/** Bytes a millisecond on a slow line, and no more milliseconds than a turn at a delivery can spare. */
const SLOW = 32;
const MOST_MS = 240_000;

export function uploading({ read, change, drive, account, patience }: Way): Uploading {
  return {
    file: (fileId) =>
      orNothing(
        read(async () => {
          const asked = { auth: account(), fileId, fields: FILE, supportsAllDrives: true };
          const { data } = await drive.files.get(asked, ONCE);
          return shaped(file, data);
        }),
      ),
    async keyed(folder, key) {
      const found: HeldFile[] = [];
      const of = {
        ...inFolder(folder, [DELIVERY_KEY, key]),
        fields: `nextPageToken,files(${FILE})`,
      };
      const all = pages((turned) =>
        read(async () => {
          const { data } = await drive.files.list({ auth: account(), ...of, ...turned }, ONCE);
          return shaped(page, data);
        }),
      );
      for await (const { files } of all) found.push(...files);
      return found;
    },
    freshId: () =>
      read(async () => {
        const asked = { auth: account(), count: 1, space: 'drive', type: 'files', fields: 'ids' };
        const { ids } = shaped(made, (await drive.files.generateIds(asked, ONCE)).data);
        return ids.join('');
      }),
    lay: ({ id, folder, key, md5, name, bytes }) =>
      change(async () => {
        const asked = {
          auth: account(),
          requestBody: { id, name, parents: [folder], appProperties: { [DELIVERY_KEY]: key } },
          // A stream is used up by one attempt; the library takes nothing else.
          media: { mimeType: typeOf(name), body: Readable.from([bytes]) },
          fields: FILE,
          supportsAllDrives: true,
        };
        const timeout = patience + Math.min(MOST_MS, Math.ceil(bytes.length / SLOW));
        const { data } = await drive.files.create(asked, { ...ONCE, timeout });
        if (shaped(file, data).md5Checksum !== md5) throw new DamagedAnswer();
      }),
  };
}

/** By which Drive shows a file; none that it would turn into a document of its own. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['json', 'application/json'],
  ['csv', 'text/csv'],
]);

function typeOf(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return TYPES.get(ending) ?? 'application/octet-stream';
}

async function orNothing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal && googleStateOf(error) === 'gone') return null;
    throw error;
  }
}
