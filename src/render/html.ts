/** Turns a bulletin into the page's content: the office's templates filled with words that are already decided. */
import type { Annex, Block, Bulletin, Chart, Run, Table } from '../model/bulletin.ts';
import { captionWithUnit } from '../model/catalogue/paper.ts';
import { chineseDay } from '../model/day.ts';
import type { Templates } from '../model/world.ts';
import { chartSvg } from './chart.ts';
import { compileTemplates, markup, type Markup } from './handlebars.ts';
import { letterSize } from './table-fit.ts';
import { titleLines } from './title-lines.ts';

/** What a template may name: see templates/bulletin.hbs and its partials. */
type View = Readonly<Record<string, unknown>>;
/** @property width of the text area in millimetres. */
type Sheet = Readonly<{ draw: (chart: Chart) => Markup; width: number }>;

/** The text area's width on an upright sheet and on one laid across (GB/T 9704-2012 §5.2.1). */
const PORTRAIT_MM = 156;
const LANDSCAPE_MM = 225;

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
  const draw = (chart: Chart): Markup => {
    charts += 1;
    return markup(withoutBraces(chartSvg(chart, `chart${String(charts)}`)));
  };
  const content = render(guarded(viewOf(bulletin, draw)) as object)
    .replaceAll(BRACES['{'], '&#123;')
    .replaceAll(BRACES['}'], '&#125;');
  const css = (templates.files.get('page.css') ?? '').replaceAll(/<\/?style/gi, '');
  return `<style>${css}</style>\n${content}`;
}

function viewOf(bulletin: Bulletin, draw: Sheet['draw']): View {
  const last = bulletin.annexes.at(-1);
  return {
    issuerMark: bulletin.issuerMark,
    issuerMarkLetters: Array.from(bulletin.issuerMark).length,
    documentNumber: bulletin.documentNumber,
    titleLines: titleLines(bulletin.title),
    mark: bulletin.mark,
    addressees: bulletin.addressees.replace(/[：:]$/, ''),
    body: bulletin.body.map((block) => blockView(block, { draw, width: PORTRAIT_MM })),
    attachments: attachmentViews(bulletin.attachments),
    issuer: bulletin.issuer,
    issuedOn: chineseDay(bulletin.issuedOn),
    annexes: bulletin.annexes.map((annex) => annexView(annex, bulletin.mark, draw)),
    copies: bulletin.copies.replace(/。$/, ''),
    printer: bulletin.printer,
    printedOn: chineseDay(bulletin.printedOn),
    // The imprint's sheet stands upright: after a landscape annex it needs one of its own.
    imprintOnOwnPage: last?.orientation === 'landscape',
  };
}

/** Numbers stand only before several names (GB/T 9704-2012 §7.3.4). */
function attachmentViews(names: readonly string[]): readonly View[] {
  return names.map((name, i) => ({ name, number: names.length > 1 ? String(i + 1) : '' }));
}

function annexView(annex: Annex, mark: string, draw: Sheet['draw']): View {
  const width = annex.orientation === 'landscape' ? LANDSCAPE_MM : PORTRAIT_MM;
  return {
    label: annex.label,
    titleLines: titleLines(annex.title),
    mark,
    orientation: annex.orientation,
    blocks: annex.blocks.map((block) => blockView(block, { draw, width })),
  };
}

function blockView(block: Block, sheet: Sheet): View {
  switch (block.type) {
    case 'heading':
      return { type: block.type, text: block.text, first: block.level === 1 };
    case 'paragraph':
      return { type: block.type, runs: runViews(block.runs) };
    case 'table':
      return tableView(block, sheet.width);
    case 'chart':
      return { type: block.type, caption: captionOf(block), drawing: sheet.draw(block) };
  }
}

function tableView(table: Table, width: number): View {
  const all = table.widths.reduce((sum, width) => sum + width, 0);
  return {
    type: table.type,
    caption: table.caption,
    remark: table.remark,
    head: table.head,
    columns: table.head.length,
    letterSize: letterSize(table, width),
    widths: table.widths.map((each) => ((each / all) * 100).toFixed(3)),
    rows: table.rows.map((_, i) => rowView(table.rows, i)),
    notes: table.notes.map((runs) => ({ runs: runViews(runs) })),
  };
}

/** What stands on the page of each run: a figure's lineage stays behind. */
function runViews(runs: readonly Run[]): readonly View[] {
  return runs.map(({ words, figure }) => ({
    words,
    figure: figure === null ? null : { id: figure.id, text: figure.text },
  }));
}

/** A row whose first cell is empty continues the row above: that row's first cell spans both, and they stay together. */
function rowView(rows: Table['rows'], at: number): View {
  const { emphasis = false, cells = [] } = rows[at] ?? {};
  const continued = at > 0 && isContinued(rows[at]);
  const next = rows.findIndex((row, i) => i > at && !isContinued(row));
  const span = (next < 0 ? rows.length : next) - at;
  const shown = cells.map(({ align, runs }, i) => ({
    align,
    runs: runViews(runs),
    span: i === 0 && span > 1 ? String(span) : '',
  }));
  return { emphasis, continued, cells: continued ? shown.slice(1) : shown };
}

function isContinued(row: Table['rows'][number] | undefined): boolean {
  const first = row?.cells[0];
  return first?.runs.every(({ words }) => words === '') ?? false;
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
