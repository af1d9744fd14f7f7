/**
 * GB/T 9704-2012 held against printed pages, in millimetres: each row of the table is a rule of the standard.
 *
 * How its words are read here: a letter's place is its body, the square it stands in; the mark's edges are its ink, for it
 * has no row of its own. 空n行 are n of the 22 rows of the page, from edge to edge; a text stands in the middle of its row.
 */
import { afterAll, describe, expect, it } from 'vitest';
import type { Annex } from '../../src/model/bulletin.ts';
import { parseDay } from '../../src/model/day.ts';
import type { PdfPages } from '../../src/render/pdf-pages.ts';
import type { Box, Letter } from '../../src/render/pdf-text.ts';
import { aBulletin, heading, paragraph, unitTable } from '../build/bulletin.ts';
import {
  AREA,
  centre,
  EXACTLY,
  HANG,
  LEADING,
  middle,
  POINT,
  titled,
  WITHIN,
  ZI,
  type Row,
} from '../build/gbt9704.ts';
import { found, linesOf, pageWith, spelling, type Stretch } from '../build/page.ts';
import { printed } from '../build/printing.ts';

/** 2号, the title's letters, and the room above and below one in its row. */
const TITLE = 22 * POINT;
const TITLE_LEADING = (HANG - TITLE) / 2;
/** 4号, the imprint's letters. */
const FOUR = 14 * POINT;
/** The diameter of a city department's seal, and how far its middle lies above that of the two lines it covers. */
const SEAL = 42;
const SUNK = 4;

const LONG_NAME = '2007年1—5月全市组织工作主要指标完成情况表（含各县市区和市直各部门单位）';
const COPIES =
  '省委组织部，市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市纪委机关，潍坊军分区政治部，市中级人民法院，市人民检察院';
const ISSUER = '中共潍坊市委组织部';
const LONG_ISSUER = '中共潍坊市委组织部机关党委办公室';

function annex(n: number, orientation: Annex['orientation'], blocks: Annex['blocks']): Annex {
  const title = `附表第${String(n)}号的标题`;
  return { label: `附件${String(n)}`, title, orientation, blocks };
}

const pdfs = await printed({
  full: aBulletin({
    title: '关于2007年5月全市组织工作和人才工作主要指标进展情况的通报',
    mark: '',
    body: [
      paragraph('首段文字。'),
      heading(1, '一、一级标题'),
      heading(2, '（一）二级标题'),
      paragraph('1. 三级标题。'),
      paragraph('（1）四级标题。'),
      paragraph('国'.repeat(28 * 60 - 2)),
    ],
    attachments: [LONG_NAME, '指标口径和计算方法'],
    annexes: [
      annex(1, 'landscape', [
        unitTable(
          '横排表',
          14,
          Array.from({ length: 70 }, (_, i) => `第${String(i + 1)}单位`),
        ),
      ]),
      annex(2, 'portrait', [paragraph('口径。')]),
    ],
    copies: COPIES,
  }),
  long: aBulletin({
    issuerMark: '中共潍坊市委潍坊市人民政府组织工作领导小组办公室文件',
    issuer: LONG_ISSUER,
    body: [paragraph('正文。')],
    annexes: [],
    attachments: [],
  }),
  unsealed: aBulletin({ seal: false, annexes: [], body: [paragraph('正文。')] }),
  longerDate: aBulletin({
    seal: false,
    annexes: [],
    attachments: [],
    issuer: '组织部',
    issuedOn: parseDay('2007-12-18')!,
    body: [paragraph('正文。')],
  }),
});
afterAll(() => {
  for (const pdf of Object.values(pdfs)) pdf.close();
});

const { full } = pdfs;
const first = full.text(1);
const sheets = Array.from({ length: full.count }, (_, i) => i + 1);
/** The rows of the first page that the long paragraph fills. */
const grid = sheets
  .map((page) => linesOf(full.text(page)).filter(({ text }) => /^国+$/.test(text)))
  .find((lines) => lines.length > 20)!;

function lineOf(pdf: PdfPages, page: number, text: string): Stretch {
  const line = linesOf(pdf.text(page)).find((one) => one.text === text);
  if (line === undefined) throw new Error(`page ${String(page)} has no line “${text}”`);
  return line;
}

function areaRows(): readonly Row[] {
  const top = grid[0]!;
  const off = grid.map(({ baseline }, i) => Math.abs(baseline - top.baseline - i * HANG));
  return [
    ['5.1', '纸宽', 210, full.size(1).width],
    ['5.1', '纸高', 297, full.size(1).height],
    ['5.2.1', '版心上边缘', AREA.top, top.top],
    ['5.2.1', '版心下边缘', AREA.bottom, grid.at(-1)!.bottom],
    ['5.2.1', '版心左边缘', AREA.left, Math.min(...grid.map(({ left }) => left))],
    ['5.2.1', '版心右边缘', AREA.right, Math.max(...grid.map(({ right }) => right))],
    ['5.2.2', '正文用3号字', 16 * POINT, top.size, EXACTLY],
    ['5.2.3', '各行离22行的格最远', 0, Math.max(...off)],
  ];
}

function headRows(): readonly Row[] {
  const mark = found(first, '中共潍坊市委组织部文件');
  const number = found(first, '潍组通报〔2007〕5号');
  const [rule] = full.rules(1);
  const at = middle(rule!.box);
  const [title1, title2] = linesOf(first).filter(({ size }) => Math.abs(size - TITLE) < 0.1);
  const addressees = found(first, '各县市区委组织部');
  const opening = found(first, '首段文字');
  return [
    ['7.2.4', '发文机关标志上边缘距版心上边缘', 35, mark.ink.top - AREA.top],
    ['7.2.4', '发文机关标志居中', centre(AREA), centre(mark)],
    ['7.2.5', '发文字号在标志下空二行', 2 * HANG + LEADING, number.top - mark.ink.bottom],
    ['7.2.5', '发文字号居中', centre(AREA), centre(number)],
    ['7.2.7', '红色分隔线在发文字号之下', 4, at - rule!.width! / 2 - number.bottom],
    ['7.2.7', '红色分隔线与版心等宽', 156, rule!.box.right - rule!.box.left],
    ['7.2.7', '红色分隔线居中', centre(AREA), centre(rule!.box)],
    ['7.3.1', '标题在红色分隔线下空二行', 2 * HANG + TITLE_LEADING, title1!.top - at],
    ['7.3.1', '标题用2号字', TITLE, title1!.size, EXACTLY],
    ['7.3.1', '标题行距', HANG, title2!.baseline - title1!.baseline],
    ['7.3.1', '标题居中', centre(AREA), centre(title1!.ink)],
    [
      '7.3.2',
      '主送机关在标题下空一行',
      HANG + TITLE_LEADING + LEADING,
      addressees.top - title2!.bottom,
    ],
    ['7.3.2', '主送机关顶格', AREA.left, addressees.left],
    ['7.3.3', '正文在主送机关下一行', HANG, opening.baseline - addressees.baseline],
    ['7.3.3', '正文左空二字', AREA.left + 2 * ZI, opening.left],
    ['7.3.3', '一级标题左空二字', AREA.left + 2 * ZI, found(first, '一、').left],
  ];
}

function attachmentRows(): readonly Row[] {
  const letters = full.text(pageWith(full, '附件：1.'));
  const label = found(letters, '附件：');
  const before = linesOf(letters).findLast(({ baseline }) => baseline < label.baseline - 1)!;
  const [begin, wrapped] = linesOf(spelling(letters, LONG_NAME));
  const second = found(letters, '指标口径和计算方法');
  return [
    ['7.3.4', '附件说明在正文下空一行', 2 * HANG, label.baseline - before.baseline],
    ['7.3.4', '附件说明左空二字', AREA.left + 2 * ZI, label.left],
    ['7.3.4', '附件名称回行与首字对齐', begin!.left, wrapped!.left],
    ['7.3.4', '各附件名称对齐', begin!.left, second.left],
  ];
}

function signatureRows(): readonly Row[] {
  const sealed = full.text(pageWith(full, '附件：1.'));
  const name = found(sealed, ISSUER);
  const date = found(sealed, '2007年6月8日');
  const longName = found(pdfs.long.text(1), LONG_ISSUER);
  const { unsealed, longerDate } = pdfs;
  const plainName = lineOf(unsealed, 1, ISSUER);
  const plainDate = lineOf(unsealed, 1, '2007年6月8日');
  const shortName = lineOf(longerDate, 1, '组织部');
  const longDate = lineOf(longerDate, 1, '2007年12月18日');
  const above = found(unsealed.text(1), '指标口径和计算方法');
  return [
    ['7.3.5.1', '加盖印章：成文日期右空四字', AREA.right - 4 * ZI, date.right],
    ['7.3.5.1', '加盖印章：署名以成文日期居中', centre(date), centre(name)],
    ['7.3.5.1', '加盖印章：成文日期在署名下一行', HANG, date.baseline - name.baseline],
    ['7.3.5.1', '加盖印章：长署名不出版心', 0, Math.max(0, longName.right - AREA.right)],
    ['7.3.5.2', '不加盖印章：署名空一行', 2 * HANG, plainName.baseline - above.baseline],
    ['7.3.5.2', '不加盖印章：署名右空二字', AREA.right - 2 * ZI, plainName.right],
    ['7.3.5.2', '不加盖印章：日期比署名右移二字', plainName.left + 2 * ZI, plainDate.left],
    ['7.3.5.2', '不加盖印章：日期在署名下一行', HANG, plainDate.baseline - plainName.baseline],
    ['7.3.5.2', '日期长于署名：日期右空二字', AREA.right - 2 * ZI, longDate.right],
    ['7.3.5.2', '日期长于署名：仍右移二字', shortName.left + 2 * ZI, longDate.left],
  ];
}

function annexRows(): readonly Row[] {
  const letters = full.text(pageWith(full, '附件2附表第2号的标题'));
  const label = found(letters, '附件2');
  const title = found(letters, '附表第2号的标题');
  const third = AREA.top + 2 * HANG + ZI / 2;
  return [
    ['7.3.7', '“附件”二字在版心第一行', AREA.top, label.top],
    ['7.3.7', '“附件”二字顶格', AREA.left, label.left],
    ['7.3.7', '附件标题居中', centre(AREA), centre(title.ink)],
    ['7.3.7', '附件标题在版心第三行', third, (title.top + title.bottom) / 2],
  ];
}

function imprintRows(): readonly Row[] {
  const letters = full.text(full.count);
  const [top, between, last] = full.rules(full.count);
  const [copies1, copies2] = linesOf(spelling(letters, `${COPIES}。`));
  const label = found(letters, '抄送：');
  const printer = found(letters, '中共潍坊市委组织部办公室');
  const printedOn = found(letters, '2007年6月8日印发');
  return [
    ['7.4.1', '首条分隔线粗', 0.35, top!.width!, EXACTLY],
    ['7.4.1', '中间分隔线粗', 0.25, between!.width!, EXACTLY],
    ['7.4.1', '末条分隔线粗', 0.35, last!.width!, EXACTLY],
    ['7.4.1', '版记分隔线与版心等宽', 156, top!.box.right - top!.box.left],
    ['7.4.1', '末条分隔线与版心下边缘重合', AREA.bottom, middle(last!.box)],
    ['7.4.2', '版记用4号字', FOUR, printer.size, EXACTLY],
    ['7.4.2', '抄送左空一字', AREA.left + FOUR, label.left],
    ['7.4.2', '抄送右空一字', AREA.right - FOUR, Math.max(copies1!.right, AREA.right - FOUR)],
    ['7.4.2', '抄送回行与冒号后首字对齐', copies1!.left, copies2!.left],
    ['7.4.3', '印发机关左空一字', AREA.left + FOUR, printer.left],
    ['7.4.3', '印发日期右空一字', AREA.right - FOUR, printedOn.right],
    ['7.4.3', '印发日期与印发机关同行', printer.baseline, printedOn.baseline],
  ];
}

function isAcross(page: number): boolean {
  return full.size(page).width > full.size(page).height;
}

/** Where the page number's two dashes stand on the upright sheet, whichever way the page is laid. */
function dashes(page: number): readonly Box[] {
  const { width } = full.size(page);
  return spelling(full.text(page), `— ${String(page)} —`)
    .filter(({ text }) => text === '—')
    .map(({ ink }: Letter) => {
      if (!isAcross(page)) return ink;
      const { left, right, top, bottom } = ink;
      return { left: top, right: bottom, top: width - right, bottom: width - left };
    });
}

function numberRows(): readonly Row[] {
  return sheets.flatMap((page): readonly Row[] => {
    const [left, right] = dashes(page);
    const name = `第${String(page)}面${isAcross(page) ? '（横排）' : ''}`;
    const clause = isAcross(page) ? '8' : '7.5';
    return [
      [clause, `${name}一字线上距版心下边缘`, 7, left!.top - AREA.bottom],
      page % 2 === 1
        ? [clause, `${name}页码居右空一字`, AREA.right - ZI, right!.right]
        : [clause, `${name}页码居左空一字`, AREA.left + ZI, left!.left],
    ];
  });
}

const rows: readonly Row[] = [
  ...areaRows(),
  ...headRows(),
  ...attachmentRows(),
  ...signatureRows(),
  ...annexRows(),
  ...imprintRows(),
  ...numberRows(),
];

describe('GB/T 9704-2012', () => {
  it.each(rows.map((row) => [titled(row), row] as const))('%s', (_, row) => {
    const [, , ideal, measured, within = WITHIN] = row;
    expect(Math.abs(measured - ideal)).toBeLessThanOrEqual(within);
  });

  it('§5.2.3 每面22行，每行28字', () => {
    expect(grid.map(({ text }) => text.length)).toEqual(new Array(22).fill(28));
  });

  it('§7.3.5.1 印章压署名和日期，顶端上距正文一行之内', () => {
    const letters = full.text(pageWith(full, '附件：1.'));
    const name = found(letters, ISSUER);
    const date = found(letters, '2007年6月8日');
    const above = linesOf(letters).findLast(({ baseline }) => baseline < name.baseline - 1)!;
    const sealTop = (name.top + date.bottom) / 2 - SUNK - SEAL / 2;
    expect(sealTop - above.bottom).toBeGreaterThan(0);
    expect(sealTop - above.bottom).toBeLessThanOrEqual(HANG);
    expect(sealTop + SEAL).toBeGreaterThan(date.bottom);
  });

  it('§7.2.4 标志再长也在版心之内，高度不变', () => {
    const mark = found(pdfs.long.text(1), '中共潍坊市委潍坊市人民政府组织工作领导小组办公室文件');
    expect(mark.ink.left).toBeGreaterThanOrEqual(AREA.left);
    expect(mark.ink.right).toBeLessThanOrEqual(AREA.right);
    const usual = found(first, '中共潍坊市委组织部文件').ink;
    expect(Math.abs(mark.ink.top - usual.top)).toBeLessThanOrEqual(WITHIN);
    expect(Math.abs(mark.ink.bottom - usual.bottom)).toBeLessThanOrEqual(WITHIN);
  });

  it.each([
    ['7.2.4', '中共潍坊市委组织部文件', ['NotoSerifSC-Bold']],
    ['7.3.1', '关于2007年5月', ['NotoSerifSC-Bold']],
    ['7.3.3', '一、一级标题', ['NotoSansSC-Medium']],
    ['7.3.3', '（一）二级标题', ['FandolKai-Regular']],
    ['7.3.3', '三级标题。', ['FandolFang-Regular']],
    ['7.3.3', '（1）四级标题。', ['FandolFang-Regular', 'NotoSerifSC-Light']],
    ['7.3.2', '各县市区委组织部', ['FandolFang-Regular']],
    ['7.5', '— 1 —', ['NotoSerifSC-Regular']],
  ])('§%s 的字体：%s', (_, text, fonts) => {
    expect(found(first, text).fonts).toEqual(fonts);
  });

  it('§6 只有标志和分隔线是红色', () => {
    const red = first.filter(({ colour }) => colour === '#e60012').map(({ text }) => text);
    expect(red.join('')).toBe('中共潍坊市委组织部文件');
    expect(full.rules(1).map(({ colour }) => colour)).toEqual(['#e60012']);
    const others = sheets.slice(1).flatMap((page) => [...full.text(page), ...full.rules(page)]);
    expect(others.filter(({ colour }) => colour !== '#000000')).toEqual([]);
  });

  it('§8 横排表逐面重复表头，表头在纸的左边', () => {
    const across = sheets.filter(isAcross);
    expect(across.length).toBeGreaterThanOrEqual(3);
    for (const page of across) {
      const letters = full.text(page);
      const caption = found(letters, '横排表');
      const head = found(letters, '年度目标');
      const [rows1] = linesOf(letters).filter(({ text }) => /^第\d+单位/.test(text));
      expect(caption.top).toBeLessThan(head.top);
      expect(head.top).toBeLessThan(rows1!.top);
      expect(Math.min(...letters.map(({ ink }) => ink.top))).toBeGreaterThanOrEqual(
        AREA.left - 0.5,
      );
    }
  });
});
