/** Forms out to online sheets: one for each unit that reports there, laid down where none is, put right where one is. */
import { formMarks } from '../check/carriers.ts';
import {
  googleFinding,
  googleStateOf,
  isOfAccount,
  isPassing,
  LOCK_MARK,
} from '../model/catalogue/google.ts';
import { LEFT_WORDS, refusedWords, type FormState } from '../model/catalogue/online-forms.ts';
import { namesWords } from '../model/catalogue/plan-words.ts';
import { STEP_WORDS } from '../model/catalogue/words.ts';
import type { Finding } from '../model/finding.ts';
import { formSheetOf, unitsOwing, type FormSheet } from '../model/form.ts';
import type { FormPlace, Google, GooglePlan, GoogleSource, Laying } from '../model/google.ts';
import { planWord, type Seal } from '../model/identity.ts';
import { chinesePeriod, parseMonth, type Month } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import type { Prefills } from '../model/prefill.ts';
import { Refusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';
import { formOnline, knownAt } from './issuing.ts';
import { isAcceptedAsItStands } from './online-snapshot.ts';
import { MOST_FAILURES, sourceName } from './online.ts';

/** @property spreadsheet where it is; null where none could be made or found. @property why it was left or not reached; empty otherwise. */
export type FormLaid = Readonly<{
  unit: string;
  name: string;
  form: string;
  state: FormState;
  spreadsheet: string | null;
  why: string;
}>;

export type FormsLaid = Readonly<{ forms: readonly FormLaid[]; findings: readonly Finding[] }>;

type Round = Readonly<{
  google: Google;
  plan: Plan;
  world: World;
  seal: Seal;
  known: (sheet: FormSheet) => Prefills;
  findings: Finding[];
}>;

/**
 * Lays down the forms of a month. What cannot be done for one unit keeps no other waiting.
 *
 * @throws Refusal for what is the account's own fault.
 */
export async function formsOnline(
  period: Month,
  plan: Plan & Readonly<{ google: GooglePlan }>,
  world: World,
): Promise<FormsLaid> {
  const findings: Finding[] = [];
  const google = await world.google(plan.google);
  const known = await knownAt(period, plan, world, world.now());
  const round = { google, plan, world, seal: await world.seal(), known, findings };
  const owing = placesOf(period, plan.google, round);
  const forms: FormLaid[] = [];
  let failures = 0;
  for (const place of owing) {
    const laid = failures >= MOST_FAILURES ? notTried(place) : await attempted(place, round);
    failures = laid.state === 'unreached' ? failures + 1 : 0;
    forms.push(laid);
    world.progress(STEP_WORDS.forms, forms.length, owing.length);
  }
  return { forms, findings };
}

type Place = Readonly<{ sheet: FormSheet; source: GoogleSource }>;

/** One place for each unit that reports at Google: its folder, where it has one and a sheet too. */
function placesOf(
  period: Month,
  { sources }: GooglePlan,
  { plan, findings }: Round,
): readonly Place[] {
  const lacking: string[] = [];
  const places = unitsOwing(plan, period).flatMap((unit): readonly Place[] => {
    const sheet = formSheetOf(plan, unit, period);
    const own = sources.filter((source) => source.unit === unit.id);
    const source = own.find(({ folder }) => folder !== '') ?? own[0];
    if (source === undefined) lacking.push(unit.name);
    if (sheet === null || source === undefined) return [];
    if (own.length > 1) {
      const place = source.folder + source.spreadsheet;
      findings.push(googleFinding('G_SEVERAL', { unit: unit.name, place }));
    }
    return [{ sheet, source }];
  });
  if (lacking.length > 0) {
    findings.push(googleFinding('G_NO_PLACE', { units: namesWords(lacking) }));
  }
  return places;
}

function laidAs({ sheet }: Place, over: Omit<FormLaid, 'unit' | 'name' | 'form'>): FormLaid {
  const { unit, form } = sheet;
  return { unit: unit.id, name: unit.name, form: form.id, ...over };
}

function notTried(place: Place): FormLaid {
  return laidAs(place, { state: 'unreached', spreadsheet: null, why: LEFT_WORDS.notTried });
}

/** What Google refuses is this unit's alone, unless it is the account that is refused. */
async function attempted(place: Place, round: Round): Promise<FormLaid> {
  const found: Found = { spreadsheet: place.source.spreadsheet || null };
  const { world } = round;
  try {
    const laid = await laidAt(place, found, round);
    world.log('form-online', { ...laid });
    return laid;
  } catch (error) {
    const state = error instanceof Refusal ? googleStateOf(error) : null;
    if (!(error instanceof Refusal) || state === null || isOfAccount(error)) throw error;
    const { unit } = place.sheet;
    world.log('form-online-refused', { unit: unit.id, code: error.code, why: error.message });
    const why = refusedWords(error);
    return laidAs(place, { state: isPassing(error) ? 'unreached' : 'left', ...found, why });
  }
}

/** Where the form is, as soon as that is known. */
type Found = { spreadsheet: string | null };

async function laidAt(place: Place, found: Found, round: Round): Promise<FormLaid> {
  const { sheet, source } = place;
  const { google, plan, seal } = round;
  const form = await formOnline(sheet, plan, { seal, filling: null, prefills: round.known(sheet) });
  const { spreadsheet, isMade } = await sheetAt(place, form.title, google);
  found.spreadsheet = spreadsheet;
  const there = await google.formPlace(spreadsheet);
  const over = await overWhat(there, sheet, round);
  if (typeof over === 'object') return laidAs(place, { state: 'left', spreadsheet, ...over });
  if (over === 'anew' && !there.isEmpty) await unlocked(spreadsheet, google);
  const changes = over === 'accepted' ? 0 : await there.lay(form, over);
  if (changes === null) {
    return laidAs(place, { state: 'left', spreadsheet, why: LEFT_WORDS.unsafe });
  }
  const shared = await sharedWith(spreadsheet, source, round);
  const isNew = isMade || there.isEmpty;
  const state = isNew ? 'created' : changes + shared > 0 ? 'updated' : 'unchanged';
  return laidAs(place, { state, spreadsheet, why: '' });
}

/** What we locked for the deadline of the month before is open again for this one. */
async function unlocked(spreadsheet: string, google: Google): Promise<void> {
  const { lock } = await google.driveSheet(spreadsheet);
  if (lock?.startsWith(LOCK_MARK) === true) await google.unlock(spreadsheet);
}

type Sheet = Readonly<{ spreadsheet: string; isMade: boolean }>;

/** In a folder the month's own sheet is looked for before one is made: a crash may have come behind the making. */
async function sheetAt({ sheet, source }: Place, title: string, google: Google): Promise<Sheet> {
  const { folder, spreadsheet } = source;
  if (folder === '') return { spreadsheet, isMade: false };
  const name = `${sheet.unit.id}/${sheet.period}`;
  const there = await google.sheetNamed(folder, name);
  if (there !== null) return { spreadsheet: there, isMade: false };
  return { spreadsheet: await google.newSheet(folder, name, title), isMade: true };
}

/** What is laid down over, that nothing is to be because it is accepted as it stands, or why a person has to look first. */
type Over = Laying | 'accepted' | Readonly<{ why: string }>;

/** Whose form stands there decides what may be done to it. */
async function overWhat(
  { sheet: there, isEmpty, isUnfilled }: FormPlace,
  { unit, period }: FormSheet,
  { seal, plan, world }: Round,
): Promise<Over> {
  const [mark] = formMarks(there.grid, seal);
  if (mark === undefined) return isEmpty ? 'anew' : { why: LEFT_WORDS.foreign };
  if (mark.sample !== seal.mark) return { why: LEFT_WORDS.sample };
  if (mark.unit !== unit.id) return { why: LEFT_WORDS.otherUnit };
  const isSamePlan = mark.plan === planWord(plan.version);
  const isAccepted = await isAcceptedAsItStands(there, world.ledger);
  if (mark.period !== period) {
    if (isAccepted || isUnfilled) return 'anew';
    const month = parseMonth(mark.period);
    return { why: LEFT_WORDS.unsubmitted(month === null ? mark.period : chinesePeriod(month)) };
  }
  if (isAccepted && isSamePlan) return 'accepted';
  return isSamePlan ? 'same-plan' : 'other-plan';
}

/** @returns with how many more accounts. That it cannot be shared undoes nothing. */
async function sharedWith(
  spreadsheet: string,
  source: GoogleSource,
  { google, plan, findings }: Round,
): Promise<number> {
  const { share = [] } = source;
  if (share.length === 0) return 0;
  try {
    return (await google.share(spreadsheet, share)).length;
  } catch (error) {
    if (!(error instanceof Refusal) || googleStateOf(error) === null || isOfAccount(error)) {
      throw error;
    }
    const unit = sourceName(source, plan);
    const { message: why } = error;
    findings.push(googleFinding('G_UNSHARED', { unit, mails: namesWords(share), why }));
    return 0;
  }
}
