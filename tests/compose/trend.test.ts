/** The drawing of the year so far: one panel a section, all its numbers in words, each figure explained. */
import { describe, expect, it } from 'vitest';
import { compose } from '../../src/compose/bulletin.ts';
import { explainFigure } from '../../src/compose/explain.ts';
import type { Bulletin, Trend } from '../../src/model/bulletin.ts';
import type { Day } from '../../src/model/day.ts';

import { roundFraction } from '../../src/model/decimal.ts';
import { aPlan } from '../build/plan.ts';
import { aScoreboard, aTargetPlan } from '../build/scoreboard.ts';

const DAY = '2007-06-08' as Day;
const plan = aTargetPlan();
const board = aScoreboard({ plan });
const bulletin = compose(board, plan, { issuedOn: DAY, printedOn: DAY, number: null });

function trendIn({ body }: Bulletin): Trend | undefined {
  return body.find((block): block is Trend => block.type === 'trend');
}

describe('the trend', () => {
  const trend = trendIn(bulletin)!;

  it('has a panel for each section that has a schedule, and stands in the overview', () => {
    expect(trend.panels.map(({ title }) => title)).toEqual(
      board.sections.flatMap(({ indicators }) => {
        const lead = indicators.filter(
          ({ months, indicator }) => months.length > 1 && indicator.by === 'county',
        );
        return lead.slice(0, 1).map(({ indicator }) => indicator.short ?? indicator.name);
      }),
    );
    expect(trend.panels.length).toBeGreaterThan(0);
    const at = bulletin.body.indexOf(trend);
    const headings = bulletin.body.slice(0, at).filter(({ type }) => type === 'heading');
    expect(headings.map((block) => (block.type === 'heading' ? block.text : ''))).toEqual([
      '一、总体情况',
    ]);
    expect(trend.caption).toMatch(/^图1 /);
  });

  it('draws each month’s gap and tells all of them in words', () => {
    const entry = board.sections
      .flatMap(({ indicators }) => indicators)
      .find(({ indicator }) => indicator.code === 'RC01')!;
    const panel = trend.panels[0]!;
    expect(panel.months).toEqual(['1月', '2月', '3月', '4月', '5月']);
    const gaps = entry.months.map(({ gap }) =>
      gap.value === null ? null : Number(roundFraction(gap.value, 4, 2)),
    );
    expect(panel.gaps).toEqual(gaps);
    for (const { completion, gap } of entry.months) {
      if (completion.value === null || gap.value === null) continue;
      expect(trend.alternative).toContain(
        `完成${String(Number(roundFraction(completion.value, 2, 2)))}%`,
      );
      expect(trend.alternative).toContain(roundFraction(gap.value, 2, 2));
    }
  });

  it('rests on figures that can be asked for, each with its cells', () => {
    const from = { scoreboard: board, bulletin, plan };
    for (const { months } of board.sections.flatMap(({ indicators }) => indicators)) {
      for (const { completion, scheduled, gap } of months) {
        for (const { id } of [completion, scheduled, gap])
          expect(explainFigure(from, id)).not.toBeNull();
      }
    }
    const asked = explainFigure(from, 'RC01/city/gap@2007-03')!;
    expect(asked.name).toBe('潍坊市“引进高层次人才”2007年3月底与序时进度的差距');
    const [completion] = asked.operands;
    expect(completion!.operands.map(({ figure }) => figure)).toEqual(['RC01/city/target']);
    expect(completion!.sources.map(({ unitName, period }) => `${unitName}${period}`)).toEqual([
      '潍城区2007-03',
      '寒亭区2007-03',
      '寿光市2007-03',
    ]);
  });

  it.each([
    ['one month alone', aScoreboard({ plan, period: '2007-01' })],
    ['a year without targets', aScoreboard({ plan: aPlan(), period: '2006' })],
  ])('is not there with %s', (_, other) => {
    const dates = { issuedOn: DAY, printedOn: DAY, number: null };
    expect(trendIn(compose(other, plan, dates))).toBeUndefined();
  });
});
