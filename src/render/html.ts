/** The two ends of a page's setting: what templates are filled with, and the page that their words make. `typesetter.ts` fills them. */
import type { Bulletin } from '../model/bulletin.ts';
import { DRAFT_MARK, PAPER_WORDS } from '../model/catalogue/paper.ts';
import { Refusal } from '../model/refusal.ts';
import type { Fonts } from '../model/office.ts';
import type { Templates } from '../model/world.ts';
import { viewOf } from './bulletin-view.ts';
import { chartSvg } from './chart.ts';
import { installedFaces } from './installed-fonts.ts';
import { FONT_STYLE, MAIN_TEMPLATE, PAGE_STYLE } from './template-language.ts';
import { trendSvg } from './trend-chart.ts';
import { drawingToken, restored, viewData, withoutBraces } from './view-data.ts';

/** What the templates are filled with, and the drawings that take the place of its tokens. */
export type Content = Readonly<{
  data: unknown;
  drawings: readonly string[];
  fonts: Fonts;
  isDraft: boolean;
}>;

/** Where a template does what its check did not foresee. */
export function brokenTemplate(reason: string): Refusal {
  const words = PAPER_WORDS.templateBroken(MAIN_TEMPLATE, reason);
  return new Refusal('dataRefused', 'template-broken', words);
}

/** Charts are drawn beforehand. Whatever the data hold is escaped, braces too: a stray `{{` can only be the template's own. */
export function contentOf(bulletin: Bulletin): Content {
  const drawings: string[] = [];
  const view = viewOf(bulletin, (drawing, room) => {
    const prefix = `chart${String(drawings.length + 1)}`;
    const svg =
      drawing.type === 'trend' ? trendSvg(drawing, room) : chartSvg(drawing, prefix, room);
    return drawingToken(drawings.push(withoutBraces(svg)) - 1);
  });
  return { data: viewData(view), drawings, fonts: bulletin.fonts, isDraft: bulletin.isDraft };
}

/** In a margin, where no template can forget it and no line moves by it: a draft's pages are those of the document. */
const DRAFT_STYLE = `
@page { @top-right { content: "${DRAFT_MARK}"; font: 12pt/1 GW-HT; color: #666; padding-top: 14mm; vertical-align: top; } }`;

/**
 * `page.css` in a style element, with the machine's fonts where the office prefers them, then the body.
 *
 * @param body `bulletin.hbs`, filled.
 */
export function pageOf(
  body: string,
  { drawings, fonts, isDraft }: Content,
  { files }: Templates,
): string {
  const faces = fonts === 'bundled' ? '' : installedFaces(files.get(FONT_STYLE) ?? '');
  const css = `${faces}${files.get(PAGE_STYLE) ?? ''}${isDraft ? DRAFT_STYLE : ''}`.replaceAll(
    /<\/?style/gi,
    '',
  );
  return `<style>${css}</style>\n${restored(body, drawings)}`;
}
