/** What a draft was made from and is no longer so: forms that came since, a changed plan, changed templates. */
import { planFilesIn } from '../intake/plan-yaml.ts';
import { changedForms, changedFiles } from '../model/catalogue/signing.ts';
import type { DraftRow } from '../model/draft.ts';
import type { Period } from '../model/period.ts';
import { unitNameIn, type Plan } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { World } from '../model/world.ts';

type Made = Pick<DraftRow, 'period' | 'at' | 'snapshot' | 'plan' | 'template'>;

/** In words, one for each of the three; none while the draft says what would be said now. */
export async function changesSince(
  { period, at, snapshot, plan: version, template }: Made,
  plan: Plan,
  world: World,
): Promise<readonly string[]> {
  const { ledger, templates, now } = world;
  const held = await ledger.snapshot(period, now());
  const forms =
    held.sha256 === snapshot
      ? []
      : [changedForms(formsSince(await ledger.snapshot(period, at), held, plan))];
  const files = plan.version === version ? [] : await planFilesSince(version, plan, world);
  const pages =
    templates.sha256 === template
      ? []
      : [changedFiles('模板', differing(await templateTexts(template, world), templates.files))];
  return [...forms, ...files, ...pages];
}

/** Of the plan's files only those that say anything of a bulletin: the timetable and the roles do not. */
async function planFilesSince(
  version: string,
  { source }: Plan,
  world: World,
): Promise<readonly string[]> {
  const names = differing(await planTexts(version, world), textsOf(source));
  const isSilent = names.length > 0 && names.every((name) => SILENT.includes(name));
  return isSilent ? [] : [changedFiles('方案', names)];
}

const SILENT: readonly string[] = ['schedule.yaml', 'roles.yaml'];

/** Unit and month of each form that counts now and did not then, or the other way round. */
function formsSince(
  before: Snapshot,
  after: Snapshot,
  plan: Plan,
): readonly Readonly<{ unit: string; period: Period }>[] {
  const known = (of: Snapshot): ReadonlySet<number> => new Set(of.submissions.map(({ id }) => id));
  const [were, are] = [known(before), known(after)];
  const moved = [
    ...after.submissions.filter(({ id }) => !were.has(id)),
    ...before.submissions.filter(({ id }) => !are.has(id)),
  ].map(({ unit, period }) => ({ unit: unitNameIn(plan, unit, period) ?? unit, period }));
  return [...new Map(moved.map((one) => [`${one.unit}/${one.period}`, one])).values()];
}

type Texts = ReadonlyMap<string, string>;

function differing(a: Texts, b: Texts): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((name) => a.get(name) !== b.get(name))
    .sort();
}

function textsOf(source: string): Texts {
  return new Map(planFilesIn(source).map(({ path, text }) => [path, text]));
}

async function planTexts(version: string, { ledger }: World): Promise<Texts> {
  return textsOf((await ledger.kept(version)) ?? '');
}

async function templateTexts(sha256: string, { ledger }: World): Promise<Texts> {
  const text = await ledger.kept(sha256);
  if (text === null) return new Map();
  return new Map(Object.entries(JSON.parse(text) as Readonly<Record<string, string>>));
}
