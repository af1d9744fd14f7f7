/** What an accepted receipt repeats of the form: how much was filled in, every figure as it was read, what a correction changed. */
import { quoted } from '../model/catalogue/catalogue.ts';
import { decimal, decimalText } from '../model/decimal.ts';
import { formSheetOf, itemsOf, printedName, type FormItem, type FormSheet } from '../model/form.ts';
import { isMonth } from '../model/period.ts';
import { isValidIn, type Plan } from '../model/plan.ts';
import type { CellState, JudgedCell, Receipt } from '../model/submission.ts';

/** As many blanks of an accepted form are named. */
const NAMED_BLANKS = 5;

const STATE_WORDS: Readonly<Record<CellState, string>> = {
  reported: '已报',
  'confirmed-zero': '零报告',
  'not-applicable': '不适用',
  blank: '未填',
};
const STATES: readonly CellState[] = ['reported', 'confirmed-zero', 'not-applicable', 'blank'];

/** Of a receipt, or of an answer that is not recorded, what its items are known by. */
type Filled = Pick<Receipt, 'unit' | 'period' | 'cells'>;

/** How many items were filled in and how; the blank ones by name, so that a slip is seen. */
export function countLines(receipt: Filled, plan: Plan): readonly string[] {
  const { cells } = receipt;
  const items = cells.filter(({ item }) => !item.includes('/'));
  if (items.length === 0) return [];
  const counts = STATES.map(
    (state) => `${STATE_WORDS[state]} ${String(items.filter((one) => one.state === state).length)}`,
  );
  const blank = items.filter(({ state }) => state === 'blank');
  const names = new Map(itemsFor(receipt, plan).map(({ item, name }) => [item, name]));
  const nameOf = ({ item, cell }: JudgedCell): string =>
    `${quoted(names.get(item) ?? item)}（${cell}格）`;
  const few = blank.length > 0 && blank.length <= NAMED_BLANKS;
  return [
    `本表应填 ${String(items.length)} 项：${counts.join('、')}。${proofWords(cells)}`,
    ...(few
      ? [`未填的是${blank.map(nameOf).join('、')}，不填不影响接收；是漏填的，请补上再报一次。`]
      : []),
  ];
}

/** What the form shows too, where all was read as it stands there. */
function proofWords(cells: Receipt['cells']): string {
  const proof = cells.find(({ item }) => item === 'head/proof')?.value ?? null;
  return proof === null ? '' : `校验码：${proof}。`;
}

/** Every figure and task with the value that was taken down, in the order of the form. */
export function figureLines(receipt: Receipt, plan: Plan): readonly string[] {
  const byItem = cellsByItem(receipt);
  const lines = itemsFor(receipt, plan).flatMap((of) => {
    const value = of.kind === 'text' ? '' : valueWords(of, byItem);
    return value === '' ? [] : [`   ${labelOf(of)}　${value}`];
  });
  return lines.length === 0 ? [] : ['', '【登记的数】请与表上核对', ...lines];
}

/** 引进高层次人才（本年累计）　由 20人 改为 30人, for each item that says something else than in the form it replaces. */
export function changeLines(receipt: Receipt, replaced: Receipt, plan: Plan): readonly string[] {
  const [now, then] = [cellsByItem(receipt), cellsByItem(replaced)];
  const lines = itemsFor(receipt, plan).flatMap((of): readonly string[] => {
    const [value, before] = [valueWords(of, now), valueWords(of, then)];
    if (value === before && besides(of.item, now) === besides(of.item, then)) return [];
    if (of.kind === 'text') return [`   ${labelOf(of)}　文字有改动`];
    return value === before
      ? [`   ${labelOf(of)}　仍为 ${value}，${of.kind === 'task' ? '进展情况' : '备注'}有改动`]
      : [`   ${labelOf(of)}　由 ${before === '' ? '未填' : before} 改为 ${value}`];
  });
  return lines.length === 0 ? [] : ['', `【更正的地方】${String(lines.length)}处`, ...lines];
}

type Cells = ReadonlyMap<string, JudgedCell>;

function cellsByItem({ cells }: Receipt): Cells {
  return new Map(cells.map((cell) => [cell.item, cell]));
}

/** The items that the unit's form has; none where unit or month are not known. */
function itemsFor({ unit, period }: Filled, plan: Plan): readonly FormItem[] {
  if (period === null || !isMonth(period)) return [];
  const owner = plan.units.find((one) => one.id === unit && isValidIn(one, period));
  const sheet: FormSheet | null = owner === undefined ? null : formSheetOf(plan, owner, period);
  return sheet === null ? [] : itemsOf(sheet);
}

/** With 本年累计 or 期末数, so that nobody takes one for the other. */
function labelOf(of: FormItem): string {
  return of.kind === 'figure' ? `${printedName(of).trim()}（${of.asks}）` : of.name;
}

/** 83名, 推进中 80%, 不适用; empty for an item that the receipt has no cell of. */
function valueWords(of: FormItem, cells: Cells): string {
  const cell = cells.get(of.item);
  if (cell === undefined) return '';
  if (of.kind === 'text') return cell.value ?? '';
  if (cell.state === 'not-applicable' || cell.state === 'blank') return STATE_WORDS[cell.state];
  if (of.kind === 'task') return taskWords(cell, cells);
  const amount = cell.value === null ? '' : decimalText(decimal(cell.value));
  return `${amount}${of.unitOfMeasure}`;
}

/** 推进中 80%, 已完成 2007-05-20. */
function taskWords({ item, value }: JudgedCell, cells: Cells): string {
  const percent = cells.get(`${item}/percent`)?.value ?? null;
  const doneOn = cells.get(`${item}/doneOn`)?.value ?? null;
  return [value, percent === null ? null : `${percent}%`, doneOn]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}

/** Remarks and words beside an item's own cell. */
function besides(item: string, cells: Cells): string {
  return ['remark', 'words'].map((part) => cells.get(`${item}/${part}`)?.value ?? '').join('\n');
}
