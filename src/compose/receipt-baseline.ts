/** What the receipt of an accepted baseline repeats: how much each unit's sheet held, and what a correction changed. */
import { baselineSheets, parseBaselineItem, type BaselineItem } from '../model/baseline.ts';
import { printedName } from '../model/form.ts';
import { chinesePeriod, yearOf } from '../model/period.ts';
import { unitNameIn, type Plan } from '../model/plan.ts';
import type { JudgedCell, Receipt } from '../model/submission.ts';

/** So many changes are told one by one. */
const TOLD = 30;

type Named = Readonly<{ of: BaselineItem; cell: JudgedCell }>;

export function baselineLines(
  receipt: Receipt,
  replaced: Receipt | null,
  plan: Plan,
): readonly string[] {
  const named = namedCells(receipt);
  const byUnit = [...Map.groupBy(named, ({ of }) => of.unit)];
  const counts = byUnit.map(([unit, cells]) => {
    const months = new Set(cells.map(({ of }) => of.month)).size;
    const name = unitNameIn(plan, unit, receipt.period) ?? unit;
    return `   ${name}　${String(cells.length)}个数，${String(months)}个月`;
  });
  return [
    `登记基数 ${String(named.length)} 个。空着的格没有登记，那些月份的同比、环比印“—”。`,
    ...counts,
    ...(replaced === null ? [] : changes(receipt, replaced, plan)),
  ];
}

function namedCells({ cells }: Receipt): readonly Named[] {
  return cells.flatMap((cell) => {
    const of = parseBaselineItem(cell.item);
    return of === null ? [] : [{ of, cell }];
  });
}

/** 潍城区2006年3月 引进高层次人才　由 20 改为 30. */
function changes(receipt: Receipt, replaced: Receipt, plan: Plan): readonly string[] {
  const [now, then] = [receipt, replaced].map(
    (one) => new Map(namedCells(one).map((named) => [named.cell.item, named])),
  );
  const items = [...new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])];
  const changed = items.filter((item) => valueOf(now?.get(item)) !== valueOf(then?.get(item)));
  if (changed.length === 0) return [];
  const lines = changed.slice(0, TOLD).flatMap((item) => {
    const of = (now?.get(item) ?? then?.get(item))?.of;
    if (of === undefined) return [];
    const unit = unitNameIn(plan, of.unit, of.month) ?? of.unit;
    const name = itemName(plan, of);
    return `   ${unit}${chinesePeriod(of.month)}　${name}　由 ${valueOf(then?.get(item))} 改为 ${valueOf(now?.get(item))}`;
  });
  const more = changed.length - TOLD;
  return [
    '',
    `【更正的地方】${String(changed.length)}处`,
    ...lines,
    ...(more > 0 ? [`   ……另有${String(more)}处，见同名的 .json 回执。`] : []),
  ];
}

function valueOf(named: Named | undefined): string {
  if (named === undefined) return '没有数';
  return named.cell.value ?? '不适用';
}

function itemName(plan: Plan, { unit, month, item }: BaselineItem): string {
  const figure = baselineSheets(plan, yearOf(month))
    .filter((sheet) => sheet.unit.id === unit)
    .flatMap(({ sections }) => sections.flatMap(({ figures }) => figures))
    .find((one) => one.item === item);
  return figure === undefined ? item : printedName(figure);
}
