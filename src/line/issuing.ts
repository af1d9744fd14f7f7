/** The forms that go out: each filled with what is known of its unit, and with the rules that it can check itself. */
import { aggregate } from '../aggregate/aggregate.ts';
import { prefillsOf, type Boards } from '../compose/prefill.ts';
import { baselineSheets } from '../model/baseline.ts';
import { STEP_WORDS } from '../model/catalogue/words.ts';
import { comparableWith } from '../model/counting.ts';
import { chineseMoment, type Moment } from '../model/day.ts';
import { baselineFileName, formFileName, formTitle } from '../model/file-name.ts';
import type { Filling } from '../model/filling.ts';
import { formSheetOf, unitsOwing, type FormSheet } from '../model/form.ts';
import type { Seal } from '../model/identity.ts';
import type { OnlineForm } from '../model/online-form.ts';
import { addMonths, yearBefore, yearOf, type Month, type Period } from '../model/period.ts';
import { isValidIn, validAt, type OrgUnitId, type Plan, type Rule } from '../model/plan.ts';
import type { Prefills } from '../model/prefill.ts';
import { workingCalendar } from '../model/working-calendar.ts';
import type { World } from '../model/world.ts';
import type { FormOptions } from '../render/form-workbook.ts';

/** One blank form: whose it is, and its bytes. */
export type BlankForm = Readonly<{ sheet: FormSheet; fileName: string; bytes: Uint8Array }>;

/** The blank forms of a month, one for each unit that has to report, in official order. */
export async function* forms(period: Month, plan: Plan, world: World): AsyncGenerator<BlankForm> {
  const units = unitsOwing(plan, period);
  const seal = await world.seal();
  const known = await knownAt(period, plan, world, world.now());
  for (const [done, unit] of units.entries()) {
    const sheet = formSheetOf(plan, unit, period);
    if (sheet === null) continue;
    const prefills = known(sheet);
    const bytes = await formBytes(sheet, plan, { seal, filling: null, prefills });
    yield { sheet, fileName: formFileName(sheet), bytes };
    world.progress(STEP_WORDS.forms, done + 1, units.length);
  }
}

/** The blank baseline of a year, and the units it has a sheet for. */
export async function baselineForm(
  year: Period,
  plan: Plan,
  world: World,
): Promise<Readonly<{ fileName: string; bytes: Uint8Array; units: readonly OrgUnitId[] }>> {
  const sheets = baselineSheets(plan, yearOf(year));
  const { baselineWorkbook } = await import('../render/baseline-workbook.ts');
  const bytes = await baselineWorkbook(sheets, { year, plan, seal: await world.seal() });
  return { fileName: baselineFileName(year), bytes, units: sheets.map(({ unit }) => unit.id) };
}

/** What the ledger knew at a moment of a form's own month, the month before and the same month last year. */
async function boardsFor(
  period: Month,
  plan: Plan,
  { ledger }: World,
  at: Moment,
): Promise<Boards> {
  const board = async (of: Period): Promise<Boards['now']> =>
    aggregate(await ledger.snapshot(of, at), plan, at);
  const now = await ledger.snapshot(period, at);
  return {
    now: aggregate(now, plan, at),
    last: await board(addMonths(period, -1)),
    yearBefore: await board(yearBefore(period)),
    accepted: comparableWith(period, now.submissions, plan),
  };
}

/** What the forms of a month tell, as the ledger knew it at a moment. */
export async function knownAt(
  period: Month,
  plan: Plan,
  world: World,
  at: Moment,
): Promise<(sheet: FormSheet) => Prefills> {
  const boards = await boardsFor(period, plan, world, at);
  return (sheet) => prefillsOf(boards, sheet);
}

export type Issued = Readonly<{ seal: Seal; filling: Filling | null; prefills: Prefills }>;

/** The workbook of a form, blank or filled. */
export async function formBytes(sheet: FormSheet, plan: Plan, issued: Issued): Promise<Uint8Array> {
  const { formWorkbook } = await import('../render/form-workbook.ts');
  return formWorkbook(sheet, optionsOf(sheet, plan, issued));
}

/** The same form for an online sheet. */
export async function formOnline(
  sheet: FormSheet,
  plan: Plan,
  issued: Issued,
): Promise<OnlineForm> {
  const { formBook } = await import('../render/form-workbook.ts');
  const { onlineForm } = await import('../render/online-form.ts');
  return onlineForm(formBook(sheet, optionsOf(sheet, plan, issued)), formTitle(sheet));
}

function optionsOf(sheet: FormSheet, plan: Plan, issued: Issued): FormOptions {
  const due = workingCalendar(plan.calendar).dueOf(sheet.unit.id, sheet.period);
  const rules = refusingRules(plan, sheet.unit.id, sheet.period);
  return { ...issued, due: chineseMoment(due.at), rules };
}

/** The rules for which a form of the unit would come back. */
function refusingRules(plan: Plan, unit: OrgUnitId, period: Month): readonly Rule[] {
  const waived = plan.waivers
    .filter((waiver) => waiver.unit === unit && isValidIn(waiver, period))
    .map(({ rule }) => rule);
  return validAt(plan.rules, period).filter(
    ({ id, severity, trial }) => severity !== '提示' && !trial && !waived.includes(id),
  );
}
