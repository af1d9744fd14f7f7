/** The lines and areas that a PDF's page draws. */
import { hexColour, type Box } from './pdf-text.ts';
import type { Pdfium } from './pdfium.ts';

/**
 * A path: of a line the box along its middle, of an area its outline.
 *
 * @property width how thick the line is, in millimetres; null for an area that is filled.
 */
export type Rule = Readonly<{ box: Box; width: number | null; colour: string }>;

const MM_PER_POINT = 25.4 / 72;
const PATH = 2;
/** Room for six numbers of four bytes. */
const ROOM = 24;

/** The page's paths in the order in which it draws them. Sizes are exact for a matrix that turns nothing. */
export function pageRules(engine: Pdfium, page: number, height: number): readonly Rule[] {
  const { api } = engine;
  const objects = Array.from({ length: api.FPDFPage_CountObjects(page) }, (_, at) =>
    api.FPDFPage_GetObject(page, at),
  );
  return objects
    .filter((object) => api.FPDFPageObj_GetType(object) === PATH)
    .flatMap((path) =>
      engine.borrow(ROOM, (room): readonly Rule[] => {
        const box = boxOf(engine, path, room, height);
        return box === null ? [] : [{ box, ...drawnBy(engine, path, room) }];
      }),
    );
}

/** Null for a path without points. */
function boxOf(engine: Pdfium, path: number, room: number, height: number): Box | null {
  const { api } = engine;
  api.FPDFPageObj_GetMatrix(path, room);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = engine.numbers(room, 'float', 6);
  const points = Array.from({ length: api.FPDFPath_CountSegments(path) }, (_, at) => {
    api.FPDFPathSegment_GetPoint(api.FPDFPath_GetPathSegment(path, at), room, room + 4);
    const [x = 0, y = 0] = engine.numbers(room, 'float', 2);
    return {
      x: (a * x + c * y + e) * MM_PER_POINT,
      y: height - (b * x + d * y + f) * MM_PER_POINT,
    };
  });
  if (points.length === 0) return null;
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

function drawnBy(engine: Pdfium, path: number, room: number): Pick<Rule, 'width' | 'colour'> {
  const { api } = engine;
  api.FPDFPath_GetDrawMode(path, room, room + 4);
  const stroked = engine.numbers(room + 4, 'uint32', 1)[0] !== 0;
  const colour = stroked ? api.FPDFPageObj_GetStrokeColor : api.FPDFPageObj_GetFillColor;
  colour(path, room, room + 4, room + 8, room + 12);
  const painted = hexColour(engine.numbers(room, 'uint32', 3));
  if (!stroked) return { width: null, colour: painted };
  api.FPDFPageObj_GetMatrix(path, room);
  const [a = 1, b = 0] = engine.numbers(room, 'float', 2);
  api.FPDFPageObj_GetStrokeWidth(path, room);
  const [width = 0] = engine.numbers(room, 'float', 1);
  return { width: width * Math.hypot(a, b) * MM_PER_POINT, colour: painted };
}
