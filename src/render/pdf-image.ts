/** A PDF's page as a picture. */
import type { Pdfium } from './pdfium.ts';
import type { Pixels } from './png.ts';

const MM_PER_INCH = 25.4;
const WHITE = 0xffffffff;
/** FPDF_REVERSE_BYTE_ORDER: red, green, blue, as `Pixels` has them. */
const RED_FIRST = 0x10;

/**
 * The page on white: the same dots each time.
 *
 * @param size millimetres.
 * @throws Error when the picture would not fit into memory.
 */
export function pagePixels(
  { api, bytes }: Pdfium,
  page: number,
  size: Readonly<{ width: number; height: number }>,
  dpi: number,
): Pixels {
  const width = Math.round((size.width / MM_PER_INCH) * dpi);
  const height = Math.round((size.height / MM_PER_INCH) * dpi);
  const bitmap = api.FPDFBitmap_Create(width, height, 1);
  if (bitmap === 0) {
    const dots = `${String(width)} by ${String(height)} dots`;
    throw new Error(`PDFium cannot draw a picture of ${dots}`);
  }
  try {
    api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, RED_FIRST);
    return { width, height, dots: bytes(api.FPDFBitmap_GetBuffer(bitmap), width * height * 4) };
  } finally {
    api.FPDFBitmap_Destroy(bitmap);
  }
}
