/**
 * The whole line on one page: forms out, workbooks in, figures added up, the bulletin drafted.
 *
 * Rooms that bring a large library (spreadsheet writer, charts, browser) are loaded when they are first entered.
 */
import { createHash } from 'node:crypto';
import { aggregate } from './aggregate/aggregate.ts';
import { identify } from './check/identity.ts';
import { checkSubmission } from './check/submission.ts';
import { boardBook } from './compose/board-table.ts';
import { compose } from './compose/bulletin.ts';
import { exportCsv } from './compose/export-csv.ts';
import { exportJson } from './compose/export-json.ts';
import { receiptText } from './compose/receipt.ts';
import { readWorkbook } from './intake/workbook.ts';
import type { Bulletin } from './model/bulletin.ts';
import { chineseMoment, dayOfMoment, type Moment } from './model/day.ts';
import type { Filling } from './model/filling.ts';
import { formSheetOf, unitsOwing, type FormSheet } from './model/form.ts';
import { chinesePeriod, type Month, type Period } from './model/period.ts';
import type { Attachment, Plan } from './model/plan.ts';
import type { Scoreboard } from './model/scoreboard.ts';
import type { Arrival, Judgement, Receipt } from './model/submission.ts';
import { workingCalendar } from './model/working-calendar.ts';
import type { DraftRow, World } from './model/world.ts';

/** What a file's judgement may rest on: the bytes, their name, and the moment they are looked at. */
export type Looked = Pick<Arrival, 'bytes' | 'fileName' | 'at'>;

/** One blank form: whose it is, and its bytes. */
export type BlankForm = Readonly<{ sheet: FormSheet; fileName: string; bytes: Uint8Array }>;

/** The blank forms of a month, one for each unit that has to report, in official order. */
export async function* forms(period: Month, plan: Plan, world: World): AsyncGenerator<BlankForm> {
  const units = unitsOwing(plan, period);
  const mark = await world.ledger.mark();
  for (const [done, unit] of units.entries()) {
    const sheet = formSheetOf(plan, unit, period);
    if (sheet === null) continue;
    const bytes = await formBytes(sheet, plan, { mark, filling: null });
    yield { sheet, fileName: formFileName(sheet), bytes };
    world.progress('生成报表', done + 1, units.length);
  }
}

/** 寿光市-2007年5月-潍组统01表.xlsx; the name is for people, nothing is ever read from it. */
function formFileName(sheet: FormSheet): string {
  return `${fileWord(sheet.unit.name)}-${chinesePeriod(sheet.period)}-${fileWord(sheet.form.number)}.xlsx`;
}

/** A name of the plan as part of a file name: what a file system would take for more than a letter becomes a dash. */
function fileWord(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').replace(/^\.+/, '-');
}

/** The workbook of a form, blank or filled. */
export async function formBytes(
  sheet: FormSheet,
  plan: Plan,
  options: Readonly<{ mark: string; filling: Filling | null }>,
): Promise<Uint8Array> {
  const { formWorkbook } = await import('./render/form-workbook.ts');
  const due = workingCalendar(plan.calendar).due(sheet.period);
  return formWorkbook(sheet, { ...options, due: chineseMoment(due) });
}

/** Judges one file without recording anything. */
export async function check(looked: Looked, plan: Plan, world: World): Promise<Judgement> {
  const read = await readWorkbook(looked.bytes, looked.fileName);
  if (read.value === null) {
    const unread = { unit: null, period: null, form: null, submission: null, cells: [] };
    return { ...unread, findings: read.findings, planVersion: plan.version };
  }
  const mark = await world.ledger.mark();
  const identity = identify(read.value, { plan, mark, at: looked.at, fileName: looked.fileName });
  const { unit, period } = identity;
  const history = unit && period ? await world.ledger.history(unit, period) : [];
  const context = { plan, history, at: looked.at, fileName: looked.fileName };
  const judged = checkSubmission(read.value, identity, context);
  const findings = [...judged.findings, ...read.findings];
  return { ...judged, findings, planVersion: plan.version };
}

/** Takes what lies in the inbox: each arrival is judged, recorded and answered with exactly one receipt. */
export async function collect(plan: Plan, world: World): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  await keepInputs(plan, world);
  const total = await world.inbox.waiting();
  for await (const arrival of world.inbox.arrivals(world.now())) {
    const receipt =
      (await world.ledger.receiptOf(arrival.key)) ??
      (await world.ledger.record(arrival, await check(arrival, plan, world)));
    const first =
      receipt.repeats === null ? null : await world.ledger.firstReceiptOf(arrival.sha256);
    await world.inbox.settle(arrival, receipt, receiptText(receipt, plan, first));
    receipts.push(receipt);
    world.log('received', { ...summaryOf(receipt) });
    world.progress('收报', receipts.length, Math.max(total, receipts.length));
  }
  return receipts;
}

function summaryOf(receipt: Receipt): Readonly<Record<string, unknown>> {
  const { number, outcome, unit, period, fileName, sha256 } = receipt;
  const codes = receipt.findings.map((finding) => finding.code);
  return { receipt: number, outcome, unit, period, fileName, sha256, findings: codes };
}

/** Who has reported and where everyone stands at this moment. */
export async function standings(period: Period, plan: Plan, world: World): Promise<Scoreboard> {
  return aggregate(await world.ledger.snapshot(period, world.now()), plan, world.now());
}

export type Drafted = Readonly<{ row: DraftRow; scoreboard: Scoreboard }>;

/**
 * The figures of a period as a document shows them.
 *
 * Once the issue moment has come they are told as of that moment, so that the same snapshot, plan and template give the
 * same bytes on whatever later day (law 7); before, as of now, so that nobody is called missing too early.
 */
export async function figures(period: Period, plan: Plan, world: World): Promise<Scoreboard> {
  const issue = issueMoment(period, plan);
  const now = world.now();
  return aggregate(await world.ledger.snapshot(period, now), plan, now < issue ? now : issue);
}

/** When the calendar has the period's bulletin issued. */
export function issueMoment(period: Period, plan: Plan): Moment {
  return workingCalendar(plan.calendar).issue(period);
}

/** What the bulletin of a period says, from its figures. */
export function words(scoreboard: Scoreboard, plan: Plan): Bulletin {
  const issuedOn = dayOfMoment(issueMoment(scoreboard.period, plan));
  return compose(scoreboard, plan, { issuedOn, printedOn: issuedOn, number: null });
}

/** Drafts the bulletin of a period and puts it into the out folder. */
export async function draft(period: Period, plan: Plan, world: World): Promise<Drafted> {
  world.progress('拟稿', 0, 3);
  const scoreboard = await figures(period, plan, world);
  const bulletin = words(scoreboard, plan);
  world.progress('拟稿', 1, 3);
  const { toHtml } = await import('./render/html.ts');
  const html = toHtml(bulletin, world.templates);
  const printed = await world.printer.print(html, {
    title: bulletin.mark === '' ? bulletin.title : `${bulletin.title}（${bulletin.mark}）`,
    author: bulletin.issuer,
    subject: [bulletin.mark, bulletin.documentNumber].filter((part) => part !== '').join(' '),
    keywords: bulletin.keywords,
    date: issueMoment(period, plan),
  });
  world.progress('拟稿', 2, 3);
  const path = await world.outbox.put(
    period,
    `${fileWord(bulletin.title)}（拟稿）.pdf`,
    printed.bytes,
  );
  const row: DraftRow = {
    period,
    at: world.now(),
    snapshot: scoreboard.snapshot,
    plan: plan.version,
    template: world.templates.sha256,
    pdf: createHash('sha256').update(printed.bytes).digest('hex'),
    pages: printed.pages,
    path,
  };
  await keepInputs(plan, world);
  if (!isSameDraft(row, await world.ledger.latestDraft(period)))
    await world.ledger.recordDraft(row);
  world.log('drafted', { ...row });
  world.progress('拟稿', 3, 3);
  return { row, scoreboard };
}

/** Drafting again from the same input adds nothing to the ledger. */
function isSameDraft(a: DraftRow, b: DraftRow | null): boolean {
  const parts = ['snapshot', 'plan', 'template', 'pdf', 'path'] as const;
  return b !== null && parts.every((part) => a[part] === b[part]);
}

/** Keeps the plan and the templates under their hashes: what an edition was made from can be had again. */
export async function keepInputs(plan: Plan, world: World): Promise<void> {
  const now = world.now();
  await world.ledger.keep({ kind: 'plan', sha256: plan.version, text: plan.source }, now);
  const { sha256, files } = world.templates;
  const text = JSON.stringify(Object.fromEntries(files));
  await world.ledger.keep({ kind: 'template', sha256, text }, now);
}

/** The scoreboard as one of the files an office attaches. */
export async function boardFile(
  name: Attachment,
  scoreboard: Scoreboard,
  plan: Plan,
): Promise<Uint8Array> {
  const document = exportJson(scoreboard, plan);
  switch (name) {
    case '汇总表.json':
      return new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`);
    case '汇总表.csv':
      return new TextEncoder().encode(exportCsv(document));
    case '汇总表.xlsx': {
      const { boardWorkbook } = await import('./render/board-workbook.ts');
      return boardWorkbook(boardBook(scoreboard, plan));
    }
  }
}
