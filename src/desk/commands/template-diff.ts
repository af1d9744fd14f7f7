/** `tongbao template diff`: two versions of the templates, as text and as the pages that the same document has by either. */
import { join } from 'node:path';
import { notComparedAsPages, shortHash } from '../../model/catalogue/version.ts';
import type { Finding } from '../../model/finding.ts';
import { fileWord } from '../../model/file-name.ts';
import { EXIT, Refusal } from '../../model/refusal.ts';
import { openFolder } from '../../outside.ts';
import { comparedDocument, type ComparedDocument } from '../../adjusting/compared-document.ts';
import { figures } from '../../line/figures.ts';
import {
  comparedPages,
  differingFiles,
  type ComparedPages,
  type FileDifference,
  type Versions,
} from '../../adjusting/template-comparing.ts';
import { aboutOf, aboutOption } from '../about.ts';
import { periodOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';
import { shownPeriod } from '../shown-period.ts';
import { comparisonPage, documentWord } from '../version-pages.ts';
import { PRESENT, refuseUnnamed, versionNamed } from '../versions.ts';

export const templateDiffCommand: Command = {
  name: 'template',
  word: 'diff',
  words: 2,
  usage: `template diff 4a0c9e ${PRESENT} [--period 2007-05] [--section 人才工作 | --unit 寿光市 | --letter]`,
  summary: `比较两个版本的模板：文字改了哪几行，同一份文件的版面哪里不同（“${PRESENT}”指 templates/ 里正在用的）；专题通报、一县一单、催报通知加 --section、--unit、--letter`,
  alone: false,
  asks({ given }) {
    refuseUnnamed(given, 2);
    if (given.options.has('period')) periodOption(given);
    aboutOption(given);
  },
  answer,
};

const FOLDER = '模板对照';

/** @property path where the pages lie beside each other; null where no page differs. */
type PagesFound = Readonly<{ pages: ComparedPages; path: string | null }>;

async function answer(desk: Desk): Promise<Answer> {
  const [, first = '', second = ''] = desk.given.words;
  const { world } = desk;
  const versions = {
    before: await versionNamed(first, world),
    after: await versionNamed(second, world),
  };
  const files = differingFiles(versions);
  const compared = files.length === 0 ? null : await pagesOf(desk, versions);
  const found = compared !== null && 'pages' in compared ? compared : null;
  const findings = compared !== null && 'code' in compared ? [compared] : [];
  const fields = {
    before: versions.before.sha256,
    after: versions.after.sha256,
    files,
    pages: found === null ? null : pageFields(found),
    findings,
  };
  return {
    document: documentOf('template-diff', fields),
    text: textOf(versions, files, found),
    exit: EXIT.done,
    remarks: findings,
  };
}

/** The pages that differ, put side by side into the out folder; why not, where a version does not print. */
async function pagesOf(desk: Desk, versions: Versions): Promise<PagesFound | Finding> {
  const { given, world } = desk;
  const document = await documentAsked(desk);
  try {
    const pages = await comparedPages(document, world, versions);
    if (pages.changed.length === 0) return { pages, path: null };
    const { before, after } = versions;
    const name = `${shortHash(before.sha256)}-${shortHash(after.sha256)}-${fileWord(documentName(document))}.html`;
    const page = new TextEncoder().encode(await comparisonPage(versions, pages));
    const folder = openFolder(join(given.home, 'data', 'out', FOLDER));
    return { pages, path: await folder.put(name, page) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'dataRefused') throw error;
    return notComparedAsPages(error);
  }
}

async function documentAsked(desk: Desk): Promise<ComparedDocument> {
  const { given, plan, world } = desk;
  const period = await shownPeriod(desk);
  const asked = aboutOption(given);
  if (period === null || asked === '') return comparedDocument(period, null, plan, world);
  if (asked === 'letter') return comparedDocument(period, 'letter', plan, world);
  const about = aboutOf(given, await figures(period, plan, world), plan);
  return comparedDocument(period, about, plan, world);
}

function documentName({ kind, period, bulletin }: ComparedDocument): string {
  if (period === null) return '假想数据';
  return kind === 'whole' ? period : `${period}-${bulletin.title}`;
}

function pageFields({ pages, path }: PagesFound): Readonly<Record<string, unknown>> {
  const { document, before, after, changed } = pages;
  return {
    period: document.period,
    kind: document.kind,
    before,
    after,
    changed: changed.map((pair) => ({
      before: pair.before?.page ?? null,
      after: pair.after?.page ?? null,
      regions: pair.regions,
    })),
    html: path,
  };
}

function textOf(
  { before, after }: Versions,
  files: readonly FileDifference[],
  found: PagesFound | null,
): string {
  const both = `${shortHash(before.sha256)} → ${shortHash(after.sha256)}`;
  if (files.length === 0) return `${both}　两个版本完全相同。`;
  return [
    `${both}　${String(files.length)} 个文件不同：`,
    ...files.map(({ patch }) => patch.trimEnd()),
    ...(found === null ? [] : pageLines(found)),
  ].join('\n');
}

function pageLines({ pages, path }: PagesFound): readonly string[] {
  const { document, before, after, changed } = pages;
  const of = documentWord(document);
  const counts =
    before === after ? `${String(after)} 页` : `${String(before)} 页变 ${String(after)} 页`;
  if (path === null) return [`用${of}排（${counts}），版面没有变化。`];
  return [`用${of}排（${counts}），有 ${String(changed.length)} 页不同，逐页对照见：`, path];
}
