/** A folder as a channel: a shared or synchronised one, with a folder for each recipient and a list of hashes in it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_WORDS } from '../model/catalogue/delivery.ts';
import type { Channel, Parcel, ParcelFile, Verdict } from '../model/delivery.ts';
import { errorCode } from '../model/error-code.ts';
import { fileWord } from '../model/file-name.ts';
import { sha256Of } from '../model/sha256.ts';
import { folderAt } from './folder.ts';

/** Bytes of a name: file systems take 255, and the name under which it is written first is longer. */
const NAME_BYTES = 200;

/**
 * Puts each document into `folder`/<recipient>/<period>/. Putting it again changes nothing, so no step of it is a point of
 * no return.
 */
export function openFolderChannel(folder: string): Channel {
  return {
    pause: 0,
    async send(parcel, steps) {
      try {
        await put(folder, parcel);
        steps.reached('answered');
        return { state: 'sent', code: '', said: '' };
      } catch (error) {
        return fault(error);
      }
    },
  };
}

async function put(folder: string, { delivery, files }: Parcel): Promise<void> {
  const at = join(folder, folderName(delivery.address), delivery.period);
  for (const file of files) await putOne(at, file);
}

async function putOne(at: string, { name, sha256, bytes }: ParcelFile): Promise<void> {
  const place = folderAt(at);
  const usual = shortened(fileWord(name));
  // Another document of that name stays where it is.
  const isNamed = (await place.putNew(usual, bytes)) !== null;
  const own = isNamed ? usual : withHash(usual, sha256);
  if (!isNamed) await place.put(own, bytes);
  await list(at, own, bytes);
}

/** Adds the file to the folder's list, which Excel opens; other lines stay as they are. */
async function list(folder: string, fileName: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, MANIFEST_WORDS.file);
  const held = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  });
  const cell = `"${fileName}",`;
  const hash = sha256Of(bytes);
  const line = `${cell}${hash},${String(bytes.length)}`;
  const others = held
    .split(LINE_END)
    .slice(1)
    .filter((other) => other !== '' && !other.startsWith(cell));
  const text = [`${BYTE_ORDER_MARK}${MANIFEST_WORDS.head}`, ...others, line, ''].join(LINE_END);
  await folderAt(folder).put(MANIFEST_WORDS.file, new TextEncoder().encode(text));
}

/** Excel tells UTF-8 by this mark only. */
const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';

function withHash(name: string, hash: string): string {
  return name.replace(/(\.\w+)?$/, (ending) => `-${hash.slice(0, 8)}${ending}`);
}

/** Of two long names that begin alike each has its own folder. */
function folderName(recipient: string): string {
  const usual = fileWord(recipient);
  if (Buffer.byteLength(usual) <= NAME_BYTES) return usual;
  const hash = sha256Of(recipient).slice(0, 8);
  return `${shortened(usual)}-${hash}`;
}

/** The name within what a file system takes, its ending kept. */
function shortened(name: string): string {
  const [ending = ''] = /\.\w{1,5}$/.exec(name) ?? [];
  const letters = Array.from(name.slice(0, name.length - ending.length));
  while (Buffer.byteLength(letters.join('')) > NAME_BYTES - ending.length) letters.pop();
  return `${letters.join('').trimEnd()}${ending}`;
}

/** A folder that cannot be written is so for everybody. */
function fault(error: unknown): Verdict {
  const code = errorCode(error);
  if (code === '') throw error;
  return { state: 'stopped', code, said: '' };
}
