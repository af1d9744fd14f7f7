/** The bulletin of one section: its own figures, tasks, ranking and annexes, and those of no other. */
import { describe, expect, it } from 'vitest';
import { compose, type Dates } from '../../src/compose/bulletin.ts';
import { explainFigure } from '../../src/compose/explain.ts';
import { composeThematic, hasSection } from '../../src/compose/thematic.ts';
import type { Bulletin } from '../../src/model/bulletin.ts';
import type { Day } from '../../src/model/day.ts';
import type { Plan } from '../../src/model/plan.ts';
import { aTask } from '../build/plan.ts';
import { aScoreboard, aTargetPlan } from '../build/scoreboard.ts';
import { bodyText, figuresIn, wholeText } from './printed.ts';

const DATES: Dates = {
  issuedOn: '2007-06-08' as Day,
  printedOn: '2007-06-08' as Day,
  number: null,
};
const PLAN = aTargetPlan();
const BOARD = aScoreboard({ plan: PLAN });
const TALENT = { id: 'rencai', name: '人才工作' };

function thematic(plan: Plan = PLAN, section = TALENT, period = '2007-05'): Bulletin {
  const board = aScoreboard({ plan, period });
  return composeThematic(board, plan, { section, dates: DATES });
}

describe('the bulletin of a section', () => {
  const bulletin = thematic();
  const text = wholeText(bulletin);

  it('has its own title, lead, parts and annexes', () => {
    expect(bulletin.title).toBe('关于2007年5月人才工作进展情况的通报');
    expect(bodyText(bulletin)).toContain('现将2007年5月全市人才工作进展情况通报如下');
    const headings = bulletin.body.flatMap((block) => (block.type === 'heading' ? block.text : []));
    expect(headings).toEqual([
      '一、总体情况',
      '二、指标进展',
      '三、得分排名',
      '四、报送情况',
      '五、存在问题',
      '六、下一步工作要求',
    ]);
    expect(bulletin.attachments).toEqual(['各单位主要指标完成情况表', '指标口径与计算公式']);
  });

  it('takes its title from the office, as it was at the time', () => {
    const office = { ...PLAN.office, thematicTitle: '{section}专题通报（{period}）' };
    expect(thematic({ ...PLAN, office }).title).toBe('人才工作专题通报（2007年5月）');
    const formerly = [{ to: '2007-05', thematicTitle: '{period}{section}简况' }] as never;
    expect(thematic({ ...PLAN, office: { ...office, formerly } }).title).toBe(
      '2007年5月人才工作简况',
    );
  });

  it('tells of no other section', () => {
    for (const other of ['公开选拔', '活动场所', '组建率', '远程教育', '工作进展顺利']) {
      expect(text).not.toContain(other);
    }
    const subjects = figuresIn(bulletin).map(({ id }) => id.split('/')[0]!);
    const known = /^(RC\d\d|score:rencai|reporting.*|indicators|pace)$/;
    expect(subjects.filter((subject) => !known.test(subject))).toEqual([]);
  });

  it('ranks by the score of the section, with the figures of the bulletin of the whole', () => {
    expect(text).toContain('人才工作得分按已下达目标的指标完成率加权计算');
    const whole = new Map(
      figuresIn(compose(BOARD, PLAN, DATES)).map((figure) => [figure.id, figure.text]),
    );
    const scores = figuresIn(bulletin).filter(({ id }) => /^score:rencai\/\w+\/score$/.test(id));
    expect(scores.length).toBeGreaterThan(0);
    for (const { id, text: printed } of scores) expect(printed).toBe(whole.get(id));
  });

  it.each(['2007-05', '2007-Q1', '2006'])(
    'of %s explains every figure that it prints',
    (period) => {
      const scoreboard = aScoreboard({ plan: PLAN, period });
      const own = composeThematic(scoreboard, PLAN, { section: TALENT, dates: DATES });
      for (const { id } of figuresIn(own)) {
        expect(explainFigure({ scoreboard, bulletin: own, plan: PLAN }, id)?.figure).toBe(id);
      }
    },
  );

  it('of tasks alone speaks of no indicators, targets or formulas', () => {
    const plan = { ...PLAN, tasks: [aTask('T09', { name: '班子换届', section: 'huanjie' })] };
    const own = thematic(plan, { id: 'huanjie', name: '换届' });
    expect(bodyText(own)).toContain('未定具体期限的任务1项');
    expect(bodyText(own)).not.toMatch(/目标|同比|得分/);
    expect(own.attachments).toEqual(['各单位主要指标完成情况表']);
  });

  it('without targets says so of itself alone', () => {
    const targets = PLAN.targets.filter(({ indicator }) => !indicator.startsWith('RC'));
    const text = bodyText(thematic({ ...PLAN, targets }));
    expect(text).toContain('人才工作本年度未下达目标，不计算完成率、不排得分。');
    expect(text).not.toContain('综合得分');
  });

  it('is there only for a section with something to tell', () => {
    expect(['rencai', 'jiceng', 'yuancheng', 'nothing'].map((id) => hasSection(BOARD, id))).toEqual(
      [true, true, true, false],
    );
  });
});
