/**
 * The whole line on one page: forms out, workbooks in, figures added up, the bulletin drafted.
 *
 * Rooms that bring a large library (spreadsheet writer, charts, browser) are loaded when they are first entered.
 */
import { aggregate } from '../aggregate/aggregate.ts';
import { draftFindings, refuseBeforeLedger, refuseOutsidePlan } from '../check/drafting.ts';
import { boardBook } from '../compose/board-table.ts';
import { compose, type Dates } from '../compose/bulletin.ts';
import { exportCsv } from '../compose/export-csv.ts';
import { exportJson } from '../compose/export-json.ts';
import { correctionHeld, correctionOf } from './correcting.ts';
import { figures, issueMoment } from './figures.ts';
import { unreadReports } from './sources.ts';
import { received } from './receiving.ts';
import type { Bulletin } from '../model/bulletin.ts';
import { byHand, fontsForeign, lettersLacking } from '../model/catalogue/draft.ts';
import { sourceDown, unreadWords } from '../model/catalogue/sources.ts';
import { draftFileName, STEP_WORDS } from '../model/catalogue/words.ts';
import { dayOfMoment, type Moment } from '../model/day.ts';
import { fileWord } from '../model/file-name.ts';
import type { Correction } from '../model/correction.ts';
import type { Finding } from '../model/finding.ts';
import type { Period } from '../model/period.ts';
import type { Attachment, Plan } from '../model/plan.ts';
import type { Scoreboard } from '../model/scoreboard.ts';
import type { Receipt } from '../model/submission.ts';
import type { DraftRow } from '../model/draft.ts';
import { sha256Of } from '../model/sha256.ts';
import type { PrintedPdf, World } from '../model/world.ts';

export { refuseOutsidePlan } from '../check/drafting.ts';

/** Takes what lies in the inbox: each arrival is judged, recorded and answered with exactly one receipt. */
export async function collect(plan: Plan, world: World): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  await keepInputs(plan, world);
  const total = await world.inbox.waiting();
  for await (const arrival of world.inbox.arrivals(world.now())) {
    const answer = await received(arrival, plan, world);
    if (answer === null) continue;
    receipts.push(answer.receipt);
    world.progress(STEP_WORDS.collect, receipts.length, Math.max(total, receipts.length));
  }
  return receipts;
}

/** Who has reported and where everyone stands at this moment. */
export async function standings(period: Period, plan: Plan, world: World): Promise<Scoreboard> {
  return aggregate(await world.ledger.snapshot(period, world.now()), plan, world.now());
}

/** `attachments`: where the files lie that go with it. */
export type Drafted = Asked & Readonly<{ row: DraftRow; attachments: readonly string[] }>;

/** A period's figures as a document shows them, and what is to be known before anybody is shown them. */
export type Asked = Readonly<{ scoreboard: Scoreboard; findings: readonly Finding[] }>;

/** @throws Refusal `usage` when the period lies before all that the plan or the ledger knows. */
export async function askedFigures(period: Period, plan: Plan, world: World): Promise<Asked> {
  refuseOutsidePlan(period, plan);
  refuseBeforeLedger(period, await world.ledger.firstMonth());
  const scoreboard = await figures(period, plan, world);
  const unread = unreadWords(await unreadReports(scoreboard, plan, world));
  const findings = [
    ...draftFindings(scoreboard, plan, world.now()),
    ...(unread === null ? [] : [sourceDown(unread)]),
  ];
  return { scoreboard, findings };
}

/** What a bulletin is dated by: the issue moment, or the later one at which the last of its figures came in. */
function datedAt({ period, asOf }: Scoreboard, plan: Plan): Moment {
  const issue = issueMoment(period, plan);
  return asOf > issue ? asOf : issue;
}

/** A period's figures and what its bulletin says of them. */
export type Told = Readonly<{ scoreboard: Scoreboard; bulletin: Bulletin }>;

/** What the bulletin of a period would say now. */
export async function told(period: Period, plan: Plan, world: World): Promise<Told> {
  const scoreboard = await figures(period, plan, world);
  const correction = await correctionHeld(await world.ledger.latestDraft(period), plan, world);
  return { scoreboard, bulletin: words(scoreboard, plan, correction) };
}

/** What the bulletin of a period says, from its figures. */
function words(scoreboard: Scoreboard, plan: Plan, correction: Correction | null): Bulletin {
  return compose(scoreboard, plan, { ...datesOf(scoreboard, plan), correction });
}

/** A draft's dates. */
export function datesOf(scoreboard: Scoreboard, plan: Plan): Dates {
  const issuedOn = dayOfMoment(datedAt(scoreboard, plan));
  return { issuedOn, printedOn: issuedOn, number: null, isDraft: true };
}

/** @throws Refusal `dataRefused` with all faults of the templates: before work is begun that would end at them. */
export async function refuseFaultyTemplates({ templates }: World): Promise<void> {
  (await import('../render/template-lint.ts')).refuseFaulty(templates);
}

/** The bulletin on paper. */
export async function printed(
  bulletin: Bulletin,
  date: Moment,
  { typesetter, printer, templates }: World,
): Promise<PrintedPdf> {
  return printer.print(await typesetter.set(bulletin, templates), {
    title: bulletin.mark === '' ? bulletin.title : `${bulletin.title}（${bulletin.mark}）`,
    author: bulletin.issuer,
    subject: [bulletin.mark, bulletin.documentNumber].filter((part) => part !== '').join(' '),
    keywords: bulletin.keywords,
    date,
  });
}

/**
 * Drafts the bulletin of a period and puts it into the out folder, with the files that the plan's delivery names.
 *
 * @param why why it takes the place of the one that was given out (更正); null for one that takes no other's.
 * @throws Refusal `usage` when the period lies before all that the plan or the ledger knows; or nothing was given out
 * that could be corrected.
 */
export async function draft(
  period: Period,
  plan: Plan,
  world: World,
  why: string | null = null,
): Promise<Drafted> {
  world.progress(STEP_WORDS.draft, 0, 3);
  const { scoreboard, findings } = await askedFigures(period, plan, world);
  const correction =
    why === null ? null : await correctionOf({ period, about: '' }, why, plan, world);
  const bulletin = words(scoreboard, plan, correction);
  world.progress(STEP_WORDS.draft, 1, 3);
  const filing = await filed({ about: '', bulletin, correction }, scoreboard, plan, world);
  world.progress(STEP_WORDS.draft, 2, 3);
  const attachments: string[] = [];
  for (const name of plan.delivery.attachments) {
    const bytes = await boardFile(name, scoreboard, plan);
    attachments.push(await world.outbox.put(period, name, bytes));
  }
  world.progress(STEP_WORDS.draft, 3, 3);
  const remarks = bulletin.remarks.map(byHand);
  const told = [...findings, ...remarks, ...filing.findings];
  return { row: filing.row, attachments, scoreboard, findings: told };
}

/** @property fileName where it is not made of the title; @property about as in `DraftRow`. */
type Filed = Readonly<{
  about: string;
  bulletin: Bulletin;
  correction?: Correction | null;
  fileName?: string;
}>;

/** @property findings what the eye might miss on its pages. */
type Filing = Readonly<{ row: DraftRow; findings: readonly Finding[] }>;

/** Prints a document, records its draft and puts it into the out folder. */
export async function filed(
  { about, bulletin, correction, fileName = draftFileName(fileWord(bulletin.title)) }: Filed,
  scoreboard: Scoreboard,
  plan: Plan,
  world: World,
): Promise<Filing> {
  const { period } = scoreboard;
  const pdf = await printed(bulletin, datedAt(scoreboard, plan), world);
  const row: DraftRow = {
    period,
    about,
    at: world.now(),
    snapshot: scoreboard.snapshot,
    plan: plan.version,
    template: world.templates.sha256,
    pdf: sha256Of(pdf.bytes),
    pages: pdf.pages,
    path: world.outbox.pathOf(period, fileName),
    corrects: correction?.edition ?? null,
    reason: correction?.reason ?? null,
  };
  await keepInputs(plan, world);
  if (!isSameDraft(row, await world.ledger.latestDraft(period, about)))
    await world.ledger.recordDraft(row, world.who);
  // The row first: a PDF never lies in the out folder that the ledger does not know; one that is missing is drafted again.
  await world.outbox.put(period, fileName, pdf.bytes);
  world.log('drafted', { ...row });
  return { row, findings: onPaper(pdf, fileName) };
}

/** What the eye might miss on the pages; a letter that is lacking is the cause of the font that took its place. */
export function onPaper({ lacking, foreign }: PrintedPdf, file: string): readonly Finding[] {
  if (lacking.length > 0) return [lettersLacking(lacking, file)];
  return foreign.length > 0 ? [fontsForeign(foreign, file)] : [];
}

/** Drafting again from the same input adds nothing to the ledger. */
function isSameDraft(a: DraftRow, b: DraftRow | null): boolean {
  const parts = ['snapshot', 'plan', 'template', 'pdf', 'path', 'corrects', 'reason'] as const;
  return b !== null && parts.every((part) => a[part] === b[part]);
}

/** Keeps the plan and the templates under their hashes: what an edition was made from can be had again. */
export async function keepInputs(plan: Plan, world: World): Promise<void> {
  const text = plan.source;
  await world.ledger.keep({ kind: 'plan', sha256: plan.version, text }, world.now());
  await keepTemplates(world);
}

/** The templates alone: a JSON object of file names and texts. */
export async function keepTemplates({ ledger, templates, now }: World): Promise<void> {
  const text = JSON.stringify(Object.fromEntries(templates.files));
  await ledger.keep({ kind: 'template', sha256: templates.sha256, text }, now());
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
      const { boardWorkbook } = await import('../render/board-workbook.ts');
      return boardWorkbook(boardBook(scoreboard, plan));
    }
  }
}
