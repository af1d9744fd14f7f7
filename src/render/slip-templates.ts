/** The templates that a unit's own sheet (一县一单) is set by: `slip.hbs` with `slip.css` behind `page.css`. */
import { PAPER_WORDS } from '../model/catalogue/paper.ts';
import { Refusal } from '../model/refusal.ts';
import type { Templates } from '../model/world.ts';
import { MAIN_TEMPLATE, PAGE_STYLE, SLIP_STYLE, SLIP_TEMPLATE } from './template-language.ts';

/** The same partials, and the same hash, which is that of the whole folder. @throws Refusal `dataRefused` without `slip.hbs`. */
export function slipTemplates({ files, sha256 }: Templates): Templates {
  const main = files.get(SLIP_TEMPLATE);
  if (main === undefined) {
    throw new Refusal(
      'dataRefused',
      'template-missing',
      PAPER_WORDS.templateMissing(SLIP_TEMPLATE),
    );
  }
  const style = `${files.get(PAGE_STYLE) ?? ''}\n${files.get(SLIP_STYLE) ?? ''}`;
  const own = new Map([...files, [MAIN_TEMPLATE, main], [PAGE_STYLE, style]]);
  return { files: own, sha256 };
}
