/** The whole scoreboard as one document for other programs (汇总表.json). */
import { chinesePeriod } from '../model/period.ts';
import { validAt, type Part, type Plan, type Section } from '../model/plan.ts';
import type {
  Figure,
  IndicatorBoard,
  Measure,
  ReportingBoard,
  Scoreboard,
  ScoreBoard,
  Source,
  Standing,
  TaskBoard,
  TextBoard,
} from '../model/scoreboard.ts';
import {
  VALUE_FIELDS,
  type ExportDocument,
  type ExportedIndicator,
  type ExportedStanding,
  type ValueField,
} from './export-schema.ts';
import { mainFigure, matterOf } from './matter.ts';
import { natureOf, plainValue } from './plain-value.ts';

type Names = (unit: string) => string;

/** Which figure of a standing each exported value is. */
export const MEASURES = {
  periodValue: 'period',
  cumulativeValue: 'cumulative',
  numerator: 'numerator',
  denominator: 'denominator',
  target: 'target',
  completion: 'completion',
  scheduled: 'scheduled',
  gap: 'gap',
  previousPeriod: 'previous',
  samePeriodLastYear: 'yearBefore',
  monthOnMonth: 'monthOnMonth',
  yearOnYear: 'yearOnYear',
} as const satisfies Readonly<Record<ValueField, Measure & keyof Standing>>;

/** Every figure, score, task, text and report of the period; conforms to `exportSchema`. Pure and in a fixed order. */
export function exportJson(scoreboard: Scoreboard, plan: Plan): ExportDocument {
  const { nameOf } = matterOf(scoreboard, plan);
  return {
    schema: 'tongbao.export/1',
    period: scoreboard.period,
    periodName: chinesePeriod(scoreboard.period),
    mark: scoreboard.mark,
    plan: scoreboard.plan,
    snapshot: scoreboard.snapshot,
    city: { id: plan.root.id, name: plan.root.name },
    units: unitsOf(scoreboard, plan),
    indicators: scoreboard.sections.flatMap(({ section, indicators }) =>
      indicators.map((entry) => indicatorOf(entry, section)),
    ),
    scores: scoreboard.scores.map((board) => scoreOf(board, nameOf)),
    tasks: scoreboard.tasks.map((board) => taskOf(board, nameOf)),
    texts: scoreboard.texts.map((board) => textOf(board, nameOf)),
    reporting: reportingOf(scoreboard.reporting, nameOf),
  };
}

function unitsOf({ units, period }: Scoreboard, plan: Plan): ExportDocument['units'] {
  const known = new Map(validAt(plan.units, period).map((unit) => [unit.id as string, unit]));
  return units.map(({ id, name }) => ({
    id,
    name,
    gb2260: known.get(id)?.gb2260 ?? null,
    group: known.get(id)?.group ?? null,
  }));
}

function indicatorOf(
  { indicator, city, groups, units, isTooFew }: IndicatorBoard,
  { id, name }: Section,
): ExportedIndicator {
  return {
    code: indicator.code,
    name: indicator.name,
    kind: indicator.kind,
    unitOfMeasure: indicator.unitOfMeasure,
    section: { id, name },
    by: indicator.by,
    direction: indicator.direction,
    partOf: indicator.partOf ?? null,
    numerator: partOf(indicator.numerator),
    denominator: partOf(indicator.denominator),
    city: exported(city),
    groups: groups.map(exported),
    units: units.map(exported),
    isTooFew,
  };

  function exported(standing: Standing): ExportedStanding {
    return standingOf(standing, indicator.kind, mainFigure(indicator, standing));
  }
}

function partOf(part: Part | undefined): ExportedIndicator['numerator'] {
  return part === undefined ? null : { name: part.name, unitOfMeasure: part.unitOfMeasure };
}

function standingOf(
  standing: Standing,
  kind: ExportedIndicator['kind'],
  main: Figure,
): ExportedStanding {
  const { holder, state, pace, paceAbsent, rank, rankAbsent } = standing;
  const { coverage, carried, spans, lacking } = standing;
  const { submission, remark, leftOut } = standing;
  return {
    id: holder.id,
    name: holder.name,
    state,
    ...valuesOf(standing, kind),
    pace,
    paceAbsent,
    rank: rank === null ? null : String(rank),
    rankAbsent,
    bound: main.bound,
    bounds: perField(standing, ({ bound }) => bound),
    absent: perField(standing, ({ absent }) => absent),
    coverage: { owing: [...coverage.owing], having: [...coverage.having] },
    leftOut: { monthOnMonth: [...leftOut.monthOnMonth], yearOnYear: [...leftOut.yearOnYear] },
    carriedFrom: carried.map(({ unit, from, until }) => ({ unit, period: from, until })),
    spans: [...spans],
    lacking: [...lacking],
    submission,
    sources: holder.type === 'unit' ? sourcesOf(standing) : [],
    remark,
  };
}

function valuesOf(
  standing: Standing,
  kind: ExportedIndicator['kind'],
): Pick<ExportedStanding, ValueField> {
  const text = (field: ValueField): string | null =>
    plainValue(standing[MEASURES[field]], natureOf(kind, MEASURES[field]));
  return {
    periodValue: text('periodValue'),
    cumulativeValue: text('cumulativeValue'),
    numerator: text('numerator'),
    denominator: text('denominator'),
    target: text('target'),
    completion: text('completion'),
    scheduled: text('scheduled'),
    gap: text('gap'),
    previousPeriod: text('previousPeriod'),
    samePeriodLastYear: text('samePeriodLastYear'),
    monthOnMonth: text('monthOnMonth'),
    yearOnYear: text('yearOnYear'),
  };
}

/** What is to be said of each value's figure, where there is something. */
function perField<T extends string>(
  standing: Standing,
  of: (figure: Figure) => T | null,
): Partial<Record<ValueField, T>> {
  const said = VALUE_FIELDS.flatMap((field) => {
    const word = of(standing[MEASURES[field]]);
    return word === null ? [] : [[field, word] as const];
  });
  return Object.fromEntries(said);
}

/** The cells of the period's own figures, each once. */
function sourcesOf({
  period,
  cumulative,
  numerator,
  denominator,
}: Standing): ExportedStanding['sources'] {
  const cells = [period, cumulative, numerator, denominator].flatMap(
    ({ lineage }) => lineage.sources,
  );
  const distinct = new Map(cells.map((source) => [placeOf(source), source]));
  return [...distinct.values()].map((source) => ({
    submission: source.submission,
    period: source.period,
    item: source.item,
    fileName: source.fileName,
    sha256: source.sha256,
    sheet: source.sheet,
    cell: source.cell,
    typed: source.typed,
  }));
}

function placeOf({ submission, sheet, cell }: Source): string {
  return JSON.stringify([submission, sheet, cell]);
}

function scoreOf(board: ScoreBoard, nameOf: Names): ExportDocument['scores'][number] {
  const { section } = board;
  return {
    section: section === null ? null : { id: section.id, name: section.name },
    units: board.units.map(({ unit, score, rank }) => ({
      id: unit,
      name: nameOf(unit),
      score: plainValue(score, 'quotient'),
      rank: rank === null ? null : String(rank),
      absent: score.absent,
    })),
  };
}

function taskOf(board: TaskBoard, nameOf: Names): ExportDocument['tasks'][number] {
  const { task, timing, daysLeft } = board;
  return {
    code: task.code,
    name: task.name,
    section: task.section,
    by: task.by,
    deadline: task.deadline ?? null,
    deadlineWords: task.deadlineWords,
    everyMonth: task.everyMonth,
    timing,
    daysLeft,
    units: board.units.map(({ unit, ...standing }) => ({
      id: unit,
      name: nameOf(unit),
      state: standing.state,
      status: standing.status,
      percent: standing.percent,
      doneOn: standing.doneOn,
      isLate: standing.isLate,
      words: standing.words,
      submission: standing.submission,
    })),
  };
}

function textOf({ text, entries }: TextBoard, nameOf: Names): ExportDocument['texts'][number] {
  return {
    code: text.code,
    name: text.name,
    entries: entries.map(({ unit, month, words, submission }) => ({
      id: unit,
      name: nameOf(unit),
      period: month,
      words,
      submission,
    })),
  };
}

function reportingOf(board: ReportingBoard, nameOf: Names): ExportDocument['reporting'] {
  return {
    expected: board.expected,
    actual: board.actual,
    actualOnTime: board.actualOnTime,
    reportingRate: plainValue(board.reportingRate, 'quotient'),
    reportingRateOnTime: plainValue(board.reportingRateOnTime, 'quotient'),
    reports: board.reports.map(({ unit, ...report }) => ({
      id: unit,
      name: nameOf(unit),
      period: report.period,
      status: report.status,
      due: report.due,
      extension: report.extension,
      arrivedAt: report.arrivedAt,
      lagDays: report.lagDays,
      lagWorkingDays: report.lagWorkingDays,
      returned: report.returned,
      corrections: report.corrections,
      repeats: report.repeats,
    })),
  };
}
