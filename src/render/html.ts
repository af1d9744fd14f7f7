/** Turns a bulletin into the page's content: the office's templates filled with words that are already decided. */
import type { Annex, Block, Bulletin, Chart } from '../model/bulletin.ts';
import { captionWithUnit } from '../model/catalogue/paper.ts';
import { chineseDay } from '../model/day.ts';
import type { Templates } from '../model/world.ts';
import { chartSvg, type Room } from './chart.ts';
import { compileTemplates, markup, type Markup } from './handlebars.ts';
import { easyWidth } from './table-fit.ts';
import { runViews, tableView, type Sheet } from './table-view.ts';
import { titleLines, width } from './title-lines.ts';

/** What a template may name: see templates/bulletin.hbs and its partials. */
type View = Readonly<Record<string, unknown>>;
type Draw = (chart: Chart, room: Room) => Markup;

/** The text area on an upright sheet and on one laid across (GB/T 9704-2012 §5.2.1). */
const PORTRAIT: Sheet = { width: 156, height: 225 };
const LANDSCAPE: Sheet = { width: 225, height: 156 };
/** A table narrow enough leaves this much of the width for the chart beside it. */
const BESIDE_MM = 62;
const GAP_MM = 4;
/** Label, title, mark and heading of an annex above its first table. */
const ANNEX_HEAD_MM = 65;

const compiled = new WeakMap<Templates, (view: object) => string>();
/** Stands for a brace that came with the data until the template is filled; no text may hold this code point. */
const BRACES = { '{': '\uFDD0', '}': '\uFDD1' } as const;

/**
 * The page's content: `page.css` in a style element, then `bulletin.hbs` filled. Charts are drawn beforehand.
 *
 * The same bulletin and templates give the same text. Whatever the data hold is escaped; braces become character
 * references, so that a stray `{{` can only be the template's own.
 *
 * @throws Refusal `dataRefused` for a template at fault.
 */
export function toHtml(bulletin: Bulletin, templates: Templates): string {
  const render = compiled.get(templates) ?? compileTemplates(templates);
  compiled.set(templates, render);
  let charts = 0;
  const draw: Draw = (chart, room) => {
    charts += 1;
    return markup(withoutBraces(chartSvg(chart, `chart${String(charts)}`, room)));
  };
  const content = render(guarded(viewOf(bulletin, draw)) as object)
    .replaceAll(BRACES['{'], '&#123;')
    .replaceAll(BRACES['}'], '&#125;');
  const css = (templates.files.get('page.css') ?? '').replaceAll(/<\/?style/gi, '');
  return `<style>${css}</style>\n${content}`;
}

function viewOf(bulletin: Bulletin, draw: Draw): View {
  const last = bulletin.annexes.at(-1);
  return {
    headPartial: `head-${bulletin.head}`,
    imprintPartial: `imprint-${bulletin.head}`,
    head: bulletin.head,
    isBrief: bulletin.head === 'brief',
    issuerMark: bulletin.issuerMark,
    issuerMarkLetters: Array.from(bulletin.issuerMark).length,
    documentNumber: bulletin.documentNumber,
    titleLines: titleLines(bulletin.title),
    mark: bulletin.mark,
    addressees: bulletin.addressees.replace(/[：:]$/, ''),
    body: blockViews(bulletin.body, draw, PORTRAIT),
    attachments: attachmentViews(bulletin.attachments),
    ...signatureView(bulletin),
    annexes: bulletin.annexes.map((annex) => annexView(annex, bulletin.mark, draw)),
    reportTo: bulletin.reportTo,
    printRun: bulletin.printRun,
    copies: bulletin.copies.replace(/。$/, ''),
    printer: bulletin.printer,
    printedOn: chineseDay(bulletin.printedOn),
    // The imprint's sheet stands upright: after a landscape annex it needs one of its own.
    imprintOnOwnPage: last?.orientation === 'landscape',
  };
}

/** Without a seal the longer of 署名 and 成文日期 stands at the right (GB/T 9704-2012 §7.3.5.2). */
function signatureView({ issuer, issuedOn, seal }: Bulletin): View {
  const day = chineseDay(issuedOn);
  const unsealed = width(day) > width(issuer) ? 'unsealed date-longer' : 'unsealed';
  return {
    issuer,
    issuerLetters: Array.from(issuer).length,
    issuedOn: day,
    signatureKind: seal ? 'sealed' : unsealed,
  };
}

/** Numbers stand only before several names (GB/T 9704-2012 §7.3.4). */
function attachmentViews(names: readonly string[]): readonly View[] {
  return names.map((name, i) => ({ name, number: names.length > 1 ? String(i + 1) : '' }));
}

function annexView(annex: Annex, mark: string, draw: Draw): View {
  return {
    label: annex.label,
    titleLines: titleLines(annex.title),
    mark,
    orientation: annex.orientation,
    blocks: annexBlocks(annex, draw),
  };
}

/** An annex begins with a title: its first table may be parted to begin below it. */
function annexBlocks({ blocks, orientation }: Annex, draw: Draw): readonly View[] {
  const sheet = orientation === 'landscape' ? LANDSCAPE : PORTRAIT;
  const after = blocks.findIndex(({ type }) => type === 'table') + 1;
  const below = { ...sheet, height: sheet.height - ANNEX_HEAD_MM };
  return [
    ...blockViews(blocks.slice(0, after), draw, below),
    ...blockViews(blocks.slice(after), draw, sheet),
  ];
}

/** The blocks in their order; a chart that follows a narrow table stands beside it. */
function blockViews(blocks: readonly Block[], draw: Draw, sheet: Sheet): readonly View[] {
  return blocks.flatMap((block, i): readonly View[] => {
    const next = blocks[i + 1];
    const before = blocks[i - 1];
    if (block.type === 'chart' && isBeside(before, sheet)) return [];
    if (block.type === 'table' && next?.type === 'chart' && isBeside(block, sheet)) {
      const width = sheet.width - BESIDE_MM - GAP_MM;
      const table = tableView(block, { ...sheet, width });
      const chart = chartView(next, draw, { width: BESIDE_MM });
      return [{ type: 'pair', table, chart, tableWidth: width, chartWidth: BESIDE_MM }];
    }
    return [blockView(block, draw, sheet)];
  });
}

function isBeside(block: Block | undefined, { width }: Sheet): boolean {
  return block?.type === 'table' && easyWidth(block) <= width - BESIDE_MM - GAP_MM;
}

function blockView(block: Block, draw: Draw, sheet: Sheet): View {
  switch (block.type) {
    case 'heading':
      return { type: block.type, text: block.text, first: block.level === 1 };
    case 'paragraph':
      return { type: block.type, runs: runViews(block.runs) };
    case 'table':
      return tableView(block, sheet);
    case 'chart':
      return chartView(block, draw, { width: PORTRAIT.width });
  }
}

function chartView(chart: Chart, draw: Draw, room: Room): View {
  return { type: chart.type, caption: captionOf(chart), drawing: draw(chart, room) };
}

/** The unit of measure stands in the caption unless every bar already says it. */
function captionOf({ caption, bars, unitOfMeasure }: Chart): string {
  const said = unitOfMeasure === '' || bars.some(({ text }) => text.includes(unitOfMeasure));
  return said ? caption : captionWithUnit(caption, unitOfMeasure);
}

/** A copy of the view in which no text holds a brace; markup of ours stays as it is. */
function guarded(value: unknown): unknown {
  if (typeof value === 'string') return withoutBraces(value);
  if (typeof value !== 'object' || value === null || 'toHTML' in value) return value;
  if (Array.isArray(value)) return value.map(guarded);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, guarded(each)]));
}

function withoutBraces(text: string): string {
  return text.replaceAll('{', BRACES['{']).replaceAll('}', BRACES['}']);
}
