/** The words for faults of phrases and of paragraphs written by hand. */
import { roundFraction, type Fraction } from '../decimal.ts';
import type { EditedParagraph } from '../edited-paragraph.ts';
import { error, warning } from './plan-entry.ts';

/** 差距为0.01个百分点. */
export function quantityWords(name: string, value: Fraction, unit: string): string {
  return `${name}为${roundFraction(value, 2).replace(/\.?0+$/, '')}${unit}`;
}

/** Where a paragraph of the administrator's goes. */
export const PUT_CHOICES = {
  替换: 'instead',
  加在前: 'before',
  加在后: 'after',
} as const satisfies Readonly<Record<string, EditedParagraph['put']>>;

/** By code; part of `planFinding`. */
export const PLAN_PHRASES = {
  PLAN_PHRASE_NAME: error('“{occasion}”里没有“{name}”', '这里可以写：{names}'),
  PLAN_PHRASE_BRACES: error('花括号没有配对', '数的名称两边各写一个英文花括号，如 {差距}'),
  PLAN_PHRASE_GAP: error(
    '“{occasion}”在{case}时没有说法可用',
    '在同一场合的最后加一条不写 when 的说法',
  ),
  PLAN_PHRASE_CLAIM: error(
    '“{words}”只能在 {told} 时说，可是{case}时也会用这一条',
    '改正 when，使它只在 {told} 时成立；或者换一种说法',
  ),
  PLAN_PHRASE_IDLE: warning(
    '这一条永远用不上',
    '前面的说法已经包括了它的情况；调整顺序或条件，或者删去',
  ),
  PLAN_PARAGRAPH_PART: error(
    '通报里没有“{part}”这一部分',
    '写“开头”，或一级标题的名称（不写序号）；现有：{names}',
  ),
  PLAN_PARAGRAPH_WHICH: error('替换哪一段没有写明', '加上 at: 第几段，如 at: 1'),
  PLAN_PARAGRAPH_TWICE: error('同一期同一段替换了两遍，另一处在{where}', '留下一条'),
};
