/** Figures become text once, and never say more than they are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeWords } from '../../src/compose/change.ts';
import { plainText } from '../../src/compose/saying.ts';
import {
  percentCell,
  percentText,
  pointsText,
  scoreText,
  signedCell,
} from '../../src/compose/percentage.ts';
import { amountCell, amountText } from '../../src/compose/wording.ts';
import type { Bound } from '../../src/model/bound.ts';
import {
  compareFractions,
  decimal,
  divideFractions,
  fraction,
  subtractFractions,
  whole,
  type Fraction,
} from '../../src/model/decimal.ts';
import type { NumeralStyle } from '../../src/model/plan.ts';
import type { Absence, Figure } from '../../src/model/scoreboard.ts';
import { anIndicator, aPlan } from '../build/plan.ts';

const plan = aPlan();

function aFigure(value: Fraction | null, over: Partial<Figure> = {}): Figure {
  return {
    id: 'RC01/city/period',
    value,
    bound: null,
    absent: value === null ? 'no-form' : null,
    lineage: { formula: 'reported', operands: [], sources: [] },
    ...over,
  };
}

function amount(text: string, over: Partial<Figure> = {}): Figure {
  return aFigure(whole(decimal(text)), over);
}

function share(n: string, d: string): Figure {
  return aFigure(fraction(decimal(n), decimal(d)));
}

describe('an amount in running text', () => {
  const cases: readonly [string, NumeralStyle, string, string][] = [
    ['9982', 'plain', '名', '9982名'],
    ['1880', 'plain', '人', '1880人'],
    ['4929', 'plain', '万元', '4929万元'],
    ['4929.50', 'plain', '万元', '4929.5万元'],
    ['0', 'plain', '人', '0人'],
    ['128000', 'wan', '人次', '12.8万人次'],
    ['45000', 'wan', '人', '4.5万人'],
    ['9999', 'wan', '人', '9999人'],
    ['10000', 'wan', '人', '1万人'],
    ['128049', 'wan', '人次', '12.8万人次'],
    ['128050', 'wan', '人次', '12.81万人次'],
    ['-128050', 'wan', '人次', '-12.81万人次'],
    ['99999999', 'wan', '次', '9999.9999万次'],
    ['100000000', 'wan', '元', '1亿元'],
    ['1234567890', 'wan', '元', '12.35亿元'],
    ['-123456789', 'wan', '元', '-1.23亿元'],
    ['3', 'hanzi', '个', '三个'],
    ['2', 'hanzi', '个', '两个'],
    ['10', 'hanzi', '个', '十个'],
    ['12', 'hanzi', '个', '十二个'],
    ['20', 'hanzi', '个', '二十个'],
    ['0', 'hanzi', '个', '0个'],
    ['120', 'hanzi', '个', '120个'],
  ];
  it.each(cases)('%s %s %s prints %s', (value, style, unitOfMeasure, text) => {
    expect(amountText(amount(value), { style, unitOfMeasure }).text).toBe(text);
  });

  const bounds: readonly [string, Bound, string, string, string][] = [
    ['352416', 'over', '10000', '次', '35万多次'],
    ['350000', 'over', '10000', '次', '35万多次'],
    ['9034500', 'over', '1000000', '人次', '900多万人次'],
    ['9000000', 'over', '1000000', '人次', '900多万人次'],
    ['8123', 'over', '10000', '次', '8000多次'],
    ['352416', 'about', '10000', '次', '约35万次'],
    ['355000', 'about', '10000', '次', '约36万次'],
    ['352416', 'under', '10000', '次', '近36万次'],
    ['350000', 'under', '10000', '次', '近35万次'],
    ['352416000', 'over', '100000000', '元', '3亿多元'],
    ['1352416000', 'over', '1000000000', '元', '10多亿元'],
    ['352416000', 'about', '10000000', '元', '约3.5亿元'],
    ['352416000', 'under', '100000000', '元', '近4亿元'],
  ];
  it.each(bounds)('%s %s by %s%s prints %s%s', (...[value, bound, step, unitOfMeasure, text]) => {
    const indicator = { style: 'wan', unitOfMeasure, floorTo: decimal(step) } as const;
    const printed = amountText(amount(value, { bound }), indicator);
    expect(printed.text).toBe(text);
    expect(printed.value).toBe(value);
  });

  it('does not round an amount up to its target', () => {
    const target = amount('130000');
    const indicator = { style: 'wan', unitOfMeasure: '人次' } as const;
    expect(amountText(amount('129999'), indicator, [target]).text).toBe('12.9999万人次');
    expect(amountText(amount('130000'), indicator, [target]).text).toBe('13万人次');
  });

  it('keeps every digit in a table and pads to the column', () => {
    const money = anIndicator('JC01', { decimals: 2 });
    expect(amountCell(amount('275.3'), money).text).toBe('275.30');
    expect(amountCell(amount('128049'), anIndicator('PX01', { style: 'wan' })).text).toBe('128049');
  });
});

describe('a share', () => {
  it.each([
    ['9999', '10000', '99.99%'],
    ['1', '1', '100%'],
    ['1', '2', '50%'],
    ['1', '3', '33.33%'],
    ['2', '3', '66.67%'],
    ['999996', '1000000', '99.9996%'],
    ['126468', '126480', '99.99%'],
    ['99999999', '100000000', '99.999999%'],
    ['0', '7', '0%'],
    ['1', '100000', '0.001%'],
  ])('%s of %s prints %s', (n, d, text) => {
    expect(percentText(share(n, d)).text).toBe(text);
  });

  it('short of its threshold never prints as it', () => {
    const threshold = share('95', '100');
    expect(percentText(share('949996', '1000000'), [threshold]).text).toBe('94.9996%');
    expect(percentText(share('95', '100'), [threshold]).text).toBe('95%');
  });

  it('has at least two decimals in a column', () => {
    expect(percentCell(share('1', '1')).text).toBe('100.00');
    expect(percentCell(share('649987', '650000')).text).toBe('99.998');
  });

  it('never prints 100% unless it is', () => {
    const anyShare = fc.tuple(fc.bigInt(0n, 10n ** 15n), fc.bigInt(1n, 10n ** 15n));
    fc.assert(
      fc.property(anyShare, ([n, d]) => {
        const printed = percentText(share(n.toString(), d.toString()));
        expect(printed.text === '100%').toBe(n === d);
        expect(printed.text === '0%').toBe(n === 0n);
      }),
    );
  });
});

describe('differences', () => {
  it.each([
    ['32', '1000', '3.2个百分点'],
    ['-32', '1000', '3.2个百分点'],
    ['1', '1000000', '0.0001个百分点'],
  ])('%s/%s prints %s', (n, d, text) => {
    expect(pointsText(share(n, d)).text).toBe(text);
  });

  it('carries its sign in a table', () => {
    expect(signedCell(share('32', '1000')).text).toBe('+3.20');
    expect(signedCell(share('-32', '1000')).text).toBe('-3.20');
    expect(signedCell(share('0', '1')).text).toBe('0.00');
  });

  it('tells two scores apart that would print alike', () => {
    const [a, b] = [share('86531', '100000'), share('86534', '100000')];
    expect(scoreText(a, [a, b]).text).toBe('86.531');
    expect(scoreText(b, [a, b]).text).toBe('86.534');
  });
});

describe('an absent figure', () => {
  it.each<[Absence, string]>([
    ['no-form', '缺报'],
    ['blank', '未填'],
    ['not-applicable', '不适用'],
    ['not-due', '未到期限'],
    ['no-target', '—'],
    ['no-base', '—'],
    ['approximate', '—'],
  ])('%s prints %s and has no value', (absent, text) => {
    const figure = aFigure(null, { absent });
    for (const printed of [
      amountCell(figure, anIndicator('RC01')),
      percentCell(figure),
      signedCell(figure),
      scoreText(figure),
    ]) {
      expect(printed).toMatchObject({ text, value: null });
    }
    for (const printed of [amountText(figure, anIndicator('RC01')), percentText(figure)]) {
      expect(printed.value).toBeNull();
      expect(printed.text).not.toMatch(/^(—|\d.*)?$/);
    }
  });
});

describe('a change', () => {
  function compared(
    now: string,
    before: string,
    kind: 'flow' | 'ratio' = 'flow',
  ): Parameters<typeof changeWords>[2] {
    const [a, b] = [whole(decimal(now)), whole(decimal(before))];
    const value =
      kind === 'ratio' ? subtractFractions(a, b) : divideFractions(subtractFractions(a, b), b);
    return {
      indicator: anIndicator('RC01', { kind }),
      now: aFigure(a, { id: 'RC01/city/period' }),
      before: aFigure(b, { id: 'RC01/city/previous' }),
      change: aFigure(value, {
        id: 'RC01/city/monthOnMonth',
        absent: value === null ? 'zero-base' : null,
        lineage: {
          formula: 'change-rate',
          operands: ['RC01/city/period', 'RC01/city/previous'],
          sources: [],
        },
      }),
    };
  }

  it.each([
    ['1123', '1000', '环比增长12.3%'],
    ['877', '1000', '环比下降12.3%'],
    ['1000', '1000', '环比持平'],
    ['0', '0', ''],
    ['5', '0', '上期为0人'],
  ])('from %s against %s says %s', (now, before, text) => {
    expect(plainText(changeWords({ plan }, '环比', compared(now, before)) ?? [])).toBe(text);
  });

  it('of a ratio is told in points', () => {
    expect(plainText(changeWords({ plan }, '同比', compared('0.95', '0.947', 'ratio')) ?? [])).toBe(
      '同比提高0.3个百分点',
    );
  });

  it.each<[string, string, string]>([
    ['0.99996', '0.99989', '同比提高0.01个百分点'],
    ['0.9998', '0.99979', '同比基本持平'],
    ['0.9998', '0.9998', '同比持平'],
    ['1', '0.999999', '同比提高0.0001个百分点'],
  ])('of a ratio %s against %s that print alike is none', (now, before, text) => {
    expect(plainText(changeWords({ plan }, '同比', compared(now, before, 'ratio')) ?? [])).toBe(
      text,
    );
  });

  it('over other units than the totals says so', () => {
    const change = compared('1123', '1000');
    const lineage = { ...change.change.lineage, operands: ['RC01/weicheng/period'] };
    const partial = { ...change, change: { ...change.change, lineage } };
    expect(plainText(changeWords({ plan }, '环比', partial) ?? [])).toBe('可比口径环比增长12.3%');
  });

  it('never says 增长 of what is lower, nor 下降 of what is higher', () => {
    const whatever = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(whatever, whatever, (now, before) => {
        const of = compared(String(now), String(before));
        const words = plainText(changeWords({ plan }, '环比', of) ?? []);
        const side = compareFractions(of.now.value!, of.before.value!);
        if (words.includes('增长')) expect(side).toBeGreaterThan(0);
        if (words.includes('下降')) expect(side).toBeLessThan(0);
        if (words.includes('持平')) expect(side).toBe(0);
      }),
    );
  });
});

it('a gap has the decimals of the two percentages it lies between', () => {
  const [reached, due] = [share('99997', '100000'), share('1', '2')];
  const gap = aFigure(subtractFractions(reached.value!, due.value!));
  expect(signedCell(gap, [reached, due]).text).toBe('+49.997');
  expect(pointsText(gap, [reached, due]).text).toBe('49.997个百分点');
  expect(signedCell(gap).text).toBe('+50.00');
});
