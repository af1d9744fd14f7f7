/** The workbook of a year before Tongbao (基数表): a sheet for each unit, a row for each figure, a column for each month. */
import { figureSectionsOf, type FigureItem, type FormSheet } from './form.ts';
import { monthOf, monthsOf, parseMonth, yearIn, type Month } from './period.ts';
import { isValidIn, type Form, type OrgUnit, type OrgUnitId, type Plan } from './plan.ts';

/** What stands for a form's id where figures come from a baseline. */
export const BASELINE = 'baseline';

/** What its writer prints and its reader looks for. */
export const BASELINE_TITLE = '基数表';
export const BASELINE_HINT =
  '把这一年各月的数填在浅黄色的格里：本年累计填1月到该月的累计，期末数填该月末的数，本月数只填该月的。没有发生的填0，查不到的空着（空着不算0）。';

/** One unit's sheet. */
export type BaselineSheet = Readonly<{
  unit: OrgUnit;
  year: number;
  sections: FormSheet['sections'];
}>;

/** 3月: the title of a month's column. */
export function monthTitle(month: Month): string {
  return `${String(monthOf(month))}月`;
}

/** The sheets of a year, in official order: every unit of that year with all that it was asked in any month. */
export function baselineSheets(plan: Plan, year: number): readonly BaselineSheet[] {
  const months = monthsOf(yearIn(year));
  const ids = [...new Set(plan.units.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const versions = plan.units.filter(
      (unit) => unit.id === id && months.some((month) => isValidIn(unit, month)),
    );
    const unit = versions.at(-1);
    if (unit === undefined) return [];
    const sections = sectionsOfYear(plan, unit, months);
    return sections.length === 0 ? [] : [{ unit, year, sections }];
  });
}

/** An item that was changed within the year stands as it was last. */
function sectionsOfYear(
  plan: Plan,
  unit: OrgUnit,
  months: readonly Month[],
): FormSheet['sections'] {
  const all = months.flatMap((month) => figureSectionsOf(plan, unit, month));
  return plan.sections.flatMap((section) => {
    const figures = new Map(
      all
        .filter((one) => one.section.id === section.id)
        .flatMap((one) => one.figures.map((figure) => [figure.item, figure] as const)),
    );
    return figures.size === 0 ? [] : [{ section, figures: [...figures.values()] }];
  });
}

/** Whether the item was counted in the month as the sheet prints it; the cells of the other months are closed. */
export function isCountedIn(
  plan: Plan,
  { unit }: BaselineSheet,
  figure: FigureItem,
  month: Month,
): boolean {
  const { item, unitOfMeasure, asks } = figure;
  return (
    plan.units.some((version) => version.id === unit.id && isValidIn(version, month)) &&
    figureSectionsOf(plan, unit, month)
      .flatMap(({ figures }) => figures)
      .some((one) => one.item === item && one.unitOfMeasure === unitOfMeasure && one.asks === asks)
  );
}

/** A month of a unit's sheet as a form of its own, so that its cells are judged like any other's. */
export function baselineMonth(plan: Plan, sheet: BaselineSheet, month: Month): FormSheet {
  const { unit } = sheet;
  const form: Form = {
    id: BASELINE,
    number: '',
    title: BASELINE_TITLE,
    by: unit.reports,
    notes: [],
  };
  const sections = sheet.sections.map(({ section, figures }) => ({
    section,
    figures: figures.filter((figure) => isCountedIn(plan, sheet, figure, month)),
  }));
  return { form, unit, period: month, planVersion: plan.version, sections, tasks: [], texts: [] };
}

/** What a baseline's figure is of; its item in the ledger names all three. */
export type BaselineItem = Readonly<{ unit: OrgUnitId; month: Month; item: string }>;

export function baselineItem({ unit, month, item }: BaselineItem): string {
  return `${unit}/${month}/${item}`;
}

/** @returns null for what `baselineItem` did not write. */
export function parseBaselineItem(text: string): BaselineItem | null {
  const [unit = '', month = '', item = '', ...rest] = text.split('/');
  const parsed = parseMonth(month);
  if (parsed === null || unit === '' || item === '' || rest.length > 0) return null;
  return { unit: unit as OrgUnitId, month: parsed, item };
}
