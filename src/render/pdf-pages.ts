/** Reads a finished PDF again: its pages' sizes, letters and drawn lines in millimetres, and their pictures. */
import { pagePixels } from './pdf-image.ts';
import { pageRules, type Rule } from './pdf-rules.ts';
import { pageText, pageWords, type Letter } from './pdf-text.ts';
import { pdfium, type Pdfium } from './pdfium.ts';
import { pngOf, type Pixels } from './png.ts';

/** Millimetres. */
export type PageSize = Readonly<{ width: number; height: number }>;

/**
 * An open PDF. Pages are counted from 1; places are millimetres from the sheet's top left, as it is looked at.
 *
 * Every function throws a RangeError for a page that is not there.
 */
export type PdfPages = Readonly<{
  count: number;
  size(page: number): PageSize;
  /** The letters in the order in which the PDF draws them, spaces included. */
  text(page: number): readonly Letter[];
  /** The same as one text, with line ends where PDFium sees them. */
  words(page: number): string;
  /** What is drawn as lines and areas. */
  rules(page: number): readonly Rule[];
  /** The page on white, as dots. */
  pixels(page: number, dpi: number): Pixels;
  /** The same as a PNG. */
  image(page: number, dpi: number): Uint8Array<ArrayBuffer>;
  close(): void;
}>;

const MM_PER_POINT = 25.4 / 72;

/**
 * Opens a PDF held in memory; must be closed.
 *
 * @throws Error when these bytes are no PDF that can be opened.
 */
export async function openPdf(bytes: Uint8Array): Promise<PdfPages> {
  const engine = await pdfium();
  const { api } = engine;
  const address = engine.allocate(bytes);
  const document = api.FPDF_LoadMemDocument(address, bytes.length, '');
  if (document === 0) {
    engine.free(address);
    throw new Error('PDFium cannot open these bytes as a PDF');
  }
  const on = <T>(page: number, work: PageWork<T>): T => withPage(engine, document, page, work);
  const pixels = (page: number, dpi: number): Pixels =>
    on(page, (handle, size) => pagePixels(engine, handle, size, dpi));
  return {
    count: api.FPDF_GetPageCount(document),
    size: (page) => on(page, (_, size) => size),
    text: (page) => on(page, (handle, { height }) => pageText(engine, handle, height)),
    words: (page) => on(page, (handle) => pageWords(engine, handle)),
    rules: (page) => on(page, (handle, { height }) => pageRules(engine, handle, height)),
    pixels,
    image: (page, dpi) => pngOf(pixels(page, dpi)),
    close: () => {
      api.FPDF_CloseDocument(document);
      engine.free(address);
    },
  };
}

type PageWork<T> = (handle: number, size: PageSize) => T;

function withPage<T>({ api }: Pdfium, document: number, page: number, work: PageWork<T>): T {
  const handle = api.FPDF_LoadPage(document, page - 1);
  if (handle === 0) throw new RangeError(`the PDF has no page ${String(page)}`);
  try {
    return work(handle, {
      width: api.FPDF_GetPageWidthF(handle) * MM_PER_POINT,
      height: api.FPDF_GetPageHeightF(handle) * MM_PER_POINT,
    });
  } finally {
    api.FPDF_ClosePage(handle);
  }
}
