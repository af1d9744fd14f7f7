/** What units typed, when the form they typed it into changes: it goes with its item, or the change is not made. */
import { othersWords } from '../model/annotation.ts';
import { LOCK_WORDS } from '../model/catalogue/online-forms.ts';
import { isTokenLine } from '../model/form.ts';
import type { OnlineCell, OnlinePage } from '../model/online-form.ts';
import type { Carried } from './form-cells.ts';
import { isFilled, textAt, type PageState, type PlacedCell } from './form-state.ts';
import { coveredBy, isSameSet, placeKey } from './grid-area.ts';

/**
 * `mend`: all stands where it should; `anew`: the page is emptied and laid down again with what is carried; `unsafe`: something
 * that was typed has no place in the form.
 */
export type Following =
  Readonly<{ kind: 'mend' | 'unsafe' }> | Readonly<{ kind: 'anew'; carried: Carried }>;

/** @param isSamePlan whether what is there was made from the same plan: then what differs was spoilt by somebody. */
export function following(page: OnlinePage, there: PageState, isSamePlan: boolean): Following {
  const rows = rowsByFirst(page.cells);
  const isAlike = isLaidAlike(rows, there);
  const isOurs = isLockedByUs(there);
  if (!isOurs && !isSamePlan && !isAlike) return { kind: 'unsafe' };
  const open = new Set(page.cells.filter(({ isOpen }) => isOpen).map(placeKey));
  const wasOpen = isOurs ? there.open : open;
  const homes = homesOf(page, there, { rows, open, wasOpen, isSamePlan });
  if (homes === null) return { kind: 'unsafe' };
  const isMoved = [...homes].some(([home, cell]) => home !== placeKey(cell));
  if (!isMoved && (isSamePlan || (isAlike && isSameSet(open, wasOpen)))) return { kind: 'mend' };
  // A formula would look into other rows than its clerk meant.
  const isReckoned = [...homes.values()].some(
    ({ userEnteredValue }) => userEnteredValue?.formulaValue !== undefined,
  );
  return isMoved && isReckoned ? { kind: 'unsafe' } : { kind: 'anew', carried: homes };
}

type Homes = Readonly<{
  rows: ReadonlyMap<string, number>;
  open: ReadonlySet<string>;
  wasOpen: ReadonlySet<string>;
  isSamePlan: boolean;
}>;

/** All that people put into it, by the place where it belongs; null where something belongs nowhere, or two things to one place. */
function homesOf(
  page: OnlinePage,
  there: PageState,
  { rows, open, wasOpen, isSamePlan }: Homes,
): ReadonlyMap<string, PlacedCell> | null {
  const known = new Set(page.cells.map(placeKey));
  const covered = coveredBy(page.merges);
  const homes = new Map<string, PlacedCell>();
  for (const [place, cell] of there.cells) {
    const isTyped = wasOpen.has(place) && isFilled(cell);
    if (!isTyped && !isNoted(cell)) continue;
    const home = homeOf(cell, { rows, there, isSamePlan });
    if (home === null || homes.has(home) || !(isTyped ? open : known).has(home)) return null;
    // Somebody took cells apart that belong together: together again they would hold the first one's text alone.
    if (isTyped && covered.has(home)) return null;
    homes.set(home, cell);
  }
  return homes;
}

/** Whether the page's lock is ours: of another's nobody can tell what was open under it. */
function isLockedByUs({ lock, open }: PageState): boolean {
  return lock?.description === LOCK_WORDS && open.size > 0;
}

/** Whether nothing is typed into what is open, the box left aside; not to be known where the lock is not ours. */
export function isUnfilled(page: PageState): boolean {
  const { cells, open } = page;
  return (
    isLockedByUs(page) &&
    [...cells].every(([place, cell]) => {
      const isBox = cell.userEnteredValue?.boolValue !== undefined;
      return !open.has(place) || isBox || !isFilled(cell);
    })
  );
}

/** A row is known by what stands in its first cell: an item's code, or a label. Those that are not alone are left out. */
function rowsByFirst(cells: readonly OnlineCell[]): ReadonlyMap<string, number> {
  const texts = cells.flatMap(({ row, column, value }) =>
    column === 1 && value?.kind === 'text' && !isTokenLine(value.text)
      ? [[value.text, row] as const]
      : [],
  );
  const rows = new Map<string, number>();
  for (const [text, row] of texts) rows.set(text, rows.has(text) ? NaN : row);
  return rows;
}

function isLaidAlike(rows: ReadonlyMap<string, number>, there: PageState): boolean {
  return [...rows].every(([text, row]) => Number.isNaN(row) || textAt(there, row, 1) === text);
}

/** A note of somebody's own; ours are written again. */
function isNoted({ note }: PlacedCell): boolean {
  return othersWords(note) !== '';
}

type Home = Readonly<{
  rows: ReadonlyMap<string, number>;
  there: PageState;
  isSamePlan: boolean;
}>;

function homeOf({ row, column }: PlacedCell, { rows, there, isSamePlan }: Home): string | null {
  const found = rows.get(textAt(there, row, 1));
  if (found !== undefined && !Number.isNaN(found)) return placeKey({ row: found, column });
  return isSamePlan ? placeKey({ row, column }) : null;
}
