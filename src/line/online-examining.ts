/** Every place at Google that the plan names, looked at and nothing taken: what can be done there, what not, and why. */
import { identify } from '../check/identity.ts';
import { driveHint } from '../model/catalogue/drive.ts';
import { doctorFinding, PLACE_KINDS } from '../model/catalogue/google-doctor.ts';
import { googleFinding, googleStateOf, isOfAccount } from '../model/catalogue/google.ts';
import { STEP_WORDS } from '../model/catalogue/words.ts';
import type { DrivePlan } from '../model/delivery.ts';
import type { Finding } from '../model/finding.ts';
import {
  isServiceAccount,
  type Google,
  type GoogleRights,
  type GoogleSource,
  type OnlineSheet,
} from '../model/google.ts';
import { chinesePeriod, type Month } from '../model/period.ts';
import type { OrgUnitId, Plan } from '../model/plan.ts';
import { Refusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';
import { accountFindings } from './online-account.ts';
import { sourceName } from './online.ts';

/**
 * @property name the unit's, or the channel's; @property place its id; @property count of a folder's files and sheets.
 * @property rights what our account may do there; null where it only is to read, or cannot.
 * @property form whose form for which month a sheet is; null for a folder, and where that cannot be told.
 */
export type Examined = Readonly<{
  name: string;
  place: string;
  state: 'submitted' | 'open' | 'no-box' | 'folder' | 'unread';
  count: number | null;
  rights: GoogleRights | null;
  form: Readonly<{ unit: string; period: Month }> | null;
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
  const about: Finding[] = [];
  const places: Examined[] = [];
  let account: string | null = null;
  try {
    account = await google.mail();
    const looking = { google, plan, world, account, findings: about };
    const looks = [
      ...of.sources.map((source) => () => sourceLooked(source, looking)),
      ...plan.delivery.channels
        .filter((channel) => channel.kind === 'drive')
        .map((channel) => () => channelLooked(channel, looking)),
    ];
    for (const look of looks) {
      places.push(await look());
      world.progress(STEP_WORDS.examine, places.length, looks.length);
    }
  } catch (error) {
    if (!(error instanceof Refusal) || !isOfAccount(error)) throw error;
    about.push(googleFinding('G_DOWN', { why: error.message, hint: error.hint }));
  }
  const findings = [...accountFindings(of, google, { account, at: world.now() }), ...about];
  return { account, places, findings };
}

type Looking = Readonly<{
  google: Google;
  plan: Plan;
  world: World;
  account: string;
  findings: Finding[];
}>;

/** What a look comes to; null, and `told`, where the place cannot be read. @throws Refusal for what is the account's own fault. */
async function orUnread<T>(
  look: () => Promise<T>,
  told: (why: Refusal) => void,
): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    const isOfPlace = error instanceof Refusal && googleStateOf(error) !== null;
    if (!isOfPlace || isOfAccount(error)) throw error;
    told(error);
    return null;
  }
}

const UNREAD = { state: 'unread', count: null, rights: null, form: null } as const;

async function sourceLooked(source: GoogleSource, looking: Looking): Promise<Examined> {
  const name = sourceName(source, looking.plan);
  const look = source.folder === '' ? sheetLooked : folderLooked;
  const found = await orUnread(
    () => look(source, looking),
    ({ message: why, hint }) => {
      looking.findings.push(googleFinding('G_UNREAD', { unit: name, why, hint }));
    },
  );
  return { name, place: source.spreadsheet + source.folder, ...(found ?? UNREAD) };
}

type Found = Omit<Examined, 'name' | 'place'>;

async function sheetLooked(source: GoogleSource, looking: Looking): Promise<Found> {
  const sheet = await looking.google.sheet(source.spreadsheet);
  const form = await formOf(sheet, looking);
  tellForm(form, source, looking);
  const rights = await rightsOf(source.spreadsheet, looking);
  tellRights(rights?.change, source, looking);
  const state = sheet.submitted === null ? 'no-box' : sheet.submitted ? 'submitted' : 'open';
  return {
    state,
    count: null,
    rights,
    form: form && { ...form, unit: nameOf(form.unit, looking) },
  };
}

async function folderLooked(source: GoogleSource, looking: Looking): Promise<Found> {
  const { files, spreadsheets } = await looking.google.folder(source.folder);
  const rights = await rightsOf(source.folder, looking);
  tellRights(rights?.change, source, looking);
  if (rights !== null && rights.add && isWithoutRoom(rights, looking)) {
    const unit = sourceName(source, looking.plan);
    looking.findings.push(doctorFinding('G_FORMS_NO_ROOM', { unit }));
  }
  return { state: 'folder', count: files.length + spreadsheets.length, rights, form: null };
}

/** Who only reads is asked for no more. */
async function rightsOf(id: string, { google, plan }: Looking): Promise<GoogleRights | null> {
  return plan.google?.writes === true ? google.rights(id) : null;
}

type Form = Readonly<{ unit: OrgUnitId; period: Month }>;

async function formOf(
  { grid, title }: OnlineSheet,
  { plan, world }: Looking,
): Promise<Form | null> {
  const context = { plan, seal: await world.seal(), at: world.now(), fileName: title };
  const { unit, period, sheet } = identify(grid, context);
  return unit === null || period === null || sheet === null ? null : { unit, period };
}

function nameOf(unit: OrgUnitId, { plan }: Looking): string {
  return sourceName({ unit }, plan);
}

function tellForm(form: Form | null, source: GoogleSource, looking: Looking): void {
  const { findings } = looking;
  const unit = sourceName(source, looking.plan);
  if (form === null) findings.push(doctorFinding('G_NO_FORM', { unit }));
  else if (form.unit !== source.unit) {
    const [other, period] = [nameOf(form.unit, looking), chinesePeriod(form.period)];
    findings.push(doctorFinding('G_OTHER_SHEET', { unit, other, period }));
  }
}

function tellRights(change: boolean | undefined, source: GoogleSource, looking: Looking): void {
  if (change !== false) return;
  const unit = sourceName(source, looking.plan);
  const place = source.folder === '' ? PLACE_KINDS.sheet : PLACE_KINDS.folder;
  looking.findings.push(doctorFinding('G_READ_ONLY', { unit, place }));
}

/** A service account owns nothing, so it can make nothing but what is a shared drive's. */
function isWithoutRoom({ isShared }: GoogleRights, { account }: Pick<Looking, 'account'>): boolean {
  return !isShared && isServiceAccount(account);
}

/** The folder that bulletins are laid into. */
async function channelLooked(
  { name: channel, driveFolder }: DrivePlan,
  { google, account, findings }: Looking,
): Promise<Examined> {
  const found = await orUnread(
    async () => {
      const { files, spreadsheets } = await google.folder(driveFolder);
      return {
        count: files.length + spreadsheets.length,
        rights: await google.rights(driveFolder),
      };
    },
    ({ code, message: why }) => {
      findings.push(doctorFinding('G_FOLDER_DOWN', { channel, why, hint: driveHint(code) }));
    },
  );
  const place = { name: channel, place: driveFolder };
  if (found === null) return { ...place, ...UNREAD };
  if (!found.rights.add) findings.push(doctorFinding('G_FOLDER_READ_ONLY', { channel }));
  else if (isWithoutRoom(found.rights, { account })) {
    findings.push(doctorFinding('G_FOLDER_NO_ROOM', { channel }));
  }
  return { ...place, state: 'folder', ...found, form: null };
}
