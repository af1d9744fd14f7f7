/** Checks a style sheet: nothing fetched from elsewhere, nothing that acts, everything closed. */
import { Lines, type Spot } from './lines.ts';
import type { Report } from './report.ts';

const QUOTED = String.raw`"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'`;
const PIECE = new RegExp(
  [
    String.raw`(?<skipped>\/\*[^]*?\*\/)`,
    String.raw`(?<address>\burl\((?:\s{0,60}(?:${QUOTED})\s*|[^)"']{0,500})\))`,
    `(?<quoted>${QUOTED})`,
    String.raw`(?<rule>@[\w-]+)`,
    String.raw`(?<call>(?<![\w-])[\w-]+\()`,
    String.raw`(?<word>javascript:|behavior\s*:|-moz-binding|<\/?style)`,
    String.raw`(?<escape>\\)`,
    String.raw`(?<bracket>[{}()[\]])`,
    String.raw`(?<half>["']|\/\*)`,
  ].join('|'),
  'gi',
);
/** Functions that fetch what they name, or run it. */
const FETCHING =
  /^(?:url|-webkit-image-set|image-set|image|-webkit-cross-fade|cross-fade|src|element|-moz-element|expression|paint)\($/i;
const CLOSING: Readonly<Record<string, string>> = { '}': '{', ')': '(', ']': '[' };

const PICTURE = /^url\(\s*["']?(?:data:(?:image|font)\/|#)/i;
/** As `shell.ts` reads it. */
const FONT = /^url\("([\w.-]+)"\)$/;

/** @param fonts the files in `fonts/`, where this sheet may name them; null where it may not. */
export function checkStyle(text: string, fonts: ReadonlySet<string> | null, report: Report): void {
  const lines = new Lines(text);
  const spot = (index: number): Spot => {
    const { line, column } = lines.at(index);
    return { line, column: column - 1 };
  };
  for (const { index, groups = {}, 0: read } of text.matchAll(PIECE)) {
    checkPiece({ at: spot(index), read, fonts }, groups, report);
    // Nothing can be told of what follows a half.
    if (groups['half'] !== undefined) return;
  }
  for (const { index, read } of unpaired(text))
    report('TPL_CSS_UNCLOSED', { at: spot(index), read });
}

type Piece = Readonly<{ at: Spot; read: string; fonts: ReadonlySet<string> | null }>;

function checkPiece(
  piece: Piece,
  { address, rule, call, word, escape, half }: Readonly<Record<string, string | undefined>>,
  report: Report,
): void {
  const { at, read } = piece;
  if (address !== undefined) checkAddress(piece, report);
  if (rule?.toLowerCase() === '@import') report('TPL_CSS_IMPORT', { at, read });
  if (call !== undefined && FETCHING.test(call)) report('TPL_CSS_ADDRESS', { at, read });
  if (word !== undefined) report('TPL_CSS_WORD', { at, read, details: { word: read } });
  if (escape !== undefined) report('TPL_CSS_ESCAPE', { at, read });
  if (half !== undefined) report('TPL_CSS_UNCLOSED', { at, read });
}

type Bracket = Readonly<{ index: number; read: string }>;

/** Brackets that close nothing or that nothing closes. */
function unpaired(text: string): readonly Bracket[] {
  const open: Bracket[] = [];
  const lone: Bracket[] = [];
  for (const { index, groups = {} } of text.matchAll(PIECE)) {
    const read = groups['call'] === undefined ? groups['bracket'] : '(';
    if (read === undefined) continue;
    const opening = CLOSING[read];
    if (opening === undefined) open.push({ index, read });
    else if (open.at(-1)?.read === opening) open.pop();
    else lone.push({ index, read });
  }
  return [...lone, ...open];
}

function checkAddress({ at, read, fonts }: Piece, report: Report): void {
  if (fonts === null) {
    if (!PICTURE.test(read)) report('TPL_CSS_ADDRESS', { at, read });
    return;
  }
  const name = FONT.exec(read)?.[1];
  if (name !== undefined && fonts.has(name)) return;
  report('TPL_CSS_FONT', { at, read, details: { name: name ?? read } });
}
