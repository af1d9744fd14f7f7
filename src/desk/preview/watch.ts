/** Whether the files of a folder are still those that were seen: by name, size and time, in the folder and below. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How long files must lie still, in milliseconds: a save may write one file several times. */
const STILL_MS = 40;
const LOOKS = 25;

/** A folder and what of its files' names is looked at. */
export type Watched = Readonly<{ folder: string; names: RegExp }>;

/** A text that changes whenever one of the files does, once they lie still; empty where there is no such folder. */
export async function stillState(watched: Watched, known: string): Promise<string> {
  let state = await stateOf(watched);
  for (let look = 0; state !== known && look < LOOKS; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, STILL_MS));
    const now = await stateOf(watched);
    if (now === state) return now;
    state = now;
  }
  return state;
}

async function stateOf({ folder, names }: Watched): Promise<string> {
  const found = await readdir(folder, { recursive: true }).catch((): string[] => []);
  const lines = await Promise.all(
    found
      .filter((name) => names.test(name))
      .sort()
      .map(async (name) => {
        const file = await stat(join(folder, name), { bigint: true }).catch(() => null);
        return `${name} ${String(file?.size)} ${String(file?.mtimeNs)} ${String(file?.ino)}`;
      }),
  );
  return lines.join('\n');
}
