/** What an administrator writes in office.yaml for the kinds of head and the fonts, and the name a 简报 has by itself. */
import type { Fonts, Head } from '../office.ts';

export const HEAD_CHOICES = {
  文件: 'document',
  信函: 'letter',
  简报: 'brief',
} as const satisfies Readonly<Record<string, Head>>;

export const FONT_CHOICES = {
  自带: 'bundled',
  优先本机: 'prefer-installed',
} as const satisfies Readonly<Record<string, Fonts>>;

/** What a 简报 is called where the office does not say. */
export const BULLETIN_NAME = '组织工作通报';
