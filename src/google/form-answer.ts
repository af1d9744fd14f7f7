/** What of a spreadsheet is asked for that is to hold a form, and the shape in which it has to come. */
import * as z from 'zod';
import { shaped } from './shaped.ts';

/** All that a sheet is read for, and besides it looks, rules, sizes and locks. */
export const FORM_FIELDS =
  'spreadsheetId,properties(title,locale,timeZone),developerMetadata(metadataKey,metadataValue,visibility),' +
  'sheets(properties(sheetId,title,hidden,gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount,hideGridlines)),' +
  'merges,conditionalFormats,' +
  'protectedRanges(protectedRangeId,description,range,unprotectedRanges,warningOnly,editors(users,domainUsersCanEdit)),' +
  'data(startRow,startColumn,rowMetadata(pixelSize,hiddenByUser),columnMetadata(pixelSize,hiddenByUser),' +
  'rowData(values(userEnteredValue,effectiveValue,formattedValue,effectiveFormat(numberFormat),note,dataValidation,' +
  'userEnteredFormat(numberFormat,backgroundColorStyle,borders,horizontalAlignment,verticalAlignment,wrapStrategy,' +
  'textFormat(foregroundColorStyle,fontFamily,fontSize,bold))))))';

const count = z.number().int().min(0).default(0);
const share = z.number().default(0);

/** Google leaves out what is nought. */
const colour = z.object({
  rgbColor: z.object({ red: share, green: share, blue: share }).optional(),
});

const area = z.object({
  sheetId: count,
  startRowIndex: count,
  endRowIndex: z.number().int().optional(),
  startColumnIndex: count,
  endColumnIndex: z.number().int().optional(),
});

const condition = z.object({
  type: z.string().default(''),
  values: z.array(z.object({ userEnteredValue: z.string().default('') })).default([]),
});

const textFormat = z.object({
  foregroundColorStyle: colour.optional(),
  fontFamily: z.string().optional(),
  fontSize: z.number().optional(),
  bold: z.boolean().default(false),
});

const border = z.object({ style: z.string().optional(), colorStyle: colour.optional() });

const format = z.object({
  numberFormat: z
    .object({ type: z.string().default(''), pattern: z.string().default('') })
    .optional(),
  backgroundColorStyle: colour.optional(),
  borders: z
    .object({
      top: border.optional(),
      bottom: border.optional(),
      left: border.optional(),
      right: border.optional(),
    })
    .optional(),
  horizontalAlignment: z.string().optional(),
  verticalAlignment: z.string().optional(),
  wrapStrategy: z.string().optional(),
  textFormat: textFormat.optional(),
});

const entered = z.object({
  numberValue: z.number().optional(),
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  formulaValue: z.string().optional(),
});

const cell = z.object({
  userEnteredValue: entered.optional(),
  userEnteredFormat: format.optional(),
  note: z.string().default(''),
  dataValidation: z
    .object({
      condition,
      inputMessage: z.string().default(''),
      strict: z.boolean().default(false),
      showCustomUi: z.boolean().default(false),
    })
    .optional(),
});

const size = z.object({
  pixelSize: z.number().optional(),
  hiddenByUser: z.boolean().default(false),
});

const block = z.object({
  startRow: count,
  startColumn: count,
  rowMetadata: z.array(size).default([]),
  columnMetadata: z.array(size).default([]),
  rowData: z.array(z.object({ values: z.array(cell).default([]) })).default([]),
});

const lock = z.object({
  protectedRangeId: z.number().int(),
  description: z.string().default(''),
  range: area.prefault({}),
  unprotectedRanges: z.array(area).default([]),
  warningOnly: z.boolean().default(false),
  editors: z
    .object({
      users: z.array(z.string()).default([]),
      domainUsersCanEdit: z.boolean().default(false),
    })
    .prefault({}),
});

const page = z.object({
  properties: z.object({
    sheetId: count,
    title: z.string(),
    hidden: z.boolean().default(false),
    gridProperties: z
      .object({
        rowCount: count,
        columnCount: count,
        frozenRowCount: count,
        frozenColumnCount: count,
        hideGridlines: z.boolean().default(false),
      })
      .prefault({}),
  }),
  merges: z.array(area).default([]),
  conditionalFormats: z
    .array(
      z.object({
        ranges: z.array(area).default([]),
        booleanRule: z.object({ condition, format }).optional(),
      }),
    )
    .default([]),
  protectedRanges: z.array(lock).default([]),
  data: z.array(block).default([]),
});

const book = z.object({
  properties: z.object({
    title: z.string(),
    locale: z.string().default(''),
    timeZone: z.string().default(''),
  }),
  developerMetadata: z
    .array(
      z.object({
        metadataKey: z.string().default(''),
        metadataValue: z.string().default(''),
        visibility: z.string().default(''),
      }),
    )
    .default([]),
  sheets: z.array(page).min(1),
});

export type BookThere = z.output<typeof book>;
export type PageThere = z.output<typeof page>;
export type CellThere = z.output<typeof cell>;
export type AreaThere = z.output<typeof area>;
export type RuleThere = z.output<typeof condition>;
export type FormatThere = z.output<typeof format>;

/** @throws DamagedAnswer for whatever is of another shape. */
export function bookThere(data: unknown): BookThere {
  return shaped(book, data);
}
