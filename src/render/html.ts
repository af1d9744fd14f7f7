/** Turns a bulletin into the page's content: the office's templates filled with words that are already decided. */
import type { Bulletin } from '../model/bulletin.ts';
import { PAPER_WORDS } from '../model/catalogue/paper.ts';
import { Refusal } from '../model/refusal.ts';
import type { Fonts } from '../model/office.ts';
import type { Templates } from '../model/world.ts';
import { viewOf } from './bulletin-view.ts';
import { chartSvg } from './chart.ts';
import { filled } from './handlebars.ts';
import { installedFaces } from './installed-fonts.ts';
import { FONT_STYLE, MAIN_TEMPLATE, PAGE_STYLE } from './template-language.ts';
import { refuseFaulty } from './template-lint.ts';
import { trendSvg } from './trend-chart.ts';
import { drawingToken, restored, viewData, withoutBraces } from './view-data.ts';

/** What the templates are filled with, and the drawings that take the place of its tokens. */
export type Content = Readonly<{ data: unknown; drawings: readonly string[]; fonts: Fonts }>;

/**
 * The page's content: `page.css` in a style element, with the machine's fonts where the office prefers them, then `bulletin.hbs` filled. Charts are drawn beforehand.
 *
 * The same bulletin and templates give the same text. Whatever the data hold is escaped; braces become character
 * references, so that a stray `{{` can only be the template's own. What goes out is set by `typesetter.ts`, which does
 * the same where it can be ended.
 *
 * @throws Refusal `dataRefused` for templates at fault, with all their faults.
 */
export function toHtml(bulletin: Bulletin, templates: Templates): string {
  refuseFaulty(templates);
  const content = contentOf(bulletin);
  try {
    return pageOf(filled(templates.files, content.data), content, templates);
  } catch (error) {
    throw brokenTemplate(error instanceof Error ? error.message : String(error));
  }
}

/** Where a template does what its check did not foresee. */
export function brokenTemplate(reason: string): Refusal {
  const words = PAPER_WORDS.templateBroken(MAIN_TEMPLATE, reason);
  return new Refusal('dataRefused', 'template-broken', words);
}

export function contentOf(bulletin: Bulletin): Content {
  const drawings: string[] = [];
  const view = viewOf(bulletin, (drawing, room) => {
    const prefix = `chart${String(drawings.length + 1)}`;
    const svg =
      drawing.type === 'trend' ? trendSvg(drawing, room) : chartSvg(drawing, prefix, room);
    return drawingToken(drawings.push(withoutBraces(svg)) - 1);
  });
  return { data: viewData(view), drawings, fonts: bulletin.fonts };
}

/** @param body `bulletin.hbs`, filled. */
export function pageOf(body: string, { drawings, fonts }: Content, { files }: Templates): string {
  const faces = fonts === 'bundled' ? '' : installedFaces(files.get(FONT_STYLE) ?? '');
  const css = `${faces}${files.get(PAGE_STYLE) ?? ''}`.replaceAll(/<\/?style/gi, '');
  return `<style>${css}</style>\n${restored(body, drawings)}`;
}
