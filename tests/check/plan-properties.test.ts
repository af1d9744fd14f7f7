/** Whatever stands in the plan's files, the check answers with findings a person can act on and never throws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { LONG } from '../build/long.ts';
import { checkPlan } from '../../src/check/plan.ts';
import { hasError, type Finding } from '../../src/model/finding.ts';
import { mayLack, PLAN_FILE_NAMES } from '../../src/model/plan-file.ts';
import { planFiles, SHIPPED, type PlanTexts } from './plan-texts.ts';

const anyFile = fc.constantFrom(...PLAN_FILE_NAMES);

/** Checks and looks at what every answer has to be, whatever was asked. */
function judge(texts: Partial<PlanTexts>): readonly Finding[] {
  const files = planFiles(texts);
  const { value, findings } = checkPlan(files);
  expect(value === null).toBe(hasError(findings));
  for (const { place, message, hint } of findings) {
    const lines = files.find(({ path }) => path === place.file)!.text.split('\n').length;
    expect(place.line).toBeGreaterThanOrEqual(1);
    expect(place.line).toBeLessThanOrEqual(lines);
    expect(`${message}${hint}`).toMatch(/[\u4e00-\u9fff]/);
    expect(`${message}${hint}`).not.toMatch(
      /undefined|\[object|\{(?!figure|year|number|period)\w+\}/,
    );
  }
  return findings;
}

/** Pieces of YAML in any order: nearer to what people type than any text. */
const scraps = fc
  .array(
    fc.constantFrom(
      ...['a', ': ', ':', '：', '- ', '\n', '\n  ', '\t', '"', "'", '[', ']', '{', '}', '*x', '&x'],
      ...[
        '!t ',
        '#',
        '|',
        '>',
        '---\n',
        '%',
        '@',
        '? ',
        '<<: ',
        'root',
        'units',
        'targets',
        '100%',
      ],
      ...['from: 2007-05', '__proto__', 'constructor', '\r', '\uFEFF', '​', '💥', ', '],
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('the check of the plan', () => {
  it('never throws at any text', () => {
    fc.assert(
      fc.property(anyFile, fc.oneof(fc.string({ unit: 'binary' }), scraps), (name, text) => {
        judge({ [name]: text });
      }),
      { numRuns: LONG ? 150 : 50 },
    );
  });

  it('never throws at any structure under the right keys', () => {
    const keys = fc.constantFrom(
      ...['root', 'groups', 'units', 'sections', 'indicators', 'texts', 'tasks', 'schedules'],
      ...['scoring', 'targets', 'forms', 'rules', 'due', 'restDays', 'id', 'code', 'milestones'],
      ...['from', 'to', 'left', 'partOf', 'name', '__proto__'],
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('RC01', 'weicheng', '2007-05', '2007-05-31', '3', '100%', '是', '', null),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(anyFile, tree, (name, data) => {
        judge({ [name]: stringify(data) });
      }),
      { numRuns: LONG ? 150 : 50 },
    );
  });

  it('never throws when lines of the shipped plan are lost, doubled, moved in or changed', () => {
    const change = fc.record({
      name: anyFile,
      at: fc.nat(),
      how: fc.constantFrom('lose', 'double', 'indent', 'empty', 'swap'),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const texts: Record<string, string> = { ...SHIPPED };
        for (const { name, at, how } of changes) texts[name] = changed(texts[name]!, at, how);
        judge(texts);
      }),
      { numRuns: LONG ? 100 : 40 },
    );
  });

  it('tells one slip on whatever line as one fault on that line', () => {
    const slips: Readonly<Record<string, (line: string) => string>> = {
      'a Chinese colon': (line) => line.replace(/: |:$/, '：'),
      'no blank behind the colon': (line) => line.replace(/: (?=\S)/, ':'),
      'a tab': (line) => line.replace(/^ +/, '\t'),
      'full-width blanks': (line) =>
        line.replace(/^ +/, (blanks) => '　'.repeat(blanks.length / 2)),
      'a blank too few': (line) => line.replace(/^ /, ''),
      'a blank too many': (line) => line.replace(/^ /, '  '),
    };
    const cases = PLAN_FILE_NAMES.flatMap((name) => {
      const lines = SHIPPED[name].split('\n');
      return lines.flatMap((line, at) =>
        /^\s*(?:#|$)/.test(line)
          ? []
          : Object.entries(slips).flatMap(([slip, make]) =>
              make(line) === line
                ? []
                : [{ name, slip, line: at + 1, text: lines.with(at, make(line)) }],
            ),
      );
    });
    fc.assert(
      fc.property(fc.constantFrom(...cases), ({ name, line, text }) => {
        const findings = judge({ [name]: text.join('\n') });
        // The only key of its mapping may stand as far in as it likes.
        if (findings.length > 0) expect(findings.map(({ place }) => place.line)).toEqual([line]);
        else expect(text[line - 1]).toMatch(/^ +[a-z]+: \d+$/);
      }),
      { numRuns: LONG ? 240 : 30 },
    );
  });

  it('tells the faults of all files at once', () => {
    const texts = Object.fromEntries(
      PLAN_FILE_NAMES.map((name) => [name, `${SHIPPED[name]}\nnonsense: 1\n`]),
    );
    expect(judge(texts).map(({ code, place }) => [code, place.file])).toEqual(
      PLAN_FILE_NAMES.map((name) => ['PLAN_KEY_UNKNOWN', `config/${name}.yaml`]),
    );
  });

  it('tells a fault of an entry and what else is wrong with the same entry', () => {
    const indicators = SHIPPED.indicators
      .replace('code: PX02', 'code: PX01')
      .replace('section: renshi\n    kind: 时点数', 'section: renshii\n    kind: 时点')
      .replace('to: 2006-12', 'to: 2006-12\n    from: 2007-01');
    expect(judge({ indicators }).map(({ code }) => code)).toEqual([
      'PLAN_DATES',
      'PLAN_REFERENCE',
      'PLAN_VALUE_CHOICE',
      'PLAN_DUPLICATE',
      'PLAN_REFERENCE', // the target of PX02, in targets.yaml
    ]);
  });

  it('says nothing of references into a file that cannot be read', () => {
    const findings = judge({ units: 'root: [', indicators: '' });
    expect(findings.map(({ code, place }) => [code, place.file])).toEqual([
      ['PLAN_YAML_UNCLOSED', 'config/units.yaml'],
      ['PLAN_VALUE_SHAPE', 'config/units.yaml'],
      ['PLAN_KEY_MISSING', 'config/units.yaml'],
      ['PLAN_KEY_MISSING', 'config/units.yaml'],
      ['PLAN_FILE_EMPTY', 'config/indicators.yaml'],
    ]);
  });

  it('wants all files but those that a plan may lack', () => {
    const { value, findings } = checkPlan([]);
    expect(value).toBeNull();
    expect(findings.map(({ code }) => code)).toEqual(
      PLAN_FILE_NAMES.filter((name) => !mayLack(name)).map(() => 'PLAN_FILE_MISSING'),
    );
  });

  it('suggests the key, the unit and the choice that were meant', () => {
    const suggestion = (texts: Partial<PlanTexts>): string | undefined =>
      judge(texts)[0]?.suggestion;
    const { indicators, targets } = SHIPPED;
    expect(suggestion({ indicators: indicators.replace('partOf: RC01', 'part_of: RC01') })).toBe(
      'partOf',
    );
    expect(suggestion({ indicators: indicators.replace('kind: 时期数', 'kind: 时期') })).toBe(
      '时期数',
    );
    expect(suggestion({ targets: targets.replace('shouguang:', 'shouguan:') })).toBe('shouguang');
    expect(suggestion({ targets: targets.replace('shouguang:', 'xyz:') })).toBeUndefined();
  });
});

function changed(text: string, at: number, how: string): string {
  const lines = text.split('\n');
  const index = at % lines.length;
  const line = lines[index]!;
  const other = lines[(index * 7 + 3) % lines.length]!;
  const put: Readonly<Record<string, readonly string[]>> = {
    lose: [],
    double: [line, line],
    indent: [`  ${line}`],
    empty: [line.replace(/: .*/, ':')],
    swap: [other],
  };
  return lines.toSpliced(index, 1, ...put[how]!).join('\n');
}
