/** A PDF's page as a picture. */
import type { Pdfium } from './pdfium.ts';

const MM_PER_INCH = 25.4;
const WHITE = 0xffffffff;
/** FPDF_REVERSE_BYTE_ORDER: red, green, blue, as the encoder wants them. */
const RED_FIRST = 0x10;
const COMPRESSION = 6;

/**
 * The page as a PNG on white: the same bytes each time.
 *
 * @param size millimetres.
 * @throws Error when the picture would not fit into memory.
 */
export function pageImage(
  engine: Pdfium,
  page: number,
  size: Readonly<{ width: number; height: number }>,
  dpi: number,
): Uint8Array<ArrayBuffer> {
  const { api } = engine;
  const width = Math.round((size.width / MM_PER_INCH) * dpi);
  const height = Math.round((size.height / MM_PER_INCH) * dpi);
  const bitmap = api.FPDFBitmap_Create(width, height, 1);
  if (bitmap === 0) throw tooLarge(width, height);
  try {
    api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, RED_FIRST);
    return encoded(engine, bitmap, width, height);
  } finally {
    api.FPDFBitmap_Destroy(bitmap);
  }
}

function encoded(
  engine: Pdfium,
  bitmap: number,
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const { api } = engine;
  return engine.borrow(4, (room) => {
    const pixels = api.FPDFBitmap_GetBuffer(bitmap);
    const stride = api.FPDFBitmap_GetStride(bitmap);
    const length = api.EPDF_PNG_EncodeRGBA(pixels, width, height, stride, COMPRESSION, room);
    const [address = 0] = engine.numbers(room, 'uint32', 1);
    if (length === 0) throw tooLarge(width, height);
    const png = engine.bytes(address, length);
    engine.free(address);
    return png;
  });
}

function tooLarge(width: number, height: number): Error {
  return new Error(`PDFium cannot draw a picture of ${String(width)} by ${String(height)} dots`);
}
