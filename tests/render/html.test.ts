/** Bulletin to page content: every word placed and escaped, every figure askable, no template does more than place. */
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile, cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/model/bulletin.ts';
import { Refusal } from '../../src/model/refusal.ts';
import type { Templates } from '../../src/model/world.ts';
import { toHtml } from '../build/html.ts';
import { refuseStrayText } from '../../src/render/stray-text.ts';
import { easyWidth, fitTable } from '../../src/render/table-fit.ts';
import { readTemplates } from '../../src/render/template-files.ts';
import { titleLines, width } from '../../src/render/title-lines.ts';
import {
  aBulletin,
  cell,
  chart,
  figure,
  heading,
  paragraph,
  unitTable,
} from '../build/bulletin.ts';

const FOLDER = join(import.meta.dirname, '../../templates');
const templates = await readTemplates(FOLDER);

/** The shipped templates with one file changed. */
function changed(name: string, text: string): Templates {
  return { files: new Map([...templates.files, [name, text]]), sha256: 'changed' };
}

function refusal(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The page's words without its marks. */
function textOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&#x([0-9A-F]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

describe('the page content', () => {
  it('holds every part of the document, in its order', () => {
    const text = textOf(toHtml(aBulletin(), templates));
    const parts = [
      '中共潍坊市委组织部文件',
      '潍组通报〔2007〕5号',
      '关于2007年5月全市组织工作进展情况的通报',
      '（示例数据）',
      '各县市区委组织部，市直各部门单位党委（党组）：',
      '一、干部教育培训',
      '附件：1. 2007年1—5月',
      '中共潍坊市委组织部',
      '2007年6月8日',
      '附件1',
      '附件2',
      '附件3',
      '抄送：省委组织部，市委办公室。',
      '中共潍坊市委组织部办公室2007年6月8日印发',
    ];
    let at = 0;
    for (const part of parts) {
      const found = text.replaceAll(/\n/g, '').indexOf(part, at);
      expect(found, part).toBeGreaterThanOrEqual(at);
      at = found;
    }
  });

  it('prints the mark under every title, and none without one', () => {
    expect(toHtml(aBulletin(), templates).match(/class="data-mark"/g)).toHaveLength(4);
    expect(toHtml(aBulletin({ mark: '' }), templates)).not.toContain('data-mark">');
  });

  it('wraps every figure so that it can be asked where it comes from', () => {
    const body = [paragraph('共', figure('A/city/period', '12.8万人次'), '。')];
    const html = toHtml(aBulletin({ body, annexes: [] }), templates);
    expect(html).toContain('共<span data-figure="A/city/period">12.8万人次</span>。');
  });

  it('is the same text each time, charts included', () => {
    expect(toHtml(aBulletin(), templates)).toBe(toHtml(aBulletin(), { ...templates }));
  });

  it('numbers attachments only when there are several, and leaves out what is empty', () => {
    const one = textOf(toHtml(aBulletin({ attachments: ['汇总表'], annexes: [] }), templates));
    expect(one).toContain('附件：汇总表');
    const none = textOf(toHtml(aBulletin({ attachments: [], annexes: [], copies: '' }), templates));
    expect(none).not.toContain('附件：');
    expect(none).not.toContain('抄送');
  });

  it('lets a first cell span the rows below that leave it empty', () => {
    const row = (name: string, value: string): ReturnType<typeof unitTable>['rows'][number] => ({
      emphasis: false,
      cells: [cell(name, 'left'), cell(value)],
    });
    const rows = [row('甲', '1'), row('', '2'), row('', '3'), row('乙', '4')];
    const table = { ...unitTable('表', 1), rows, notes: [] };
    const html = toHtml(aBulletin({ body: [table], annexes: [] }), templates);
    const printed = [...html.matchAll(/<tr class="([^"]*)">(<td.*)<\/tr>/g)].map(
      ([, kind, cells]) => [kind!.trim(), cells!.replaceAll(/<\/td>/g, '')],
    );
    expect(printed).toEqual([
      ['', '<td class="left" rowspan="3">甲<td class="right">1'],
      ['continued', '<td class="right">2'],
      ['continued', '<td class="right">3'],
      ['', '<td class="left">乙<td class="right">4'],
    ]);
  });

  it('gives the imprint a sheet of its own only after a landscape annex', () => {
    const [, wide] = aBulletin().annexes;
    expect(toHtml(aBulletin({ annexes: [wide!] }), templates)).toContain('imprint own-page');
    expect(toHtml(aBulletin(), templates)).not.toContain('imprint own-page');
  });

  it('keeps whatever people typed as words', () => {
    const typed = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/[\uFDD0-\uFDEF]/.test(text));
    fc.assert(
      fc.property(typed, (text) => {
        const html = toHtml(aBulletin({ body: [paragraph(text)], annexes: [] }), templates);
        expect(textOf(html)).toContain(text);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    '<script>alert(1)</script>',
    '<iframe src="file:///etc/passwd">',
    '<meta http-equiv="refresh" content="0;url=http://127.0.0.1/">',
    '{{constructor}} {{{this}}}',
    '</style><img src=x onerror=alert(1)>',
    '" onmouseover="alert(1)',
  ])('makes %s inert wherever it stands', (evil) => {
    const table = { ...unitTable(evil, 1), head: [evil, evil], remark: evil };
    const row = { emphasis: false, cells: [cell(evil, 'left'), cell(figure(evil, evil))] };
    const chart = {
      type: 'chart' as const,
      caption: evil,
      alternative: evil,
      bars: [{ label: evil, value: 1, text: evil }],
      mark: { label: evil, value: 1 },
      unitOfMeasure: evil,
    };
    const body = [heading(1, evil), { ...table, rows: [row] }, chart];
    const html = toHtml(
      aBulletin({ title: evil, mark: evil, issuerMark: evil, copies: evil, body }),
      templates,
    );
    const plain = toHtml(
      aBulletin({ title: '甲', mark: '乙', issuerMark: '丙', copies: '丁' }),
      templates,
    );
    const elements = (page: string): Set<string> =>
      new Set(page.match(/<[a-z][\w-]*/gi)?.map((tag) => tag.toLowerCase()));
    expect([...elements(html)].filter((tag) => !elements(plain).has(tag))).toEqual([]);
    expect(/<[^>]*\son\w+=/.test(html.replaceAll(/"[^"]*"/g, '""'))).toBe(false);
    expect(() => {
      refuseStrayText(html);
    }).not.toThrow();
  });
});

describe('a template', () => {
  it.each([
    ['an unknown name', '{{nothing}}', 'TPL_FIELD'],
    ['the inside of an object', '{{mark.constructor.name}}', 'TPL_BANNED_NAME'],
    ['an unknown helper', '{{shout mark}}', 'TPL_HELPER'],
    ['broken syntax', '{{#if mark}}', 'TPL_BLOCK_OPEN'],
    ['endless partials', '{{> loop}}', 'TPL_RECURSION'],
  ])('with %s is refused with its place', (_, text, code) => {
    const files = new Map([
      ...changed('bulletin.hbs', text).files,
      ['partials/loop.hbs', '{{> loop}}'] as const,
    ]);
    const refused = refusal(() => toHtml(aBulletin(), { files, sha256: '' }));
    expect(refused.kind).toBe('dataRefused');
    const found = refused.findings.find((finding) => finding.code === code)!;
    expect(found.place).toMatchObject({ line: 1, column: expect.any(Number) as number });
  });

  it('prints 缺报 for what is missing, and nothing for what may be', () => {
    const body = [paragraph('共', figure('A', ''), '人')];
    const html = toHtml(aBulletin({ body, issuer: '', copies: '', annexes: [] }), templates);
    expect(html).toContain('<span data-figure="A">缺报</span>');
    expect(html).toContain('<div class="issuer"><span>缺报</span></div>');
    expect(html).not.toContain('抄送');
  });

  it('takes 0 for a value', () => {
    const text = '{{#with head}}{{#present issuerMarkLetters}}有{{else}}无{{/present}}{{/with}}';
    const absent = '{{#with head}}{{#absent issuerMarkLetters}}无{{else}}有{{/absent}}{{/with}}';
    const html = toHtml(aBulletin({ issuerMark: '' }), changed('bulletin.hbs', text + absent));
    expect(html).toMatch(/有有$/);
  });

  it.each(['undefined', 'NaN', 'null', '[object Object]', '\uFFFD', '{{', '}}'])(
    'that leaves %s is stopped before printing',
    (stray) => {
      expect(
        refusal(() => {
          refuseStrayText(`<p>共${stray}人</p>`);
        }).code,
      ).toBe('template-stray-text');
    },
  );
});

describe('the template folder', () => {
  it('has one hash that any change changes, fonts included', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'templates-'));
    try {
      await cp(FOLDER, copy, { recursive: true });
      expect((await readTemplates(copy)).sha256).toBe(templates.sha256);
      await writeFile(join(copy, 'fonts/README.md'), 'another');
      expect((await readTemplates(copy)).sha256).toBe(templates.sha256);
      await writeFile(join(copy, 'fonts/FandolKai-Regular.woff2'), 'no font');
      expect((await readTemplates(copy)).sha256).not.toBe(templates.sha256);
      await rm(copy, { recursive: true });
      expect((await readTemplates(copy)).files.size).toBe(0);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });

  it('ships each font that fonts.css names, with its licence', () => {
    const names = readdirSync(join(FOLDER, 'fonts'));
    const css = templates.files.get('fonts/fonts.css') ?? '';
    const fonts = [...css.matchAll(/url\("([^"]+)"\)/g)].map(([, name]) => name);
    expect(fonts).toHaveLength(6);
    expect(names).toEqual(
      expect.arrayContaining([...fonts, 'FANDOL-COPYING', 'NOTO-LICENSE', 'README.md']),
    );
  });
});

describe('a title', () => {
  it.each([
    ['关于2007年5月全市组织工作进展情况的通报', 1],
    ['关于2007年前三季度全市党员教育和基层组织建设工作进展情况的通报', 2],
    ['通报', 1],
  ])('%s stands on %i lines', (title, lines) => {
    const broken = titleLines(title);
    expect(broken).toHaveLength(lines);
    expect(broken.join('')).toBe(title);
  });

  it('parts no date and starts no line with 的', () => {
    const broken = titleLines(
      '中共潍坊市委组织部关于2007年上半年全市组织工作主要指标完成情况的通报',
    );
    expect(broken.join('|')).toContain('2007年上半年');
    expect(broken.some((line) => line.startsWith('的'))).toBe(false);
  });

  it.each([
    ['关于2007年上半年全市组织工作主要指标完成情况的通报', /组织工作|主要指标|完成情况/],
    ['关于2007年第一季度全市组织工作进展情况的通报', /2007年第一季度|组织工作|进展情况/],
    [
      '中共潍坊市委组织部关于2007年5月全市组织工作进展情况的通报',
      /^中共潍坊市委组织部$|潍坊市委|2007年5月/,
    ],
    [
      '中共潍坊市委组织部关于2007年1—5月全市党员干部教育培训和人才引进工作进展情况的通报',
      /2007年1—5月/,
    ],
    [
      '中共潍坊市委组织部、潍坊市人力资源和社会保障局关于2007年上半年引进高层次人才和急需紧缺人才工作进展情况的通报',
      /潍坊市人力资源和社会保障局|潍坊市委|2007年上半年/,
    ],
    [
      '2007年1—5月全市组织工作主要指标完成情况表（含各县市区和市直各部门单位）',
      /2007年1—5月|完成情况表/,
    ],
    ['关于12家单位未按时报送2007年5月份组织工作数据的通报', /12家|2007年5月份|组织工作/],
    ['关于全市3.5万名基层党组织书记集中轮训工作进展情况的通报', /3\.5万名|工作进展情况/],
    ['关于“十一五”期间（2006—2010年）全市组织工作完成情况的通报', /（2006—2010年）/],
    [
      '关于2007年前三季度全市组织工作和人才工作主要指标进展情况的通报',
      /2007年前三季度|组织工作|人才工作/,
    ],
  ])('%s is parted by its sense, in the shape of 梯形 or 菱形', (title, whole) => {
    const broken = titleLines(title);
    expect(broken.join('')).toBe(title);
    expect(broken.length).toBeGreaterThan(1);
    for (const line of broken) {
      expect(width(line)).toBeLessThanOrEqual(20);
      expect(line).not.toMatch(/^(?:[的和与及、，）》”〕]|工作|情况)|(?:[（《“〔]|关于)$/);
    }
    for (const [kept] of title.matchAll(new RegExp(whole, 'g'))) {
      expect(broken.some((line) => line.includes(kept))).toBe(true);
    }
    const widths = broken.map(width);
    const top = widths.indexOf(Math.max(...widths));
    // Up to the widest line and down from it: no line is slimmer than both its neighbours.
    expect(widths.slice(0, top + 1)).toEqual(widths.slice(0, top + 1).toSorted((a, b) => a - b));
    expect(widths.slice(top)).toEqual(widths.slice(top).toSorted((a, b) => b - a));
    expect(new Set(widths).size).toBeGreaterThan(1);
  });

  it('breaks where the author says', () => {
    expect(titleLines('关于全市|情况的通报')).toEqual(['关于全市', '情况的通报']);
  });
});

/** 宋体 of 9 points in millimetres; a digit is a little more than half as wide. */
const LETTER = (9 * 25.4) / 72;

describe('the columns of a table', () => {
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

  it('fill the room and keep every figure on one line while there is room', () => {
    for (const columns of [1, 5, 9]) {
      const { widths } = fitTable(unitTable('表', columns), 156);
      expect(sum(widths)).toBeCloseTo(156, 6);
      // 全市（11/12） and 114.6% stay whole.
      expect(widths[0]).toBeGreaterThan(6.5 * LETTER);
      for (const width of widths.slice(1)) expect(width).toBeGreaterThan(3 * LETTER);
    }
    expect(sum(fitTable(unitTable('极宽', 40), 156).widths)).toBeCloseTo(156, 6);
  });

  it('give words what figures do not need', () => {
    const row = { emphasis: false, cells: [cell('甲'.repeat(60), 'left'), cell('1')] };
    const table = { ...unitTable('表', 1), widths: [1, 1], rows: [row], notes: [] };
    const [words = 0, figures = 0] = fitTable(table, 156).widths;
    expect(words).toBeGreaterThan(figures * 2);
  });

  it('make it as high as its lines', () => {
    const short = fitTable(unitTable('表', 5), 156).height;
    const long = fitTable(
      unitTable(
        '表',
        5,
        Array.from({ length: 78 }, (_, i) => `第${String(i + 1)}单位`),
      ),
      156,
    ).height;
    expect(short).toBeGreaterThan(14 * 4);
    expect(short).toBeLessThan(90);
    expect(long - short).toBeCloseTo(66 * (LETTER * 1.2 + 0.55), 6);
  });
});

describe('a table on the page', () => {
  function html(...body: readonly Block[]): string {
    return toHtml(aBulletin({ body, annexes: [] }), templates);
  }

  it('has a second row of heads under a name that spans several', () => {
    const over = [
      { text: '', columns: 1 },
      { text: '培训干部', columns: 2 },
      { text: '', columns: 1 },
    ];
    const page = html({ ...unitTable('表', 3), over });
    const heads = [...page.matchAll(/<th [^>]*>[^<]*/g)].map(([head]) => head);
    expect(heads).toEqual([
      '<th scope="col" rowspan="2">单位',
      '<th scope="colgroup" colspan="2">培训干部',
      '<th scope="col" rowspan="2">完成率',
      '<th scope="col">年度目标',
      '<th scope="col">累计完成',
    ]);
  });

  it('runs a row of one cell across all columns', () => {
    const table = unitTable('表', 3);
    const rows = [{ emphasis: false, cells: [cell('人才工作', 'left')] }, ...table.rows];
    expect(html({ ...table, rows })).toContain(
      '<tr class=" band"><td class="left" colspan="4">人才工作</td></tr>',
    );
  });

  it('stands beside its chart when it is narrow, above it when it is wide', () => {
    const [narrow, wide] = [unitTable('窄', 2), unitTable('宽', 9)];
    expect(easyWidth(narrow)).toBeLessThan(90);
    expect(easyWidth(wide)).toBeGreaterThan(90);
    expect(html(narrow, chart())).toMatch(/class="pair".*窄.*<figure/s);
    expect(html(wide, chart())).not.toContain('class="pair"');
    expect(html(narrow, paragraph('甲'), chart())).not.toContain('class="pair"');
    expect(html(narrow, chart()).match(/<figure/g)).toHaveLength(1);
  });

  it('may be parted only when it is longer than a page', () => {
    const rows = Array.from({ length: 60 }, (_, i) => `第${String(i)}单位`);
    expect(html(unitTable('长', 3, rows))).toContain('class="table-block long"');
    expect(html(unitTable('短', 3))).not.toContain('table-block long');
  });
});
