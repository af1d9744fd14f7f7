/** Reckons where the tables and charts of each part stand best: where they leave the least paper empty. */

/** A heading of the first level begins a part; words flow from page to page, what is drawn stands on one. In millimetres. */
export type Piece = Readonly<{ kind: 'part' | 'heading' | 'words' | 'drawn'; height: number }>;

/** A page of 22 lines (GB/T 9704-2012 §5.2), in millimetres. */
export const LINE = 10.4464;
const PAGE = 22 * LINE;
/** Lines of a paragraph that are never fewer on a page. */
export const TOGETHER = 2;
/** Ways to come to the same part that are followed further. */
const WAYS = 60;
/** Heights are measured to a hair more or less. */
const SLACK = 0.3;

type Way = Readonly<{ order: readonly number[]; end: number }>;

/**
 * The order in which the pieces, named by their places, are best printed: words stay as they are; within each part
 * tables and charts, in their own order, may stand behind any of its paragraphs. The composed order stays where no
 * other ends sooner.
 *
 * @param start how far down the first page the first piece begins.
 */
export function settled(pieces: readonly Piece[], start: number): readonly number[] {
  let ways: readonly Way[] = [{ order: [], end: start }];
  for (const part of partsOf(pieces)) {
    const further = ways.flatMap(({ order, end }) =>
      ordersOf(pieces, part).map((own) => ({
        order: [...order, ...own],
        end: own.reduce((at, place, i) => endOf(pieces[place], at, pieces[own[i + 1] ?? -1]), end),
      })),
    );
    ways = soonest(further);
  }
  return ways[0]?.order ?? [];
}

/** Of the ways that end at the same place the first, and not too many places. */
function soonest(ways: readonly Way[]): readonly Way[] {
  const byEnd = new Map<string, Way>();
  for (const way of ways) {
    const end = way.end.toFixed(1);
    if (!byEnd.has(end)) byEnd.set(end, way);
  }
  return [...byEnd.values()].toSorted((a, b) => a.end - b.end).slice(0, WAYS);
}

function partsOf(pieces: readonly Piece[]): readonly (readonly number[])[] {
  const parts: number[][] = [];
  pieces.forEach(({ kind }, place) => {
    if (parts.length === 0 || kind === 'part') parts.push([]);
    parts.at(-1)?.push(place);
  });
  return parts;
}

/** As composed first; a part whose tables stand between its words, or that has no words, keeps its order. */
function ordersOf(
  pieces: readonly Piece[],
  part: readonly number[],
): readonly (readonly number[])[] {
  const drawn = part.filter((place) => pieces[place]?.kind === 'drawn');
  const rest = part.filter((place) => !drawn.includes(place));
  const first = rest.findIndex((place) => pieces[place]?.kind === 'words');
  const mixed = [...rest, ...drawn].some((place, i) => place !== part[i]);
  if (drawn.length === 0 || mixed || first < 0) return [part];
  return inserted(rest, drawn, first + 1);
}

/** All ways to put the pieces, in their order, behind the rest's first `from` or later; the last place first. */
function inserted(
  rest: readonly number[],
  drawn: readonly number[],
  from: number,
): readonly (readonly number[])[] {
  const [piece, ...others] = drawn;
  if (piece === undefined) return [rest];
  const places = Array.from({ length: rest.length - from + 1 }, (_, i) => rest.length - i);
  return places.flatMap((at) =>
    inserted([...rest.slice(0, at), piece, ...rest.slice(at)], others, at + 1),
  );
}

/** Where a piece ends, counted through all pages, that would begin at `at` with `next` behind it. */
function endOf(piece: Piece | undefined, at: number, next: Piece | undefined): number {
  if (piece === undefined) return at;
  const left = PAGE - (at % PAGE);
  switch (piece.kind) {
    case 'part':
    case 'heading':
      return begin(at, piece.height + leastOf(next)) + piece.height;
    case 'drawn':
      return begin(at, piece.height) + piece.height;
    case 'words': {
      const lines = linesOf(piece);
      const fit = Math.floor((left + SLACK) / LINE);
      if (lines <= fit) return at + piece.height;
      // At least two lines stay behind and at least two go on, or all go.
      const stay = Math.min(fit, lines - TOGETHER);
      return at + left + (stay < TOGETHER ? lines : lines - stay) * LINE;
    }
  }
}

function linesOf({ height }: Piece): number {
  return Math.round(height / LINE);
}

/** How much of what follows a heading stays on its page at the least: a paragraph too short to be parted stays whole. */
function leastOf(next: Piece | undefined): number {
  const isShort = next?.kind === 'words' && linesOf(next) < 2 * TOGETHER;
  return isShort ? next.height : TOGETHER * LINE;
}

/** Here, or at the top of the next page what does not fit on this one. */
function begin(at: number, height: number): number {
  const left = PAGE - (at % PAGE);
  return height <= left + SLACK || height > PAGE ? at : at + left;
}
