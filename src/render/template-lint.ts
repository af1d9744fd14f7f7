/** The templates' own check: every fault of every file at once, before anything is filled or printed. Pure and quick. */
import { templateFinding, templatesRefused } from '../model/catalogue/template.ts';
import { BULLETIN_VIEW } from '../model/catalogue/view.ts';
import { hasError, type Finding } from '../model/finding.ts';
import { Refusal } from '../model/refusal.ts';
import type { Templates } from '../model/world.ts';
import { Derived } from './lint/call.ts';
import { readMarkup } from './lint/markup.ts';
import { Faults } from './lint/report.ts';
import { rootScope } from './lint/scope.ts';
import { checkStyle } from './lint/style.ts';
import { Lines } from './lint/lines.ts';
import { parseTemplate } from './lint/parse.ts';
import type { Program, Statement } from './lint/syntax.ts';
import { walk, type Kitchen } from './lint/walk.ts';
import type { Position } from './lint/uses.ts';
import {
  FONT_STYLE,
  MAIN_TEMPLATE,
  PAGE_STYLE,
  PARTIAL_NAME,
  SLIP_STYLE,
  SLIP_TEMPLATE,
} from './template-language.ts';

type Files = ReadonlyMap<string, string>;

/** What is set from beginning to end, by partials. */
const MAINS: readonly string[] = [MAIN_TEMPLATE, SLIP_TEMPLATE];
const MAX_KB = 200;
/** As they are called where people see them. */
const FOLDER = 'templates/';
const FONT_FILE = /^fonts\/([\w.-]+\.woff2)$/;

/** @returns by file, line and column; a template with an error is not to be filled. */
export function lintTemplates({ files }: Templates): readonly Finding[] {
  const faults = new Faults();
  for (const [name, text] of files) checkFile(name, text, faults);
  checkStyles(files, faults);
  checkPages(files, faults);
  return faults.all();
}

const sound = new WeakSet<Templates>();

/** @throws Refusal `dataRefused` with all that is wrong. */
export function refuseFaulty(templates: Templates): void {
  if (sound.has(templates)) return;
  const findings = lintTemplates(templates);
  if (hasError(findings)) {
    throw new Refusal('dataRefused', 'templates-refused', templatesRefused(findings));
  }
  sound.add(templates);
}

/** What is wrong with a file whatever it is for. */
function checkFile(name: string, text: string, faults: Faults): void {
  const place = { file: `${FOLDER}${name}`, line: 1 };
  if (Buffer.byteLength(text) > MAX_KB * 1024) {
    faults.add(templateFinding('TPL_TOO_LARGE', { place, details: { limit: MAX_KB } }));
  }
  const at = text.indexOf('\uFFFD');
  if (at >= 0) {
    faults.add(templateFinding('TPL_NOT_UTF8', { place: { ...place, ...new Lines(text).at(at) } }));
  }
  const isStyle = [PAGE_STYLE, SLIP_STYLE, FONT_STYLE].includes(name);
  const isUsed = isPage(name) || isStyle || FONT_FILE.test(name);
  if (!isUsed) faults.add(templateFinding('TPL_FILE_UNUSED', { place }));
}

function isPage(name: string): boolean {
  return MAINS.includes(name) || PARTIAL_NAME.test(name);
}

function isSmall(text: string): boolean {
  return Buffer.byteLength(text) <= MAX_KB * 1024;
}

function checkStyles(files: Files, faults: Faults): void {
  const fonts = new Set([...files.keys()].flatMap((name) => FONT_FILE.exec(name)?.[1] ?? []));
  for (const [name, allowed] of [
    [PAGE_STYLE, null],
    [SLIP_STYLE, null],
    [FONT_STYLE, fonts],
  ] as const) {
    const text = files.get(name);
    const file = `${FOLDER}${name}`;
    if (text === undefined) {
      faults.add(templateFinding('TPL_FILE_MISSING', { place: { file } }));
    } else if (isSmall(text)) {
      checkStyle(text, allowed, faults.reportOf(file));
    }
  }
}

function checkPages(files: Files, faults: Faults): void {
  const positions = new Map<Statement, Position>();
  const programs = new Map<string, Program>();
  for (const [name, text] of files) {
    if (!isPage(name) || !isSmall(text)) continue;
    const file = `${FOLDER}${name}`;
    const { program, findings, isMended } = parseTemplate(file, text);
    for (const finding of findings) faults.add(finding);
    if (program === null) continue;
    programs.set(name, program);
    if (isMended) continue;
    for (const [node, position] of readMarkup(program, faults.reportOf(file))) {
      positions.set(node, position);
    }
  }
  checkNames(files, { programs, positions }, faults);
}

type Pages = Readonly<{
  programs: ReadonlyMap<string, Program>;
  positions: ReadonlyMap<Statement, Position>;
}>;

/** From the main templates on; a partial that does not parse is there all the same. */
function checkNames(files: Files, { programs, positions }: Pages, faults: Faults): void {
  const partials = new Map(
    [...files.keys()].flatMap((name) => {
      const partial = PARTIAL_NAME.exec(name)?.[1];
      if (partial === undefined) return [];
      return [
        [partial, { file: `${FOLDER}${name}`, program: programs.get(name) ?? EMPTY }] as const,
      ];
    }),
  );
  const kitchen: Kitchen = {
    partials,
    positions,
    faults,
    used: new Set(),
    known: new Map(),
    derived: new Derived(),
  };
  for (const name of MAINS) {
    const file = `${FOLDER}${name}`;
    const program = programs.get(name);
    if (!files.has(name)) faults.add(templateFinding('TPL_FILE_MISSING', { place: { file } }));
    else if (program !== undefined) {
      walk({ file, program }, rootScope(BULLETIN_VIEW), kitchen);
    }
  }
  if (MAINS.some((name) => !programs.has(name))) return;
  for (const [name, partial] of partials) {
    if (kitchen.used.has(name)) continue;
    const place = { file: partial.file, line: 1 };
    faults.add(templateFinding('TPL_PARTIAL_UNUSED', { place, details: { name } }));
  }
}

const EMPTY: Program = { body: [] };
