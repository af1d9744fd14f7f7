/** Every place at Google that the plan names, looked at and nothing taken: what can be read there, and what cannot, and why. */
import { googleFinding, googleStateOf, isOfAccount } from '../model/catalogue/google.ts';
import { STEP_WORDS } from '../model/catalogue/words.ts';
import type { Finding } from '../model/finding.ts';
import type { Google, GoogleSource } from '../model/google.ts';
import type { Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';
import { sourceName } from './online.ts';

/** @property place its id; @property count of a folder's files and sheets, null for a sheet. */
export type Examined = Readonly<{
  name: string;
  place: string;
  state: 'submitted' | 'open' | 'no-box' | 'folder' | 'unread';
  count: number | null;
}>;

/** @property account as Google knows it; null where nobody was let in. */
export type Examination = Readonly<{
  account: string | null;
  places: readonly Examined[];
  findings: readonly Finding[];
}>;

/** @throws Refusal for a key that is lacking, damaged or open to others. */
export async function examineOnline(plan: Plan, world: World): Promise<Examination> {
  const { google: of } = plan;
  if (of === null) return { account: null, places: [], findings: [] };
  const google = await world.google(of);
  const findings: Finding[] = [];
  const places: Examined[] = [];
  let account: string | null = null;
  try {
    account = await google.mail();
    if (of.mail !== '' && of.mail.toLowerCase() !== account.toLowerCase()) {
      findings.push(googleFinding('G_OTHER_ACCOUNT', { account, mail: of.mail }));
    }
    for (const source of of.sources) {
      places.push(await looked(source, { google, plan, findings }));
      world.progress(STEP_WORDS.examine, places.length, of.sources.length);
    }
  } catch (error) {
    if (!(error instanceof Refusal) || !isOfAccount(error)) throw error;
    findings.push(googleFinding('G_DOWN', { why: error.message, hint: error.hint }));
  }
  return { account, places, findings };
}

type Looking = Readonly<{ google: Google; plan: Plan; findings: Finding[] }>;

async function looked(source: GoogleSource, looking: Looking): Promise<Examined> {
  const { google, plan, findings } = looking;
  const { spreadsheet, folder } = source;
  const name = sourceName(source, plan);
  const place = spreadsheet + folder;
  try {
    if (folder !== '') {
      const { files, spreadsheets } = await google.folder(folder);
      return { name, place, state: 'folder', count: files.length + spreadsheets.length };
    }
    const { submitted } = await google.sheet(spreadsheet);
    const state = submitted === null ? 'no-box' : submitted ? 'submitted' : 'open';
    return { name, place, state, count: null };
  } catch (error) {
    if (!(error instanceof Refusal) || googleStateOf(error) === null || isOfAccount(error))
      throw error;
    const { message: why, hint } = error;
    findings.push(googleFinding('G_UNREAD', { unit: name, why, hint }));
    return { name, place, state: 'unread', count: null };
  }
}
