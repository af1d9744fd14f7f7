/** The form's own check (自检) and its 校验码, written once all rows stand. */
import type { Worksheet } from 'exceljs';
import { CHECK_SIGN } from '../model/catalogue/self-check.ts';
import { cellRef } from '../model/cell-grid.ts';
import { dayOf, serialOfDay, type Day } from '../model/day.ts';
import { denominatorItem, type FigureItem, type TaskItem } from '../model/form.ts';
import { earliestDone, figureSpec, taskStart } from '../model/form-spec.ts';
import { SERIAL_YEARS } from '../model/numeral-date.ts';
import { parseUnitOfMeasure } from '../model/numeral-unit.ts';
import { lastDay, yearOf } from '../model/period.ts';
import { asksCumulative, type Rule } from '../model/plan.ts';
import { proofFormula, wholeProofFormula } from '../model/proof.ts';
import { isOfParts, itemTerms } from '../model/rule.ts';
import {
  figureCheck,
  ruleCondition,
  seenCheck,
  wholeCheck,
  type Condition,
  type FigureCells,
} from '../model/self-check.ts';
import type { RowCheck } from '../model/self-check-parts.ts';
import { taskCheck, textCheck } from '../model/self-check-tasks.ts';
import type { WholeCells } from './form-head.ts';
import { AT, dress, heightFor, widthBetween } from './form-look.ts';
import type { Writing } from './form-sheet.ts';

/** @param rules those that hold for this unit and month. */
export function writeChecks(
  writing: Writing,
  { says, proof }: WholeCells,
  rules: readonly Rule[],
): void {
  const { page, sheet, rows } = writing;
  const figures = sheet.sections.flatMap((entry) => entry.figures);
  const conditions = conditionsOf(writing, rules);
  for (const figure of figures) {
    const { item, indicator } = figure;
    const check = figureCheck(cellsOf(writing, figure), {
      spec: figureSpec(figure),
      maxPercent: indicator.maxPercent ?? null,
      rules: conditions.get(item) ?? [],
      approximate: isApproximateAlone(figure, figures, rules),
      isZeroSoFar: writing.prefills.figures.get(item)?.isZeroSoFar ?? false,
    });
    rowChecks(writing, item, check);
    leaveRoom(writing, item, conditions.get(item) ?? []);
    const cell = at(rows, item, AT.value);
    const part = page.getCell(rows.get(item) ?? 0, AT.proof);
    part.value = { formula: proofFormula(item, indicator.decimals, cell) };
  }
  for (const task of sheet.tasks) rowChecks(writing, task.item, checkOfTask(writing, task));
  for (const { item, text } of sheet.texts) {
    rowChecks(writing, item, textCheck(at(rows, item, AT.text), text));
  }
  writeWhole(writing, { says, proof });
}

/** Whether a 约数 of the item may be typed, in 万 of its own unit, and nothing else on the form is held to it. */
function isApproximateAlone(
  { item, indicator, role, unitOfMeasure }: FigureItem,
  figures: readonly FigureItem[],
  rules: readonly Rule[],
): boolean {
  const isHeldTo =
    role !== 'value' ||
    indicator.partOf !== undefined ||
    figures.some((one) => one.indicator.partOf === item) ||
    rules.some((rule) => itemTerms(rule).some((term) => term.item === item));
  const { base, scale } = parseUnitOfMeasure(unitOfMeasure);
  return indicator.approximate && !isHeldTo && scale === 0 && base !== '%';
}

function at(rows: Writing['rows'], item: string, column: number): string {
  return cellRef(rows.get(item) ?? 0, column);
}

function cellsOf({ rows, sheet }: Writing, figure: FigureItem): FigureCells {
  const { item, indicator, role } = figure;
  const figures = sheet.sections.flatMap((entry) => entry.figures);
  const value = (code: string): string => at(rows, code, AT.value);
  const isPart = indicator.partOf !== undefined && rows.has(indicator.partOf);
  return {
    value: value(item),
    remark: at(rows, item, AT.remark),
    reason: at(rows, item, AT.reason),
    lastCumulative: indicator.kind === 'flow' ? at(rows, item, AT.lastCumulative) : null,
    mayNotFall: asksCumulative(figure.indicator),
    whole: isPart ? value(indicator.partOf) : null,
    parts: figures
      .filter((one) => one.indicator.partOf === indicator.code)
      .map((one) => value(one.item)),
    denominator:
      role === 'numerator' && rows.has(denominatorItem(indicator.code))
        ? value(denominatorItem(indicator.code))
        : null,
  };
}

/** The plan's rules at the item that the server would name first. */
function conditionsOf(
  { rows, sheet }: Writing,
  rules: readonly Rule[],
): ReadonlyMap<string, readonly Condition[]> {
  const figures = sheet.sections.flatMap((entry) => entry.figures);
  const levels = new Set(
    figures.filter(({ indicator }) => asksCumulative(indicator)).map(({ item }) => item),
  );
  const wholes = new Map(figures.map(({ item, indicator }) => [item, indicator.partOf]));
  const found = rules.flatMap((rule) => {
    if (isOfParts(rule, (item) => wholes.get(item))) return [];
    const made = ruleCondition(rule, (term) => {
      const row = rows.get(term.item);
      if (row === undefined || term.of === 'total') return null;
      const isLevel = levels.has(term.item) && term.of === 'last-month';
      return cellRef(row, isLevel ? AT.lastCumulative : COLUMN_OF_TERM[term.of]);
    });
    return made === null ? [] : [made];
  });
  return new Map(
    [...Map.groupBy(found, ({ item }) => item)].map(([item, all]) => [
      item,
      all.map(({ condition }) => condition),
    ]),
  );
}

const COLUMN_OF_TERM = {
  month: AT.value,
  'last-month': AT.last,
  'last-year': AT.yearBefore,
} as const;

function checkOfTask({ rows, sheet, prefills }: Writing, { item, task }: TaskItem): RowCheck {
  const { period } = sheet;
  const serial = (day: Day | null): number => (day === null ? 0 : serialOfDay(day));
  return taskCheck(
    {
      status: at(rows, item, AT.status),
      percent: at(rows, item, AT.percent),
      doneOn: at(rows, item, AT.doneOn),
      words: at(rows, item, AT.words),
      reason: at(rows, item, AT.reason),
    },
    {
      possible: [
        serial(earliestDone(task, period)),
        serial(dayOf(yearOf(period) + SERIAL_YEARS, 12, 31)),
      ],
      usual: [serial(taskStart(task, period)), serial(lastDay(period))],
      wasDone: prefills.tasks.get(item)?.isDone ?? false,
    },
  );
}

/** A rule's words are the longest that a row's check may have to say. */
function leaveRoom({ page, rows }: Writing, item: string, rules: readonly Condition[]): void {
  const row = page.getRow(rows.get(item) ?? 0);
  const width = widthBetween(AT.check, AT.check);
  const needed = rules.map(({ words }) => heightFor([[`${CHECK_SIGN.bad} ${words}`, width]]));
  row.height = Math.max(row.height, ...needed);
}

function rowChecks({ page, rows }: Writing, item: string, check: RowCheck): void {
  const row = rows.get(item) ?? 0;
  page.getCell(row, AT.faults).value = { formula: check.faults };
  page.getCell(row, AT.told).value = { formula: check.told };
  if (check.reason !== null) page.getCell(row, AT.reason).value = { formula: check.reason };
  const hidden = { faults: cellRef(row, AT.faults), told: cellRef(row, AT.told) };
  const seen = page.getCell(row, AT.check);
  dress(seen, 'check');
  seen.value = { formula: seenCheck(hidden) };
}

function writeWhole({ page, rows }: Writing, { says, proof }: WholeCells): void {
  const all = [...rows.values()];
  const column = (of: number): string =>
    `${cellRef(Math.min(...all), of)}:${cellRef(Math.max(...all), of)}`;
  page.getCell(says).value = { formula: wholeCheck(column(AT.check)) };
  page.getCell(proof).value = { formula: wholeProofFormula(column(AT.proof)) };
  colour(page, column(AT.check), `LEFT(${cellRef(Math.min(...all), AT.check)},1)`);
}

/** Red what is to be changed, green what is well. */
function colour(page: Worksheet, ref: string, sign: string): void {
  const rule = (is: string, font: string, fill: string, priority: number) => ({
    type: 'expression' as const,
    priority,
    formulae: [`${sign}="${is}"`],
    style: {
      font: { color: { argb: font } },
      fill: { type: 'pattern' as const, pattern: 'solid' as const, bgColor: { argb: fill } },
    },
  });
  page.addConditionalFormatting({
    ref,
    rules: [
      rule(CHECK_SIGN.bad, 'FFC00000', 'FFFCE4E4', 1),
      rule(CHECK_SIGN.good, 'FF2E7D32', 'FFEAF5EA', 2),
    ],
  });
}
