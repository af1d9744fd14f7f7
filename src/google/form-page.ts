/** What a page lacks of what it should be, as requests: none for what is right. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { LOCK_WORDS } from '../model/catalogue/online-forms.ts';
import type { Merge } from '../model/cell-grid.ts';
import type { OnlineColour, OnlinePage } from '../model/online-form.ts';
import { cellRequests, type Carried } from './form-cells.ts';
import { colorStyle, formulaCondition, isColor, isCondition } from './form-looks.ts';
import { isFilled, type PageState } from './form-state.ts';
import { areaOf, isSameArea, isSameSet, placeKey, rangeOf, rectangles } from './grid-area.ts';

type Request = sheets_v4.Schema$Request;

/** @property mail the account that alone may change what is locked. */
export type PageWork = Readonly<{ there: PageState; carried: Carried; mail: string }>;

/** In an order in which each can be done. */
export function pageRequests(
  page: OnlinePage,
  { there, carried, mail }: PageWork,
): readonly Request[] {
  return [
    ...unmerging(page, there),
    ...properties(page, there),
    ...cellRequests(page, there, carried),
    ...merging(page, there),
    ...sizes(page, there),
    ...colours(page, there),
    ...lock(page, there, mail),
  ];
}

/** What takes everything out of a page. */
export function emptying({ sheetId, merges, colours: held }: PageState): readonly Request[] {
  const fields = 'userEnteredValue,userEnteredFormat,dataValidation,note';
  return [
    ...merges.map((merge) => ({ unmergeCells: { range: rangeOf(sheetId, merge) } })),
    { updateCells: { range: { sheetId }, fields } },
    ...held.map(() => ({ deleteConditionalFormatRule: { sheetId, index: 0 } })),
  ];
}

function unmerging(page: OnlinePage, { sheetId, merges }: PageState): readonly Request[] {
  return lacking(merges, page.merges).map((merge) => ({
    unmergeCells: { range: rangeOf(sheetId, merge) },
  }));
}

function merging(page: OnlinePage, { sheetId, merges }: PageState): readonly Request[] {
  return lacking(page.merges, merges).map((merge) => ({
    mergeCells: { range: rangeOf(sheetId, merge), mergeType: 'MERGE_ALL' },
  }));
}

/** Those of some areas that are not among others. */
function lacking(some: readonly Merge[], others: readonly Merge[]): readonly Merge[] {
  return some.filter((one) => !others.some((other) => isSameArea(one, other)));
}

/** The grid ends where the page does, but for what stands behind that. */
function properties(page: OnlinePage, there: PageState): readonly Request[] {
  const filled = [...there.cells.values()].filter(isFilled);
  const grid = {
    rowCount: Math.max(page.rows, ...filled.map(({ row }) => row)),
    columnCount: Math.max(page.columns, ...filled.map(({ column }) => column)),
    frozenRowCount: page.frozenRows,
    frozenColumnCount: 0,
    hideGridlines: !page.gridlines,
  };
  const fields = [
    ...(there.title === page.name ? [] : ['title']),
    ...(there.hidden === page.hidden ? [] : ['hidden']),
    ...(Object.keys(grid) as (keyof typeof grid)[])
      .filter((key) => there.grid[key] !== grid[key])
      .map((key) => `gridProperties.${key}`),
  ];
  if (fields.length === 0) return [];
  const { name: title, hidden } = page;
  const asked = { sheetId: there.sheetId, title, hidden, gridProperties: grid };
  return [{ updateSheetProperties: { properties: asked, fields: fields.join(',') } }];
}

type Dimension = 'ROWS' | 'COLUMNS';

/** @property pixels null for a size that nobody set. */
type Wanted = Readonly<{ pixels: number | null; isUnseen: boolean }>;

function sizes(page: OnlinePage, there: PageState): readonly Request[] {
  const of = (sizes: OnlinePage['widths'], unseen: readonly number[]): readonly Wanted[] =>
    sizes.map((pixels, at) => ({ pixels, isUnseen: unseen.includes(at + 1) }));
  const { sheetId } = there;
  return [
    ...sized({ sheetId, dimension: 'COLUMNS' }, of(page.widths, page.unseen), there.columns),
    ...sized({ sheetId, dimension: 'ROWS' }, of(page.heights, []), there.rows),
  ];
}

/** Runs of the same size that are not so become one request. */
function sized(
  of: Readonly<{ sheetId: number; dimension: Dimension }>,
  wanted: readonly Wanted[],
  there: PageState['rows'],
): readonly Request[] {
  const runs: { startIndex: number; endIndex: number; size: Wanted }[] = [];
  for (const [at, size] of wanted.entries()) {
    const { pixelSize, hiddenByUser = false } = there[at] ?? {};
    const isRight = size.pixels === null || size.pixels === pixelSize;
    if (isRight && hiddenByUser === size.isUnseen) continue;
    const last = runs.at(-1);
    const isSame = last?.size.pixels === size.pixels && last.size.isUnseen === size.isUnseen;
    if (isSame && last.endIndex === at) last.endIndex = at + 1;
    else runs.push({ startIndex: at, endIndex: at + 1, size });
  }
  return runs.map(({ startIndex, endIndex, size: { pixels, isUnseen } }) => ({
    updateDimensionProperties: {
      range: { ...of, startIndex, endIndex },
      properties: { hiddenByUser: isUnseen, ...(pixels === null ? {} : { pixelSize: pixels }) },
      fields: pixels === null ? 'hiddenByUser' : 'pixelSize,hiddenByUser',
    },
  }));
}

type ColourThere = PageState['colours'][number];

/** Where one of ours is lacking, all of the same area are laid down anew, in order; those of other areas stay. */
function colours(page: OnlinePage, there: PageState): readonly Request[] {
  const { sheetId } = there;
  const isThere = (colour: OnlineColour): boolean =>
    there.colours.some((one) => isSameColour(one, colour, there.grid));
  if (page.colours.every(isThere)) return [];
  const own = there.colours.flatMap((one, index) => (isOurs(one, page, there.grid) ? [index] : []));
  return [
    ...own.toReversed().map((index) => ({ deleteConditionalFormatRule: { sheetId, index } })),
    ...page.colours.map(({ area, formula, color, fill }, index) => {
      const { type, values } = formulaCondition(formula);
      return {
        addConditionalFormatRule: {
          index,
          rule: {
            ranges: [rangeOf(sheetId, area)],
            booleanRule: {
              condition: { type, values: values.map((one) => ({ userEnteredValue: one })) },
              format: {
                backgroundColorStyle: colorStyle(fill),
                textFormat: { foregroundColorStyle: colorStyle(color) },
              },
            },
          },
        },
      };
    }),
  ];
}

function isSameColour(
  { ranges, booleanRule }: ColourThere,
  { area, formula, color, fill }: OnlineColour,
  grid: PageState['grid'],
): boolean {
  const [only, ...others] = ranges;
  return (
    only !== undefined &&
    others.length === 0 &&
    isSameArea(areaOf(only, grid), area) &&
    booleanRule !== undefined &&
    isCondition(booleanRule.condition, formulaCondition(formula)) &&
    isColor(booleanRule.format.backgroundColorStyle, fill) &&
    isColor(booleanRule.format.textFormat?.foregroundColorStyle, color)
  );
}

function isOurs({ ranges }: ColourThere, page: OnlinePage, grid: PageState['grid']): boolean {
  return ranges.some((range) =>
    page.colours.some(({ area }) => isSameArea(areaOf(range, grid), area)),
  );
}

/** Google counts who lays a lock down, and who owns the sheet, among those who may. */
function lock(page: OnlinePage, there: PageState, mail: string): readonly Request[] {
  const open = page.cells.filter(({ isOpen }) => isOpen);
  const { sheetId } = there;
  const held = there.lock;
  const wanted = {
    range: { sheetId },
    unprotectedRanges: rectangles(open).map((area) => rangeOf(sheetId, area)),
    editors: { users: [mail] },
    warningOnly: false,
    description: LOCK_WORDS,
  };
  if (held === null) return [{ addProtectedRange: { protectedRange: wanted } }];
  if (isSameLock(held, mail) && isSameSet(there.open, new Set(open.map(placeKey)))) return [];
  return [
    {
      updateProtectedRange: {
        protectedRange: { ...wanted, protectedRangeId: held.protectedRangeId },
        fields: 'unprotectedRanges,editors,warningOnly,description',
      },
    },
  ];
}

function isSameLock(
  { warningOnly, editors }: NonNullable<PageState['lock']>,
  mail: string,
): boolean {
  const isIn = editors.users.some((one) => one.toLowerCase() === mail.toLowerCase());
  return !warningOnly && !editors.domainUsersCanEdit && isIn;
}
