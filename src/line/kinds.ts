/** The bulletins of a part: a section of the plan (专题通报), or one unit's own sheet (一县一单). */
import { unitBoard } from '../aggregate/unit-board.ts';
import { composeSlip } from '../compose/slip.ts';
import { composeThematic, hasSection } from '../compose/thematic.ts';
import { PLACE_WORDS, STEP_WORDS } from '../model/catalogue/words.ts';
import type { Correction } from '../model/correction.ts';
import { fileWord } from '../model/file-name.ts';
import type { Finding } from '../model/finding.ts';
import type { Period } from '../model/period.ts';
import type { OrgUnitId, Plan, Section } from '../model/plan.ts';
import type { Scoreboard } from '../model/scoreboard.ts';
import type { World } from '../model/world.ts';
import { correctionHeld, correctionOf } from './correcting.ts';
import { figures, figuresBefore } from './figures.ts';
import { datesOf, filed, told, type Asked, type Drafted, type Told } from './pipeline.ts';
import { slipTemplates } from '../render/slip-templates.ts';

/** What of a period a document tells; null is the whole. */
export type About = Readonly<{ section: Section } | { unit: OrgUnitId }> | null;

/** @property before the figures that places are held against in it; null for none. */
export type ToldAbout = Told & Readonly<{ before: Scoreboard | null }>;

/** Sections that have anything to tell of in the period, in the plan's order. */
export function sectionsIn(scoreboard: Scoreboard, plan: Plan): readonly Section[] {
  return plan.sections.filter(({ id }) => hasSection(scoreboard, id));
}

/** What a document of the period would say now; a section or unit has to be one of the period's. */
export async function toldAbout(
  period: Period,
  about: About,
  plan: Plan,
  world: World,
): Promise<ToldAbout> {
  if (about === null) return { ...(await told(period, plan, world)), before: null };
  const scoreboard = await figures(period, plan, world);
  if ('section' in about) {
    const draft = await world.ledger.latestDraft(period, subjectOf(about));
    const correction = await correctionHeld(draft, plan, world);
    return { scoreboard, before: null, ...thematic(scoreboard, plan, { ...about, correction }) };
  }
  const before = await figuresBefore(period, plan, world);
  return { scoreboard, before, bulletin: slip({ board: scoreboard, before, plan, ...about }) };
}

function thematic(
  scoreboard: Scoreboard,
  plan: Plan,
  { section, correction }: Readonly<{ section: Section; correction: Correction | null }>,
): Pick<Told, 'bulletin'> {
  const dates = { ...datesOf(scoreboard, plan), correction };
  return { bulletin: composeThematic(scoreboard, plan, { section, dates }) };
}

function slip(asked: Parameters<typeof unitBoard>[0]): Told['bulletin'] {
  return composeSlip(unitBoard(asked), asked.plan, datesOf(asked.board, asked.plan));
}

function subjectOf({ section }: Readonly<{ section: Section }>): string {
  return `section:${section.id}`;
}

/** @property why as `draft` has it. */
type Thematic = Readonly<{ section: Section; why: string | null }>;

/** Drafts the 专题通报 of a section; see `draft` for what it throws. */
export async function draftThematic(
  { scoreboard, findings }: Asked,
  { section, why }: Thematic,
  plan: Plan,
  world: World,
): Promise<Drafted> {
  world.progress(STEP_WORDS.draft, 0, 1);
  const about = subjectOf({ section });
  const subject = { period: scoreboard.period, about };
  const correction = why === null ? null : await correctionOf(subject, why, plan, world);
  const { bulletin } = thematic(scoreboard, plan, { section, correction });
  const filing = await filed({ about, bulletin, correction }, scoreboard, plan, world);
  world.progress(STEP_WORDS.draft, 1, 1);
  return {
    row: filing.row,
    scoreboard,
    findings: [...findings, ...filing.findings],
    attachments: [],
  };
}

/** A unit's drafted sheet. @property findings what the eye might miss on it. */
export type DraftedSlip = Readonly<{
  unit: OrgUnitId;
  name: string;
  row: Drafted['row'];
  findings: readonly Finding[];
}>;

/** Drafts the sheets of these units, in the order given, all from the same figures. */
export async function draftSlips(
  { scoreboard: board }: Asked,
  units: readonly OrgUnitId[],
  plan: Plan,
  world: World,
): Promise<readonly DraftedSlip[]> {
  const before = await figuresBefore(board.period, plan, world);
  const own = { ...world, templates: slipTemplates(world.templates) };
  const drafted: DraftedSlip[] = [];
  for (const unit of units) {
    world.progress(STEP_WORDS.draft, drafted.length, units.length);
    const bulletin = slip({ board, before, plan, unit });
    const name = bulletin.addressees;
    const fileName = `${PLACE_WORDS.slips}/${fileWord(name)}.pdf`;
    const filing = await filed({ about: `unit:${unit}`, bulletin, fileName }, board, plan, own);
    drafted.push({ unit, name, ...filing });
  }
  world.progress(STEP_WORDS.draft, units.length, units.length);
  return drafted;
}
