/** The three heads: what stands on their pages and where, and their measures in millimetres. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Bulletin } from '../../src/model/bulletin.ts';
import { aBulletin, heading, paragraph } from '../build/bulletin.ts';
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
import { found, linesOf, recordOf } from '../build/page.ts';
import { printed } from '../build/printing.ts';

const RED = '#e60012';
const TITLE_LEADING = (HANG - 22 * POINT) / 2;
/** The sheet's middle and the type area's lie 1 mm apart; the standard does not say which is meant (§10.1 居中). */
const BETWEEN = (105 + centre(AREA)) / 2;

const LINES =
  '各单位要对照年度目标，逐项查找差距，明确责任和时限，确保按序时进度完成全年任务。'.repeat(10);
const same: Partial<Bulletin> = {
  body: [paragraph('现将有关情况通报如下。'), heading(1, '一、总体情况'), paragraph(LINES)],
  attachments: [],
  annexes: [],
  mark: '',
};
const pdfs = await printed({
  document: aBulletin(same),
  letter: aBulletin({ ...same, head: 'letter', issuerMark: '中共潍坊市委组织部' }),
  shortLetter: aBulletin({
    ...same,
    head: 'letter',
    issuerMark: '中共潍坊市委组织部',
    body: [paragraph('请于6月10日前报送。')],
  }),
  withoutCopies: aBulletin({
    ...same,
    head: 'letter',
    issuerMark: '中共潍坊市委组织部',
    copies: '',
    body: [paragraph(LINES.slice(0, 80)), paragraph(LINES.slice(0, 80))],
  }),
  brief: aBulletin({
    ...same,
    head: 'brief',
    issuerMark: '组织工作通报',
    documentNumber: '第5期（总第29期）',
    reportTo: '省委组织部',
    copies: '市委办公室',
    printRun: '60',
  }),
});
afterAll(() => {
  for (const pdf of Object.values(pdfs)) pdf.close();
});

function letterRows(): readonly Row[] {
  const { letter, shortLetter } = pdfs;
  const letters = letter.text(1);
  const mark = found(letters, '中共潍坊市委组织部');
  const number = found(letters, '潍组通报〔2007〕5号');
  const title = found(letters, '关于2007年5月全市组织工作进展情况的通报');
  const [thick, thin, lowThin, lowThick] = letter.rules(1);
  const edges = [thick, thin, lowThin, lowThick].map((rule) => ({
    top: rule!.box.top - rule!.width! / 2,
    bottom: rule!.box.bottom + rule!.width! / 2,
  }));
  const copies = found(letter.text(letter.count), '抄送：');
  const onFirst = found(shortLetter.text(1), '抄送：');
  return [
    ['10.1', '标志上边缘距上页边', 30, mark.ink.top],
    ['10.1', '标志居中', centre(AREA), centre(mark)],
    ['10.1', '上双线在标志之下', 4, edges[0]!.top - mark.ink.bottom],
    ['10.1', '上双线长', 170, thick!.box.right - thick!.box.left],
    ['10.1', '上双线居中', BETWEEN, centre(thick!.box)],
    ['10.1', '下双线距下页边', 20, letter.size(1).height - edges[3]!.bottom],
    ['10.1', '下双线长', 170, lowThick!.box.right - lowThick!.box.left],
    ['10.1', '下双线居中', BETWEEN, centre(lowThin!.box)],
    ['10.1', '发文字号距双线为3号字高的7/8', (ZI * 7) / 8, number.top - edges[1]!.bottom],
    ['10.1', '发文字号顶格居右', AREA.right, number.right],
    ['10.1', '标题与发文字号相距二行', 2 * HANG, title.top - number.bottom],
    ['10.1', '版记在末面版心最下', AREA.bottom, copies.bottom],
    ['10.1', '只有一面时版记在版心最下', AREA.bottom, onFirst.bottom],
    ['5.2.1', '首面末行在版心下边缘', AREA.bottom, linesOf(letters).at(-1)!.bottom],
    ['5.2.1', '次面首行在版心上边缘', AREA.top, linesOf(letter.text(2))[0]!.top],
  ];
}

function briefRows(): readonly Row[] {
  const { brief } = pdfs;
  const letters = brief.text(1);
  const name = found(letters, '组织工作通报');
  const issue = found(letters, '第5期（总第29期）');
  const issuer = found(letters, '中共潍坊市委组织部');
  const day = found(letters, '2007年6月8日');
  const title = found(letters, '关于2007年5月');
  const opening = found(letters, '现将有关情况');
  const [rule] = brief.rules(1);
  const last = brief.text(brief.count);
  const [top, between, foot] = brief.rules(brief.count);
  return [
    ['简报', '名称上边缘距版心上边缘', 10, name.ink.top - AREA.top],
    ['简报', '名称居中', centre(AREA), centre(name)],
    ['简报', '期数居中', centre(AREA), centre(issue)],
    ['简报', '编发机关左空一字', AREA.left + ZI, issuer.left],
    ['简报', '日期右空一字', AREA.right - ZI, day.right],
    ['简报', '日期与编发机关同行', issuer.baseline, day.baseline],
    ['简报', '红线在编发机关之下', 4, middle(rule!.box) - rule!.width! / 2 - issuer.bottom],
    ['简报', '红线与版心等宽', 156, rule!.box.right - rule!.box.left],
    ['简报', '标题在红线下空二行', 2 * HANG + TITLE_LEADING, title.top - middle(rule!.box)],
    ['简报', '正文在标题下空一行', HANG + TITLE_LEADING + LEADING, opening.top - title.bottom],
    ['简报', '报尾首线粗', 0.35, top!.width!, EXACTLY],
    ['简报', '报尾中间线粗', 0.25, between!.width!, EXACTLY],
    ['简报', '报尾末线与版心下边缘重合', AREA.bottom, middle(foot!.box)],
    ['简报', '报左空一字', AREA.left + 14 * POINT, found(last, '报：').left],
    ['简报', '送与报对齐', found(last, '报：').left, found(last, '送：').left],
    ['简报', '发与报对齐', found(last, '报：').left, found(last, '发：').left],
    ['简报', '共印份数右空一字', AREA.right - 14 * POINT, found(last, '共印60份').right],
  ];
}

describe('the heads', () => {
  const rows = [...letterRows(), ...briefRows()];
  it.each(rows.map((row) => [titled(row), row] as const))('%s', (_, row) => {
    const [, , ideal, measured, within = WITHIN] = row;
    expect(Math.abs(measured - ideal)).toBeLessThanOrEqual(within);
  });

  it.each(['document', 'letter', 'brief'] as const)(
    '%s: the pages as they were seen',
    async (head) => {
      const golden = join(import.meta.dirname, 'pages', `${head}.txt`);
      await expect(recordOf(pdfs[head])).toMatchFileSnapshot(golden);
    },
  );

  it('§10.1 上双线上粗下细，下双线上细下粗，都是红色', () => {
    const rules = pdfs.letter.rules(1);
    expect(rules.map(({ colour }) => colour)).toEqual([RED, RED, RED, RED]);
    const [a, b, c, d] = rules.map(({ width }) => width!);
    expect(a).toBeGreaterThan(b! * 2);
    expect(d).toBeGreaterThan(c! * 2);
    expect(pdfs.letter.rules(2)).toEqual([]);
  });

  it('§10.1 信函首面没有页码，次面有；没有印发机关和印发日期', () => {
    const text = (page: number): string =>
      linesOf(pdfs.letter.text(page))
        .map(({ text: line }) => line)
        .join('\n');
    expect(text(1)).not.toContain('—');
    expect(text(2)).toContain('— 2 —');
    expect(text(1) + text(2)).not.toContain('印发');
  });

  it('a 简报 has no addressees above and no signature', () => {
    const { brief } = pdfs;
    const text = [1, brief.count]
      .flatMap((page) => linesOf(brief.text(page)).map((line) => line.text))
      .join('\n');
    expect(text).not.toContain('（党组）：');
    expect(text).toContain('发：各县市区委组织部，市直各部门单位党委（党组）。');
    expect(text.match(/中共潍坊市委组织部/g)).toHaveLength(1);
  });
});

it('a letter without copies, which has no imprint, is not stretched to a second page', () => {
  expect(pdfs.withoutCopies.count).toBe(1);
});
