/** The marked workbook: read as the original, marked where it should be, marked once however often, all else untouched. */
import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { write, read as readSheets } from '@e965/xlsx';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify } from '../../src/check/identity.ts';
import { checkSubmission } from '../../src/check/submission.ts';
import {
  LIST_NAME as LIST,
  NOTE_MARK,
  type Annotation,
  type Mark,
} from '../../src/model/annotation.ts';
import { cellRef, type CellGrid } from '../../src/model/cell-grid.ts';
import type { Severity } from '../../src/model/finding.ts';
import type { Judgement } from '../../src/model/submission.ts';
import { annotatedWorkbook } from '../../src/render/marks/annotated-workbook.ts';
import { bytesOf, fullFilling, gridOf, sheetFor } from '../build/form.ts';
import { breaches, partsOf, repacked, seen, seenOn } from '../build/package.ts';
import { aPlan } from '../build/plan.ts';
import { moment } from '../build/world.ts';
import { SEAL } from '../build/seal.ts';

const FORM = '组织工作进展情况月报表';
const sheet = sheetFor('hanting', '2007-05');
const form = await bytesOf(
  sheet,
  fullFilling(sheet, { RC01: { value: '12.8万', remark: '=1+1' }, RC06: { value: '很多' } }),
);

function aMark(cell: string, severity: Severity = 'error', words = '填的不是数', on = FORM): Mark {
  return { sheet: on, cell, severity, note: `${NOTE_MARK}需要修改\n问题：${words}` };
}

function anAnnotation(...marks: readonly Mark[]): Annotation {
  const rows = marks.map(({ sheet: on, cell, severity }, index) => ({
    severity,
    texts: {
      number: String(index + 1),
      level: '需要修改',
      sheet: on,
      cell,
      item: '事项',
      read: '=1+1',
      message: '不是数',
      advice: '填数',
    },
    link: { sheet: on, cell },
  }));
  return { marks, list: { lines: ['第一行'], rows } };
}

/** @throws where the workbook was not marked, or is damaged by it. */
function annotate(bytes: Uint8Array, ...marks: readonly Mark[]): Uint8Array {
  const marked = annotatedWorkbook(bytes, anAnnotation(...marks));
  expect(marked).not.toBeNull();
  const old = breaches(bytes);
  expect(breaches(marked!).filter((breach) => !old.includes(breach))).toEqual([]);
  return marked!;
}

function judged(grid: CellGrid): Judgement {
  const at = moment('2007-06-02T09:00:00+08:00');
  const context = { plan: aPlan(), seal: SEAL, history: [], at, fileName: 'x' };
  return checkSubmission(grid, identify(grid, context), context);
}

/** What the form's formulas come to stands there only after a program has counted them. */
function withoutProof(judgement: Judgement): Judgement {
  return { ...judgement, cells: judgement.cells.filter(({ item }) => item !== 'head/proof') };
}

/** The same cells but for the list, the same identity, the same judgement. */
async function expectSameReading(before: Uint8Array, after: Uint8Array): Promise<void> {
  const [old, now] = [await gridOf(before), await gridOf(after)];
  expect(now.sheets.filter(({ name }) => !name.startsWith(LIST))).toEqual(old.sheets);
  expect(now.sheets).toHaveLength(old.sheets.length + 1);
  expect(now.keywords).toBe(old.keywords);
  expect(judged(now)).toEqual(judged(old));
}

const SEVERITIES = ['error', 'warning', 'note'] as const;
const someMarks = fc.uniqueArray(
  fc.record({
    row: fc.integer({ min: 1, max: 40 }),
    column: fc.integer({ min: 1, max: 12 }),
    severity: fc.constantFrom(...SEVERITIES),
    words: fc.string({ unit: 'binary', maxLength: 80 }),
  }),
  { selector: ({ row, column }) => cellRef(row, column), minLength: 1, maxLength: 30 },
);

function marksFrom(found: typeof someMarks extends fc.Arbitrary<infer T> ? T : never): Mark[] {
  return found.map(({ row, column, severity, words }) =>
    aMark(cellRef(row, column), severity, words),
  );
}

describe('a marked form of ours', () => {
  it('is read as before, cell for cell, wherever the marks are and whatever they say', async () => {
    await fc.assert(
      fc.asyncProperty(someMarks, async (found) => {
        await expectSameReading(form, annotate(form, ...marksFrom(found)));
      }),
      { numRuns: 40 },
    );
  });

  it('is the same bytes when it is marked a second time', () => {
    fc.assert(
      fc.property(someMarks, (found) => {
        const once = annotate(form, ...marksFrom(found));
        expect(Buffer.compare(annotate(once, ...marksFrom(found)), once)).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it('shows nothing of earlier marks after later ones', async () => {
    await fc.assert(
      fc.asyncProperty(someMarks, someMarks, async (earlier, later) => {
        const twice = annotate(annotate(form, ...marksFrom(earlier)), ...marksFrom(later));
        const once = annotate(form, ...marksFrom(later));
        await expectSameReading(form, twice);
        expect(looks(twice)).toEqual(looks(once));
      }),
      { numRuns: 15 },
    );
    function looks(bytes: Uint8Array): readonly unknown[] {
      const look = seenOn(bytes, FORM);
      const refs = Array.from({ length: 40 * 12 }, (_, index) =>
        cellRef(1 + (index % 40), 1 + Math.floor(index / 40)),
      );
      return refs.map((ref) => [ref, look(ref)]);
    }
  });

  it('has a colour a severity and the note, and keeps lock, number format, font and border', async () => {
    const marks = [
      aMark('E8', 'error', '甲'),
      aMark('E9', 'warning', '乙'),
      aMark('B3', 'note', '丙'),
    ];
    const bytes = annotate(form, ...marks);
    expect(seen(bytes, FORM, 'E8')).toEqual({ fill: 'FFB3B1', notes: [marks[0]!.note] });
    expect(seen(bytes, FORM, 'E9')).toEqual({ fill: 'FFDD81', notes: [marks[1]!.note] });
    expect(seen(bytes, FORM, 'B3')).toEqual({ fill: 'CFE4F1', notes: [marks[2]!.note] });
    expect(seen(bytes, FORM, 'E12')).toEqual({ fill: 'FFF8DC', notes: [] });
    const [before, after] = [await loaded(form), await loaded(bytes)];
    for (const { cell } of marks) {
      const [rest, old] = [after, before].map((page) => ({
        ...page.getCell(cell).style,
        fill: null,
      }));
      expect(rest).toEqual(old);
    }
  });

  it('is protected, printed and checked as before: no other part and no other letter changes', () => {
    const [before, after] = [
      partsOf(form),
      partsOf(annotate(form, aMark('E8'), aMark('E9', 'note'))),
    ];
    const changed = [...before]
      .filter(([name, text]) => after.get(name) !== text)
      .map(([name]) => name);
    expect(changed.sort()).toEqual(
      [
        '[Content_Types].xml',
        'xl/_rels/workbook.xml.rels',
        'xl/styles.xml',
        'xl/workbook.xml',
      ].concat('xl/worksheets/sheet1.xml'),
    );
    const plain = (text: string): string =>
      text.replace(/(<c r="E[89]" s=)"\d+"/g, '$1""').replace(/<legacyDrawing [^>]*>/, '');
    expect(plain(after.get('xl/worksheets/sheet1.xml')!)).toBe(
      plain(before.get('xl/worksheets/sheet1.xml')!),
    );
    const [styles, old] = [after.get('xl/styles.xml')!, before.get('xl/styles.xml')!];
    const formats = (text: string): string => /<cellXfs[^>]*>(.*)<\/cellXfs>/s.exec(text)![1]!;
    expect(formats(styles).startsWith(formats(old))).toBe(true);
  });

  it('makes room for a long note', () => {
    const rows = (words: string): number => {
      const drawing = partsOf(annotate(form, aMark('E8', 'error', words))).get(
        'xl/drawings/vmlDrawing1.vml',
      )!;
      const anchor = /<x:Anchor>(.*?)</.exec(drawing)![1]!.split(',').map(Number);
      expect(anchor[4]! * 1000 + anchor[5]!).toBeGreaterThan(anchor[0]! * 1000 + anchor[1]!);
      return anchor[6]! - anchor[2]!;
    };
    expect(rows('不是数')).toBeGreaterThanOrEqual(2);
    expect(rows('这一格填的不是一个数，请只填一个数。'.repeat(12))).toBeGreaterThan(rows('短') + 3);
  });
});

async function loaded(bytes: Uint8Array): Promise<exceljs.Worksheet> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  return workbook.worksheets[0]!;
}

describe('the list', () => {
  it('is text with links to the cells, behind the other sheets', async () => {
    const bytes = annotate(form, aMark('E8'), aMark('E9', 'note'));
    const workbook = readSheets(bytes, { type: 'buffer', cellFormula: true });
    expect(workbook.SheetNames).toEqual([FORM, '填表说明', '_tongbao', LIST]);
    const list = workbook.Sheets[LIST]!;
    expect(list['A1']).toMatchObject({ t: 's', v: LIST });
    expect(list['D4']).toMatchObject({ v: 'E8', l: { Target: `#'${FORM}'!E8` } });
    expect(list['F4']).toMatchObject({ t: 's', v: '=1+1' });
    expect(list['F4']).not.toHaveProperty('f');
    expect(list['C5']).toMatchObject({ v: FORM });
    const xml = partsOf(bytes).get('xl/worksheets/sheet4.xml')!;
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml).toContain('paperSize="9" orientation="landscape"');
    await gridOf(bytes);
  });

  it('stands beside a sheet of their own of that name, and links to names with marks in them', async () => {
    const workbook = new exceljs.Workbook();
    workbook.addWorksheet("县'区").getCell('A1').value = 5;
    workbook.addWorksheet(LIST).getCell('A1').value = '我自己的清单';
    const foreign = new Uint8Array(await workbook.xlsx.writeBuffer());
    const once = annotate(foreign, aMark('A1', 'error', '甲', "县'区"));
    const twice = annotate(once, aMark('A1', 'error', '乙', "县'区"));
    const { SheetNames, Sheets } = readSheets(twice, { type: 'buffer' });
    expect(SheetNames).toEqual(["县'区", LIST, `${LIST}（2）`]);
    expect(Sheets[LIST]!['A1']).toMatchObject({ v: '我自己的清单' });
    expect(Sheets[`${LIST}（2）`]!['D4']).toMatchObject({ l: { Target: "#'县''区'!A1" } });
    expect(seen(twice, "县'区", 'A1').notes).toEqual([aMark('A1', 'error', '乙').note]);
  });
});

/** A form with notes of somebody else's, and a coloured cell. */
async function withNotes(fills = false): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(new Uint8Array(form).buffer);
  const page = workbook.worksheets[0]!;
  page.getCell('E8').note = '老王：此数待核\n<b>&';
  page.getCell('F9').note = { texts: [{ text: '粗', font: { bold: true } }, { text: '细' }] };
  if (fills) {
    page.getCell('E9').fill = {
      type: 'gradient',
      gradient: 'angle',
      degree: 0,
      stops: [
        { position: 0, color: { argb: 'FF00FF00' } },
        { position: 1, color: { argb: 'FFFFFFFF' } },
      ],
    };
    page.getCell('E12').fill = {
      type: 'pattern',
      pattern: 'solid',
      fgColor: { theme: 4 },
    };
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

describe('what other people wrote and coloured', () => {
  it('stays, with our words below theirs, and is as before when ours go', async () => {
    const theirs = await withNotes(true);
    const once = annotate(theirs, aMark('E8', 'error', '甲'), aMark('E9'), aMark('E12'));
    await expectSameReading(theirs, once);
    expect(seen(once, FORM, 'E8').notes.join()).toBe(
      `老王：此数待核\n<b>&\n\n${aMark('E8', 'error', '甲').note}`,
    );
    expect(seen(once, FORM, 'F9').notes).toEqual(['粗细']);
    const again = annotate(once, aMark('E8', 'error', '乙'), aMark('F9', 'note', '丙'));
    expect(seen(again, FORM, 'E8').notes.join()).toBe(
      `老王：此数待核\n<b>&\n\n${aMark('E8', 'error', '乙').note}`,
    );
    expect(seen(again, FORM, 'F9').notes.join()).toContain('粗细\n\n【');
    const clear = annotate(again, aMark('C3'));
    expect(seen(clear, FORM, 'E8').notes).toEqual(['老王：此数待核\n<b>&']);
    expect(seen(clear, FORM, 'F9').notes).toEqual(['粗细']);
    const [before, after] = [await loaded(theirs), await loaded(clear)];
    for (const ref of ['E8', 'E9', 'E12']) {
      expect(after.getCell(ref).fill).toEqual(before.getCell(ref).fill);
      expect(after.getCell(ref).note).toEqual(before.getCell(ref).note);
    }
    expect(after.getCell('F9').note).toEqual(before.getCell('F9').note);
  });

  it('is not touched where Excel keeps a conversation', async () => {
    const threaded = repacked(await withNotes(), (text, name) =>
      name === 'xl/comments1.xml' ? text.replace(/<author>[^<]*/, '<author>tc={1}') : text,
    );
    const marked = annotate(threaded, aMark('E8'));
    expect(seen(marked, FORM, 'E8')).toEqual({ fill: 'FFB3B1', notes: ['老王：此数待核\n<b>&'] });
  });
});

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Elements of the main namespace get a prefix, as some writers do. */
function withPrefix(text: string): string {
  return text
    .replace(`xmlns="${MAIN}"`, `xmlns:x="${MAIN}"`)
    .replace(/<(\/?)(?![?!])(?=[a-zA-Z]+[\s/>])/g, '<$1x:');
}

function ofSpreadsheet(text: string): boolean {
  return text.includes(`xmlns="${MAIN}"`);
}

const ODD: readonly (readonly [string, (text: string, name: string) => string | null])[] = [
  ['prefixed elements', (text) => (ofSpreadsheet(text) ? withPrefix(text) : text)],
  [
    'the strict namespaces',
    (text) =>
      text
        .replaceAll(MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main')
        .replaceAll(DOCUMENT, 'http://purl.oclc.org/ooxml/officeDocument/relationships'),
  ],
  [
    'no addresses',
    (text, name) =>
      name.includes('worksheets/sheet')
        ? text.replace(/<c r="[A-Z]+\d+"/g, '<c').replace(/<row r="\d+"/g, '<row')
        : text,
  ],
  [
    'single quotes, comments and blanks in tags',
    (text, name) =>
      name.includes('worksheets/sheet')
        ? text
            .replace(/<c r="([A-Z]+\d+)" s="(\d+)"/g, "<!-- s='0' > --><c r='$1'\t s='$2'")
            .replace('<sheetData>', '<sheetData ><!-- 数据 -->')
        : text,
  ],
  ['no fills', (text, name) => (name.endsWith('styles.xml') ? withoutFills(text) : text)],
  ['a byte order mark', (text, name) => (name.endsWith('sheet1.xml') ? `\ufeff${text}` : text)],
];

function withoutFills(text: string): string {
  return text.replace(/<fills.*?<\/fills>/s, '').replace(/fillId="\d+"/g, 'fillId="0"');
}

describe('a workbook written otherwise', () => {
  it.each(ODD)('with %s is marked and read as before', async (name, change) => {
    const odd = repacked(form, change);
    // Addresses that are left out are counted: no gap may be there for this one.
    const cell = name === 'no addresses' ? 'A1' : 'E8';
    const marked = annotate(odd, aMark(cell), aMark('N45', 'note'));
    await expectSameReading(odd, marked);
    // SheetJS looks for notes under the other kind's names only.
    if (name !== 'the strict namespaces') {
      expect(seen(marked, FORM, cell).notes).toEqual([aMark(cell).note]);
    }
    expect(seen(marked, FORM, cell).fill).toMatch(/^FFB3B/);
    expect(seen(marked, FORM, 'N45').fill).toBe('CFE4F0');
    const again = annotate(marked, aMark(cell), aMark('N45', 'note'));
    expect(Buffer.compare(again, marked)).toBe(0);
  });

  it('is not fooled by comments and unread text that look like cells', async () => {
    const look = '<!-- </sheetData><c r="E8" s="0"/></row> -->';
    const odd = repacked(form, (text, name) =>
      name.endsWith('sheet1.xml')
        ? text
            .replace('<c r="E8"', `${look}<c r="E8"`)
            .replace('<sheetData>', `${look}<sheetData>${look}`)
            .replace('</worksheet>', `<?x <c r="E8"?></worksheet>${look}`)
        : text,
    );
    const page = await loaded(annotate(odd, aMark('E8')));
    expect(page.getCell('E8').fill).toMatchObject({ fgColor: { argb: 'FFFFB3B1' } });
    expect(page.getCell('E8').value).toBe('12.8万');
    expect(page.getCell('E10').value).toBe('很多');
  });

  it('without any styles gets the least of them', async () => {
    const bare = repacked(form, (text, name) => {
      if (name === 'xl/styles.xml') return null;
      const rest = text
        .replace(/<Override PartName="\/xl\/styles.xml"[^>]*>/, '')
        .replace(/<Relationship [^>]*styles.xml"[^>]*>/, '');
      return name.includes('worksheets/')
        ? rest.replace(/ s="\d+"/g, '').replace(/ style="\d+"/g, '')
        : rest;
    });
    const marked = annotate(bare, aMark('E8'));
    await expectSameReading(bare, marked);
    expect(seen(marked, FORM, 'E8').fill).toBe('FFB3B0');
  });

  it('that is no .xlsx, is damaged or claims what it does not hold is left alone', () => {
    const workbook = readSheets(form, { type: 'buffer' });
    const text = (name: string, change: (text: string) => string): Uint8Array =>
      repacked(form, (part, own) => (own === name ? change(part) : part));
    const page = 'xl/worksheets/sheet1.xml';
    const cases: Readonly<Record<string, Uint8Array>> = {
      xls: write(workbook, { type: 'buffer', bookType: 'biff8' }) as Uint8Array,
      ods: write(workbook, { type: 'buffer', bookType: 'ods' }) as Uint8Array,
      csv: new TextEncoder().encode('代码,填报数'),
      nothing: new Uint8Array(),
      truncated: form.slice(0, form.length - 300),
      unbalanced: text(page, (part) => part.replace('</sheetData>', '')),
      'document type': text(page, (part) => part.replace('<worksheet', '<!DOCTYPE x><worksheet')),
      'unknown entity': text(page, (part) => part.replace('<sheetData>', '<sheetData>&x;')),
      'no workbook': text('_rels/.rels', (part) => part.replaceAll('officeDocument"', 'else"')),
      'lost drawing': text(page, (part) =>
        part.replace('</worksheet>', '<legacyDrawing r:id="rId99"/></worksheet>'),
      ),
      'wide letters': repacked(form, (part, own) =>
        own === page ? Buffer.from(`\ufeff${part}`, 'utf16le') : part,
      ),
      'foreign letters': text(page, (part) => part.replace('encoding="UTF-8"', 'encoding="GBK"')),
      'odd name': repacked(form, (part) => part, { 'xl/报表.xml': '<a/>' }),
      'same name': repacked(form, (part) => part, { 'XL/workbook.xml': '<a/>' }),
    };
    const marked = Object.entries(cases).filter(
      ([, bytes]) => annotatedWorkbook(bytes, anAnnotation(aMark('E8'))) !== null,
    );
    expect(marked.map(([name]) => name)).toEqual([]);
    expect(annotatedWorkbook(form, anAnnotation(aMark('E8', 'error', '', '没有的表')))).toBeNull();
    expect(annotatedWorkbook(form, anAnnotation(aMark('E0')))).toBeNull();
  });

  it('that holds far more than a form is left alone soon', async () => {
    const page = (name: string): boolean => name === 'xl/worksheets/sheet1.xml';
    const cells = repacked(form, (text, name) =>
      page(name) ? text.replace('<sheetData>', `<sheetData>${'<row/>'.repeat(250_000)}`) : text,
    );
    const deep = repacked(form, (text, name) =>
      page(name) ? text.replace('<sheetData>', `<sheetData>${'<a>'.repeat(5000)}`) : text,
    );
    const large = repacked(form, (text) => text, {
      'xl/media/a.bin': 'x'.repeat(17 * 1024 * 1024),
    });
    // Work done, not time gone by: other jobs on the machine are not to count.
    const started = process.cpuUsage();
    for (const bytes of [cells, deep, large]) {
      expect(annotatedWorkbook(bytes, anAnnotation(aMark('E8')))).toBeNull();
    }
    const spaced = repacked(await withNotes(), (text, name) =>
      name === 'xl/comments1.xml' ? text.replace('老王', ' '.repeat(500_000)) : text,
    );
    annotate(spaced, aMark('E9'));
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(10_000);
  });

  it('never makes it throw, whatever bytes are changed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const broken = Uint8Array.from(form);
        broken[at % broken.length] = byte;
        const marked = annotatedWorkbook(broken, anAnnotation(aMark('E8')));
        expect(marked === null || marked.length > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

const soffice = process.env['SOFFICE'] ?? '/usr/bin/soffice';
const python = process.env['PYTHON'] ?? '/usr/bin/python3';
const run = promisify(execFile);

function worked(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => true,
    () => false,
  );
}

const hasOffice = await worked(access(soffice));
const hasPython = await worked(run(python, ['-c', 'import openpyxl']));

describe('in the hands of other programs', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tongbao-marks-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function resaved(bytes: Uint8Array): Promise<Uint8Array> {
    const source = join(folder, 'form.xlsx');
    await writeFile(source, bytes);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const out = join(folder, 'out');
    const args = [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, source];
    await run(soffice, args, { timeout: 60_000 });
    return new Uint8Array(await readFile(join(out, 'form.xlsx')));
  }

  it.skipIf(!hasOffice)(
    'LibreOffice opens it, keeps marks and list, and a second marking finds the first',
    async () => {
      const theirs = await withNotes();
      const saved = await resaved(
        annotate(theirs, aMark('E8', 'error', '甲'), aMark('E12', 'warning', '乙'), aMark('P50')),
      );
      expect(seen(saved, FORM, 'E8').fill).toBe('FFB3B1');
      expect(seen(saved, FORM, 'E12').notes.join()).toBe(aMark('E12', 'warning', '乙').note);
      const list = readSheets(saved, { type: 'buffer' }).Sheets[LIST]!;
      expect(list['D4']).toMatchObject({ v: 'E8', l: { Target: `#'${FORM}'!E8` } });
      expect(withoutProof(judged(await gridOf(saved)))).toEqual(
        withoutProof(judged(await gridOf(theirs))),
      );
      const again = annotate(saved, aMark('F9', 'note', '丁'));
      expect(readSheets(again, { type: 'buffer' }).SheetNames).toEqual([
        FORM,
        '填表说明',
        '_tongbao',
        LIST,
      ]);
      expect(seen(again, FORM, 'E8')).toEqual({ fill: 'FFF8DC', notes: ['老王：此数待核\n<b>&'] });
      expect(seen(again, FORM, 'E12')).toEqual({ fill: 'FFF8DC', notes: [] });
      expect(seen(again, FORM, 'P50')).toEqual({ fill: null, notes: [] });
      expect(seen(again, FORM, 'F9').notes.join()).toBe(
        `粗细\n\n${aMark('F9', 'note', '丁').note}`,
      );
      const reopened = await resaved(again);
      expect(seen(reopened, FORM, 'F9').notes.join()).toContain('丁');
    },
    120_000,
  );

  it.skipIf(!hasOffice)(
    'LibreOffice shows notes in a workbook of the strict kind too',
    async () => {
      const [, change] = ODD.find(([name]) => name === 'the strict namespaces')!;
      const saved = await resaved(annotate(repacked(form, change), aMark('E8')));
      expect(seen(saved, FORM, 'E8')).toEqual({ fill: 'FFB3B1', notes: [aMark('E8').note] });
    },
    60_000,
  );

  it.skipIf(!hasPython)('openpyxl sees marks in a workbook of its own making', async () => {
    const [before, after] = [join(folder, 'a.xlsx'), join(folder, 'b.xlsx')];
    await run(python, ['-c', MAKE, before]);
    const foreign = new Uint8Array(await readFile(before));
    const marked = annotate(
      foreign,
      aMark('B2', 'error', '甲', '表一'),
      aMark('D9', 'note', '乙', '表一'),
    );
    await expectSameReading(foreign, marked);
    await writeFile(after, marked);
    const { stdout } = await run(python, ['-c', LOOK, after]);
    expect(JSON.parse(stdout)).toEqual({
      names: ['表一', '表二', LIST],
      B2: ['FFFFB3B1', `旧话\n\n${aMark('B2', 'error', '甲').note}`],
      D9: ['FFCFE4F0', aMark('D9', 'note', '乙').note],
      C3: ['FF00FF00', '留着'],
      link: "'表一'!B2",
      merged: ['A5:C5'],
      bold: true,
    });
  });
});

const MAKE = `
import sys, openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill, Font
book = openpyxl.Workbook()
page = book.active
page.title = '表一'
page['B2'] = '很多'
page['B2'].fill = PatternFill('solid', fgColor='FFFFFF00')
page['B2'].font = Font(bold=True)
page['B2'].comment = Comment('旧话', '老王')
page['C3'] = '=SUM(1,2)'
page['C3'].fill = PatternFill('solid', fgColor='FF00FF00')
page['C3'].comment = Comment('留着', '老李')
page.merge_cells('A5:C5')
other = book.create_sheet('表二')
other['A1'].comment = Comment('别处', '老王')
book.save(sys.argv[1])
`;

const LOOK = `
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
page = book['表一']
look = lambda ref: [page[ref].fill.fgColor.rgb, page[ref].comment.text]
print(json.dumps({'names': book.sheetnames, 'B2': look('B2'), 'D9': look('D9'), 'C3': look('C3'),
  'link': book['${LIST}']['D4'].hyperlink.location, 'merged': [str(r) for r in page.merged_cells.ranges],
  'bold': page['B2'].font.b}))
`;
