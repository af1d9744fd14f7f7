/** A page as the typesetter makes it, at once and without its thread. */
import type { Bulletin } from '../../src/model/bulletin.ts';
import type { Templates } from '../../src/model/world.ts';
import { filled } from '../../src/render/handlebars.ts';
import { brokenTemplate, contentOf, pageOf } from '../../src/render/html.ts';
import { refuseFaulty } from '../../src/render/template-lint.ts';

/** @throws Refusal `dataRefused` for templates at fault, with all their faults. */
export function toHtml(bulletin: Bulletin, templates: Templates): string {
  refuseFaulty(templates);
  const content = contentOf(bulletin);
  try {
    return pageOf(filled(templates.files, content.data), content, templates);
  } catch (error) {
    throw brokenTemplate(error instanceof Error ? error.message : String(error));
  }
}
