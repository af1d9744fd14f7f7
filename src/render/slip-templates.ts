/** The templates that a unit's own sheet (一县一单) is set by: `slip.hbs` with `slip.css` behind `page.css`. */
import { PAPER_WORDS } from '../model/catalogue/paper.ts';
import { Refusal } from '../model/refusal.ts';
import type { Templates } from '../model/world.ts';

const OWN = { main: 'slip.hbs', style: 'slip.css' } as const;

/** The same partials, and the same hash, which is that of the whole folder. @throws Refusal `dataRefused` without `slip.hbs`. */
export function slipTemplates({ files, sha256 }: Templates): Templates {
  const main = files.get(OWN.main);
  if (main === undefined) {
    throw new Refusal('dataRefused', 'template-missing', PAPER_WORDS.templateMissing(OWN.main));
  }
  const style = `${files.get('page.css') ?? ''}\n${files.get(OWN.style) ?? ''}`;
  const own = new Map([...files, ['bulletin.hbs', main], ['page.css', style]]);
  return { files: own, sha256 };
}
