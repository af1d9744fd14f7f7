/** What an administrator writes in office.yaml for the kinds of head, and the name a 简报 has by itself. */
import type { Head } from '../office.ts';

export const HEAD_CHOICES = {
  文件: 'document',
  信函: 'letter',
  简报: 'brief',
} as const satisfies Readonly<Record<string, Head>>;

/** What a 简报 is called where the office does not say. */
export const BULLETIN_NAME = '组织工作通报';
