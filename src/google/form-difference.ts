/** What an online sheet lacks of the form that it is to hold, as requests of one batch: none where all is right. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { RECEIPT_SIGN, RECEIPT_SIGN_COLUMN } from '../model/annotation.ts';
import { isTokenLine } from '../model/form.ts';
import { IDENTITY_KEY, type Laying } from '../model/google.ts';
import type { OnlineForm, OnlinePage } from '../model/online-form.ts';
import type { BookThere } from './form-answer.ts';
import type { Carried } from './form-cells.ts';
import { following } from './form-following.ts';
import { emptying, pageRequests } from './form-page.ts';
import { added, emptied, holdsAny, stateOf, textAt, type PageState } from './form-state.ts';
import { freeTab } from './grid-area.ts';

type Request = sheets_v4.Schema$Request;

/** @property mail our own account's address. */
export type Laid = Readonly<{ over: Laying; mail: string }>;

const LOCALE = 'zh_CN';
const ZONE = 'Asia/Shanghai';

/** Null where something that was typed has no place in the form. */
export function difference(
  form: OnlineForm,
  book: BookThere,
  { over, mail }: Laid,
): readonly Request[] | null {
  const states = book.sheets.map(stateOf);
  const [first, ...others] = form.pages;
  const page = formPageIn(states) ?? states.find((one) => !one.hidden && !holdsAny(one)) ?? null;
  const laid = firstRequests(first, page, { over, mail, states });
  if (laid === null) return null;
  const ids = new Set(states.map(({ sheetId }) => sheetId));
  return [
    ...properties(form, book, over),
    ...laid,
    ...others.flatMap((other) => {
      const there = states.find(({ title }) => title === other.name) ?? null;
      return otherRequests(other, there, { mail, ids });
    }),
    ...(over === 'anew' ? states.filter(isReceipt).map(removed) : []),
    ...identity(form, book),
  ];
}

/** The tab with our receipt of what stood there before. */
function isReceipt(page: PageState): boolean {
  return textAt(page, 1, RECEIPT_SIGN_COLUMN).startsWith(RECEIPT_SIGN);
}

function removed({ sheetId }: PageState): Request {
  return { deleteSheet: { sheetId } };
}

/** The page that a form of ours is filled in on, whatever somebody called it, and though somebody hid it. */
export function formPageIn(states: readonly PageState[]): PageState | null {
  return states.find(hasToken) ?? null;
}

function hasToken(page: PageState): boolean {
  return [...page.cells.values()].some(({ row, column }) => isTokenLine(textAt(page, row, column)));
}

type First = Laid & Readonly<{ states: readonly PageState[] }>;

function firstRequests(
  page: OnlinePage,
  there: PageState | null,
  { over, mail, states }: First,
): readonly Request[] | null {
  const nothing: Carried = new Map();
  if (there === null) {
    const ids = new Set(states.map(({ sheetId }) => sheetId));
    return otherRequests(page, null, { mail, ids });
  }
  const way =
    over === 'anew' || !holdsAny(there)
      ? ({ kind: 'anew', carried: nothing } as const)
      : following(page, there, over === 'same-plan');
  switch (way.kind) {
    case 'unsafe':
      return null;
    case 'mend':
      return pageRequests(page, { there, carried: nothing, mail });
    case 'anew': {
      const work = { there: emptied(there), carried: way.carried, mail };
      return [...emptying(there), ...pageRequests(page, work)];
    }
  }
}

type Other = Readonly<{ mail: string; ids: Set<number> }>;

/** @param ids of the sheets that are there; one that is added takes the first that is free. */
function otherRequests(
  page: OnlinePage,
  there: PageState | null,
  { mail, ids }: Other,
): readonly Request[] {
  const carried: Carried = new Map();
  if (there !== null) return pageRequests(page, { there, carried, mail });
  const sheetId = freeTab(ids);
  ids.add(sheetId);
  const { name: title, rows: rowCount, columns: columnCount } = page;
  const grid = {
    rowCount,
    columnCount,
    frozenRowCount: 0,
    frozenColumnCount: 0,
    hideGridlines: false,
  };
  const properties = { sheetId, title, gridProperties: { rowCount, columnCount } };
  return [
    { addSheet: { properties } },
    ...pageRequests(page, { there: added(sheetId, title, grid), carried, mail }),
  ];
}

/** Its title is the unit's to change, once it is laid down. */
function properties({ title }: OnlineForm, { properties: there }: BookThere, over: Laying) {
  const fields = [
    ...(over === 'anew' && there.title !== title ? ['title'] : []),
    ...(there.locale === LOCALE ? [] : ['locale']),
    ...(there.timeZone === ZONE ? [] : ['timeZone']),
  ];
  if (fields.length === 0) return [];
  const asked = { title, locale: LOCALE, timeZone: ZONE };
  return [{ updateSpreadsheetProperties: { properties: asked, fields: fields.join(',') } }];
}

const SEEN_BY_ALL = 'DOCUMENT';

function identity({ token }: OnlineForm, { developerMetadata }: BookThere): readonly Request[] {
  const own = developerMetadata.filter(({ metadataKey }) => metadataKey === IDENTITY_KEY);
  const wanted = { metadataKey: IDENTITY_KEY, metadataValue: token, visibility: SEEN_BY_ALL };
  if (own.length === 0) {
    const developerMetadata = { ...wanted, location: { spreadsheet: true } };
    return [{ createDeveloperMetadata: { developerMetadata } }];
  }
  const isRight = own.every(
    ({ metadataValue, visibility }) => metadataValue === token && visibility === SEEN_BY_ALL,
  );
  if (isRight) return [];
  return [
    {
      updateDeveloperMetadata: {
        dataFilters: [{ developerMetadataLookup: { metadataKey: IDENTITY_KEY } }],
        developerMetadata: wanted,
        fields: 'metadataValue,visibility',
      },
    },
  ];
}
