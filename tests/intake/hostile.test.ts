/** Small files made to hold a reader up: each is refused or read, and soon. */
import { describe, expect, it } from 'vitest';
import { inTime } from '../../src/intake/in-time.ts';
import { readWorkbook } from '../../src/intake/workbook.ts';
import { bookWith, HOSTILE } from '../build/hostile.ts';

/** Far more than any of them needs: a quiet machine takes under two seconds for the slowest. */
const SOON_MS = 5000;

describe('a hostile file', () => {
  it.each(HOSTILE)('is answered soon: %s', { timeout: 60_000 }, async (_, made, code) => {
    const bytes = made();
    expect(bytes.length).toBeLessThan(5 * 1024 * 1024);
    const started = performance.now();
    const { value, findings } = await readWorkbook(bytes, '寒亭区.xlsx');
    expect(performance.now() - started).toBeLessThan(SOON_MS);
    expect(findings.map((finding) => finding.code)).toEqual(code === null ? [] : [code]);
    expect(value === null).toBe(code !== null);
  });

  it('differs from a plain one, which is read', async () => {
    const { value } = await readWorkbook(bookWith(), '寒亭区.xlsx');
    expect(value?.sheets[0]?.cells).toEqual([{ row: 1, column: 1, kind: 'number', text: '7' }]);
  });
});

describe('work in time', () => {
  it('is given up when it would never end, and hands over its value and its errors otherwise', () => {
    const endless = (): number => {
      for (let turn = 0; ; turn += 1) if (turn < 0) return turn;
    };
    expect(inTime(50, endless)).toBeNull();
    expect(inTime(1000, () => 7)).toEqual({ value: 7 });
    const fault = new RangeError('x');
    expect(() =>
      inTime(1000, () => {
        throw fault;
      }),
    ).toThrow(fault);
  });
});
