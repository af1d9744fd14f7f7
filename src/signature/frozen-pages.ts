/** The clean pages of a document that is being signed, and the files that go with it: made once, then frozen. */
import { unitBoard } from '../aggregate/unit-board.ts';
import { compose, type Dates } from '../compose/bulletin.ts';
import { composeSlip } from '../compose/slip.ts';
import { composeThematic } from '../compose/thematic.ts';
import { asOf, figuresBefore } from '../line/figures.ts';
import { boardFile, printed } from '../line/pipeline.ts';
import type { Bulletin } from '../model/bulletin.ts';
import { PLACE_WORDS, releasedFileName } from '../model/catalogue/words.ts';
import { momentAt, type Moment } from '../model/day.ts';
import type { EditionFile } from '../model/edition.ts';
import { fileWord } from '../model/file-name.ts';
import type { OrgUnitId, Plan, Section } from '../model/plan.ts';
import type { Scoreboard } from '../model/scoreboard.ts';
import { sha256Of } from '../model/sha256.ts';
import type { World } from '../model/world.ts';
import { slipTemplates } from '../render/slip-templates.ts';

type FrozenFile = EditionFile & Readonly<{ bytes: Uint8Array }>;

/** @property all the document itself first. */
export type Pages = Readonly<{ bulletin: Bulletin; count: number; all: readonly FrozenFile[] }>;

/** @property section null for the bulletin of the whole. @property at the draft's moment. */
type Told = Readonly<{ section: Section | null; board: Scoreboard; at: Moment; dates: Dates }>;

/** The clean pages, the sheet of each unit for the whole period's bulletin, and the attachments. */
export async function frozenPages(
  { section, board, at, dates }: Told,
  plan: Plan,
  world: World,
): Promise<Pages> {
  // By its dates alone: the same document signed for the same days has the same bytes.
  const date = momentAt(dates.issuedOn, '00:00');
  const bulletin =
    section === null
      ? compose(board, plan, dates)
      : composeThematic(board, plan, { section, dates });
  const { bytes, pages: count } = await printed(bulletin, date, world);
  const all = [frozenFile(null, releasedFileName(fileWord(bulletin.title)), bytes)];
  if (section !== null) return { bulletin, count, all };
  const before = await figuresBefore(board.period, plan, asOf(world, at));
  const sheets = { ...world, templates: slipTemplates(world.templates) };
  for (const { id, name } of board.units) {
    const unit = id as OrgUnitId;
    const slip = composeSlip(unitBoard({ board, before, plan, unit }), plan, dates);
    const fileName = `${PLACE_WORDS.slips}/${releasedFileName(fileWord(name))}`;
    all.push(frozenFile(unit, fileName, (await printed(slip, date, sheets)).bytes));
  }
  for (const name of plan.delivery.attachments) {
    all.push(frozenFile(null, name, await boardFile(name, board, plan)));
  }
  return { bulletin, count, all };
}

function frozenFile(unit: OrgUnitId | null, fileName: string, bytes: Uint8Array): FrozenFile {
  return { unit, fileName, bytes, sha256: sha256Of(bytes) };
}
