/** Reads filled workbooks by the product's own path and by its peers, holds their contents together, and prints one table. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { Measured } from './measure.ts';
import { aimLines, tableLines, type Row } from './table.ts';
import { isSameContent } from './tally.ts';
import { workbooks } from './workbooks.ts';

const NODE = process.execPath;
const PYTHON = '/usr/bin/python3';
/** What Python's readers exit with where they are not installed. */
const NOT_INSTALLED = 3;

const READERS = join(import.meta.dirname, 'readers');
/** What the program itself is started with, by its first line. */
const MAIN = readFileSync(join(import.meta.dirname, '../src/main.ts'), 'utf8');
const FLAGS = /^#!.* node (.*)$/m.exec(MAIN)?.[1]?.split(' ') ?? [];
const [PRODUCT, FLOOR, EXCELJS, SPREADSHEETS] = [
  'product.ts',
  'floor.ts',
  'exceljs.ts',
  'spreadsheets.py',
].map((name) => join(READERS, name)) as [string, string, string, string];

/** Each in a process of its own, one after the other. */
const ROWS: readonly Readonly<{ name: string; command: readonly [string, ...string[]] }>[] = [
  { name: 'floor', command: [NODE, FLOOR] },
  { name: 'read', command: [NODE, ...FLAGS, PRODUCT, 'read'] },
  { name: 'read+check', command: [NODE, ...FLAGS, PRODUCT, 'check'] },
  { name: 'read+check+record', command: [NODE, ...FLAGS, PRODUCT, 'record'] },
  { name: 'exceljs', command: [NODE, EXCELJS] },
  { name: 'openpyxl read-only', command: [PYTHON, SPREADSHEETS, 'openpyxl-read-only'] },
  { name: 'openpyxl', command: [PYTHON, SPREADSHEETS, 'openpyxl'] },
  { name: 'pandas', command: [PYTHON, SPREADSHEETS, 'pandas'] },
];

const { values } = parseArgs({ options: { workbooks: { type: 'string', default: '1000' } } });
const count = Number(values.workbooks);
if (!Number.isInteger(count) || count < 1) throw new RangeError('--workbooks takes a number');

const paths = await workbooks(count);
const rows: Row[] = [];
for (const { name, command } of ROWS) {
  process.stderr.write(`${name} …\n`);
  rows.push({ name, measured: await run(command) });
}
const lines = [...tableLines(rows, count), '', ...aimLines(rows)];
process.stdout.write(`${lines.join('\n')}\n`);
const [first] = rows;
for (const { name, measured } of rows) {
  if (!first?.measured || !measured || isSameContent(first.measured, measured)) continue;
  process.exitCode = 1;
  process.stderr.write(
    `DIFFERENT CONTENT: ${name} found ${said(measured)}, ${first.name} ${said(first.measured)}\n`,
  );
}

function said({ numbers, sum }: Measured): string {
  return `${String(numbers)} numbers, sum ${String(sum)}`;
}

/** Null where the reader is not installed. @throws Error of the reader's process when it fails otherwise. */
async function run([program, ...args]: readonly [string, ...string[]]): Promise<Measured | null> {
  try {
    const { stdout } = await promisify(execFile)(program, [...args, ...paths]);
    return JSON.parse(stdout) as Measured;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === NOT_INSTALLED || code === 'ENOENT') return null;
    throw error;
  }
}
