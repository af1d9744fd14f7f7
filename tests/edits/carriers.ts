/** What says whose form it is, taken away or changed, one by one and together. */
import { identityToken } from '../../src/model/identity.ts';
import { SEAL } from '../build/seal.ts';
import type { Book } from './book.ts';
import { eachOf, type Kind } from './edit.ts';
import { refused, SAME, type Meaning } from './meaning.ts';

const FOOT = 'A26';

const STRIPPED: Readonly<Record<string, (book: Book) => void>> = {
  sheet: (book) => {
    book.remove('_tongbao');
  },
  keywords: (book) => {
    book.keywords('');
  },
  foot: (book) => {
    book.put(FOOT, null);
  },
};

const ALONE: readonly (readonly string[])[] = [
  ['sheet'],
  ['keywords'],
  ['foot'],
  ['sheet', 'keywords'],
  ['sheet', 'foot'],
  ['keywords', 'foot'],
];

/** Signed by us, for somebody else or another month. */
function token(unit: string, period: string): string {
  return identityToken({ form: 'xianqu', unit, period, plan: 'a'.repeat(16), sample: '' }, SEAL);
}

const HEAD: readonly (readonly [string, string, Meaning])[] = [
  ['B2', '潍城区', refused('I_UNIT_CONFLICT', 'B2')],
  ['B2', '寒亭', refused('I_HEAD_REWORDED', 'B2')],
  ['B2', '', SAME],
  ['B2', ' 寒亭区 ', SAME],
  ['D2', '2007年6月', refused('I_PERIOD_CONFLICT', 'D2')],
  ['D2', '2008年5月', refused('I_PERIOD_CONFLICT', 'D2')],
  ['D2', '五月份', refused('I_HEAD_REWORDED', 'D2')],
  ['D2', '２００７年５月', SAME],
  ['D2', '2007-05', SAME],
  ['D2', '2007.5', SAME],
  ['H2', '潍组统02表', refused('I_FORM_CONFLICT', 'H2')],
  ['H2', '表一', refused('I_HEAD_REWORDED', 'H2')],
];

export const CARRIERS: readonly Kind[] = [
  eachOf('a carrier is lost', ALONE, (book, lost) => {
    for (const carrier of lost) STRIPPED[carrier]!(book);
    return SAME;
  }),
  eachOf('all carriers are lost', ['xlsx', 'xls', 'ods'], (book) => {
    for (const strip of Object.values(STRIPPED)) strip(book);
    return refused('I_LOST', 'B2');
  }),
  eachOf('a carrier is somebody else’s', ['weicheng', 'shouguang', 'nobody'], (book, unit) => {
    book.put(FOOT, token(unit, '2007-05'));
    return refused('I_UNIT_CONFLICT');
  }),
  eachOf(
    'a carrier is of another month',
    ['2007-04', '2006-05', '2008-05'],
    (book, period) => {
      book.keywords(token('hanting', period));
      return refused('I_PERIOD_CONFLICT');
    },
    ['xlsx', 'biff8'],
  ),
  eachOf('a carrier is signed by nobody', ['weicheng', 'shouguang', 'hanting'], (book, unit) => {
    book.put(FOOT, `${token(unit, '2007-05').slice(0, -2)}xx`);
    return SAME;
  }),
  eachOf('the head is typed over', HEAD, (book, [ref, text, means]) => {
    book.put(ref, text);
    return means;
  }),
];
