/** What a finished PDF says that its glyphs are: letters that can be searched for, and none that no page shows. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { momentAt } from '../../src/model/day.ts';
import { withTrueLetters } from '../../src/render/pdf-letters.ts';
import { takeApart } from '../../src/render/pdf-objects.ts';
import { openPdf } from '../../src/render/pdf-pages.ts';
import { refuseStrayPaper } from '../../src/render/stray-text.ts';
import { aBulletin, paragraph } from '../build/bulletin.ts';
import { toHtml } from '../build/html.ts';
import { aPrinter } from '../build/printing.ts';
import { readTemplates } from '../../src/render/template-files.ts';

const templates = await readTemplates(join(import.meta.dirname, '../../templates'));
const RADICALS = /[\u2E80-\u2FDF]/u;

async function printed(words: string): Promise<Uint8Array> {
  const bulletin = aBulletin({ body: [paragraph(words)] });
  const printer = await aPrinter();
  try {
    const { bytes } = await printer.print(toHtml(bulletin, templates), {
      title: bulletin.title,
      author: bulletin.issuer,
      subject: '',
      keywords: [],
      date: momentAt(bulletin.issuedOn, '09:00'),
    });
    return bytes;
  } finally {
    await printer.close();
  }
}

describe('the lists of a PDF', () => {
  it('name each letter on the pages, rare ones too, and no radical for it', async () => {
    const bytes = await printed('一月至二月人口比例，㛃䶮堽𬭎，Zhu{deflate}');
    const { letters, objects } = withTrueLetters(takeApart(bytes).objects);
    expect([...letters!].filter((letter) => RADICALS.test(letter))).toEqual([]);
    // Nothing is left to put right, and the lists are read as they stand.
    expect(objects.map(({ text }) => text)).toEqual(
      takeApart(bytes).objects.map(({ text }) => text),
    );
    const pdf = await openPdf(bytes);
    const shown = Array.from({ length: pdf.count }, (_, i) => pdf.words(i + 1)).join('');
    pdf.close();
    expect(shown).toContain('一月至二月人口比例，㛃䶮堽𬭎');
    const lost = Array.from(shown).filter(
      (letter) => letter.trim() !== '' && !letters!.has(letter),
    );
    expect(lost).toEqual([]);
  });

  it('are not told where a font has none', () => {
    const font = '1 0 obj\n<</Type /Font /Subtype /Type3>>\nendobj\n';
    expect(withTrueLetters([{ number: 1, text: font }]).letters).toBeNull();
  });
});

describe('the look for stray text', () => {
  it('opens no page of a PDF that lacks the letters for it', async () => {
    const letters = new Set('甲乙12%abcdef');
    await refuseStrayPaper({ bytes: new Uint8Array(), letters }, '<p>甲</p>');
  });

  it.each([
    ['null', null],
    ['all of NaN', new Set('NaN')],
    ['a brace', new Set('{')],
  ] as const)('opens them where it may hold %s', async (_, letters) => {
    const bytes = new Uint8Array(await readFile(import.meta.filename));
    await expect(refuseStrayPaper({ bytes, letters }, '<p>甲</p>')).rejects.toThrow('PDFium');
  });
});
