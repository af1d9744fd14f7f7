/** Every figure can be asked where it comes from, down to the cell. */
import { describe, expect, it } from 'vitest';
import {
  explainFigure,
  explanationText,
  figureMeant,
  figuresLike,
  type Explanation,
} from '../../src/compose/explain.ts';
import { compose } from '../../src/compose/bulletin.ts';
import { printedFigures } from '../../src/compose/printed-figures.ts';
import type { Day } from '../../src/model/day.ts';
import { figuresOf } from '../aggregate/board.ts';
import { aScoreboard, aTargetPlan } from '../build/scoreboard.ts';

const BOARD = aScoreboard();
const DAY = '2007-05-08' as Day;
const PLAN = aTargetPlan();
const BULLETIN = compose(BOARD, PLAN, { issuedOn: DAY, printedOn: DAY, number: null });
const FROM = { scoreboard: BOARD, bulletin: BULLETIN, plan: PLAN };

function explain(id: string): Explanation {
  return explainFigure(FROM, id)!;
}

/** All explanations of a tree. */
function nodes(explanation: Explanation): readonly Explanation[] {
  return [explanation, ...explanation.operands.flatMap(nodes)];
}

describe('where a figure comes from', () => {
  it('follows a total to the cells of its units', () => {
    const total = explain('RC01/city/cumulative');
    expect(total).toMatchObject({
      name: '潍坊市“引进高层次人才”本年累计',
      text: '168人',
      value: '168',
      formula: 'sum-of-units',
    });
    expect(total.operands.map(({ name, text }) => [name, text])).toEqual([
      ['潍城区“引进高层次人才”本年累计', '64人'],
      ['寒亭区“引进高层次人才”本年累计', '20人'],
      ['寿光市“引进高层次人才”本年累计', '84人'],
    ]);
    expect(total.operands[2]?.sources).toMatchObject([
      { fileName: 'shouguang-2007-04.xlsx', cell: 'D7', typed: '84', unitName: '寿光市' },
    ]);
  });

  it('takes a completion apart into what was reached and the target', () => {
    const { text, value, operands } = explain('RC01/weicheng/completion');
    expect([text, value]).toEqual(['53.33%', '53.333333']);
    expect(operands.map(({ text: operand }) => operand)).toEqual(['64人', '120人']);
  });

  it.each([
    ['JC02/city/period', '91.95%', '91.954023'],
    ['JC02/city/gap', '-3.05个百分点', '-3.045977'],
    ['RC01/weicheng/gap', '+11.67个百分点', '11.666667'],
    ['RC01/weicheng/yearOnYear', '+6.67%', '6.666667'],
    ['RC01/weicheng/rank', '第1位', '1'],
    ['RC01/city/count', '2/3', '2'],
    ['RC01/shouguang/period', '缺报（未报送报表）', null],
    ['YC03/city/cumulative', '57万多次', '576000'],
    ['JC02/weicheng/numerator', '95家', '95'],
    ['score:all/weicheng/score', '67.56分', '67.555556'],
    ['reporting/city/rate', '75%', '75.000000'],
  ])('%s is %s', (id, text, value) => {
    expect([explain(id).text, explain(id).value]).toEqual([text, value]);
  });

  it('says it in plain Chinese', () => {
    const text = explanationText(explain('RC01/city/cumulative'));
    expect(text.split('\n')[0]).toBe(
      '潍坊市“引进高层次人才”本年累计：168人　［RC01/city/cumulative］',
    );
    expect(text).toContain(
      '寿光市2007年4月报表“shouguang-2007-04.xlsx”的工作表“报表”D7格，填的是“84”（回执第',
    );
    expect(text).toContain('由下列3个数得出：');
  });

  it('explains every figure of a scoreboard, each present one ending in cells, the plan or a count', () => {
    for (const figure of figuresOf(BOARD)) {
      const explanation = explain(figure.id);
      expect(explanation.figure).toBe(figure.id);
      expect(explanation.text).not.toBe('');
      if (figure.value === null) continue;
      const leaves = nodes(explanation).filter(({ operands }) => operands.length === 0);
      const grounded = leaves.every(
        ({ sources, formula }) =>
          sources.length > 0 ||
          ['target-of-plan', 'share-of-year', 'reporting-rate'].includes(formula),
      );
      expect([figure.id, grounded]).toEqual([figure.id, true]);
    }
  });

  it('follows a task’s share to the row in which it was typed', () => {
    const task = BOARD.tasks.flatMap(({ task: { code }, units }) =>
      units.filter(({ percent }) => percent !== null).map(({ unit }) => `${code}/${unit}/percent`),
    );
    expect(task.length).toBeGreaterThan(0);
    for (const id of task) {
      expect(explain(id).sources).toHaveLength(1);
      expect(explain(id).sources[0]?.cell).toMatch(/^[A-Z]+\d+$/);
    }
  });

  it('knows no other figure', () => {
    expect(explainFigure(FROM, 'RC99/city/period')).toBeNull();
    expect(explainFigure(FROM, '')).toBeNull();
  });

  it('knows which figure is meant by a name', () => {
    const meant = (asked: string): string | null => figureMeant(figuresLike(FROM, asked), asked);
    const names = figuresLike(FROM, '');
    const { name } = names.find(({ figure }) => figure === 'RC01/weicheng/period')!;
    expect(meant(name)).toBe('RC01/weicheng/period');
    expect(meant('潍城区引进高层次人才本年累计')).toBe('RC01/weicheng/cumulative');
    expect(meant('潍城区高层人才本年累计')).toBe('RC01/weicheng/cumulative');
    expect(meant('潍城区引进')).toBeNull();
    expect(meant('没有的数')).toBeNull();
  });

  it('explains every figure that the bulletin prints', () => {
    const printed = [...printedFigures(BULLETIN).keys()];
    expect(printed.length).toBeGreaterThan(50);
    expect(printed.filter((id) => explainFigure(FROM, id) === null)).toEqual([]);
  });
});
