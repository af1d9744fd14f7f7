/** The administrator's own words: phrases that the numbers bear out in every case, and paragraphs for parts that there are. */
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import { DEFAULT_PHRASES } from '../../src/model/catalogue/occasions.ts';
import { planFilesIn } from '../../src/intake/plan-yaml.ts';
import { parseConditions } from '../../src/model/phrase.ts';
import { planFiles, replaced, SHIPPED } from './plan-texts.ts';

const { phrases } = SHIPPED;

/** Codes and lines of what is wrong with the phrases. */
function told(text: string): readonly string[] {
  return checkPlan(planFiles({ phrases: text })).findings.map(
    ({ code, place: { file, line }, suggestion = '' }) =>
      `${file.replace('config/', '')}:${String(line)} ${code} ${suggestion}`.trim(),
  );
}

/** The line, from 1, of the shipped file on which the text stands. */
function lineOf(text: string): string {
  return String(phrases.slice(0, phrases.indexOf(text)).split('\n').length);
}

describe('phrases', () => {
  it('shipped are those that are said without any', () => {
    const { value } = checkPlan(planFiles());
    expect(value?.phrases).toEqual(DEFAULT_PHRASES);
    const without = planFiles().filter(({ name }) => name !== 'phrases' && name !== 'paragraphs');
    expect(checkPlan(without).value?.phrases).toEqual(DEFAULT_PHRASES);
  });

  it('leave the version of a plan alone that was kept before there were any', () => {
    const without = planFiles().filter(({ name }) => name !== 'phrases' && name !== 'paragraphs');
    const plan = checkPlan(without).value;
    expect(plan?.source).not.toContain('phrases.yaml');
    expect(checkPlan(planFilesIn(plan?.source ?? '')).value?.version).toBe(plan?.version);
  });

  it('of one occasion may be the only ones written', () => {
    const own = 'phrases:\n  - occasion: 完成率\n    say: 达到全年的{完成率}\n';
    const { value, findings } = checkPlan(planFiles({ phrases: own }));
    expect(findings).toEqual([]);
    const occasions = new Set(DEFAULT_PHRASES.map(({ occasion }) => occasion));
    expect(new Set(value?.phrases.map(({ occasion }) => occasion))).toEqual(occasions);
    expect(value?.phrases.filter(({ occasion }) => occasion === '完成率')).toHaveLength(1);
  });

  it.each([
    [
      'say 高于 of nothing',
      'when: 差距 > 0',
      'when: 差距 >= 0',
      ['PLAN_PHRASE_CLAIM', 'PLAN_PHRASE_IDLE'],
    ],
    [
      'say 高于 of less',
      'when: 差距 > 0',
      'when: 差距 < 0',
      ['PLAN_PHRASE_CLAIM', 'PLAN_PHRASE_IDLE', 'PLAN_PHRASE_CLAIM'],
    ],
    ['say 持平 of a little', 'when: 差距 < 0', 'when: 差距 < -1', ['PLAN_PHRASE_CLAIM']],
    ['say 增长 of a fall', 'when: 增幅 > 0', 'when: 增幅 > -5', ['PLAN_PHRASE_CLAIM']],
    [
      'say 均 of some',
      'when: 滞后项数 = 0',
      'when: 滞后项数 <= 1',
      ['PLAN_PHRASE_CLAIM', 'PLAN_PHRASE_CLAIM'],
    ],
    [
      'say 个别 of nearly a third',
      'when: 滞后占比 <= 25',
      'when: 滞后占比 <= 30',
      ['PLAN_PHRASE_CLAIM'],
    ],
    ['say twice of less', 'when: 倍数 >= 2', 'when: 倍数 >= 1.5', ['PLAN_PHRASE_CLAIM']],
    [
      'leave a case without words',
      '    say: 与{对象}持平',
      '    when: 差距 = 0.5\n    say: 与{对象}相差{差距}',
      ['PLAN_PHRASE_GAP', 'PLAN_PHRASE_IDLE'],
    ],
    ['ask for what is not known', 'when: 差距 > 0', 'when: 差额 > 0', ['PLAN_PHRASE_NAME']],
    ['print what is not known', '高于{对象}{差距}', '高于{对像}{差距}', ['PLAN_PHRASE_NAME']],
    ['leave a brace open', '高于{对象}{差距}', '高于{对象}{差距', ['PLAN_PHRASE_BRACES']],
    ['are for no occasion', 'occasion: 增减', 'occasion: 增加', ['PLAN_VALUE_CHOICE']],
    ['ask in words', 'when: 增幅 > 0', 'when: 增幅比较大', ['PLAN_VALUE_FORMAT']],
  ])('are refused that %s', (_, from, to, codes) => {
    const found = told(replaced(phrases, from, to));
    expect(found.map((one) => one.split(' ')[1])).toEqual(codes);
    expect(found.every((one) => one.startsWith('phrases.yaml:'))).toBe(true);
  });

  it('are refused on their own line, with what was meant', () => {
    const spoiled = replaced(phrases, '高于{对象}{差距}', '高于{对象}{差巨}');
    expect(told(spoiled)).toEqual([
      `phrases.yaml:${lineOf('say: 高于{对象}')} PLAN_PHRASE_NAME {差距}`,
    ]);
  });

  it.each([
    [
      '不低于',
      '差距 ≥ 0',
      'phrases:\n  - occasion: 序时差距\n    when: 差距 >= 0\n    say: 不低于{对象}\n  - occasion: 序时差距\n    say: 低于{对象}{差距}\n',
    ],
  ])('may say %s where %s', (_, __, text) => {
    expect(told(text)).toEqual([]);
  });
});

describe('conditions', () => {
  it.each([
    ['差距 > 0', '差距 > 0'],
    ['差距>=0.5', '差距 ≥ 0.5'],
    ['差距＜-3', '差距 < -3'],
    ['差距大于0 且 差距 不大于 5', '差距 > 0, 差距 ≤ 5'],
    ['滞后项数 != 0，滞后占比 < 50', '滞后项数 ≠ 0, 滞后占比 < 50'],
    ['  ', ''],
  ])('are read from %j', (text, read) => {
    const conditions = parseConditions(text) ?? [];
    const spelt = conditions.map(
      ({ quantity, relation, value }) => `${quantity} ${relation} ${value.toFixed()}`,
    );
    expect(spelt.join(', ')).toBe(read);
  });

  it.each(['差距', '> 0', '差距 > 五', '差距 > 0 或 差距 < -1', '差距 > 1e5'])(
    'are not read from %j',
    (text) => {
      expect(parseConditions(text)).toBeNull();
    },
  );
});

describe('paragraphs written by hand', () => {
  it.each([
    ['for no part', { part: '总体状况' }, ['PLAN_PARAGRAPH_PART 总体情况']],
    ['in place of nobody knows which', { put: '替换' }, ['PLAN_PARAGRAPH_WHICH']],
    ['nowhere', { put: '插入' }, ['PLAN_VALUE_CHOICE']],
    ['for no period', { period: '2007-13' }, ['PLAN_VALUE_FORMAT']],
    ['in place of the noughth', { put: '替换', at: '0' }, ['PLAN_VALUE_FORMAT']],
    ['for a section', { part: '人才工作' }, []],
    ['for a text', { part: '存在问题', period: '2007-Q2' }, []],
  ])('%s', (_, over, codes) => {
    const entry = {
      period: '2007-05',
      part: '总体情况',
      put: '加在后',
      text: '要抓好落实。',
      ...over,
    };
    const lines = Object.entries(entry).map(([key, value]) => `    ${key}: ${value}`);
    const paragraphs = `paragraphs:\n${lines.join('\n').replace('    ', '  - ')}\n`;
    const { findings } = checkPlan(planFiles({ paragraphs }));
    expect(findings.map(({ code, suggestion = '' }) => `${code} ${suggestion}`.trim())).toEqual(
      codes,
    );
  });

  it('do not take one place twice', () => {
    const entry =
      '  - period: 2007-05\n    part: 总体情况\n    put: 替换\n    at: 1\n    text: 一。\n';
    const { findings } = checkPlan(planFiles({ paragraphs: `paragraphs:\n${entry}${entry}` }));
    expect(findings.map(({ code, place }) => `${code} ${String(place.line)}`)).toEqual([
      'PLAN_PARAGRAPH_TWICE 10',
    ]);
  });
});
