/** What a template is told of a table: heads in one row or two, cells with their spans, and whether it may be parted. */
import type { Run, Table } from '../model/bulletin.ts';
import type { RunView, TableView } from '../model/catalogue/view.ts';
import { fitTable } from './table-fit.ts';

type HeadCell = TableView['headRows'][number][number];

/** The table in a room of `width` millimetres on pages of `height`. */
export function tableView(table: Table, { width, height }: Sheet): TableView {
  const fit = fitTable(table, width);
  const columns = table.head.length;
  return {
    caption: table.caption,
    remark: table.remark,
    headRows: headRows(table),
    columns,
    widths: fit.widths.map((each) => Number(((each / width) * 100).toFixed(3))),
    rows: table.rows.map((_, i) => rowView(table.rows, i, columns)),
    notes: table.notes.map((runs) => ({ runs: runViews(runs) })),
    long: fit.height > height,
  };
}

/** The text area of a sheet, in millimetres. */
export type Sheet = Readonly<{ width: number; height: number }>;

/** What stands on the page of each run: a figure's lineage stays behind, and so does a run without words. */
export function runViews(runs: readonly Run[]): readonly RunView[] {
  return runs
    .filter(({ words }) => words !== '')
    .map(({ words, figure }) =>
      figure === null ? { text: words, figure: '' } : { text: figure.text, figure: figure.id },
    );
}

/** A name over several columns stands above their own; a column without one takes both rows. */
function headRows({ head, over }: Table): readonly (readonly HeadCell[])[] {
  const single = (text: string | undefined, rows: string): HeadCell => ({
    text: text ?? '',
    scope: 'col',
    rows,
    across: '',
  });
  if (over === undefined) return [head.map((text) => single(text, ''))];
  const upper: HeadCell[] = [];
  const lower: HeadCell[] = [];
  let at = 0;
  for (const { text, columns } of over) {
    const names = head.slice(at, at + columns);
    at += columns;
    if (text === '') {
      upper.push(...names.map((name) => single(name, '2')));
    } else {
      upper.push({ text, scope: 'colgroup', rows: '', across: String(columns) });
      lower.push(...names.map((name) => single(name, '')));
    }
  }
  return [upper, lower];
}

/** A row whose first cell is empty continues the row above: that row's first cell spans both, and they stay together. */
function rowView(rows: Table['rows'], at: number, columns: number): TableView['rows'][number] {
  const { emphasis = false, cells = [] } = rows[at] ?? {};
  const band = cells.length === 1 && columns > 1;
  const continued = at > 0 && isContinued(rows[at]);
  const next = rows.findIndex((row, i) => i > at && !isContinued(row));
  const span = (next < 0 ? rows.length : next) - at;
  const shown = cells.map(({ align, runs }, i) => ({
    align,
    runs: runViews(runs),
    span: i === 0 && span > 1 ? String(span) : '',
    across: band ? String(columns) : '',
  }));
  return { emphasis, continued, band, cells: continued ? shown.slice(1) : shown };
}

function isContinued(row: Table['rows'][number] | undefined): boolean {
  const first = row?.cells[0];
  return first?.runs.every(({ words }) => words === '') ?? false;
}
