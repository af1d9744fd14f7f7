/** Rows, columns and sheets moved about: what is found by code and title is found again, what is gone is named. */
import { eachOf, inProgram, type Kind } from './edit.ts';
import { refused, sameBut, SAME, type Meaning } from './meaning.ts';

const ITEMS: readonly (readonly [string, number])[] = [
  ['RC01', 8],
  ['RC02', 9],
  ['RC06', 10],
  ['JC01', 12],
  ['JC02-1', 13],
  ['JC02-2', 14],
  ['YC03', 16],
  ['T01', 19],
  ['T02', 20],
  ['WZ01', 23],
  ['WZ02', 24],
];
/** Rows between which others may come to stand or go. */
const BANDS = [4, 7, 11, 15, 17, 21, 25];
/** Rows that one table holds: within them they may trade places. */
const TABLES = [
  [8, 9, 10],
  [12, 13, 14],
  [19, 20],
  [23, 24],
];
const OWN = '组织工作进展情况月报表';

export const ROWS: readonly Kind[] = [
  inProgram('empty rows come in', 9, (book, dice) => {
    book
      .unmerge()
      .insertRows(1 + dice.below(26), ...Array.from({ length: 1 + dice.below(3) }, () => []));
    return SAME;
  }),
  inProgram('a row of words comes in', 4, (book, dice) => {
    const at = 8 + dice.below(9);
    book.unmerge().insertRows(at, [undefined, { t: 's', v: '小计' }]);
    return sameBut(`B${String(at)}`);
  }),
  inProgram('a row with a number and no code comes in', 4, (book, dice) => {
    const at = 8 + dice.below(9);
    book.unmerge().insertRows(at, [undefined, undefined, undefined, undefined, { t: 'n', v: 77 }]);
    return sameBut(`E${String(at)}`);
  }),
  eachOf('the row of an item goes', ITEMS, (book, [, row]) => {
    book.unmerge().removeRow(row);
    return refused('R_MISSING');
  }),
  eachOf('a row without an item goes', BANDS, (book, row) => {
    book.unmerge().removeRow(row);
    return SAME;
  }),
  inProgram('rows of a table trade places', 8, (book, dice) => {
    const table = dice.oneOf(TABLES);
    const row = book.unmerge().removeRow(dice.oneOf(table));
    book.insertRows(dice.oneOf(table), row);
    return SAME;
  }),
  inProgram('all figures are sorted', 3, (book, dice) => {
    const rows = book.unmerge().rows();
    const figures = rows.slice(7, 16).sort(() => dice.below(3) - 1);
    rows.splice(7, figures.length, ...figures);
    return SAME;
  }),
  inProgram('a task goes up among the figures', 3, (book, dice) => {
    const row = book.unmerge().removeRow(19 + dice.below(2));
    book.insertRows(8 + dice.below(8), row);
    return SAME;
  }),
  eachOf('the row of an item is copied below', ITEMS.slice(0, 9), (book, [, row]) => {
    const copy = structuredClone(book.unmerge().rows()[row - 1]!);
    book.insertRows(row + 1, copy);
    return refused('R_TWICE', `A${String(row)}`);
  }),
  inProgram('empty and formatted rows trail', 3, (book) => {
    for (let row = 30; row < 400; row += 1) book.put(`E${String(row)}`, { t: 'z', z: '0.00' });
    return SAME;
  }),
  inProgram('numbers trail below the form', 3, (book, dice) => {
    const ref = `E${String(40 + dice.below(200))}`;
    book.put(ref, 137);
    return sameBut(ref);
  }),
];

/** Moves columns within every row alike. */
function columns(order: (columns: readonly number[]) => readonly number[]) {
  return <T>(row: readonly T[]): T[] => order(row.map((_, at) => at)).map((at) => row[at]!);
}

export const COLUMNS: readonly Kind[] = [
  inProgram('an empty column comes in', 9, (book, dice) => {
    const at = dice.below(15);
    book.unmerge().eachRow((row) => row.toSpliced(at, 0, undefined));
    return SAME;
  }),
  inProgram('a column with words comes in', 3, (book, dice) => {
    const at = 4 + dice.below(3);
    book.unmerge().eachRow((row) => row.toSpliced(at, 0, undefined));
    const ref = `${'EFG'[at - 4]!}9`;
    book.put(ref, '已核');
    return sameBut(ref);
  }),
  inProgram('two columns to the right of the head trade places', 6, (book, dice) => {
    const [a, b] = [4 + dice.below(8), 4 + dice.below(8)];
    const moved = columns((all) => all.with(a, b).with(b, a));
    book.unmerge().eachRow(moved);
    // The head's labels name what stands to the right of them.
    return { sameOr: ['I_HEAD_REWORDED', 'I_FORM_CONFLICT'] };
  }),
  inProgram('the columns of the head trade places', 4, (book, dice) => {
    const [a, b] = [dice.below(4), dice.below(4)];
    book.unmerge().eachRow(columns((all) => all.with(a, b).with(b, a)));
    return {
      sameOr: ['I_HEAD_REWORDED', 'I_UNIT_CONFLICT', 'I_PERIOD_CONFLICT', 'I_UNIT_UNKNOWN'],
    };
  }),
  eachOf('a helping column goes', [8, 10, 11, 13, 14], (book, at) => {
    book.unmerge().eachRow((row) => row.toSpliced(at, 1));
    return SAME;
  }),
  eachOf('a column that is filled in goes', [4, 5, 7], (book, at) => {
    book.unmerge().eachRow((row) => row.toSpliced(at, 1));
    return refused('R_COLUMN');
  }),
  eachOf('a column that is filled in is copied', [4, 5, 4], (book, at) => {
    book.unmerge().eachRow((row) => row.toSpliced(12, 0, structuredClone(row[at])));
    return refused('R_COLUMN_TWICE', 'M6');
  }),
  eachOf(
    'a title is written otherwise',
    ['填 报 数', '填报数：', '填报数（万元）', ' 填报数\n'],
    (book, title) => {
      book.put('E6', title);
      return SAME;
    },
  ),
  eachOf('a title gives way to another', ['本月数', '', '数'], (book, title) => {
    book.put('E6', title);
    return refused('R_COLUMN');
  }),
];

export const SHEETS: readonly Kind[] = [
  eachOf(
    'the form’s sheet is renamed',
    ['Sheet1', '寒亭区', '5月 (2)', '问题清单', 'constructor', 'a'.repeat(31)],
    (book, name) => {
      book.rename(OWN, name);
      return SAME;
    },
  ),
  inProgram('the form’s sheet goes behind the others', 3, (book) => {
    book.toEnd(OWN);
    return SAME;
  }),
  inProgram(
    'the form’s sheet is hidden',
    3,
    (book, _, variant) => {
      book.hide(OWN, variant === 0 ? 1 : 2);
      return refused('I_HIDDEN_PAGE');
    },
    ['xlsx', 'biff8'],
  ),
  inProgram('what was hidden is shown', 3, (book) => {
    book.hide('_tongbao', 0);
    return SAME;
  }),
  inProgram('the form’s sheet is there twice', 3, (book) => {
    book.copy(`${OWN} (2)`);
    return refused('I_TWO_PAGES');
  }),
  inProgram(
    'a hidden copy of the form’s sheet stays',
    2,
    (book) => {
      book.copy('旧');
      book.hide('旧', 1);
      return SAME;
    },
    ['xlsx', 'biff8'],
  ),
  inProgram('an empty sheet comes in', 3, (book) => {
    book.add('Sheet2', [[]]);
    return SAME;
  }),
  inProgram('a sheet of figures comes in', 3, (book): Meaning => {
    book.add('台账', [
      ['姓名', '数'],
      ['甲', 12],
    ]);
    return sameBut('台账');
  }),
  inProgram('a sheet with codes of the form comes in', 3, (book): Meaning => {
    book.add('汇总', [['代码', '填报数'], ...ITEMS.slice(0, 3).map(([code]) => [code, 999])]);
    return sameBut('汇总');
  }),
  inProgram('the explaining sheet goes', 3, (book) => {
    book.remove('填表说明');
    return SAME;
  }),
];
