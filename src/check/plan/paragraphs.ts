/** Paragraphs written by hand: for a part that there is, and no two in place of one. */
import { PART } from '../../model/catalogue/parts.ts';
import { namesWords } from '../../model/catalogue/plan-words.ts';
import type { Finding } from '../../model/finding.ts';
import { findingAt, whereIs, type Entries } from './entries.ts';
import { nearest } from '../../model/nearest.ts';

export function paragraphFindings(entries: Entries): readonly Finding[] {
  const { paragraphs, sections, texts } = entries;
  const own = [...sections, ...texts].map(({ value }) => value.name);
  const parts: readonly string[] = [...new Set([...Object.values(PART), ...own])];
  return paragraphs.flatMap((entry, index) => {
    const { period, part, put, at } = entry.value;
    const meant = nearest(part, parts);
    const before = paragraphs
      .slice(0, index)
      .find(
        ({ value }) =>
          value.put === 'instead' &&
          value.period === period &&
          value.part === part &&
          value.at === at,
      );
    return [
      ...(parts.includes(part)
        ? []
        : [
            findingAt(entry, ['part'], 'PLAN_PARAGRAPH_PART', {
              ...(meant === undefined ? {} : { suggestion: meant }),
              details: { part, names: namesWords(parts) },
            }),
          ]),
      ...(put === 'instead' && at === undefined
        ? [findingAt(entry, ['put'], 'PLAN_PARAGRAPH_WHICH')]
        : []),
      ...(put === 'instead' && at !== undefined && before !== undefined
        ? [
            findingAt(entry, ['at'], 'PLAN_PARAGRAPH_TWICE', {
              details: { where: whereIs(before, entry.file) },
            }),
          ]
        : []),
    ];
  });
}
