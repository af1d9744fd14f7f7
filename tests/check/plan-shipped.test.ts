/** The shipped plan is sound and holds everything the reference catalogue names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkPlan } from '../../src/check/plan.ts';
import { readPlanFiles } from '../../src/intake/plan-files.ts';
import { decimalText, sum } from '../../src/model/decimal.ts';
import { formSheetOf, itemsOf, unitsOwing } from '../../src/model/form.ts';
import { parseMonth } from '../../src/model/period.ts';
import { isValidIn, type Indicator, type Plan } from '../../src/model/plan.ts';
import { CONFIG, planFiles, replaced, SHIPPED } from './plan-texts.ts';

type CatalogueEntry = Readonly<{
  name: string;
  kind?: 'flow' | 'stock' | 'ratio' | 'text' | 'rank';
  unit?: string;
  y2006?: string;
  by: 'county' | 'city';
  part_of?: string;
  says?: string;
  of?: readonly string[];
  section?: string;
  deadline?: string;
  date?: string;
}>;
type Catalogue = Readonly<{
  units: readonly Readonly<{ code: string; name: string }>[];
  city: Readonly<{ code: string; name: string }>;
  indicators: Readonly<Record<string, readonly CatalogueEntry[]>>;
  tasks_2007: readonly CatalogueEntry[];
}>;

const catalogue = parse(
  readFileSync(join(import.meta.dirname, '../reference/catalogue.yaml'), 'utf8'),
) as Catalogue;

/** The catalogue's section names where the plan's own differ. */
const SECTIONS: Readonly<Record<string, string>> = {
  基层组织建设: '基层党组织和党员队伍',
  远程教育: '党员干部现代远程教育',
  自身建设: '组织部门自身建设',
};

const result = checkPlan(await readPlanFiles(CONFIG));
const plan = result.value!;
const december = parseMonth('2006-12')!;
const may = parseMonth('2007-05')!;

function sectionName(id: string, of: Plan = plan): string | undefined {
  return of.sections.find((section) => section.id === id)?.name;
}

function indicatorNamed(name: string): Indicator {
  return plan.indicators.find((indicator) => indicator.name === name)!;
}

it('is a sound plan of 2026 once it is adapted as the handbook says', () => {
  const targets = SHIPPED.targets
    .replaceAll('year: 2007', 'year: 2026')
    .replace('by: 2007-06-30', 'by: 2026-06-30')
    .replace(/^targetsNote: .+$/m, 'targetsNote: ""');
  const whole = SHIPPED.indicators.replace('    asks: 本月数\n', '');
  const indicators = replaced(
    whole,
    'from: 2007-01',
    'from: 2007-01\n    to: 2026-10',
    'code: ZS03',
  );
  const { value, findings } = checkPlan(planFiles({ targets, indicators }));
  expect(findings).toEqual([]);
  expect(value?.indicators.filter(({ asks }) => asks === 'period')).toEqual([]);
});

describe('the shipped plan', () => {
  it('has no finding at all', () => {
    expect(result.findings).toEqual([]);
    expect(plan.version).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has the catalogue’s units in its order, then 市直', () => {
    const units = plan.units.map(({ gb2260, name }) => ({ code: gb2260, name }));
    expect(units).toEqual([...catalogue.units, { code: undefined, name: '市直' }]);
    expect({ code: plan.root.gb2260, name: plan.root.name }).toEqual(catalogue.city);
    expect(plan.units.map(({ reports }) => reports)).toEqual([
      ...catalogue.units.map(() => 'county'),
      'city',
    ]);
  });

  const figures = Object.entries(catalogue.indicators).flatMap(([section, entries]) =>
    entries.map((entry) => ({ section, entry })),
  );

  it.each(figures.filter(({ entry }) => entry.kind !== 'text'))(
    'asks in December 2006 for $entry.name',
    ({ section, entry }) => {
      const indicator = indicatorNamed(entry.name);
      expect(isValidIn(indicator, december)).toBe(true);
      expect(sectionName(indicator.section)).toBe(section);
      expect(indicator).toMatchObject({ kind: entry.kind, by: entry.by });
      if (entry.unit !== undefined) expect(indicator.unitOfMeasure).toBe(entry.unit);
      expect([indicator.numerator?.name, indicator.denominator?.name]).toEqual(
        entry.of ?? [undefined, undefined],
      );
      expect(indicator.approximate).toBe(entry.y2006?.startsWith('over') ?? false);
      const whole = plan.indicators.find(({ code }) => code === indicator.partOf)?.name;
      expect(whole).toBe(entry.part_of);
    },
  );

  it('says each figure in words of the report that stand around it', () => {
    const report = figures.map(({ entry }) => entry.says ?? '').join('\n');
    const odd = ['ZS02', 'RC05', 'PX01', 'JC01']; // true of 2006 only, or shortened in the catalogue
    const strays = plan.indicators
      .filter((one) => isValidIn(one, december) && !odd.includes(one.code))
      .flatMap(({ code, says }) => says.split('{figure}').map((words) => [code, words] as const))
      .filter(([, words]) => !report.replaceAll(/[()]/g, wide).includes(words));
    expect(strays).toEqual([]);
  });

  it('asks for the catalogue’s texts', () => {
    const texts = figures.filter(({ entry }) => entry.kind === 'text');
    expect(plan.texts.map(({ name }) => name)).toEqual(texts.map(({ entry }) => entry.name));
  });

  const counted = catalogue.tasks_2007.filter(({ kind }) => kind !== undefined);
  const tasks = catalogue.tasks_2007.filter(({ kind }) => kind === undefined);

  it('has the catalogue’s tasks in its order, T01 to T18, with section, deadline and who reports', () => {
    expect(
      plan.tasks.map((task) => ({
        code: task.code,
        name: task.name,
        by: task.by,
        section: sectionName(task.section),
        words: task.deadlineWords,
        date: task.deadline,
      })),
    ).toEqual(
      tasks.map((task, index) => ({
        code: `T${String(index + 1).padStart(2, '0')}`,
        name: task.name,
        by: task.by,
        section: SECTIONS[task.section!] ?? task.section,
        words: task.deadline ?? '',
        date: task.date,
      })),
    );
    expect(plan.tasks).toHaveLength(18);
  });

  it.each(counted)('has the counted task $name as an indicator from 2007', (entry) => {
    const indicator = indicatorNamed(entry.name);
    expect(indicator).toMatchObject({ kind: entry.kind, by: entry.by, from: '2007-01' });
    expect(indicator.unitOfMeasure).toBe(entry.kind === 'ratio' ? '%' : entry.unit);
    expect(indicator.numerator?.name).toBe(entry.of?.[0]);
    expect(sectionName(indicator.section)).toBe(SECTIONS[entry.section!] ?? entry.section);
  });

  it('wants 95% of JC04 by the end of June, of the city and of every county', () => {
    const target = plan.targets.find(({ indicator }) => indicator === 'JC04')!;
    expect(target).toMatchObject({ year: 2007, by: '2007-06-30' });
    expect(decimalText(target.city!)).toBe('95');
    expect([...target.units.values()].map(decimalText)).toEqual(catalogue.units.map(() => '95'));
  });

  it('adds the units’ targets up to the city’s', () => {
    const added = plan.targets.filter(({ indicator }) => !/^(JC02|JC04|ZS01)$/.test(indicator));
    expect(added.length).toBeGreaterThan(15);
    for (const target of added) {
      expect([target.indicator, decimalText(sum([...target.units.values()]))]).toEqual([
        target.indicator,
        decimalText(target.city!),
      ]);
    }
  });

  it('leaves at least one section without targets and marks the targets as made up', () => {
    const withTarget = plan.targets.map(
      ({ indicator }) => plan.indicators.find(({ code }) => code === indicator)!.section,
    );
    expect(withTarget).not.toContain('jiandu');
    expect(plan.targetsNote).toBe('2007年目标为示例，不是实际下达的目标');
  });

  it('is due and issued when the sample says', () => {
    expect(plan.calendar.due).toMatchObject({
      monthsAfter: 1,
      dayOfMonth: 3,
      time: '17:00',
      onRestDay: '顺延',
    });
    expect(plan.calendar.issue).toMatchObject({
      monthsAfter: 1,
      dayOfMonth: 8,
      time: '09:00',
      onRestDay: '顺延',
    });
  });

  it('gives a form to thirteen units', () => {
    expect(unitsOwing(plan, may)).toHaveLength(13);
    const items = (id: string): number =>
      itemsOf(
        formSheetOf(
          plan,
          plan.units.find((unit) => unit.id === id)!,
          may,
        )!,
      ).length;
    expect(items('shouguang')).toBe(23 + 4 + 13 + 2); // figures, second numbers of ratios, tasks, texts
    expect(items('shizhi')).toBe(4 + 5 + 2);
  });
});

describe('the version of a plan', () => {
  const version = (texts = {}): string | undefined => checkPlan(planFiles(texts)).value?.version;

  it('is the same for the same text, whatever the line ends and byte order mark', () => {
    const office = `\uFEFF${SHIPPED.office.replaceAll('\n', '\r\n')}`;
    expect(version({ office })).toBe(plan.version);
  });

  it('changes with every text', () => {
    const office = replaced(SHIPPED.office, '部长', '副部长');
    expect(version({ office })).not.toBe(plan.version);
    expect(version({ office: `${SHIPPED.office}# 一句注释\n` })).not.toBe(plan.version);
  });
});

describe('figures of the plan', () => {
  it('are exact as written, quoted or not', () => {
    const targets = replaced(SHIPPED.targets, 'city: 5200', 'city: 5200.07', 'indicator: JC01');
    const city = (text: string): string =>
      decimalText(
        checkPlan(planFiles({ targets: text })).value!.targets.find(
          ({ indicator }) => indicator === 'JC01',
        )!.city!,
      );
    expect(city(targets)).toBe('5200.07');
    expect(city(targets.replace('5200.07', "'5200.07'"))).toBe('5200.07');
    expect(city(targets.replace('5200.07', '9007199254740.93'))).toBe('9007199254740.93');
  });
});

function wide(bracket: string): string {
  return bracket === '(' ? '（' : '）';
}
