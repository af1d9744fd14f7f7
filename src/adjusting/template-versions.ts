/** Versions of the templates: those that the ledger keeps, and one of them by the first letters of its hash. */
import { versionRefusal } from '../model/catalogue/version.ts';
import type { KeptTemplate } from '../model/draft.ts';
import type { Templates, World } from '../model/world.ts';
import { templatesOf } from '../render/template-files.ts';

/** A version in the list; `present` is what lies in templates/ now, `kept` is null for one that no draft has used. */
export type ListedVersion = Readonly<{
  sha256: string;
  present: boolean;
  kept: KeptTemplate | null;
}>;

/** The newest first; what lies there now stands before all others where it was never kept. */
export async function listedVersions({
  ledger,
  templates,
}: World): Promise<readonly ListedVersion[]> {
  const kept = (await ledger.keptTemplates()).toReversed();
  const listed = kept.map((version) => ({
    sha256: version.sha256,
    present: version.sha256 === templates.sha256,
    kept: version,
  }));
  const isKept = listed.some(({ present }) => present);
  return isKept ? listed : [{ sha256: templates.sha256, present: true, kept: null }, ...listed];
}

/** @throws Refusal `usage` where no kept version's hash begins so, or more than one's does. */
export async function keptVersion(hash: string, { ledger }: World): Promise<Templates> {
  const hashes = (await ledger.keptTemplates()).map(({ sha256 }) => sha256);
  const meant = hash === '' ? [] : hashes.filter((sha256) => sha256.startsWith(hash));
  const [found, other] = meant;
  if (found === undefined) throw versionRefusal('template-unknown', [hash]);
  if (other !== undefined) throw versionRefusal('template-ambiguous', meant);
  return versionIn((await ledger.kept(found)) ?? '', found);
}

/** @throws Error where the ledger's text is not the version that its hash says. */
function versionIn(text: string, sha256: string): Templates {
  const files = new Map(Object.entries(JSON.parse(text) as Readonly<Record<string, string>>));
  const version = templatesOf(files);
  if (version.sha256 !== sha256) throw new Error(`the ledger keeps no templates under ${sha256}`);
  return version;
}
