/** Reading a PDF again: places, fonts, lines and pictures of a page whose every number is written by hand. */
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPdf, type PdfPages } from '../../src/render/pdf-pages.ts';

/** Points a millimetre. */
const MM = 72 / 25.4;

/** A PDF of pages with these contents, each 210 by 297 mm; F1 is a font every reader has. */
function pdfOf(...contents: readonly string[]): Uint8Array {
  const kids = contents.map((_, i) => `${String(4 + i * 2)} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${String(contents.length)} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>',
    ...contents.flatMap((content, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${String(210 * MM)} ${String(297 * MM)}] ` +
        `/Resources << /Font << /F1 3 0 R >> >> /Contents ${String(5 + i * 2)} 0 R >>`,
      `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const at = text.length;
    text += `${String(i + 1)} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(objects.length + 1);
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\n`;
  return Buffer.from(`${text}${table}startxref\n${String(text.length)}\n%%EOF\n`, 'latin1');
}

/** 100 mm from the left and 80 from the top: `l i`, red, 16 points by a matrix; a line and an area. */
const FIRST = `BT /F1 8 Tf 2 0 0 2 ${String(100 * MM)} ${String((297 - 80) * MM)} Tm 0.9019608 0 0.0705882 rg (l i) Tj ET
q ${String(MM)} 0 0 ${String(MM)} 0 0 cm 0.35 w 0 0 1 RG 28 35 m 184 35 l S 0.5 g 10 267 20 10 re f Q`;
/** Turned by a quarter. */
const SECOND = 'BT /F1 12 Tf 0 1 -1 0 100 100 Tm (x) Tj ET';

describe('a PDF that is read again', () => {
  const bytes = pdfOf(FIRST, SECOND);
  let pdf: PdfPages;
  beforeAll(async () => {
    pdf = await openPdf(bytes);
  });
  afterAll(() => {
    pdf.close();
  });

  it('has its pages and their sizes', () => {
    expect(pdf.count).toBe(2);
    expect(pdf.size(2).width).toBeCloseTo(210, 3);
    expect(pdf.size(2).height).toBeCloseTo(297, 3);
    expect(() => pdf.size(0)).toThrow(RangeError);
    expect(() => pdf.image(3, 72)).toThrow(RangeError);
  });

  it('has its letters with place, font, size and colour', () => {
    const letters = pdf.text(1);
    expect(letters.map(({ text }) => text)).toEqual(['l', ' ', 'i']);
    const [l, space, i] = letters as [
      (typeof letters)[0],
      (typeof letters)[0],
      (typeof letters)[0],
    ];
    expect(l).toMatchObject({ font: 'Times-Roman', colour: '#e60012', upright: true });
    expect(l.size).toBeCloseTo(16, 5);
    expect(l.left).toBeCloseTo(100, 3);
    expect(l.baseline).toBeCloseTo(80, 3);
    // An l of Times is 278/1000 wide and 683 high, a space 250: the i begins 528/1000 of 16 points later.
    expect(i.left).toBeCloseTo(100 + (0.528 * 16) / MM, 2);
    expect(l.ink.bottom).toBeCloseTo(80, 1);
    expect(l.ink.top).toBeCloseTo(80 - (0.683 * 16) / MM, 1);
    expect(l.ink.right).toBeGreaterThan(l.ink.left + 0.5);
    expect(space.ink.bottom - space.ink.top).toBeLessThan(0.01);
    expect(pdf.text(2).map(({ text, upright }) => [text, upright])).toEqual([['x', false]]);
  });

  it('has its lines and areas', () => {
    const [line, area, ...others] = pdf.rules(1);
    expect(others).toEqual([]);
    expect(line!.colour).toBe('#0000ff');
    expect(line!.width).toBeCloseTo(0.35, 4);
    expect([line!.box.left, line!.box.right]).toEqual([
      expect.closeTo(28, 3),
      expect.closeTo(184, 3),
    ]);
    expect([line!.box.top, line!.box.bottom]).toEqual([
      expect.closeTo(262, 3),
      expect.closeTo(262, 3),
    ]);
    expect(area).toMatchObject({ width: null });
    expect(area!.box.top).toBeCloseTo(20, 3);
    expect(area!.box.bottom).toBeCloseTo(30, 3);
    expect(pdf.rules(2)).toEqual([]);
  });

  it('is drawn as a picture, the same each time', async () => {
    const png = Buffer.from(pdf.image(1, 25.4));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([210, 297]);
    expect(pdf.image(1, 25.4)).toEqual(new Uint8Array(png));
    const rows = pixelsOf(png);
    expect(rows.at(25, 20)).toEqual([128, 128, 128]);
    expect(rows.at(100, 20)).toEqual([255, 255, 255]);
    const [red, , blue] = rows.at(262, 100);
    expect(blue! - red!).toBeGreaterThan(50);
    const again = await openPdf(bytes);
    expect(again.image(1, 25.4)).toEqual(new Uint8Array(png));
    again.close();
  });

  it('is refused when it is none', async () => {
    await expect(openPdf(Buffer.from('PK no PDF'))).rejects.toThrow('cannot open');
  });
});

/** The dots of a PNG of four bytes a dot. */
function pixelsOf(png: Buffer): { at(y: number, x: number): readonly number[] } {
  const width = png.readUInt32BE(16);
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) !== 'IDAT') continue;
    parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * 4;
  const before = (at: number, row: number, x: number, filter: number): number => {
    const left = x >= 4 ? out[at - 4]! : 0;
    const up = row > 0 ? out[at - stride]! : 0;
    const corner = x >= 4 && row > 0 ? out[at - stride - 4]! : 0;
    const guess = left + up - corner;
    const near = [left, up, corner].reduce((best, one) =>
      Math.abs(guess - one) < Math.abs(guess - best) ? one : best,
    );
    return [0, left, up, (left + up) >> 1, near][filter]!;
  };
  const out = Buffer.alloc(stride * png.readUInt32BE(20));
  for (let row = 0; row * stride < out.length; row += 1) {
    const filter = raw[row * (stride + 1)]!;
    for (let x = 0; x < stride; x += 1) {
      const at = row * stride + x;
      out[at] = (raw[row * (stride + 1) + 1 + x]! + before(at, row, x, filter)) & 255;
    }
  }
  return { at: (y, x) => [...out.subarray(y * stride + x * 4, y * stride + x * 4 + 3)] };
}
