/** Brings the imprint (版记) down to the foot of the last page: its last rule lies on the text area's lower edge. */
import type { Page } from 'puppeteer';
import { JOIN, PART_BEFORE } from './continued.ts';
import { LAST_LINES, markLastLines, unmarkLastLines } from './last-lines.ts';
import { placesOf, type Place, type Places } from './places.ts';
import { RAISED_MM } from './raised.ts';

/**
 * From the top of the page's content box to the last rule: GB/T 9704-2012 §7.4.1 wants the rule at 262 mm from the
 * sheet's top, and page.css begins the content box at 34.5625 mm.
 */
const LAST_RULE_MM = 262 - 34.5625;
const POINTS_PER_MM = 72 / 25.4;
/** For the sake of an even number of pages no page of the body is left emptier than this, nor one above a table's last rows. */
const HALF_PAGE_MM = 225 / 2;
const TOP = 'tongbao-top';
const LAST = 'tongbao-last';
const END = 'imprint-end';

const TURN = 'tongbao-turn-';
const ROW = 'tongbao-turned-row-';
/** Rows of a table that stay together at its begin and end. */
const ROWS_TOGETHER = 3;
const PIN = 'tongbao-pin';
const BESIDE = 'position:absolute;top:0;left:0';

/**
 * Pins the top of the first page and the end of what stands before the imprint. Names what of the annex may go to a new
 * page to take the imprint with it, or to make the pages even: its last headings, the last first, then its last
 * paragraph, then the rows of the table that it ends with; something stands before each.
 */
const NAME_PINS = `(() => {
  if (document.getElementById('imprint-space') === null || document.getElementById('${END}') === null) return null;
  const pin = (id, style) => {
    const pinned = document.createElement('span');
    pinned.id = id;
    pinned.className = '${PIN}';
    pinned.style = style;
    return pinned;
  };
  document.body.prepend(pin('${TOP}', '${BESIDE}'));
  const before = document.getElementById('imprint-space').previousElementSibling;
  const last = before?.matches('.annex, .signature') ? before.lastElementChild : before;
  if (last?.matches('p')) last.append(pin('${LAST}', ''));
  else (last ?? document.body).id = '${LAST}';
  const ends = ['h3', 'p:last-child']
    .flatMap((kind) => [...(before?.querySelectorAll(':scope > ' + kind) ?? [])].reverse().slice(0, 3))
    .filter((piece) => piece.previousElementSibling?.matches('.body-text, .table-block, figure'))
    .map((piece, i) => (piece.id = '${TURN}' + i));
  const all = before?.matches('.annex') && last?.matches('.table-block') ? [...last.querySelectorAll('tbody > tr')] : [];
  const spans = (row) => [...row.cells].some((cell) => cell.rowSpan > 1) || row.matches('.continued');
  const rows = all
    .slice(${String(ROWS_TOGETHER)}, 1 - ${String(ROWS_TOGETHER)})
    .filter((row) => !spans(row) && !row.previousElementSibling.matches('.band, .continued'))
    .map((row, i) => (row.id = '${ROW}' + i));
  return {
    ids: ['${TOP}', '${LAST}', '${END}', ...ends, ...rows],
    raised: ${RAISED_MM},
    isOwn: document.querySelector('.imprint.own-page') !== null,
    isEmpty: document.querySelector('.imprint')?.textContent.trim() === '',
  };
})()`;
/** The rows of the last table from one on go to a new page, with the pin of the end; or come back. */
const TURN_ROW = `(id, isTurned) => {
  const row = document.getElementById(id);
  const block = row.closest('.table-block');
  const other = isTurned ? (${PART_BEFORE})(row) : block.previousElementSibling;
  other.id = block.id;
  block.removeAttribute('id');
  if (!isTurned) (${JOIN})(block);
}`;
const REMOVE_PINS = `document.getElementById('${LAST}').removeAttribute('id');
  document.querySelectorAll('.${PIN}').forEach((pin) => pin.remove())`;

/**
 * What the imprint is placed by.
 *
 * @property ids of the elements whose places have to be known.
 * @property raised how far the first page's content begins above that of others, in millimetres.
 * @property isOwn whether the imprint is to have a page of its own.
 * @property isEmpty whether it says nothing, as a letter's does without copies: any page may then be the last.
 */
export type Pins = Readonly<{
  ids: readonly string[];
  raised: number;
  isOwn: boolean;
  isEmpty: boolean;
}>;

/**
 * @property alone nothing else stands on the imprint's page, though it might, or the imprint is torn.
 * @property leaves the millimetres of its page above a named piece.
 */
type Measured = Readonly<{
  pages: number;
  space: number;
  alone: boolean;
  leaves: ReadonlyMap<string, number>;
}>;

/** Null for a page without an imprint. */
export async function namePins(page: Page): Promise<Pins | null> {
  return (await page.evaluate(NAME_PINS)) as Pins | null;
}

/**
 * Measures where the imprint falls by itself and sets the height of `#imprint-space` above it to make up the rest.
 *
 * Places leave the page's margin out, so they are compared with the top of the first page. The imprint's page must stand
 * upright. Does nothing for a page without an imprint.
 *
 * No page holds the imprint alone, and the last page is the back of a sheet: where that is not so by itself, the last
 * part of the annex before it, or the last lines of the body, begin on a new page, if that leaves enough behind.
 *
 * @param pins of `namePins`.
 * @param known where these and the last lines lie, if the page has not changed since.
 */
export async function pinImprint(
  page: Page,
  pins: Pins | null,
  known: Places | null,
  timeout: number,
): Promise<void> {
  if (pins === null) return;
  const isMarked = await markLastLines(page, false);
  const ids = isMarked ? [...pins.ids, LAST_LINES] : pins.ids;
  const measure = async (): Promise<Measured> =>
    measured({ ...pins, ids }, await placesOf(page, ids, timeout));
  const first = known === null ? await measure() : measured({ ...pins, ids }, known);
  const { space } = pins.isEmpty || isRight(first) ? first : await turned(page, first, measure);
  if (isMarked) await unmarkLastLines(page);
  await page.evaluate(
    `${REMOVE_PINS}; document.getElementById('imprint-space').style.height = '${space.toFixed(3)}mm';`,
  );
}

function isRight({ pages, alone }: Measured): boolean {
  return !alone && pages % 2 === 0;
}

/** The first turn that makes it right; else one that gives the imprint company; else none. */
async function turned(
  page: Page,
  first: Measured,
  measure: () => Promise<Measured>,
): Promise<Measured> {
  const turn = (piece: string, value: 'page' | ''): Promise<unknown> =>
    piece.startsWith(ROW)
      ? page.evaluate(`(${TURN_ROW})('${piece}', ${String(value === 'page')})`)
      : page.evaluate(`document.getElementById('${piece}').style.breakBefore = '${value}'`);
  let better: readonly [string, Measured] | null = null;
  for (const [piece, leaves] of inTurn(first)) {
    if (!first.alone && piece === LAST_LINES && leaves < HALF_PAGE_MM) continue;
    await turn(piece, 'page');
    const now = await measure();
    if (isRight(now)) return now;
    if (first.alone && !now.alone) better ??= [piece, now];
    await turn(piece, '');
  }
  if (better === null) return first;
  await turn(better[0], 'page');
  return better[1];
}

/** Those first that leave half a page or more; of the rows the first that does. */
function inTurn({ leaves }: Measured): readonly (readonly [string, number])[] {
  const enough = [...leaves].filter(([, left]) => left >= HALF_PAGE_MM);
  const row = enough.find(([piece]) => piece.startsWith(ROW));
  const rest = [...leaves].filter(([, left]) => left < HALF_PAGE_MM);
  return [...enough, ...rest].filter(([piece]) => !piece.startsWith(ROW) || piece === row?.[0]);
}

function measured({ ids, raised, isOwn }: Pins, places: Places): Measured {
  const [top, last, end] = [places.at(TOP), places.at(LAST), places.at(END)];
  const below = (place: Place): number => (top.y - place.y) / POINTS_PER_MM;
  const pieces = ids.filter((id) => id === LAST_LINES || id.startsWith(TURN) || id.startsWith(ROW));
  const above = top.page === end.page ? raised : 0;
  return {
    pages: places.pages,
    space: Math.max(0, LAST_RULE_MM + above - below(end)),
    alone: !isOwn && last.page !== end.page,
    leaves: new Map(pieces.map((id) => [id, below(places.at(id))])),
  };
}
