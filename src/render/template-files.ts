/** Reads the template folder: its texts, and the hash of all that decides how a bulletin looks. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Templates } from '../model/world.ts';

/**
 * The texts by name with `/` between folders; a font stands there with its own hash (`sha256:…`) for a text.
 *
 * Line ends and byte order marks are evened out, so that a checkout on Windows has the same hash. Files of other kinds
 * (licences, remarks) decide nothing and are left out. Whether they can be printed by is for `template-lint.ts` to say:
 * reports are taken, and a version is put back, without a sound one.
 */
export async function readTemplates(folder: string): Promise<Templates> {
  const found = await readdir(folder, { recursive: true }).catch(() => []);
  const names = found.map((name) => name.replaceAll(sep, '/')).sort();
  const files = new Map<string, string>();
  for (const name of names) {
    const text = await textOf(join(folder, name), name);
    if (text !== null) files.set(name, text);
  }
  return templatesOf(files);
}

/** A version of the templates, known by the hash of its files. */
export function templatesOf(files: Templates['files']): Templates {
  return { files, sha256: hashOf(files) };
}

/** Whether a file of this name is kept by its hash alone. */
export function isFont(name: string): boolean {
  return name.endsWith('.woff2');
}

async function textOf(path: string, name: string): Promise<string | null> {
  if (/\.(?:hbs|css)$/.test(name)) {
    const text = await readFile(path, 'utf8');
    return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  }
  if (!isFont(name)) return null;
  const digest = createHash('sha256').update(await readFile(path));
  return `sha256:${digest.digest('hex')}`;
}

function hashOf(files: ReadonlyMap<string, string>): string {
  const digest = createHash('sha256');
  for (const [name, text] of files) digest.update(`${name}\0${String(text.length)}\0${text}\0`);
  return digest.digest('hex');
}
