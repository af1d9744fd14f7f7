/** A Drive folder as a channel: each file of a delivery lies there once, whatever happens on the way. */
import { createHash } from 'node:crypto';
import { googleStateOf } from '../model/catalogue/google.ts';
import {
  mailId,
  notesOf,
  type Delivery,
  type DrivePlan,
  type NotingChannel,
  type ParcelFile,
  type Verdict,
} from '../model/delivery.ts';
import type { GoogleState } from '../model/google.ts';
import { Refusal } from '../model/refusal.ts';
import type { HeldFile, NewFile, Uploading } from './uploading.ts';

/** Letters of a file's hash that its key needs: 128 bits. */
const HASH_LETTERS = 32;

/**
 * Lays each file of a delivery into the folder. The id that it is to have is noted in the ledger first: the next attempt
 * asks for that id, so that an upload of which no answer came is found, and Drive makes no second file under it. What the
 * ledger does not know of (a backup put back) is found by the file's key.
 */
export function driveChannel({ driveFolder }: DrivePlan, drive: Uploading): NotingChannel {
  return {
    pause: 0,
    async send({ delivery, files }, steps) {
      let isLaying = false;
      try {
        for (const file of files) {
          const wanted = await lacking(file, { folder: driveFolder, delivery, drive });
          if (wanted === null) continue;
          await steps.noted(`${wanted.key} ${wanted.id}`);
          steps.reached('noted');
          isLaying = true;
          await drive.lay(wanted);
          isLaying = false;
          steps.reached('laid');
        }
        return { state: 'sent', code: '', said: '' };
      } catch (error) {
        const state = error instanceof Refusal ? googleStateOf(error) : null;
        if (!(error instanceof Refusal) || state === null) throw error;
        return verdictOf(error, state, isLaying);
      }
    },
  };
}

type Asked = Readonly<{ folder: string; delivery: Delivery; drive: Uploading }>;

/** The file as it is to be made; null where it lies there. */
async function lacking(
  { name, sha256, bytes }: ParcelFile,
  { folder, delivery, drive }: Asked,
): Promise<NewFile | null> {
  const md5 = createHash('md5').update(bytes).digest('hex');
  const isThere = ({ md5Checksum, trashed, parents }: HeldFile): boolean =>
    md5Checksum === md5 && !trashed && parents.includes(folder);
  const key = `${mailId(delivery)}-${sha256.slice(0, HASH_LETTERS)}`;
  const noted = notesOf(delivery).findLast((note) => note.startsWith(`${key} `));
  const id = noted?.slice(key.length + 1) ?? null;
  const held = id === null ? null : await drive.file(id);
  if (held !== null && isThere(held)) return null;
  if ((await drive.keyed(folder, key)).some(isThere)) return null;
  // An id is used up by its file, also where that was moved, changed or thrown away since.
  const free = id !== null && held === null ? id : await drive.freshId();
  return { id: free, folder, key, md5, name, bytes };
}

/**
 * What a state says of a file that was being laid: it may be taken later, is refused if it is refused again, or the
 * folder takes no file at all. `refused` is also said of an id whose file came to be since it was asked for: the next
 * attempt finds it.
 */
const MEANINGS: Readonly<Record<GoogleState, 'later' | 'once' | 'nothing'>> = {
  quota: 'later',
  network: 'later',
  answer: 'later',
  refused: 'once',
  large: 'once',
  auth: 'nothing',
  scope: 'nothing',
  disabled: 'nothing',
  shared: 'nothing',
  gone: 'nothing',
  room: 'nothing',
};

/** As long as nothing was being laid, it is Google as a whole that was not reached. */
function verdictOf(
  { code, message: said }: Refusal,
  state: GoogleState,
  isLaying: boolean,
): Verdict {
  const meaning = MEANINGS[state];
  if (meaning === 'once') return { state: 'retry', once: true, code, said };
  return { state: meaning === 'later' && isLaying ? 'retry' : 'stopped', code, said };
}
