/** The shape of an exported scoreboard, `tongbao.export/1`: published as docs/schema/export.schema.json. */
import { z } from 'zod';
import { PLAIN_DECIMAL } from '../model/decimal.ts';
import { absence, bound, leftOutReason, state } from './export-enums.ts';

const QUOTIENT = /^-?\d+\.\d{6}$/;

const number = z
  .string()
  .regex(PLAIN_DECIMAL)
  .describe('Exact decimal text, without exponent or separators.');
const percent = z
  .string()
  .regex(QUOTIENT)
  .describe('A quotient in percent with 6 decimals, rounded half away from zero: "99.990000".');

function amount(of: string): z.ZodNullable<z.ZodString> {
  return z
    .string()
    .regex(PLAIN_DECIMAL)
    .nullable()
    .describe(`${of} Decimal text; null when absent, with its reason in \`absent\`.`);
}

function quotient(of: string): z.ZodNullable<z.ZodString> {
  return percent
    .nullable()
    .describe(`${of} With 6 decimals; null when absent, with its reason in \`absent\`.`);
}

const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .describe('A month, "2007-05".');
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('A day, "2007-05-31".');
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$/)
  .describe('A moment in Asia/Shanghai.');
const sha256 = z.string().describe('SHA-256 in hexadecimal.');
const unitId = z.string().describe('Id of a unit, as in `units`.');
const submission = z
  .int()
  .nullable()
  .describe(
    'Number in the ledger of the submission it was read from; null for totals and where there is none.',
  );

const named = z.strictObject({ id: z.string(), name: z.string() });

/** The values of a standing that are decimal text, in the order in which they are given. */
export const VALUE_FIELDS = [
  'periodValue',
  'cumulativeValue',
  'numerator',
  'denominator',
  'target',
  'completion',
  'scheduled',
  'gap',
  'previousPeriod',
  'samePeriodLastYear',
  'monthOnMonth',
  'yearOnYear',
] as const;
export type ValueField = (typeof VALUE_FIELDS)[number];

const valueField = z.enum(VALUE_FIELDS);

const source = z
  .strictObject({
    submission: z.int().describe('Number of the submission in the ledger.'),
    period: month,
    item: z.string().describe('Code of the form item.'),
    fileName: z.string(),
    sha256,
    sheet: z.string(),
    cell: z.string().describe('"E12".'),
    typed: z.string().describe('What stood in the cell.'),
  })
  .meta({ id: 'source', description: 'The cell that a value was read from.' });

const values = {
  periodValue: amount(
    "flow: the amount of the period itself; stock: the level at its end; rank: the place (all exact, in the indicator's unit of measure). ratio: numerator / denominator in percent with 6 decimals.",
  ),
  cumulativeValue: amount("flow only: January to the period's end, exact, in the unit of measure."),
  numerator: amount('ratio only: exact, in the unit of measure of `numerator` of the indicator.'),
  denominator: amount(
    'ratio only: exact, in the unit of measure of `denominator` of the indicator.',
  ),
  target: amount(
    "The year's target, exact, in the unit of measure; for a ratio its threshold in percent.",
  ),
  completion: quotient('flow, stock: reached / target, in percent.'),
  scheduled: quotient("flow, stock: what was due by the period's end, in percent of the target."),
  gap: quotient(
    'completion − scheduled; for a ratio its value − its threshold. In percentage points.',
  ),
  previousPeriod: amount('`periodValue` of the period before; a ratio in percent with 6 decimals.'),
  samePeriodLastYear: amount(
    'The same period last year: `cumulativeValue` of a flow, else `periodValue`; a ratio in percent with 6 decimals.',
  ),
  monthOnMonth: quotient(
    'Change on the period before: in percent; for a ratio in percentage points.',
  ),
  yearOnYear: quotient(
    'Change on the same period last year: in percent; for a ratio in percentage points.',
  ),
} satisfies Readonly<Record<ValueField, z.ZodType>>;

const leftOut = z.strictObject({ unit: unitId, why: leftOutReason });

const standing = z
  .strictObject({
    id: z.string().describe('"city", "group:<id>" or the id of a unit.'),
    name: z.string(),
    state,
    ...values,
    pace: z
      .enum(['ahead', 'on', 'behind'])
      .nullable()
      .describe('超序时 · 达序时 · 滞后; null where there is no gap or no verdict.'),
    paceAbsent: absence.nullable().describe('Why `pace` is null.'),
    rank: z
      .string()
      .regex(/^[1-9]\d*$/)
      .nullable()
      .describe('Place among the ranked units, equal ones share it (1-1-3); null when not ranked.'),
    rankAbsent: absence.nullable().describe('Why `rank` is null; approximate beside one too.'),
    bound: bound
      .nullable()
      .describe('Bound of the main value: `cumulativeValue` of a flow, else `periodValue`.'),
    bounds: z.partialRecord(valueField, bound).describe('Every value that is only a bound.'),
    absent: z.partialRecord(valueField, absence).describe('Why each null value is null.'),
    coverage: z
      .strictObject({ owing: z.array(unitId), having: z.array(unitId) })
      .describe(
        'Units that owe the indicator, and those whose own figure of this period is in it.',
      ),
    leftOut: z
      .strictObject({ monthOnMonth: z.array(leftOut), yearOnYear: z.array(leftOut) })
      .describe('Units of a total that its changes leave out; empty where a change is absent.'),
    carriedFrom: z
      .array(z.strictObject({ unit: unitId, period: month, until: month.nullable() }))
      .describe(
        'Units that stand in `cumulativeValue` with an earlier month; `until`: the last month a unit owed that owes no more.',
      ),
    spans: z
      .array(month)
      .describe('Earlier months that `periodValue` also covers, because they were not reported.'),
    lacking: z
      .array(month)
      .describe('Owed months that `cumulativeValue` lacks: their own numbers were not reported.'),
    submission,
    sources: z
      .array(source)
      .describe(
        'For a unit: the cells its values of this period were read from. Empty for totals.',
      ),
    remark: z.string().describe("The clerk's remark; empty for totals."),
  })
  .meta({ id: 'standing', description: 'Where one holder stands in one indicator.' });

const part = z
  .strictObject({ name: z.string(), unitOfMeasure: z.string() })
  .nullable()
  .describe('Of a ratio; null otherwise.');

const indicator = z.strictObject({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['flow', 'stock', 'ratio', 'rank']).describe('时期数 · 时点数 · 比率 · 位次.'),
  unitOfMeasure: z.string().describe('人, 人次, 万元, %.'),
  section: named,
  by: z.enum(['county', 'city']).describe("Reported by counties, or by the city's departments."),
  direction: z.enum(['higher', 'lower']).describe('Which is better.'),
  partOf: z.string().nullable().describe('Code of the whole it is a part of (其中).'),
  numerator: part,
  denominator: part,
  city: standing,
  groups: z.array(standing),
  units: z.array(standing).describe('Every unit that owes it, in official order.'),
  isTooFew: z
    .boolean()
    .describe('So little of an amount without targets that no unit is given a place.'),
});

const score = z.strictObject({
  section: named.nullable().describe('Null for the overall score.'),
  units: z.array(
    z.strictObject({
      id: unitId,
      name: z.string(),
      score: percent.nullable().describe('Points, 100 for every target reached, with 6 decimals.'),
      rank: z.string().nullable(),
      absent: absence.nullable(),
    }),
  ),
});

const task = z.strictObject({
  code: z.string(),
  name: z.string(),
  section: z.string().describe('Id of a section.'),
  by: z.enum(['county', 'city']),
  deadline: day.nullable(),
  deadlineWords: z.string(),
  everyMonth: z.boolean(),
  timing: z.enum(['done', 'overdue', 'near', 'open', 'undated']),
  daysLeft: z.int().nullable().describe("Days from the period's end to the deadline."),
  units: z.array(
    z.strictObject({
      id: unitId,
      name: z.string(),
      state,
      status: z.enum(['未启动', '推进中', '已完成']).nullable(),
      percent: number.nullable().describe('As reported, 0 to 100.'),
      doneOn: day.nullable(),
      isLate: z.boolean().describe('Done after its deadline.'),
      words: z.string(),
      submission,
    }),
  ),
});

const text = z.strictObject({
  code: z.string(),
  name: z.string(),
  entries: z.array(
    z.strictObject({
      id: unitId,
      name: z.string(),
      period: month.describe('The month whose form held it.'),
      words: z.string(),
      submission: z.int(),
    }),
  ),
});

const reporting = z.strictObject({
  expected: z.int().describe('应报: reports owed in the period.'),
  actual: z.int().describe('实报.'),
  actualOnTime: z.int().describe('按时.'),
  reportingRate: percent.nullable(),
  reportingRateOnTime: percent.nullable(),
  reports: z.array(
    z.strictObject({
      id: unitId,
      name: z.string(),
      period: month,
      status: z.enum(['on-time', 'late', 'missing', 'returned', 'not-due']),
      due: moment,
      extension: z
        .strictObject({ usual: moment, reason: z.string(), approver: z.string() })
        .nullable(),
      arrivedAt: moment.nullable().describe('The first accepted submission.'),
      lagDays: z.int().describe('Calendar days late.'),
      lagWorkingDays: z.int(),
      returned: z.int().describe('Workbooks returned.'),
      corrections: z.int(),
      repeats: z.int().describe('The same bytes sent again.'),
    }),
  ),
});

/** The whole exported document. Field descriptions give the units of measure. */
export const exportSchema = z
  .strictObject({
    schema: z.literal('tongbao.export/1'),
    period: z.string().describe('"2007-05", "2007-Q2", "2007-H1" or "2007".'),
    periodName: z.string().describe('2007年5月.'),
    mark: z.string().describe('示例数据 for a sample; empty for real data.'),
    plan: sha256.describe('SHA-256 of the plan used.'),
    snapshot: sha256.describe('SHA-256 of what the ledger held.'),
    city: named,
    units: z.array(
      z.strictObject({
        id: unitId,
        name: z.string(),
        gb2260: z.string().nullable().describe('Code of GB/T 2260; null where there is none.'),
        group: z.string().nullable().describe('Id of a group.'),
      }),
    ),
    indicators: z.array(indicator).describe('In the order of the plan.'),
    scores: z.array(score),
    tasks: z.array(task),
    texts: z.array(text),
    reporting,
  })
  .describe(
    'A scoreboard (汇总表). A figure may be explained by its id "<code>/<holder id>/<measure>", measures being period, cumulative, numerator, denominator, target, completion, scheduled, gap, previous, yearBefore, monthOnMonth, yearOnYear.',
  );

export type ExportDocument = z.infer<typeof exportSchema>;
export type ExportedIndicator = ExportDocument['indicators'][number];
export type ExportedStanding = ExportedIndicator['city'];
