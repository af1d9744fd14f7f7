/** What every table of hostile files is made of. */
import type { FileCode } from '../../src/model/catalogue/workbook.ts';

/** What it is, how its bytes are made, and how it is answered: refused by a finding, or read with so many cells. */
export type Case = readonly [string, () => Buffer, FileCode | number];
export type Family = readonly Case[];
