/** A workbook in hand: cells that can be moved about as in a spreadsheet program, and saved by one. */
import {
  read,
  utils,
  write,
  type BookType,
  type CellObject,
  type Sheet2CSVOpts,
  type WorkBook,
} from '@e965/xlsx';

type Row = (CellObject | undefined)[];

export class Book {
  readonly #book: WorkBook;

  constructor(bytes: Uint8Array) {
    const options = { cellNF: true, cellFormula: true, sheetStubs: true, dense: true };
    this.#book = read(bytes, { type: 'buffer', ...options });
  }

  get names(): string[] {
    return this.#book.SheetNames;
  }

  /** The rows of a sheet, the form's own unless another is named. */
  rows(name = this.names[0]!): Row[] {
    const sheet = this.#book.Sheets[name]!;
    sheet['!data'] ??= [];
    const rows = sheet['!data'] as Row[];
    for (let at = 0; at < rows.length; at += 1) rows[at] ??= [];
    return rows;
  }

  /** Of the form's sheet, by its address. */
  put(ref: string, value: string | number | CellObject | null): void {
    const { r, c } = utils.decode_cell(ref);
    const rows = this.rows();
    while (rows.length <= r) rows.push([]);
    rows[r]![c] = value === null ? undefined : cellOf(value, rows[r]![c]);
  }

  at(ref: string): CellObject | undefined {
    const { r, c } = utils.decode_cell(ref);
    return this.rows()[r]?.[c];
  }

  /** From here on the cells are moved about: what was merged is one cell each again. */
  unmerge(): this {
    for (const name of this.names) this.#book.Sheets[name]!['!merges'] = [];
    return this;
  }

  /** What was merged there before is a part of it. */
  merge(range: string): void {
    const sheet = this.#book.Sheets[this.names[0]!]!;
    const { s, e } = utils.decode_range(range);
    const apart = (sheet['!merges'] ?? []).filter(
      (one) => one.e.r < s.r || one.s.r > e.r || one.e.c < s.c || one.s.c > e.c,
    );
    sheet['!merges'] = [...apart, { s, e }];
  }

  insertRows(at: number, ...rows: Row[]): void {
    this.rows().splice(at - 1, 0, ...rows);
  }

  removeRow(at: number): Row {
    return this.rows().splice(at - 1, 1)[0]!;
  }

  /** Row by row: what a row's cells are to be. */
  eachRow(change: (row: Row) => Row): void {
    this.rows().forEach((row, at, rows) => {
      rows[at] = change(Array.from({ length: 16 }, (_, column) => row[column]));
    });
  }

  add(name: string, cells: readonly (readonly (string | number)[])[], hidden: 0 | 1 | 2 = 0): void {
    const sheet = utils.aoa_to_sheet(cells as unknown[][], { dense: true });
    utils.book_append_sheet(this.#book, sheet, name);
    this.hide(name, hidden);
  }

  /** The form's sheet once more. */
  copy(name: string): void {
    const sheet = structuredClone(this.#book.Sheets[this.names[0]!]!);
    utils.book_append_sheet(this.#book, sheet, name);
    this.hide(name, 0);
  }

  remove(name: string): void {
    const at = this.names.indexOf(name);
    this.names.splice(at, 1);
    this.#book.Workbook?.Sheets?.splice(at, 1);
    Reflect.deleteProperty(this.#book.Sheets, name);
  }

  rename(from: string, to: string): void {
    const at = this.names.indexOf(from);
    this.names[at] = to;
    this.#book.Sheets[to] = this.#book.Sheets[from]!;
    Reflect.deleteProperty(this.#book.Sheets, from);
    const told = this.#book.Workbook?.Sheets?.[at];
    if (told !== undefined) told.name = to;
    if (this.#book.Workbook) this.#book.Workbook.Names = [];
  }

  /** Behind all other sheets. */
  toEnd(name: string): void {
    const at = this.names.indexOf(name);
    this.names.push(...this.names.splice(at, 1));
    const told = this.#book.Workbook!.Sheets!;
    told.push(...told.splice(at, 1));
    this.#book.Workbook!.Names = [];
  }

  hide(name: string, how: 0 | 1 | 2): void {
    this.#book.Workbook ??= {};
    this.#book.Workbook.Sheets ??= [];
    const at = this.names.indexOf(name);
    this.#book.Workbook.Sheets[at] = { ...this.#book.Workbook.Sheets[at], Hidden: how };
  }

  keywords(text: string): void {
    this.#book.Props = { ...this.#book.Props, Keywords: text };
  }

  countFrom1904(): void {
    this.#book.Workbook!.WBProps = { ...this.#book.Workbook!.WBProps, date1904: true };
  }

  /** The form's sheet as separated text. */
  text(how: Sheet2CSVOpts = {}): string {
    return utils.sheet_to_csv(this.#book.Sheets[this.names[0]!]!, how);
  }

  save(bookType: BookType): Buffer {
    for (const name of this.names) {
      const rows = this.rows(name);
      const width = Math.max(1, ...rows.map(({ length }) => length));
      const corner = utils.encode_cell({ r: Math.max(0, rows.length - 1), c: width - 1 });
      this.#book.Sheets[name]!['!ref'] = `A1:${corner}`;
    }
    return Buffer.from(
      write(this.#book, { type: 'buffer', bookType, bookSST: true }) as Uint8Array,
    );
  }
}

/** With the format of the cell that was there. */
function cellOf(value: string | number | CellObject, before: CellObject | undefined): CellObject {
  if (typeof value === 'object') return value;
  const format = before?.z === undefined ? {} : { z: before.z };
  return typeof value === 'number' ? { t: 'n', v: value, ...format } : { t: 's', v: value };
}
