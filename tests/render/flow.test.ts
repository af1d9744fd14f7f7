/** Where tables and charts come to stand: words keep their order, nothing is lost, and no other place ends sooner. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settled, type Piece } from '../../src/render/flow.ts';

const LINE = 10.4464;
const part: Piece = { kind: 'part', height: LINE };
const words = (lines: number): Piece => ({ kind: 'words', height: lines * LINE });
const drawn = (lines: number): Piece => ({ kind: 'drawn', height: lines * LINE });

describe('tables and charts', () => {
  it('stay at the end of their part when that is as good', () => {
    expect(settled([part, words(3), words(3), drawn(8), drawn(4)], 0)).toEqual([0, 1, 2, 3, 4]);
  });

  it('move between the paragraphs where a page would be left half empty', () => {
    const pieces = [part, words(4), words(8), drawn(12), part, words(3)];
    // 13 lines of words leave 9: the table of 12 fits only before the second paragraph.
    expect(settled(pieces, 0)).toEqual([0, 1, 3, 2, 4, 5]);
  });

  it('never stand before the first paragraph of their part, nor in another part', () => {
    const pieces = [part, words(20), drawn(12), part, words(5), drawn(6)];
    const order = settled(pieces, 0);
    expect(order.indexOf(1)).toBeLessThan(order.indexOf(2));
    expect(order.slice(0, 3).toSorted()).toEqual([0, 1, 2]);
  });

  it('keep their own order and that of the words, whatever the heights', () => {
    const piece = fc.oneof(
      fc.constant(part),
      fc.integer({ min: 1, max: 12 }).map(words),
      fc.integer({ min: 1, max: 21 }).map(drawn),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.nat({ max: 20 }), (pieces, start) => {
        const order = settled(pieces, start * LINE);
        expect(order.toSorted((a, b) => a - b)).toEqual(pieces.map((_, i) => i));
        for (const kind of ['words', 'drawn'] as const) {
          const own = order.filter((place) => pieces[place]?.kind === kind);
          expect(own).toEqual(own.toSorted((a, b) => a - b));
        }
      }),
    );
  });
});
