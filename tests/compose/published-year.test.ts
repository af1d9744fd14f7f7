/** 2006 as published: each figure of the report stands in the yearly bulletin in the report's own form. */
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { compose } from '../../src/compose/bulletin.ts';
import type { Bound } from '../../src/model/bound.ts';
import type { Day } from '../../src/model/day.ts';
import { decimal } from '../../src/model/decimal.ts';
import type { Indicator, Part, Plan } from '../../src/model/plan.ts';
import { anIndicator, aPlan, aUnit } from '../build/plan.ts';
import { aMoment, aSnapshot, type CellSpec } from '../build/snapshot.ts';
import { bodyText } from './printed.ts';

type Published = Readonly<{
  over: Partial<Indicator>;
  value: string;
  bound?: Bound;
  of?: string;
  says: string;
}>;

const part = (name: string): Part => ({ name, unitOfMeasure: '人' });
const RATIO = {
  kind: 'ratio',
  unitOfMeasure: '%',
  numerator: part('分子'),
  denominator: part('分母'),
} as const;

/** Figures and wordings of the city's report on 2006 (潍坊市全力做好党建和组织工作). */
const PUBLISHED: Readonly<Record<string, Published>> = {
  XJ01: {
    over: { ...RATIO, says: '群众对先进性教育活动的满意率达到{figure}' },
    value: '126468',
    of: '126480',
    says: '群众对先进性教育活动的满意率达到99.99%',
  },
  RS01: {
    over: { unitOfMeasure: '名', says: '面向全市公开选拔了{figure}县级领导干部' },
    value: '11',
    says: '面向全市公开选拔了11名县级领导干部',
  },
  RS02: {
    over: { kind: 'stock', unitOfMeasure: '家', says: '重新确定了{figure}市级重点管理企业' },
    value: '30',
    says: '重新确定了30家市级重点管理企业',
  },
  RS03: {
    over: { unitOfMeasure: '名', says: '确认{figure}干部考察员资格' },
    value: '191',
    says: '确认191名干部考察员资格',
  },
  PX01: {
    over: { unitOfMeasure: '人次', style: 'wan', says: '共培训各级各类干部{figure}' },
    value: '128000',
    says: '全年共培训各级各类干部12.8万人次',
  },
  PX02: {
    over: { says: '参加市以上脱产培训及境外培训的干部{figure}' },
    value: '1880',
    says: '参加市以上脱产培训及境外培训的干部1880人',
  },
  PX03: {
    over: { style: 'wan', says: '新增完成大规模培训干部规定时间要求的干部{figure}' },
    value: '45000',
    says: '新增完成大规模培训干部规定时间要求的干部4.5万人',
  },
  PX04: {
    over: {
      unitOfMeasure: '个',
      style: 'hanzi',
      says: '组织了赴加拿大英语翻译人才培训班等{figure}出国培训项目',
    },
    value: '3',
    says: '组织了赴加拿大英语翻译人才培训班等三个出国培训项目',
  },
  RC01: {
    over: { says: '全市共引进高层次人才{figure}' },
    value: '579',
    says: '全市共引进高层次人才579人，其中博士（后）31人、硕士417人',
  },
  RC02: {
    over: { partOf: 'RC01', says: '其中博士（后）{figure}' },
    value: '31',
    says: '博士（后）31人',
  },
  RC03: { over: { partOf: 'RC01', says: '硕士{figure}' }, value: '417', says: '硕士417人' },
  RC04: {
    over: { says: '有{figure}被聘为“泰山学者”' },
    value: '1',
    says: '有1人被聘为“泰山学者”',
  },
  RC06: {
    over: { kind: 'stock', says: '市级专业技术拔尖人才、首席技师和农村实用人才达到{figure}' },
    value: '216',
    says: '市级专业技术拔尖人才、首席技师和农村实用人才达到216人',
  },
  JC01: {
    over: { unitOfMeasure: '万元', decimals: 2, says: '投入达{figure}' },
    value: '4929',
    says: '投入达4929万元',
  },
  JC02: {
    over: { ...RATIO, says: '具备条件的非公有制企业党组织组建率达到{figure}' },
    value: '6212',
    of: '6212',
    says: '具备条件的非公有制企业党组织组建率达到100%',
  },
  JC03: {
    over: { unitOfMeasure: '名', says: '全市新发展党员{figure}' },
    value: '9982',
    says: '全市新发展党员9982名',
  },
  YC01: {
    over: { unitOfMeasure: '个', says: '在城市社区、老年大学新建站点{figure}' },
    value: '413',
    says: '在城市社区、老年大学新建站点413个',
  },
  YC02: {
    over: { kind: 'stock', unitOfMeasure: '个', says: '接入互联网的乡村站点达{figure}' },
    value: '8523',
    says: '接入互联网的乡村站点达8523个',
  },
  YC03: {
    over: {
      unitOfMeasure: '次',
      style: 'wan',
      approximate: true,
      floorTo: decimal('10000'),
      says: '组织播看远程教育节目{figure}',
    },
    value: '352416',
    bound: 'over',
    says: '组织播看远程教育节目35万多次',
  },
  YC04: {
    over: {
      unitOfMeasure: '人次',
      style: 'wan',
      approximate: true,
      floorTo: decimal('1000000'),
      says: '参加培训的党员干部{figure}',
    },
    value: '9034500',
    bound: 'over',
    says: '参加培训的党员干部900多万人次',
  },
};

function publishedPlan(): Plan {
  const indicators = Object.entries(PUBLISHED).map(([code, { over }]) => anIndicator(code, over));
  return aPlan({ units: [aUnit('weicheng', '潍城区')], indicators, tasks: [] });
}

function cells(): Record<string, CellSpec> {
  return Object.fromEntries(
    Object.entries(PUBLISHED).flatMap(([code, { value, of, bound }]): [string, CellSpec][] => {
      if (of !== undefined)
        return [
          [`${code}-1`, value],
          [`${code}-2`, of],
        ];
      return [[code, bound === undefined ? value : { value, bound }]];
    }),
  );
}

describe('the bulletin of 2006', () => {
  const snapshot = aSnapshot('2006').put('weicheng', '2006-12', cells()).build();
  const plan = publishedPlan();
  const board = aggregate(snapshot, plan, aMoment('2007-01-08T09:00'));
  const day = '2007-01-08' as Day;
  const text = bodyText(compose(board, plan, { issuedOn: day, printedOn: day, number: null }));

  it.each(Object.entries(PUBLISHED))('%s in its own words', (_code, { says }) => {
    expect(text).toContain(says);
  });

  it('says once and plainly that nothing is measured against targets', () => {
    expect(text).toContain('本年度未下达目标，不计算完成率、不排综合得分。');
    expect(text).not.toContain('完成年度目标');
  });
});
