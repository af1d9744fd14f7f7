/** What the administrator adds to one bulletin in plain words. */
import type { Period } from './period.ts';

/** A paragraph that the administrator wrote for one bulletin. */
export type EditedParagraph = Readonly<{
  period: Period;
  /** 开头, or the name of a part without its number. */
  part: string;
  put: 'instead' | 'before' | 'after';
  /** Which of the part's paragraphs, from 1; absent: the first for `before`, the last for `after`. */
  at?: number;
  text: string;
}>;
