/** The head and the foot of a form: title, whose it is, until when, whether it may be sent, and who signs. */
import { dueLine, HEAD, SIGN_LINE, TOKEN_LABEL, type FormSheet } from '../model/form.ts';
import { chinesePeriod } from '../model/period.ts';
import { dress, LAST_COLUMN, span, type Look } from './form-look.ts';
import { across, put, type Writing } from './form-sheet.ts';
import { HEAD_VALIDATIONS, validate } from './form-validation.ts';

/** Where three labels stand with their values beside them. */
const HEAD_COLUMNS = [
  [1, 2, 2],
  [3, 4, 6],
  [7, 8, LAST_COLUMN],
] as const;

/** Where the check of the whole form stands, and its 校验码. */
export type WholeCells = Readonly<{ says: string; proof: string }>;

/** Title, mark, whose form for when, who fills it in, until when. @returns cells that are filled once the rows are known. */
export function writeHead(writing: Writing, mark: string, due: string): WholeCells {
  const { page, sheet, filling } = writing;
  across(writing, sheet.form.title, 'title', 30);
  if (mark !== '') across(writing, mark, 'mark', 21);
  headRow(writing, 'fixed', whose(sheet));
  headRow(writing, 'open', [
    [HEAD.filler, filling?.filler ?? ''],
    [HEAD.reviewer, filling?.reviewer ?? ''],
    [HEAD.phone, filling?.phone ?? ''],
  ]);
  const row = writing.row - 1;
  for (const [index, key] of (['filler', 'reviewer', 'phone'] as const).entries()) {
    const [, column] = HEAD_COLUMNS[index] ?? HEAD_COLUMNS[0];
    validate(page, { column, from: row, to: row }, HEAD_VALIDATIONS[key]);
  }
  // A telephone number is no number.
  page.getCell(row, HEAD_COLUMNS[2][1]).numFmt = '@';
  across(writing, dueLine(due), 'hint', 20);
  return wholeRow(writing);
}

type HeadPair = readonly [label: string, value: string];

function whose({ unit, period, form }: FormSheet): readonly HeadPair[] {
  return [
    [HEAD.unit, unit.name],
    [HEAD.period, chinesePeriod(period)],
    [HEAD.number, form.number],
  ];
}

/** Whose form for which month it is, for the foot of a print. */
export function whoseWords({ unit, period, form }: FormSheet): string {
  return `${unit.name} ${chinesePeriod(period)} ${form.number}`;
}

function headRow(writing: Writing, look: Look, pairs: readonly HeadPair[]): void {
  const { page, row } = writing;
  for (const [index, [label, value]] of pairs.entries()) {
    const [at, from, to] = HEAD_COLUMNS[index] ?? HEAD_COLUMNS[0];
    const head = page.getCell(row, at);
    head.value = label;
    dress(head, 'label');
    put(span(page, row, [from, to], look), value);
  }
  page.getRow(row).height = 22;
  writing.row += 1;
}

function wholeRow(writing: Writing): WholeCells {
  const { page, row } = writing;
  const says = span(page, row, [1, 6], 'whole');
  const label = page.getCell(row, 7);
  label.value = HEAD.proof;
  dress(label, 'label');
  const proof = span(page, row, [8, LAST_COLUMN], 'fixed');
  page.getRow(row).height = 22;
  writing.row += 1;
  return { says: says.address, proof: proof.address };
}

/** Room for signature, seal and day; and, signed, whose form it is, for who copies the cells into a book of their own. */
export function writeFoot(writing: Writing, token: string): void {
  across(writing, SIGN_LINE, 'foot', 34);
  across(writing, `${TOKEN_LABEL}${token}`, 'token', 14);
}
