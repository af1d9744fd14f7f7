/** What of a spreadsheet is asked for, and the shape in which it has to come. */
import * as z from 'zod';
import { DamagedAnswer } from './faults.ts';
import { shaped } from './shaped.ts';

/** One read brings the whole: values, errors, formulas and formats told apart, merges, notes, what is hidden. */
export const FIELDS =
  'spreadsheetId,properties(title),developerMetadata(metadataKey,metadataValue),' +
  'sheets(properties(sheetId,title,hidden,gridProperties(rowCount,columnCount)),merges,data(startRow,startColumn,rowData(values(' +
  'userEnteredValue(formulaValue),effectiveValue,formattedValue,effectiveFormat(numberFormat),note))))';

const count = z.number().int().min(0).default(0);

/** How far a sheet reaches. */
const extent = z.number().int().min(0).default(Infinity);

const value = z.object({
  numberValue: z.number().optional(),
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  errorValue: z.object({ type: z.string().optional() }).optional(),
});

/** A cell; one that nobody touched has nothing at all. */
const cell = z.object({
  userEnteredValue: z.object({ formulaValue: z.string().optional() }).optional(),
  effectiveValue: value.optional(),
  formattedValue: z.string().optional(),
  effectiveFormat: z
    .object({
      numberFormat: z
        .object({ type: z.string().optional(), pattern: z.string().optional() })
        .optional(),
    })
    .optional(),
  note: z.string().optional(),
});

/** A block of cells; rows and cells without anything are left out at the end, and come empty in between. */
const block = z.object({
  startRow: count,
  startColumn: count,
  rowData: z.array(z.object({ values: z.array(cell).default([]) })).default([]),
});

const merge = z.object({
  startRowIndex: count,
  endRowIndex: z.number().int().min(1),
  startColumnIndex: count,
  endColumnIndex: z.number().int().min(1),
});

const spreadsheet = z.object({
  spreadsheetId: z.string().min(1),
  properties: z.object({ title: z.string() }),
  developerMetadata: z
    .array(z.object({ metadataKey: z.string().optional(), metadataValue: z.string().optional() }))
    .default([]),
  sheets: z
    .array(
      z.object({
        properties: z.object({
          sheetId: count,
          title: z.string(),
          hidden: z.boolean().default(false),
          gridProperties: z
            .object({ rowCount: extent, columnCount: extent })
            .default({ rowCount: Infinity, columnCount: Infinity }),
        }),
        merges: z.array(merge).default([]),
        data: z.array(block).default([]),
      }),
    )
    .min(1),
});

export type SheetAnswer = z.output<typeof spreadsheet>;
export type CellAnswer = z.output<typeof cell>;

/** @throws DamagedAnswer for whatever else came, a text that was cut off among it. */
export function sheetAnswer(data: unknown, asked: string): SheetAnswer {
  const answer = shaped(spreadsheet, data);
  if (answer.spreadsheetId !== asked) throw new DamagedAnswer();
  return answer;
}
