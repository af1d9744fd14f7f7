/** The letters of a PDF's page: what they are, where they stand, in which font. */
import type { Pdfium } from './pdfium.ts';

/** Millimetres from the sheet's top left. */
export type Box = Readonly<{ left: number; top: number; right: number; bottom: number }>;

/**
 * One letter.
 *
 * @property ink the box around what is printed of it; without height for a space.
 * @property left where its body begins, and `baseline` what it stands on; both at the pen's place for turned letters.
 * @property font the name inside the PDF, without the prefix of a subset.
 * @property size points.
 * @property upright false for letters that are turned.
 */
export type Letter = Readonly<{
  text: string;
  ink: Box;
  left: number;
  baseline: number;
  font: string;
  size: number;
  colour: string;
  upright: boolean;
}>;

const MM_PER_POINT = 25.4 / 72;
const ROOM = 256;

/** The page's letters in the order in which it draws them; what PDFium adds itself, such as line ends, is left out. */
export function pageText(engine: Pdfium, page: number, height: number): readonly Letter[] {
  const { api } = engine;
  const text = api.FPDFText_LoadPage(page);
  try {
    const places = Array.from({ length: api.FPDFText_CountChars(text) }, (_, at) => at);
    const units = places
      .filter((at) => api.FPDFText_IsGenerated(text, at) === 0)
      .map((at) => engine.borrow(ROOM, (room) => letterAt(engine, { text, at, room, height })));
    return joined(units);
  } finally {
    api.FPDFText_ClosePage(text);
  }
}

/** The page's words as one text, in the order in which it draws them. */
export function pageWords(engine: Pdfium, page: number): string {
  const { api } = engine;
  const text = api.FPDFText_LoadPage(page);
  try {
    const count = api.FPDFText_CountChars(text);
    return engine.borrow(2 * (count + 1), (room) => {
      const written = api.FPDFText_GetText(text, 0, count, room);
      // UTF-16, with a zero at the end.
      const bytes = engine.bytes(room, 2 * Math.max(0, written - 1));
      // It marks a hyphen at a line's end so.
      return Buffer.from(bytes).toString('utf16le').replaceAll('\uFFFE', '-');
    });
  } finally {
    api.FPDFText_ClosePage(text);
  }
}

/** A letter above U+FFFF is told as the two halves that UTF-16 makes of it, at one place. */
function joined(units: readonly Letter[]): readonly Letter[] {
  return units.flatMap((unit, at) => {
    if (/^[\uDC00-\uDFFF]$/.test(unit.text)) return [];
    const isHalf = /^[\uD800-\uDBFF]$/.test(unit.text);
    return isHalf ? [{ ...unit, text: unit.text + (units[at + 1]?.text ?? '') }] : [unit];
  });
}

type Asked = Readonly<{ text: number; at: number; room: number; height: number }>;

function letterAt(engine: Pdfium, { text, at, room, height }: Asked): Letter {
  const { api } = engine;
  const down = (y: number): number => height - y * MM_PER_POINT;
  api.FPDFText_GetCharBox(text, at, room, room + 8, room + 16, room + 24);
  const [left = 0, right = 0, bottom = 0, top = 0] = engine.numbers(room, 'double', 4);
  api.FPDFText_GetCharOrigin(text, at, room, room + 8);
  const [x = 0, y = 0] = engine.numbers(room, 'double', 2);
  api.FPDFText_GetMatrix(text, at, room);
  const [a = 0, b = 0] = engine.numbers(room, 'float', 2);
  return {
    text: String.fromCodePoint(api.FPDFText_GetUnicode(text, at)),
    ink: {
      left: left * MM_PER_POINT,
      top: down(top),
      right: right * MM_PER_POINT,
      bottom: down(bottom),
    },
    left: x * MM_PER_POINT,
    baseline: down(y),
    font: fontOf(engine, { text, at, room, height }),
    size: api.FPDFText_GetFontSize(text, at) * Math.hypot(a, b),
    colour: colourOf(engine, { text, at, room, height }),
    upright: b === 0,
  };
}

function fontOf(engine: Pdfium, { text, at, room }: Asked): string {
  const length = engine.api.FPDFText_GetFontInfo(text, at, room, ROOM, 0);
  const name = Buffer.from(engine.bytes(room, Math.max(0, Math.min(length, ROOM) - 1)));
  return name.toString('utf8').replace(/^[A-Z]{6}\+/, '');
}

function colourOf(engine: Pdfium, { text, at, room }: Asked): string {
  engine.api.FPDFText_GetFillColor(text, at, room, room + 4, room + 8, room + 12);
  return hexColour(engine.numbers(room, 'uint32', 3));
}

/** #e60012. */
export function hexColour(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
