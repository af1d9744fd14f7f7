/** A unit closed within the year: told once by name, in the bulletin and where a figure is explained. */
import { expect, it } from 'vitest';
import { compose } from '../../src/compose/bulletin.ts';
import { explainFigure, explanationText } from '../../src/compose/explain.ts';
import type { Day } from '../../src/model/day.ts';
import type { Month } from '../../src/model/period.ts';
import { boardOf } from '../aggregate/board.ts';
import { aPlan, aUnit, anIndicator } from '../build/plan.ts';
import { aSnapshot } from '../build/snapshot.ts';

const to = '2007-04' as Month;
const plan = aPlan({
  indicators: [anIndicator('RC01'), anIndicator('RC02'), anIndicator('RC03')],
  units: [
    aUnit('weicheng', '潍城区'),
    aUnit('hanting', '寒亭区', { to }),
    aUnit('shouguang', '寿光市', { group: 'shi' }),
  ],
});

function bulletinAndBoard(): Parameters<typeof explainFigure>[0] {
  const snapshot = aSnapshot('2007-05');
  for (const month of ['2007-04', '2007-05']) {
    for (const unit of ['weicheng', 'hanting', 'shouguang']) {
      if (unit === 'hanting' && month > to) continue;
      snapshot.put(unit, month, { RC01: '40', RC02: '50', RC03: '60' });
    }
  }
  const scoreboard = boardOf(plan, snapshot);
  const day = '2007-06-08' as Day;
  const bulletin = compose(scoreboard, plan, { issuedOn: day, printedOn: day, number: null });
  return { scoreboard, bulletin, plan };
}

it('is told once, whatever the number of indicators', () => {
  const { bulletin } = bulletinAndBoard();
  const told = JSON.stringify(bulletin).match(/[^"。]*不再报送[^"。]*/g);
  expect(told).toEqual(['全市累计含4月后不再报送的寒亭区1—4月数']);
});

it('is named where the city’s figure is explained by its cells', () => {
  const explanation = explainFigure(bulletinAndBoard(), 'RC01/city/cumulative');
  expect(explanation === null ? '' : explanationText(explanation)).toContain(
    '来源：寒亭区2007年4月报表',
  );
});
