/**
 * What PDF/A-2b (ISO 19005-2) asks of a file as far as it can be read off one: no validator of that part is to be had from npm
 * or Debian, so these are its rules as they are known, one by one. Debian has one of PDF/A-1b (PDFBox Preflight), whose
 * rules are stricter but for few: it is asked where it is installed.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { momentAt } from '../../src/model/day.ts';
import type { PdfMetadata } from '../../src/model/world.ts';
import { toHtml } from '../build/html.ts';
import { dictionaryOf, takeApart } from '../../src/render/pdf-objects.ts';
import { srgbProfile } from '../../src/render/srgb-profile.ts';
import { readTemplates } from '../../src/render/template-files.ts';
import { aBulletin } from '../build/bulletin.ts';
import { aPrinter } from '../build/printing.ts';

const TEMPLATES = join(import.meta.dirname, '../../templates');
const bulletin = aBulletin();
const metadata: PdfMetadata = {
  title: '关于“甲”<乙>的通报',
  author: bulletin.issuer,
  subject: '潍组通报〔2007〕5号',
  keywords: ['通报', '人才'],
  date: momentAt(bulletin.issuedOn, '09:00'),
};

async function printed(): Promise<Uint8Array> {
  const printer = await aPrinter();
  try {
    return (await printer.print(toHtml(bulletin, await readTemplates(TEMPLATES)), metadata)).bytes;
  } finally {
    await printer.close();
  }
}

const bytes = await printed();
const { header, objects, trailer } = takeApart(bytes);
const dictionaries = objects.map(dictionaryOf);

function objectOf(reference: string | undefined): string {
  return objects.find(({ number }) => number === Number(reference))!.text;
}

describe('the file', () => {
  it('begins as a PDF of bytes, names itself and is not locked (6.1.2, 6.1.3)', () => {
    expect(header).toMatch(/^%PDF-1\.[0-7]\n%[\u0080-\u00ff]{4}/);
    expect(trailer).toMatch(/\/ID \[<([0-9A-F]{32})> <\1>\]/);
    expect(trailer).not.toContain('/Encrypt');
  });

  it('holds streams that are as long as they say and end behind a line end (6.1.7)', () => {
    const streams = objects.filter(({ text }) => text.includes('stream\n'));
    expect(streams.length).toBeGreaterThan(10);
    for (const object of streams) {
      const dictionary = dictionaryOf(object);
      const length = Number(/\/Length (\d+)(?! \d+ R)/.exec(dictionary)?.[1]);
      const rest = object.text.slice(dictionary.length + 'stream\n'.length + length);
      expect(rest, String(object.number)).toBe('\nendstream\nendobj\n');
    }
  });

  it.each([
    ...[
      'LZWDecode',
      'Crypt',
      'Encrypt',
      'DeviceCMYK',
      'JavaScript',
      'JS',
      'Launch',
      'AA',
      'EmbeddedFile',
      'TR',
      'HTP',
    ],
    ...[
      'OPI',
      'XFA',
      'NeedsRendering',
      'Alternates',
      'PS',
      'Movie',
      'Sound',
      'Interpolate',
      'OCProperties',
      'AF',
    ],
  ])('names no %s', (forbidden) => {
    const structure = dictionaries.filter((text) => !text.includes('/Type /StructElem')).join('\n');
    expect(structure).not.toMatch(new RegExp(`/${forbidden}(?![\\w+])`));
  });

  it('embeds every font, with its letters by their own numbers (6.2.11)', () => {
    const fonts = dictionaries.filter((text) => /\/Type \/Font\b/.test(text));
    const composite = fonts.filter((text) => text.includes('/Subtype /Type0'));
    const letters = fonts.filter((text) => text.includes('/Subtype /CIDFontType2'));
    expect(composite.length).toBeGreaterThan(4);
    expect(composite.length + letters.length).toBe(fonts.length);
    for (const font of composite) {
      expect(font).toContain('/Encoding /Identity-H');
      expect(font).toMatch(/\/BaseFont \/[A-Z]{6}\+/);
    }
    for (const font of letters) {
      expect(font).toContain('/CIDToGIDMap /Identity');
      expect(objectOf(/\/FontDescriptor (\d+) 0 R/.exec(font)?.[1])).toMatch(/\/FontFile2 \d+ 0 R/);
    }
  });

  it('has no mark on its pages that is not printed (6.3)', () => {
    for (const text of dictionaries.filter((one) => one.includes('/Subtype /Link'))) {
      expect(text).toContain('/F 4');
    }
  });
});

describe('what it says of itself', () => {
  const root = objectOf(/\/Root (\d+) 0 R/.exec(trailer)?.[1]);
  const stream = objectOf(/\/Metadata (\d+) 0 R/.exec(root)?.[1]);
  const xmp = Buffer.from(stream, 'latin1').toString('utf8');
  const info = objectOf(/\/Info (\d+) 0 R/.exec(trailer)?.[1]);
  const entry = (name: string): string => {
    const hex = new RegExp(`/${name} <FEFF([0-9A-F]*)>`).exec(info)?.[1] ?? '';
    return Buffer.from(hex, 'hex').swap16().toString('utf16le');
  };
  const plain = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>');

  it('is PDF/A-2b, in words that are not packed (6.6)', () => {
    expect(stream).toMatch(/^\d+ 0 obj\n<<\/Type \/Metadata\n\/Subtype \/XML\n\/Length \d+>>/);
    expect(xmp).toContain('xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"');
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
  });

  it('is the same twice: as XMP and as the older entries', () => {
    const of = (pattern: RegExp): string => plain(pattern.exec(xmp)?.[1] ?? 'none');
    expect(of(/<dc:title>.*?x-default">(.*?)</)).toBe(entry('Title'));
    expect(of(/<dc:creator>.*?<rdf:li>(.*?)</)).toBe(entry('Author'));
    expect(of(/<dc:description>.*?x-default">(.*?)</)).toBe(entry('Subject'));
    expect(of(/<pdf:Keywords>(.*?)</)).toBe(entry('Keywords'));
    expect(of(/<pdf:Producer>(.*?)</)).toBe(/\/Producer \((.*?)\)/.exec(info)?.[1]);
    expect(of(/<xmp:CreatorTool>(.*?)</)).toBe(/\/Creator \((.*?)\)/.exec(info)?.[1]);
    expect(of(/<xmp:CreateDate>(.*?)</)).toBe('2007-06-08T09:00:00+08:00');
    expect(info).toContain("/CreationDate (D:20070608090000+08'00')");
  });

  it('means its colours in sRGB, which it holds (6.2.3)', () => {
    const intent = /\/OutputIntents \[<<(.*?)>>\]/s.exec(root)?.[1] ?? '';
    expect(intent).toContain('/S /GTS_PDFA1');
    const profile = objectOf(/\/DestOutputProfile (\d+) 0 R/.exec(intent)?.[1]);
    expect(profile).toContain('/N 3');
    const content = profile.slice(
      profile.indexOf('stream\n') + 7,
      profile.lastIndexOf('\nendstream'),
    );
    expect(Buffer.compare(Buffer.from(content, 'latin1'), srgbProfile())).toBe(0);
  });
});

const JARS = [
  'preflight',
  'pdfbox2',
  'fontbox2',
  'xmpbox',
  'commons-logging',
  'jaxb-api',
  'javax.activation',
].map((name) => `/usr/share/java/${name}.jar`);

describe.skipIf(!JARS.every((jar) => existsSync(jar)))('a validator of PDF/A-1b', () => {
  /** What it complains of, without the names of fonts; it answers 1 where there is anything. */
  async function complaints(pdf: Uint8Array): Promise<readonly string[]> {
    const folder = await mkdtemp(join(tmpdir(), 'pdf-archive-test-'));
    try {
      const file = join(folder, 'page.pdf');
      await writeFile(file, pdf);
      const validator = 'org.apache.pdfbox.preflight.Validator_A1b';
      const { stdout } = await promisify(execFile)('java', [
        '-cp',
        JARS.join(':'),
        validator,
        file,
      ]).catch((error: unknown) => error as { stdout: string });
      expect(stdout).toContain('page.pdf');
      const found = stdout.split('\n').filter((line) => /^[\d.]+ : /.test(line));
      return [...new Set(found.map((line) => line.replace(/, [\w+-]+: /, ', ')))].sort();
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it(
    'finds nothing but what the second part asks no more, and the part itself',
    { timeout: 60_000 },
    async () => {
      expect(await complaints(bytes)).toEqual([
        '3.1.11 : Invalid Font definition, The CIDSet entry is missing for the Composite Subset',
        '7.11.2 : Error on MetaData, part must be 1',
      ]);
    },
  );

  it('finds what is wrong', { timeout: 60_000 }, async () => {
    const text = Buffer.from(bytes).toString('latin1');
    const unnamed = text
      .replace('/FontFile2 ', '/FontFile9 ')
      .replace('/OutputIntents', '/OutputXntents');
    const found = await complaints(Buffer.from(unnamed, 'latin1'));
    expect(found.join('\n')).toMatch(/FontFile/);
    expect(found.join('\n')).toMatch(/colou?r|OutputIntent/i);
  });
});

describe('the profile', () => {
  const profile = srgbProfile();
  const tags = new Map(
    Array.from({ length: profile.readUInt32BE(128) }, (_, i) => {
      const at = 132 + i * 12;
      const start = profile.readUInt32BE(at + 4);
      return [
        profile.toString('latin1', at, at + 4),
        profile.subarray(start, start + profile.readUInt32BE(at + 8)),
      ] as const;
    }),
  );
  const place = (tag: string): readonly number[] =>
    [8, 12, 16].map((at) => tags.get(tag)!.readInt32BE(at) / 65536);

  it('is an RGB display’s of version 2, as long as it says', () => {
    expect(profile.readUInt32BE(0)).toBe(profile.length);
    expect(profile.readUInt8(8)).toBe(2);
    expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
    expect(profile.toString('latin1', 36, 40)).toBe('acsp');
    expect([...tags.keys()]).toEqual([
      'desc',
      'cprt',
      'wtpt',
      'rXYZ',
      'gXYZ',
      'bXYZ',
      'rTRC',
      'gTRC',
      'bTRC',
    ]);
    expect(tags.get('desc')!.toString('latin1', 12)).toMatch(/^sRGB IEC61966-2\.1\0/);
  });

  it('makes white of its three primaries', () => {
    const sum = [0, 1, 2].map((i) =>
      ['rXYZ', 'gXYZ', 'bXYZ'].reduce((total, tag) => total + place(tag)[i]!, 0),
    );
    sum.forEach((part, i) => {
      expect(part).toBeCloseTo(place('wtpt')[i]!, 3);
    });
  });

  it.each([
    [0, 0],
    [10 / 255, 0.003035],
    [128 / 255, 0.215861],
    [1, 1],
  ])('means light of %f by %f', (value, light) => {
    const curve = tags.get('gTRC')!;
    const steps = curve.readUInt32BE(8) - 1;
    const [below, above] = [Math.floor(value * steps), Math.ceil(value * steps)].map(
      (at) => curve.readUInt16BE(12 + at * 2) / 65535,
    );
    const between = below! + (above! - below!) * (value * steps - Math.floor(value * steps));
    expect(between).toBeCloseTo(light, 4);
  });
});
