/** What the templates are told of a bulletin: words already decided, tables measured, charts drawn. */
import type { Annex, Block, Bulletin, Chart, Trend } from '../model/bulletin.ts';
import { captionWithUnit } from '../model/catalogue/paper.ts';
import type { AnnexView, BlockView, BulletinView, ChartView } from '../model/catalogue/view.ts';
import { chineseDay } from '../model/day.ts';
import type { Room } from './chart.ts';
import { easyWidth } from './table-fit.ts';
import { runViews, tableView, type Sheet } from './table-view.ts';
import { titleLines, width } from './title-lines.ts';

/** Draws a chart and answers the token that stands for it. */
type Draw = (drawing: Chart | Trend, room: Room) => string;

/** The text area on an upright sheet and on one laid across (GB/T 9704-2012 §5.2.1). */
const PORTRAIT: Sheet = { width: 156, height: 225 };
const LANDSCAPE: Sheet = { width: 225, height: 156 };
/** A table narrow enough leaves this much of the width for the chart beside it. */
const BESIDE_MM = 62;
const GAP_MM = 4;
/** Label, title, mark and heading of an annex above its first table. */
const ANNEX_HEAD_MM = 65;

/** `draw` is called for each chart in its order. */
export function viewOf(bulletin: Bulletin, draw: Draw): BulletinView {
  const last = bulletin.annexes.at(-1);
  return {
    layout: bulletin.head,
    isBrief: bulletin.head === 'brief',
    head: headView(bulletin),
    titleLines: titleLines(bulletin.title),
    mark: bulletin.mark,
    addressees: addresseesOf(bulletin),
    body: blockViews(bulletin.body, draw, PORTRAIT),
    attachments: attachmentViews(bulletin.attachments),
    ...signatureView(bulletin),
    annexes: bulletin.annexes.map((annex) => annexView(annex, bulletin.mark, draw)),
    imprint: imprintView(bulletin),
    // The imprint's sheet stands upright: after a landscape annex it needs one of its own.
    imprintOnOwnPage: last?.orientation === 'landscape',
  };
}

function addresseesOf({ addressees }: Bulletin): string {
  return addressees.replace(/[：:]$/, '');
}

function headView(bulletin: Bulletin): BulletinView['head'] {
  const { issuerMark, documentNumber, head } = bulletin;
  const own = { issuerMark, issuerMarkLetters: Array.from(issuerMark).length, documentNumber };
  if (head !== 'brief') return { type: `head-${head}`, ...own };
  const issuedOn = chineseDay(bulletin.issuedOn);
  return { type: 'head-brief', ...own, issuer: bulletin.issuer, issuedOn };
}

function imprintView(bulletin: Bulletin): BulletinView['imprint'] {
  const copies = bulletin.copies.replace(/。$/, '');
  const { printer, reportTo, printRun } = bulletin;
  switch (bulletin.head) {
    case 'document':
      return {
        type: 'imprint-document',
        copies,
        printer,
        printedOn: chineseDay(bulletin.printedOn),
      };
    case 'letter':
      return { type: 'imprint-letter', copies };
    case 'brief': {
      const addressees = addresseesOf(bulletin);
      return { type: 'imprint-brief', reportTo, copies, addressees, printRun };
    }
  }
}

/** Without a seal the longer of 署名 and 成文日期 stands at the right (GB/T 9704-2012 §7.3.5.2). */
function signatureView({
  issuer,
  issuedOn,
  seal,
}: Bulletin): Pick<BulletinView, 'issuer' | 'issuerLetters' | 'issuedOn' | 'signatureKind'> {
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
function attachmentViews(names: readonly string[]): BulletinView['attachments'] {
  return names.map((name, i) => ({ name, number: names.length > 1 ? String(i + 1) : '' }));
}

function annexView(annex: Annex, mark: string, draw: Draw): AnnexView {
  return {
    label: annex.label,
    titleLines: titleLines(annex.title),
    mark,
    orientation: annex.orientation,
    blocks: annexBlocks(annex, draw),
  };
}

/** An annex begins with a title: its first table may be parted to begin below it. */
function annexBlocks({ blocks, orientation }: Annex, draw: Draw): readonly BlockView[] {
  const sheet = orientation === 'landscape' ? LANDSCAPE : PORTRAIT;
  const after = blocks.findIndex(({ type }) => type === 'table') + 1;
  const below = { ...sheet, height: sheet.height - ANNEX_HEAD_MM };
  return [
    ...blockViews(blocks.slice(0, after), draw, below),
    ...blockViews(blocks.slice(after), draw, sheet),
  ];
}

/** The blocks in their order; a chart that follows a narrow table stands beside it. */
function blockViews(blocks: readonly Block[], draw: Draw, sheet: Sheet): readonly BlockView[] {
  return blocks.flatMap((block, i): readonly BlockView[] => {
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

function blockView(block: Block, draw: Draw, sheet: Sheet): BlockView {
  switch (block.type) {
    case 'heading':
      return { type: block.type, text: block.text, first: block.level === 1 };
    case 'paragraph':
      return { type: block.type, runs: runViews(block.runs) };
    case 'table':
      return { type: block.type, ...tableView(block, sheet) };
    case 'chart':
      return { type: block.type, ...chartView(block, draw, { width: PORTRAIT.width }) };
    case 'trend':
      return {
        type: 'chart',
        caption: block.caption,
        drawing: draw(block, { width: PORTRAIT.width }),
      };
  }
}

function chartView(chart: Chart, draw: Draw, room: Room): ChartView {
  return { caption: captionOf(chart), drawing: draw(chart, room) };
}

/** The unit of measure stands in the caption unless every bar already says it. */
function captionOf({ caption, bars, unitOfMeasure }: Chart): string {
  const said = unitOfMeasure === '' || bars.some(({ text }) => text.includes(unitOfMeasure));
  return said ? caption : captionWithUnit(caption, unitOfMeasure);
}
