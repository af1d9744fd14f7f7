/** The templates as they lie on disk: read, and put back as they were in another version. */
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { versionRefusal } from '../model/catalogue/version.ts';
import type { Finding } from '../model/finding.ts';
import type { Templates } from '../model/world.ts';
import { folderAt } from '../publish/folder.ts';
import { isFont, readTemplates } from '../render/template-files.ts';

function folderIn(home: string): string {
  return join(home, 'templates');
}

/** What lies there now. */
export function readIn(home: string): Promise<Templates> {
  return readTemplates(folderIn(home));
}

/**
 * Puts a version's texts where the templates lie and takes away those that it has not: then the folder has its hash.
 * Each file changes whole; cut off half way, doing it again ends it.
 *
 * @throws Refusal `dataRefused` when a font is another than the version's: fonts are known by their hash alone.
 */
export async function layIn(home: string, version: Templates): Promise<void> {
  const present = await readIn(home);
  const fonts = differingFonts(present, version);
  if (fonts.length > 0) throw versionRefusal('template-fonts-differ', fonts);
  const folder = folderIn(home);
  for (const [name, text] of version.files) {
    if (isFont(name) || present.files.get(name) === text) continue;
    const path = join(folder, name);
    await folderAt(dirname(path)).put(name.split('/').at(-1) ?? '', new TextEncoder().encode(text));
  }
  for (const name of present.files.keys()) {
    if (!version.files.has(name)) await rm(join(folder, name));
  }
  const { sha256 } = await readIn(home);
  if (sha256 !== version.sha256)
    throw new Error(`templates laid as ${version.sha256} read as ${sha256}`);
}

/** What today's check says of a version: it may be older than the check. */
export async function lintFindings(version: Templates): Promise<readonly Finding[]> {
  const { lintTemplates } = await import('../render/template-lint.ts');
  return lintTemplates(version);
}

/** Fonts that the two have not in common, by name. */
function differingFonts(a: Templates, b: Templates): readonly string[] {
  return [...new Set([...a.files.keys(), ...b.files.keys()])]
    .filter((name) => isFont(name) && a.files.get(name) !== b.files.get(name))
    .sort();
}
