/** Single cells typed over, cleared, merged, formatted: each value is read as meant, or named where it stands. */
import type { CellObject } from '@e965/xlsx';
import { eachOf, type Kind } from './edit.ts';
import { figure, part, reads, refused, SAME, sameBut, type Meaning } from './meaning.ts';

/** What is typed into a cell of its own; numbers are numbers. */
type Typed = readonly [string, string | number | CellObject, Meaning];

/** A count of persons (E8, RC01) and an amount in 万元 (E12, JC01). */
const NUMBERS: readonly Typed[] = [
  ['E8', 9982, reads('RC01', figure('9982'))],
  ['E8', '9982', reads('RC01', figure('9982'))],
  ['E8', '９９８２', reads('RC01', figure('9982'))],
  ['E8', '9,982', reads('RC01', figure('9982'))],
  ['E8', '9，982', reads('RC01', figure('9982'))],
  ['E8', ' 9982\n', reads('RC01', figure('9982'))],
  ['E8', '\u00a09982\u200b', reads('RC01', figure('9982'))],
  ['E8', '579人', reads('RC01', figure('579'))],
  ['E8', '1.28万', reads('RC01', figure('12800'))],
  ['E8', '一百二十三', reads('RC01', figure('123'))],
  ['E8', 579.0000000001, reads('RC01', figure('579'))],
  ['E8', '137.0', reads('RC01', figure('137'))],
  ['E8', '1.37E+02', refused('E_SCI', 'E8')],
  ['E8', '约137', refused('E_APPROX', 'E8')],
  ['E8', '130-140', refused(['E_RANGE', 'E_TWO', 'E_DATE', 'E_TEXT'], 'E8')],
  ['E8', '1O0', refused(['E_LETTER', 'E_TEXT'], 'E8')],
  ['E8', '12,34', refused(['E_GROUP', 'E_TEXT'], 'E8')],
  ['E8', '579个', refused(['E_UNIT', 'E_TEXT'], 'E8')],
  ['E8', '12%', refused(['E_UNIT', 'E_PERCENT', 'E_TEXT'], 'E8')],
  ['E8', '无', refused('E_NONE', 'E8')],
  ['E8', '见附件', refused(['E_TEXT', 'E_WORDS'], 'E8')],
  ['E8', '10²', refused(['E_TEXT'], 'E8')],
  ['E8', 579.5, refused(['E_DECIMALS', 'E_FRACTION'], 'E8')],
  ['E8', -137, refused(['E_NEGATIVE', 'E_SIGN'], 'E8')],
  ['E8', 1e21, refused(['E_RANGE', 'E_BIG'], 'E8')],
  ['E8', '=1+1', refused('E_INJECT', 'E8')],
  ['E12', 2006.5, reads('JC01', figure('2006.5'))],
  ['E12', '1.5亿元', reads('JC01', figure('15000'))],
  ['E12', 0.1 + 0.2, reads('JC01', figure('0.3'))],
  ['E20', '100%', SAME],
  ['E19', { t: 'n', v: 0.65, z: '0%' }, SAME],
  ['E19', { t: 'n', v: 0.65 }, { sameOr: ['E_SHARE', 'E_PERCENT', 'E_RATE'] }],
];

const DATE = 'yyyy-mm-dd';
/** The day on which T02 was finished (F20): 2007-05-30. */
const DAYS: readonly Typed[] = [
  ['F20', '2007年5月30日', SAME],
  ['F20', '2007/5/30', SAME],
  ['F20', '2007.5.30', SAME],
  ['F20', '二〇〇七年五月三十日', SAME],
  ['F20', '5月30日', SAME],
  ['F20', { t: 'n', v: 39232, z: 'm/d/yy' }, SAME],
  ['F20', { t: 'n', v: 39232, z: '[$-804]yyyy"年"m"月"d"日"' }, SAME],
  ['F20', { t: 'n', v: 39231.75, z: DATE }, reads('T02', part(3, '2007-05-29'))],
  ['F20', '5.30', refused('E_DATE_PART', 'F20')],
  ['F20', '2007-02-30', refused('E_DATE_NONE', 'F20')],
  ['F20', '5月底', refused('E_DATE_TEXT', 'F20')],
  ['F20', { t: 'n', v: 39232 + 1462, z: DATE }, refused('T_DAY_AHEAD', 'F20')],
];

const n = (v: number, more: Partial<CellObject> = {}): CellObject => ({ t: 'n', v, ...more });
/** The value of RC01 (E8) is 137. */
const KINDS: readonly Typed[] = [
  ['E8', { t: 's', v: '137' }, SAME],
  ['E8', n(137, { f: 'B1+137' }), SAME],
  ['E8', n(138, { f: 'SUM(A1:A2)' }), reads('RC01', figure('138'))],
  ['E8', { t: 'b', v: true }, refused('E_TYPE', 'E8')],
  ['E8', { t: 'e', v: 0x17 }, refused('E_XERR', 'E8')],
  ['E8', n(137, { z: '@' }), SAME],
  ['E8', n(137, { z: '0.00E+00' }), SAME],
  ['E8', n(137, { z: '#,##0;[Red]-#,##0' }), SAME],
  ['E8', n(137, { z: ';;;' }), SAME],
  ['E8', n(137, { z: '0"人"' }), SAME],
  ['E8', n(137, { z: '_ * #,##0_ ;_ * -#,##0_ ' }), SAME],
  ['E8', n(39233, { z: 'm"月"d"日"' }), refused(['E_DATE', 'E_DATE_CELL'], 'E8')],
  ['E8', n(39233, { z: DATE }), refused(['E_DATE', 'E_DATE_CELL'], 'E8')],
  ['E8', n(1.37, { z: '0%' }), refused(['E_PERCENT', 'E_UNIT', 'E_PERCENT_CELL'], 'E8')],
];

const CLEARED: readonly (readonly [string, Meaning])[] = [
  ['E8', refused('E_BLANK', 'E8')],
  ['E13', refused('E_BLANK', 'E13')],
  ['E16', refused('E_BLANK', 'E16')],
  ['F8', reads('RC01', part(3, ''))],
  ['D19', refused('T_BLANK', 'D19')],
  ['E19', reads('T01', part(2, null))],
  ['F20', refused('T_NO_DAY', 'F20')],
  ['H19', reads('T01', part(4, ''))],
  ['C23', reads('WZ01', () => ['blank', ''])],
  ['C24', refused('X_BLANK', 'C24')],
  ['A9', refused('R_MISSING', 'B9')],
  ['A24', refused('R_MISSING', 'B24')],
  ['B9', SAME],
  ['C9', SAME],
];

const CODES: readonly (readonly [string, string, Meaning])[] = [
  ['A8', 'rc01', SAME],
  ['A8', 'ＲＣ０１', SAME],
  ['A8', ' RC 01\u200b', SAME],
  ['A13', 'jc02－1', SAME],
  ['A8', 'RCO1', refused('R_MISSING', 'B8')],
  ['A8', 'RC02', refused(['R_TWICE', 'R_MISSING', 'R_NAME'])],
  ['A8', 'RC77', refused('R_MISSING', 'B8')],
];

const PRINTED: readonly (readonly [string, string, Meaning])[] = [
  ['B8', '博士（后）', refused('R_NAME', 'B8')],
  ['B8', '引进人才', refused('R_NAME', 'B8')],
  ['B8', '引进高层次人才 ', SAME],
  ['C12', '元', refused('R_UNIT')],
  ['C12', '万 元', SAME],
  ['D8', '本月数', sameBut('本月数')],
];

const MERGES: readonly (readonly [string, string | null, Meaning])[] = [
  ['E8:E9', 'E9', refused('R_MERGED', 'E9')],
  ['E13:E14', 'E14', refused('R_MERGED', 'E14')],
  ['E9:F9', null, SAME],
  ['E10:F10', null, SAME],
  ['D19:D20', 'D20', refused('R_MERGED', 'D20')],
  ['H19:K20', 'H20', { ...reads('T02', part(4, '')), told: '主体完工' }],
  ['A7:L7', null, SAME],
];

export const CELLS: readonly Kind[] = [
  eachOf('a number is typed anew', NUMBERS, (book, [ref, typed, means]) => {
    book.put(ref, typed);
    return means;
  }),
  eachOf(
    'a day is typed anew',
    DAYS,
    (book, [ref, typed, means]) => {
      book.put(ref, typed);
      return means;
    },
    ['xlsx', 'biff8'],
  ),
  eachOf(
    'a value changes its kind or its look',
    KINDS,
    (book, [ref, typed, means]) => {
      book.put(ref, typed);
      return means;
    },
    ['xlsx', 'biff8'],
  ),
  eachOf('a cell is cleared', CLEARED, (book, [ref, means]) => {
    book.put(ref, null);
    return means;
  }),
  eachOf('a code is written otherwise', CODES, (book, [ref, text, means]) => {
    book.put(ref, text);
    return means;
  }),
  eachOf('what is printed is typed over', PRINTED, (book, [ref, text, means]) => {
    book.put(ref, text);
    return means;
  }),
  eachOf('cells are merged', MERGES, (book, [range, emptied, means]) => {
    if (emptied !== null) book.put(emptied, null);
    book.merge(range);
    return means;
  }),
  eachOf(
    'codes of two rows trade places',
    [
      ['A8', 'A9'],
      ['A13', 'A14'],
      ['A19', 'A20'],
    ] as const,
    (book, [a, b]) => {
      const [first, second] = [book.at(a)!, book.at(b)!];
      book.put(a, second);
      book.put(b, first);
      return refused('R_NAME', a.replace('A', 'B'));
    },
  ),
];
