/** Bulletins of three lengths, made of the same parts: words, figures, tables and a chart. */
import type { Block, Bulletin } from '../../src/model/bulletin.ts';
import { aBulletin } from '../../tests/build/bulletin.ts';

export const LENGTHS = { short: 4, medium: 11, long: 100 } as const;
export type Length = keyof typeof LENGTHS;

/** How often the body stands in each, so that it comes near so many pages. */
const TIMES: Readonly<Record<Length, number>> = { short: 1, medium: 5, long: 58 };

/** @param number tells one document of a length from another. */
export function bulletinOf(length: Length, number = 0): Bulletin {
  const whole = aBulletin();
  const { body } = whole;
  const [annex] = whole.annexes;
  const repeated = Array.from({ length: TIMES[length] }, (_, i) => again(body, number * 1000 + i));
  return {
    ...whole,
    title: `${whole.title}（${String(LENGTHS[length])}页之${String(number + 1)}）`,
    body: repeated.flat(),
    annexes: length === 'short' || annex === undefined ? [] : [annex],
    attachments: length === 'short' || annex === undefined ? [] : [annex.title],
  };
}

/** The same blocks with ids of their own: a bulletin prints each figure once. */
function again(blocks: readonly Block[], times: number): readonly Block[] {
  return blocks.map((block) => {
    if (block.type !== 'paragraph') return block;
    const runs = block.runs.map((run) =>
      run.figure === null
        ? run
        : { words: null, figure: { ...run.figure, id: `${run.figure.id}:${String(times)}` } },
    );
    return { ...block, runs };
  });
}
