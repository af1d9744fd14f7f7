/** Paragraphs that the administrator wrote stand where they were asked to, and nothing of them is lost. */
import { describe, expect, it } from 'vitest';
import { withEdits } from '../../src/compose/by-hand.ts';
import { paragraph, plainText } from '../../src/compose/saying.ts';
import type { Block } from '../../src/model/bulletin.ts';
import type { EditedParagraph } from '../../src/model/edited-paragraph.ts';
import { monthIn } from '../../src/model/period.ts';

const TABLE: Block = {
  type: 'table',
  caption: '各单位',
  remark: '',
  head: [],
  widths: [],
  rows: [],
  notes: [],
};
const PARTS = [
  { title: '开头', blocks: [paragraph('现将进展情况通报如下。')] },
  { title: '总体情况', blocks: [paragraph('甲。'), TABLE, paragraph('乙。')] },
];

function anEdit(over: Partial<EditedParagraph> = {}): EditedParagraph {
  return { period: monthIn(2007, 5), part: '总体情况', put: 'after', text: '新。', ...over };
}

function told(...edits: readonly EditedParagraph[]): readonly string[] {
  return withEdits(PARTS, edits).parts.map(({ blocks }) =>
    blocks.map((block) => (block.type === 'paragraph' ? plainText(block.runs) : '｜')).join(''),
  );
}

describe('paragraphs by hand', () => {
  it.each<[string, readonly EditedParagraph[], string]>([
    ['behind the last', [anEdit()], '甲。｜乙。新。'],
    ['behind the first', [anEdit({ at: 1 })], '甲。新。｜乙。'],
    ['before the first', [anEdit({ put: 'before' })], '新。甲。｜乙。'],
    ['in place of the second', [anEdit({ put: 'instead', at: 2 })], '甲。｜新。'],
    [
      'before and behind the one that goes',
      [
        anEdit({ put: 'instead', at: 1 }),
        anEdit({ put: 'before', at: 1, text: '前。' }),
        anEdit({ at: 1, text: '后。' }),
      ],
      '前。新。后。｜乙。',
    ],
    [
      'two in one place, in their order',
      [anEdit(), anEdit({ text: '又。' })],
      '甲。｜乙。新。又。',
    ],
    ['beyond the last', [anEdit({ put: 'instead', at: 7 })], '甲。｜乙。新。'],
  ])('stand %s', (_, edits, words) => {
    expect(told(...edits)).toEqual(['现将进展情况通报如下。', words]);
  });

  it('say what could not be done as asked', () => {
    const { remarks, parts } = withEdits(PARTS, [
      anEdit({ part: '人才工作' }),
      anEdit({ put: 'instead', at: 7 }),
    ]);
    expect(remarks).toEqual([
      '本期没有“人才工作”这一部分，手写段落没有印：新。',
      '“总体情况”没有第7段，手写段落加在了最后：新。',
    ]);
    expect(parts[1]?.blocks).toHaveLength(4);
  });

  it('name the figures whose origin nobody can ask for', () => {
    const { remarks } = withEdits(PARTS, [anEdit({ text: '全市引进人才1,200名，增长12.5%。' })]);
    expect(remarks).toEqual([
      '“总体情况”的手写段落里有系统没有核对的数：1,200、12.5%（全市引进人才1,200名，增长12.5%…）',
    ]);
  });

  it('into an empty part', () => {
    const { parts } = withEdits(
      [{ title: '存在问题', blocks: [TABLE] }],
      [anEdit({ part: '存在问题' })],
    );
    expect(parts[0]?.blocks).toHaveLength(2);
  });
});
