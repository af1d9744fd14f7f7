/** Two versions of the templates beside each other: as text, and as the pages that the same document has by either. */
import { createTwoFilesPatch, OMIT_HEADERS } from 'diff';
import { shortHash, versionRefusal } from '../model/catalogue/version.ts';
import { STEP_WORDS } from '../model/catalogue/words.ts';
import { hasError } from '../model/finding.ts';
import type { Templates, World } from '../model/world.ts';
import { printed } from '../line/pipeline.ts';
import { differences, type Region } from '../render/page-difference.ts';
import { pagePairs, type PagePair } from '../render/page-pairs.ts';
import type { PageSize, PdfPages } from '../render/pdf-pages.ts';
import { slipTemplates } from '../render/slip-templates.ts';
import { isFont } from '../render/template-files.ts';
import { lintTemplates } from '../render/template-lint.ts';
import type { ComparedDocument } from './compared-document.ts';

/** `patch` is a unified diff; of a font there are two hashes only. */
export type FileDifference = Readonly<{
  file: string;
  change: 'changed' | 'added' | 'removed';
  patch: string;
}>;

/** Two versions, the former one first. */
export type Versions = Readonly<{ before: Templates; after: Templates }>;

/** What differs, by name; none for the same version. */
export function differingFiles({ before, after }: Versions): readonly FileDifference[] {
  const names = [...new Set([...before.files.keys(), ...after.files.keys()])].sort();
  return names.flatMap((file): readonly FileDifference[] => {
    const [was, is] = [before.files.get(file), after.files.get(file)];
    if (was === is) return [];
    const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    return [{ file, change, patch: patchOf(file, was, is) }];
  });
}

/** With names as they are: the library would spell Chinese ones in octal numbers. */
function patchOf(file: string, was: string | undefined, is: string | undefined): string {
  const [from, to] = [was, is].map((text) => (isFont(file) && text ? `${text}\n` : (text ?? '')));
  const hunks = createTwoFilesPatch('', '', from ?? '', to ?? '', undefined, undefined, {
    context: 3,
    headerOptions: OMIT_HEADERS,
  });
  const names = [was === undefined ? ABSENT : `a/${file}`, is === undefined ? ABSENT : `b/${file}`];
  return `--- ${names.join('\n+++ ')}\n${hunks}`;
}

const ABSENT = '/dev/null';

/** One side of a pair: its page's number from 1, its size in millimetres and its picture. */
export type PageSide = Readonly<{ page: number; size: PageSize; png: Uint8Array }>;

/** A pair of pages that do not look the same; `regions`, in millimetres from the sheet's top left, hold for both. */
export type ChangedPair = Readonly<{
  before: PageSide | null;
  after: PageSide | null;
  regions: readonly Region[];
}>;

/** @property before how many pages it has by the former, `after` by the latter version. */
export type ComparedPages = Readonly<{
  document: ComparedDocument;
  before: number;
  after: number;
  changed: readonly ChangedPair[];
}>;

/** Dots an inch: letters are legible, and what differs is some 0.25 mm at least. */
const DPI = 108;
const MM_PER_DOT = 25.4 / DPI;

/**
 * Prints a document by both versions and looks where their pages differ.
 *
 * @throws Refusal `dataRefused` when a version's fonts are not those that lie there now, or one of them does not print.
 */
export async function comparedPages(
  document: ComparedDocument,
  world: World,
  versions: Versions,
): Promise<ComparedPages> {
  for (const version of [versions.before, versions.after]) {
    refuseOtherFonts(version, world.templates);
    refuseUnsound(version);
  }
  const step = (done: number): void => {
    world.progress(STEP_WORDS.compare, done, 3);
  };
  step(0);
  const before = await opened(document, versions.before, world);
  step(1);
  const after = await opened(document, versions.after, world);
  step(2);
  try {
    const changed = pagePairs(before, after).flatMap((pair) => changeOf(pair, before, after));
    step(3);
    return { document, before: before.count, after: after.count, changed };
  } finally {
    before.close();
    after.close();
  }
}

/** Pages are printed with the fonts that lie there now. */
function refuseOtherFonts(version: Templates, present: Templates): void {
  const inFonts = (name: string): boolean => name.startsWith('fonts/');
  const names = [...new Set([...version.files.keys(), ...present.files.keys()])].filter(inFonts);
  const other = names.filter((name) => version.files.get(name) !== present.files.get(name));
  if (other.length > 0) throw versionRefusal('template-fonts-differ', other.sort());
}

function refuseUnsound(version: Templates): void {
  const errors = lintTemplates(version).filter((finding) => hasError([finding])).length;
  if (errors === 0) return;
  throw versionRefusal('template-unsound', [shortHash(version.sha256), String(errors)]);
}

async function opened(
  { kind, bulletin }: ComparedDocument,
  version: Templates,
  world: World,
): Promise<PdfPages> {
  const templates = kind === 'unit' ? slipTemplates(version) : version;
  const { bytes } = await printed(bulletin, world.now(), { ...world, templates });
  const { openPdf } = await import('../render/pdf-pages.ts');
  return openPdf(bytes);
}

/** None where both pages look the same. */
function changeOf(pair: PagePair, before: PdfPages, after: PdfPages): readonly ChangedPair[] {
  const isPair = pair.before !== null && pair.after !== null;
  const regions = isPair
    ? differences(before.pixels(pair.before, DPI), after.pixels(pair.after, DPI))
    : [];
  if (isPair && regions.length === 0) return [];
  const sides = { before: sideOf(before, pair.before), after: sideOf(after, pair.after) };
  return [{ ...sides, regions: regions.map(inMillimetres) }];
}

function inMillimetres({ left, top, right, bottom }: Region): Region {
  const mm = (dots: number): number => Number((dots * MM_PER_DOT).toFixed(1));
  return { left: mm(left), top: mm(top), right: mm(right), bottom: mm(bottom) };
}

function sideOf(pdf: PdfPages, page: number | null): PageSide | null {
  return page === null ? null : { page, size: pdf.size(page), png: pdf.image(page, DPI) };
}
