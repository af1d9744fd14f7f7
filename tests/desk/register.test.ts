/** The register of document numbers as people name and read it. */
import { describe, expect, it } from 'vitest';
import { editionLine, editionNamed } from '../../src/desk/document.ts';
import type { Edition } from '../../src/model/edition.ts';
import { aPlan } from '../build/plan.ts';
import { aSigned, minute, sha256 } from '../record/builders.ts';

const plan = aPlan();

function anEdition(id: number, over: Partial<Edition> = {}): Edition {
  return { ...aSigned(id, sha256('plan')).signed, id, released: null, ...over };
}

const given = { who: '印发人', at: minute(9), chain: { seq: 9, hash: sha256('9') } };
const number = '潍组通报〔2007〕1号';
const first = anEdition(1, { documentNumber: number });
const second = anEdition(2, { documentNumber: number, signature: 2, released: given });

describe('the register', () => {
  it('names the last signature by number and by period, given out or not', () => {
    const all = [first, second];
    expect(editionNamed(number, all)).toBe(second);
    expect(editionNamed('2007-05', all)).toBe(second);
    expect(editionNamed('1', all)).toBe(first);
    expect(() => editionNamed('2007-06', all)).toThrow('没有签发过');
  });

  it('says of each how far it has come, and of a signature that was replaced by what', () => {
    expect(editionLine(first, [first], plan)).toContain('待2007年6月8日印发');
    expect(editionLine(first, [first, second], plan)).toContain('已由第2次签发代替');
    expect(editionLine(second, [first, second], plan)).toMatch(/第2次签发.*印发$/);
    const next = anEdition(3, { documentNumber: '潍组通报〔2008〕1号' });
    expect(editionLine(first, [first, next], plan)).toContain(
      '文号作废（改用潍组通报〔2008〕1号）',
    );
  });
});
