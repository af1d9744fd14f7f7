/** From a draft to a document: somebody looks it through (核稿), the leader signs it (签发). `releasing.ts` gives it out. */
import { basename } from 'node:path';
import { thinness } from '../check/drafting.ts';
import type { Dates } from '../compose/bulletin.ts';
import { CLOCK_ACCOUNT } from '../model/catalogue/duty-words.ts';
import { documentName, signingRefusal } from '../model/catalogue/signing.ts';
import { unreadWords } from '../model/catalogue/sources.ts';
import { PLACE_WORDS, signedFileName, STEP_WORDS } from '../model/catalogue/words.ts';
import { chineseDay, dayOfMoment, type Day } from '../model/day.ts';
import {
  lastEdition,
  lastReleased,
  type Edition,
  type HeldDraft,
  type Numbered,
  type Review,
  type Signed,
} from '../model/edition.ts';
import { fileWord } from '../model/file-name.ts';
import type { Period } from '../model/period.ts';
import type { Plan, Section } from '../model/plan.ts';
import type { Scoreboard } from '../model/scoreboard.ts';
import { sha256Of } from '../model/sha256.ts';
import type { World } from '../model/world.ts';
import { refuseOwnReview } from '../line/allowing.ts';
import { correctionHeld } from '../line/correcting.ts';
import { unreadReports } from '../line/sources.ts';
import { asOf, figures, issueMoment } from '../line/figures.ts';
import { frozenPages, type Pages } from './frozen-pages.ts';
import { changesSince } from './staleness.ts';

/** Which bulletin: of the whole period, or of a section. */
export type Document = Readonly<{ period: Period; section: Section | null }>;

function aboutOf({ section }: Document): string {
  return section === null ? '' : `section:${section.id}`;
}

/** As it is spoken of. */
export function nameOf({ period, section }: Document): string {
  return documentName(period, section?.name ?? '');
}

/** A draft that somebody has reviewed. */
export type Reviewed = HeldDraft & Readonly<{ review: Review }>;

/**
 * Passes the newest draft on to the signature; again changes nothing.
 *
 * @throws Refusal `usage` without a draft; `notAllowed` for one that is stale, rests on too little, or is given out already,
 * and where its pages in the out folder are not its own.
 */
export async function review(document: Document, plan: Plan, world: World): Promise<Reviewed> {
  const draft = await soundDraft(document, plan, world);
  await boardAtDraft(document, draft, plan, world);
  const by = { who: world.who, at: world.now() };
  const reviewed = { ...draft, review: await world.ledger.review(draft, by) };
  world.log('reviewed', { period: draft.period, about: draft.about, draft: draft.id, ...by });
  return reviewed;
}

/** The draft while it is worth going on with. */
async function soundDraft(document: Document, plan: Plan, world: World): Promise<HeldDraft> {
  const { ledger } = world;
  const name = nameOf(document);
  const about = aboutOf(document);
  const draft = await ledger.heldDraft(document.period, about);
  if (draft === null) throw signingRefusal('no-draft', { document: name });
  const given = lastReleased(await ledger.editions(), draft);
  if (given !== null && draft.corrects !== given.id) {
    const { documentNumber, period } = given;
    throw signingRefusal('already-released', { document: name, documentNumber, period });
  }
  const changes = await changesSince(draft, plan, world);
  if (changes.length > 0) {
    throw signingRefusal('draft-stale', {
      document: name,
      changes: changes.join('；'),
      period: document.period,
    });
  }
  await refuseTouched(document, draft, world);
  return draft;
}

/** Whoever goes by the pages in the folder has to have seen the very draft; the clock looks at none. */
async function refuseTouched(
  document: Document,
  { period, pdf, path }: HeldDraft,
  { outbox, who }: World,
): Promise<void> {
  if (who === CLOCK_ACCOUNT) return;
  const fileName = basename(path);
  const bytes = await outbox.read(period, fileName);
  if (bytes === null || sha256Of(bytes) === pdf) return;
  throw signingRefusal('draft-touched', { document: nameOf(document), fileName, period });
}

/** The figures that the draft shows: as of its own moment. @throws Refusal `notAllowed` when they are too thin. */
async function boardAtDraft(
  document: Document,
  { period, at }: HeldDraft,
  plan: Plan,
  world: World,
): Promise<Scoreboard> {
  const board = await figures(period, plan, asOf(world, at));
  const why = thinness(board, plan, at);
  if (why !== null) throw signingRefusal('thin-input', { document: nameOf(document), why });
  const unread = unreadWords(await unreadReports(board, plan, world));
  if (unread !== null) throw signingRefusal('source-down', { document: nameOf(document), unread });
  return board;
}

/**
 * Signs the reviewed draft: it gets the next number (编号), today for 成文日期 and the day it will be given out for 印发日期;
 * the clean pages, the units' sheets and the attachments are made once and frozen with it. Nothing but mark, number and
 * dates differs from what was reviewed. The same again, for the same day, changes nothing.
 *
 * @param on 印发日期; null for the calendar's, or today when that is past.
 * @throws Refusal as `review` does; `notAllowed` for a draft that was not reviewed, or by the same account where the plan
 * keeps the two apart; `usage` for a day that is past.
 */
export async function sign(
  document: Document,
  on: Day | null,
  plan: Plan,
  world: World,
): Promise<Edition> {
  const draft = await soundDraft(document, plan, world);
  if (draft.review === null) throw signingRefusal('not-reviewed', { document: nameOf(document) });
  await refuseOwnReview(nameOf(document), draft.review, plan, world);
  const at = world.now();
  const today = dayOfMoment(at);
  const planned = dayOfMoment(issueMoment(draft.period, plan));
  const printedOn = on ?? (planned < today ? today : planned);
  if (printedOn < today) throw signingRefusal('day-past', { day: chineseDay(printedOn) });
  const held = lastEdition(await world.ledger.editions(), draft);
  const isSame = held?.review === draft.review.id && held.printedOn === printedOn;
  const reviewed = { ...draft, review: draft.review };
  const days = { issuedOn: today, printedOn };
  const own = await planOfDraft(document, draft, plan, world);
  const edition = isSame ? held : await signed({ document, draft: reviewed, days }, own, world);
  await showSigned(edition, world);
  return edition;
}

/** The very plan that it was drafted by: today's may have another timetable, and its version stands on the page. */
async function planOfDraft(
  document: Document,
  draft: HeldDraft,
  plan: Plan,
  world: World,
): Promise<Plan> {
  if (plan.version === draft.plan) return plan;
  const own = await world.planOf(draft.plan);
  if (own !== null) return own;
  throw signingRefusal('draft-stale', {
    document: nameOf(document),
    changes: '方案',
    period: document.period,
  });
}

type Days = Readonly<Pick<Signed, 'issuedOn' | 'printedOn'>>;

async function signed(
  { document, draft, days }: Readonly<{ document: Document; draft: Reviewed; days: Days }>,
  plan: Plan,
  world: World,
): Promise<Edition> {
  world.progress(STEP_WORDS.sign, 0, 2);
  const board = await boardAtDraft(document, draft, plan, world);
  const year = Number(days.issuedOn.slice(0, 4));
  const { period, about } = draft;
  const before = plan.office.numberedBefore;
  const numbered = await world.ledger.nextNumber({ period, about, year }, before);
  const correction = await correctionHeld(draft, plan, world);
  const dates: Dates = { ...days, number: numbered.number, total: numbered.total, correction };
  const pages = await frozenPages(
    { section: document.section, board, at: draft.at, dates },
    plan,
    world,
  );
  await refuseNumberOut(pages.bulletin.documentNumber, world);
  world.progress(STEP_WORDS.sign, 1, 2);
  const edition = await world.ledger.sign(
    signedRow({ draft, days, numbered }, pages, world),
    new Map(pages.all.map(({ sha256, bytes }) => [sha256, bytes])),
    before,
  );
  world.log('signed', {
    edition: edition.id,
    documentNumber: edition.documentNumber,
    pdf: edition.pdf,
  });
  world.progress(STEP_WORDS.sign, 2, 2);
  return edition;
}

/** A ledger that was put back does not know what was given out since: its number is not given twice. */
async function refuseNumberOut(documentNumber: string, { outbox }: World): Promise<void> {
  const end = `/${fileWord(documentNumber)}/${PLACE_WORDS.manifest}`;
  const [period = '', ...rest] =
    (await outbox.names()).find((name) => name.endsWith(end))?.split('/') ?? [];
  if (rest.length === 0) return;
  const place = outbox.pathOf(period as Period, rest.slice(0, -1).join('/'));
  throw signingRefusal('number-out', { documentNumber, place });
}

function signedRow(
  { draft, days, numbered }: Readonly<{ draft: Reviewed; days: Days; numbered: Numbered }>,
  { bulletin, count, all }: Pages,
  world: World,
): Signed {
  const { period, about, snapshot, plan, template } = draft;
  const [main, ...files] = all.map(({ unit, fileName, sha256 }) => ({ unit, fileName, sha256 }));
  if (main === undefined) throw new Error('a signed document has pages');
  return {
    review: draft.review.id,
    ...{ period, about, snapshot, plan, template },
    ...numbered,
    ...days,
    documentNumber: bulletin.documentNumber,
    title: bulletin.title,
    fileName: main.fileName,
    pdf: main.sha256,
    pages: count,
    who: world.who,
    at: world.now(),
    files,
  };
}

/** Where the signed pages can be looked at before they are given out. */
export function signedPath({ period, title }: Edition, { outbox }: World): string {
  return outbox.pathOf(period, signedFileName(fileWord(title)));
}

async function showSigned(edition: Edition, { ledger, outbox }: World): Promise<void> {
  const bytes = await ledger.original(edition.pdf);
  if (bytes === null)
    throw new Error(`the ledger does not hold the pages of ${edition.documentNumber}`);
  await outbox.put(edition.period, signedFileName(fileWord(edition.title)), bytes);
}
