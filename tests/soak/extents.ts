/** Where in a saved form each item's own cells stand, told by the bytes alone and not by any reader of ours. */
import type { Extent } from './originals.ts';

type Parts = ReadonlyMap<string, Buffer>;

/** Letters of the columns that are read, by how an item's code begins. */
const COLUMNS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^WZ/, ['C']],
  [/^T\d/, ['D', 'E', 'F', 'H']],
  [/./, ['E', 'F']],
];

function columnsOf(item: string): readonly string[] {
  return COLUMNS.find(([code]) => code.test(item))?.[1] ?? [];
}

const PAGE = 'xl/worksheets/sheet1.xml';
const STRINGS = 'xl/sharedStrings.xml';

/** The item's elements on the sheet, and their texts in the table of shared ones. */
export function xlsxExtents(parts: Parts, codes: readonly string[]): readonly Extent[] {
  const page = bytesText(parts.get(PAGE));
  const texts = [...bytesText(parts.get(STRINGS)).matchAll(/<si>.*?<\/si>/gs)];
  const textAt = (cell: string): RegExpExecArray | undefined =>
    texts[Number(/ t="s".*<v>(\d+)/.exec(cell)?.[1] ?? Number.NaN)];
  const rowOf = new Map(
    [...page.matchAll(/<c r="A(\d+)"[^>]*>.*?<\/c>/g)].map(([cell, row = '']) => {
      const [, code = ''] = /<t[^>]*>([^<]*)/.exec(textAt(cell)?.[0] ?? '') ?? [];
      return [code, row] as const;
    }),
  );
  return codes.flatMap((item) =>
    columnsOf(item).flatMap((column) => {
      const ref = `${column}${rowOf.get(item) ?? ''}`;
      const cell = new RegExp(`<c r="${ref}"(?:[^>]*/>|[^>]*>.*?</c>)`).exec(page);
      if (cell === null) return [];
      const text = textAt(cell[0]);
      return [
        extent(item, PAGE, cell),
        ...(text === undefined ? [] : [extent(item, STRINGS, text)]),
      ];
    }),
  );
}

/** The item's elements within its row of the first table. */
export function odsExtents(parts: Parts, codes: readonly string[]): readonly Extent[] {
  const part = 'content.xml';
  const rows = [
    ...bytesText(parts.get(part)).matchAll(/<table:table-row>.*?<\/table:table-row>/gs),
  ];
  const element =
    /<table:(covered-)?table-cell(?:[^>]*\/>|[^>]*>.*?<\/table:(covered-)?table-cell>)/gs;
  return codes.flatMap((item) => {
    const row = rows.find(([text]) => text.includes(`<text:p>${item}</text:p>`));
    const cells = [...(row?.[0].matchAll(element) ?? [])];
    return columnsOf(item).flatMap((column) => {
      const cell = cells[numberOf(column)];
      if (row === undefined || cell === undefined) return [];
      return [extent(item, part, { index: row.index + cell.index, 0: cell[0] })];
    });
  });
}

/** BLANK, NUMBER, LABELSST: row and column come first in them ([MS-XLS] 2.4). */
const CELLS = new Set([0x0201, 0x0203, 0x00fd]);
const [SST, BOF] = [0x00fc, 0x0809];

/** The item's records of the first sheet, and the table of all texts for those that have one. */
export function xlsExtents(
  stream: Buffer,
  part: string,
  rowOf: ReadonlyMap<string, number>,
): readonly Extent[] {
  const items = new Map(
    [...rowOf].flatMap(([item, row]) =>
      columnsOf(item).map(
        (column) => [`${String(row)}/${String(numberOf(column))}`, item] as const,
      ),
    ),
  );
  const found: Extent[] = [];
  let texts = { from: 0, to: 0 };
  let begun = 0;
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const record = stream.readUInt16LE(at);
    const to = at + 4 + stream.readUInt16LE(at + 2);
    if (record === BOF) begun += 1;
    if (record === SST) texts = { from: at, to };
    if (begun !== 2 || !CELLS.has(record)) continue;
    const item = items.get(
      `${String(stream.readUInt16LE(at + 4) + 1)}/${String(stream.readUInt16LE(at + 6))}`,
    );
    if (item === undefined) continue;
    found.push({ item, part, from: at, to });
    if (record === 0x00fd) found.push({ item, part, ...texts });
  }
  return found;
}

/** The item's fields with the separators around them. */
export function csvExtents(bytes: Buffer, codes: readonly string[]): readonly Extent[] {
  const lines = [...bytesText(bytes).matchAll(/[^\n]+/g)];
  return codes.flatMap((item) => {
    const line = lines.find(([text]) => text.startsWith(`${item},`));
    if (line === undefined) return [];
    const fields = [...line[0].matchAll(/(?:^|,)[^,]*/g)];
    return columnsOf(item).flatMap((column) => {
      const field = fields[numberOf(column)];
      if (field === undefined) return [];
      const from = line.index + field.index;
      return [{ item, part: '', from, to: from + field[0].length + 1 }];
    });
  });
}

/** One letter for each byte, so that places in the text are places in the bytes. */
function bytesText(bytes: Buffer | undefined): string {
  return bytes?.toString('latin1') ?? '';
}

/** From 0. */
function numberOf(column: string): number {
  return column.charCodeAt(0) - 65;
}

function extent(
  item: string,
  part: string,
  { index, 0: text }: Readonly<{ index: number; 0: string }>,
): Extent {
  return { item, part, from: index, to: index + text.length };
}
