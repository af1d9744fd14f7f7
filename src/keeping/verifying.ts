/** Proves that nothing was changed unseen (核验): the ledger in itself, and what was given out against it. */
import type { ChainHead } from '../model/act.ts';
import { unsound, type Unsound } from '../model/catalogue/soundness.ts';
import { PLACE_WORDS, STEP_WORDS } from '../model/catalogue/words.ts';
import type { Edition } from '../model/edition.ts';
import type { Finding } from '../model/finding.ts';
import { sha256Of } from '../model/sha256.ts';
import type { World } from '../model/world.ts';
import { inFolder, manifestOf } from '../signature/releasing.ts';
import { templatesOf } from '../render/template-files.ts';

/** @property head the newest act: noted elsewhere, it proves later that the log behind it is the same. */
export type Verified = Readonly<{ head: ChainHead; findings: readonly Finding[] }>;

export async function verify(world: World): Promise<Verified> {
  const { ledger } = world;
  world.progress(STEP_WORDS.verify, 0, 3);
  const held = await ledger.unsound();
  world.progress(STEP_WORDS.verify, 1, 3);
  const kept = await unsoundTemplates(world);
  world.progress(STEP_WORDS.verify, 2, 3);
  const released = (await ledger.editions()).filter((edition) => edition.released !== null);
  const out: Unsound[] = [];
  for (const edition of released) out.push(...(await unsoundFiles(edition, world)));
  out.push(...(await strangers(released, world)));
  world.progress(STEP_WORDS.verify, 3, 3);
  const findings = [...held, ...kept, ...out].map(unsound);
  world.log('verified', { faults: findings.map(({ code, message }) => ({ code, message })) });
  return { head: await ledger.chainHead(), findings };
}

async function unsoundTemplates({ ledger }: World): Promise<readonly Unsound[]> {
  const found: Unsound[] = [];
  for (const { sha256 } of await ledger.keptTemplates()) {
    const text = (await ledger.kept(sha256)) ?? '{}';
    const files = new Map(Object.entries(JSON.parse(text) as Readonly<Record<string, string>>));
    if (templatesOf(files).sha256 !== sha256) found.push({ kind: 'kept', subject: sha256 });
  }
  return found;
}

/** Every file as it was given out, and the act that its list names. */
async function unsoundFiles(edition: Edition, world: World): Promise<readonly Unsound[]> {
  const { outbox } = world;
  const { period } = edition;
  const main = { fileName: edition.fileName, sha256: edition.pdf };
  const found: Unsound[] = [];
  for (const { fileName, sha256 } of [main, ...edition.files]) {
    const name = inFolder(edition, fileName);
    const subject = outbox.pathOf(period, name);
    const bytes = await outbox.read(period, name);
    if (bytes === null) found.push({ kind: 'missing', subject });
    else if (sha256Of(bytes) !== sha256) {
      found.push({ kind: 'differs', subject });
    }
  }
  const list = inFolder(edition, PLACE_WORDS.manifest);
  const subject = outbox.pathOf(period, list);
  const text = await outbox.read(period, list);
  if (text === null) return [...found, { kind: 'missing', subject }];
  const said = new TextDecoder().decode(text);
  if (!(await isAnchored(said, world))) return [...found, { kind: 'anchor', subject }];
  return said === manifestOf(edition) ? found : [...found, { kind: 'differs', subject }];
}

/** What lies among the files that were given out and is none of them, and lists of documents that were never given out. */
async function strangers(
  editions: readonly Edition[],
  { outbox }: World,
): Promise<readonly Unsound[]> {
  const given = new Set(
    editions.flatMap((edition) =>
      [edition, ...edition.files, { fileName: PLACE_WORDS.manifest }].map(
        ({ fileName }) => `${edition.period}/${inFolder(edition, fileName)}`,
      ),
    ),
  );
  const folders = new Set(editions.map((edition) => `${edition.period}/${inFolder(edition, '')}`));
  const others = (await outbox.names()).filter((name) => !given.has(name));
  return others.flatMap((name): readonly Unsound[] => {
    const [period = '', folder = '', ...rest] = name.split('/');
    if (folders.has(`${period}/${folder}/`)) return [{ kind: 'stranger', subject: name }];
    return rest.join('/') === PLACE_WORDS.manifest ? [{ kind: 'anchor', subject: name }] : [];
  });
}

/** Whether the ledger holds the act that the list names. */
async function isAnchored(text: string, { ledger }: World): Promise<boolean> {
  const chain = chainIn(text);
  if (chain === null) return false;
  const [act] = await ledger.actsBehind(chain.seq - 1, 1);
  return act?.seq === chain.seq && act.hash === chain.hash;
}

/** Null for a list that somebody wrote over. */
function chainIn(text: string): ChainHead | null {
  try {
    const { released } = JSON.parse(text) as { released?: { chain?: Partial<ChainHead> } };
    const { seq, hash } = released?.chain ?? {};
    return typeof seq === 'number' && typeof hash === 'string' ? { seq, hash } : null;
  } catch {
    return null;
  }
}
