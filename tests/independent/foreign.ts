/**
 * Foreign workbooks, read by our reader and by two independent ones: `foreign.ts --folder DIR [--work DIR]`.
 *
 * Fails for each file that we read silently otherwise than two readers who agree. `--work` keeps LibreOffice's conversions.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { openReader } from '../../src/intake/reader.ts';
import type { CellGrid } from '../../src/model/cell-grid.ts';
import {
  cellsOf,
  isCovered,
  isSame,
  ourCells,
  partings,
  plainFor,
  type Cells,
  type Grid,
} from './foreign-grid.ts';
import { convertAll, convertedPath, openOthers, type Others } from './foreign-readers.ts';

const SLOW_MS = 2000;

type Named = Readonly<{ reader: string; grid: Grid }>;
/** `converted` is its name for LibreOffice. */
type File = Readonly<{ name: string; path: string; format: string; converted: string }>;

type Seen = Readonly<{
  file: File;
  value: CellGrid | null;
  /** Of the finding that it was refused with. */
  code: string;
  ms: number;
  others: readonly Named[];
  /** How our reading process ended, where it did. */
  ended: readonly string[];
}>;

/** Files in which two others agree and are not right, or agree on what we choose to read otherwise. */
const KNOWN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'a format of capital letters (YYYY, D) shows a day: the others take it for a number':
      'LONumbers.xlsx formats.xlsx',
    'a day after the year 2199, and the 29th of February 1900, are numbers to us':
      '42464-ExpPtg-ok.xls 42464-ExpPtg-bad.xls DATE.xlsx DAY.xlsx MONTH.xlsx YEAR.xlsx DATE_DAY_MONTH_YEAR.xlsx ' +
      'DAYS_DAYS360.xlsx date_1904_01.xlsx date_1904_02.xlsx test-columnar.xls test-columnar.xlsx test-columnar.ods ' +
      'dates-leap-year-1900-xls.xls dates-leap-year-1900-xlsx.xlsx Test_git_issue_283_TimeSpan.xlsx ' +
      'sheet_with_different_numeric_value_dates.xlsx pivottable_datasource_import_xml_MSO15.ods',
    'a day in a format that a Chinese Excel knows by number: the others take it for a number':
      'dataformat.xlsx issue.3654.xlsx TestIssue222.xlsx',
    'the others do not know the namespace of a beta of Excel 2007, and show no cells':
      'sample-beta.xlsx',
    'an underscore written _x005F_: the others leave what follows it as if it were a letter':
      'issue.4724.xlsx shared_string_with_escape.xlsx shared_strings02.xlsx new_line_errors.xlsx',
    'a cell that holds blanks alone: the others leave it out': 'inlineStrings.xlsx',
    'the workbook does not say where its sheets are: the others show none':
      'badfile_noWorkbookRels.xlsx',
    'what it keeps of other files, of charts and of drawings counts as cells to us, on sheets that are none of ours':
      'ST_SpecialCharacter.ods default_namespace.ods drawing_import_xml_MSO15.ods',
    'an error that an .ods only shows, and says to be 0: the others take the 0':
      'content_formula_import_xml_MSO15.ods',
    'the part with its formats is not among the parts that it names: a day is a number to us':
      'tdf100709.xlsx',
  }).flatMap(([why, names]) => names.split(' ').map((name) => [name, why] as const)),
);

const OUTCOMES = [
  'as both',
  'as one, other fails',
  'as one, other differs',
  'each cell as one',
  'as neither',
  'alone',
  'refused',
  'known',
  'DIFFERS',
] as const;
type Outcome = (typeof OUTCOMES)[number];

type Result = Readonly<{
  file: File;
  outcome: Outcome;
  code: string;
  /** How many of the others read it. */
  readBy: number;
  ms: number;
  lines: readonly string[];
}>;

async function filesIn(folder: string): Promise<readonly File[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => {
      const name = relative(folder, path);
      const converted = name.replaceAll(/[\\/\s]/g, '~');
      const format = extname(name).slice(1).toLowerCase();
      return { name, path, format, converted };
    });
}

const LIBRE = /^(?:xls|et|ods)$/;

/** Who else reads it, as long as nobody asks LibreOffice. */
async function askOthers({ path, format }: File, others: Others): Promise<readonly Named[]> {
  const python = async (reader: Parameters<Others['python']>[0]): Promise<Named> => ({
    reader,
    grid: await others.python(reader, path),
  });
  if (format === 'ods') return [await python('odfpy')];
  if (LIBRE.test(format)) return [await python('xlrd')];
  const first = await python(format === 'csv' ? 'csv' : 'openpyxl');
  return [first, { reader: 'exceljs', grid: await others.exceljs(path) }];
}

/** Whether LibreOffice is asked too: where it is one of the two, or stands in for one that fails. */
function needsLibre({ file, value, others }: Seen): boolean {
  const sound = others.filter(({ grid }) => 'cells' in grid).length;
  if (file.format === 'csv') return false;
  return sound < 2 && (sound > 0 || value !== null);
}

function judge(ours: CellGrid, others: readonly Named[]): Pick<Result, 'outcome' | 'lines'> {
  const own = ourCells(ours);
  const covered = isCovered(ours);
  const plain = plainFor(ours.format);
  const read = others.flatMap(({ reader, grid }) =>
    'cells' in grid ? [{ reader, cells: cellsOf(grid.cells, plain) }] : [],
  );
  const parted = read.map(({ reader, cells }) => ({
    reader,
    cells,
    at: partings(own, cells, covered),
  }));
  const told = (places: readonly string[]): readonly string[] =>
    places.slice(0, 3).map((place) => lineOf(place, own, read));
  const differing = parted.filter(({ at }) => at.length > 0);
  if (read.length === 0) return { outcome: 'alone', lines: [] };
  if (differing.length === 0) {
    return { outcome: read.length > 1 ? 'as both' : 'as one, other fails', lines: [] };
  }
  const [one, other] = parted;
  const { reader, at } = differing[0]!;
  if (one === undefined || other === undefined) {
    return { outcome: 'as neither', lines: [`${String(at.length)} cells`, ...told(at)] };
  }
  if (differing.length === 1) {
    const lines = [`${String(at.length)} cells otherwise than ${reader}`, ...told(at)];
    return { outcome: 'as one, other differs', lines };
  }
  const both = one.at.filter((place) => other.at.includes(place));
  const agreed = both.filter((place) => isSame(one.cells.get(place), other.cells.get(place)));
  const places = agreed.length > 0 ? agreed : both.length > 0 ? both : at;
  const outcome =
    agreed.length > 0 ? 'DIFFERS' : both.length > 0 ? 'as neither' : 'each cell as one';
  return { outcome, lines: [`${String(places.length)} cells`, ...told(places)] };
}

function lineOf(
  place: string,
  own: Cells,
  read: readonly Readonly<{ reader: string; cells: Cells }>[],
): string {
  const values = [{ reader: 'ours', cells: own }, ...read].map(
    ({ reader, cells }) => `${reader} ${JSON.stringify(cells.get(place)?.slice(0, 60) ?? null)}`,
  );
  return `${place}: ${values.join(', ')}`;
}

async function see(
  file: File,
  reader: ReturnType<typeof openReader>,
  others: Others,
): Promise<Omit<Seen, 'ended'>> {
  const bytes = await readFile(file.path);
  const start = performance.now();
  const { value, findings } = await reader.read(bytes, file.name);
  const ms = performance.now() - start;
  const code = findings.map((finding) => finding.code).join();
  return { file, value, code, ms, others: await askOthers(file, others) };
}

/** With LibreOffice's reading, which is the second or takes the place of one that failed. */
async function withLibre(seen: Seen, others: Others, work: string): Promise<Seen> {
  const path = convertedPath(seen.file.converted, work);
  const libre = { reader: 'LibreOffice', grid: await others.python('openpyxl', path) };
  return { ...seen, others: [...seen.others, libre] };
}

function resultOf({ file, value, code, ms, others, ended }: Seen): Result {
  const readBy = others.filter(({ grid }) => 'cells' in grid).length;
  const { outcome, lines } =
    value === null ? { outcome: 'refused' as const, lines: [] } : judge(value, others);
  const title = basename(file.name);
  const why = KNOWN.get(title) ?? KNOWN.get(title.replace(/^\d+-/, ''));
  const known = outcome === 'DIFFERS' ? why : undefined;
  const faults = others.flatMap(({ reader, grid }) =>
    'fault' in grid ? [`${reader} fails: ${grid.fault}`] : [],
  );
  return {
    file,
    code,
    readBy,
    ms,
    outcome: known === undefined ? outcome : 'known',
    lines: [...(known === undefined ? [] : [known]), ...lines, ...faults, ...ended],
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function table(results: readonly Result[]): void {
  const formats = [...new Set(results.map(({ file }) => file.format))].sort();
  say(['format', 'files', ...OUTCOMES].join(' | '));
  for (const format of [...formats, 'all']) {
    const of = results.filter(({ file }) => format === 'all' || file.format === format);
    const counts = OUTCOMES.map((wanted) => of.filter(({ outcome }) => outcome === wanted).length);
    say([format, of.length, ...counts].join(' | '));
  }
}

function refusals(results: readonly Result[]): void {
  const refused = results.filter(({ outcome }) => outcome === 'refused');
  say('\nrefused | files | both others read it | one of them');
  for (const code of [...new Set(refused.map((result) => result.code))].sort()) {
    const of = refused.filter((result) => result.code === code);
    const read = [2, 1].map((wanted) => of.filter(({ readBy }) => readBy === wanted).length);
    say([code, of.length, ...read].join(' | '));
  }
  for (const { file, code, readBy } of refused) {
    if (readBy > 0) say(`${code} ${file.name}: read by ${String(readBy)}`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { folder: { type: 'string' }, work: { type: 'string' } },
  });
  const { folder } = values;
  if (folder === undefined) throw new Error('Say --folder DIR.');
  const work = values.work ?? (await mkdtemp(join(tmpdir(), 'tongbao-foreign-')));
  const files = await filesIn(folder);
  const faults: string[] = [];
  const reader = openReader((event, details) =>
    faults.push(`our ${event} ${JSON.stringify(details)}`),
  );
  const others = openOthers();
  const results: Result[] = [];
  const waiting: Seen[] = [];
  for (const [index, file] of files.entries()) {
    const seen = { ...(await see(file, reader, others)), ended: faults.splice(0) };
    if (needsLibre(seen)) waiting.push(seen);
    else results.push(resultOf(seen));
    if (index % 100 === 99) process.stderr.write(`${String(index + 1)} read\n`);
  }
  await convertAll(new Map(waiting.map(({ file }) => [file.converted, file.path])), work);
  for (const seen of waiting) results.push(resultOf(await withLibre(seen, others, work)));
  await reader.close();
  others.close();
  if (values.work === undefined) await rm(work, { recursive: true });
  report(results);
}

function report(results: readonly Result[]): void {
  for (const { file, outcome, lines, ms } of results) {
    if (ms > SLOW_MS) say(`slow: ${file.name} ${String(Math.round(ms))} ms`);
    const plain = outcome === 'as both' || outcome === 'refused' || outcome.endsWith('fails');
    if (plain && !lines.some((line) => line.startsWith('our '))) continue;
    say(`${outcome}: ${file.name}`);
    for (const line of lines) say(`  ${line}`);
  }
  say('');
  table(results);
  refusals(results);
  const failed = results.filter(({ outcome }) => outcome === 'DIFFERS').length;
  say(`\n${String(results.length - failed)} passed, ${String(failed)} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
