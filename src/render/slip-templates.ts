/** The templates that a unit's own sheet (一县一单) is set by: `slip.hbs` with `slip.css` behind `page.css`. */
import type { Templates } from '../model/world.ts';
import { MAIN_TEMPLATE, PAGE_STYLE, SLIP_STYLE, SLIP_TEMPLATE } from './template-language.ts';

/** The same partials, and the same hash, which is that of the whole folder. */
export function slipTemplates({ files, sha256 }: Templates): Templates {
  const own = new Map(files);
  const main = files.get(SLIP_TEMPLATE);
  if (main === undefined) own.delete(MAIN_TEMPLATE);
  else own.set(MAIN_TEMPLATE, main);
  own.set(PAGE_STYLE, `${files.get(PAGE_STYLE) ?? ''}\n${files.get(SLIP_STYLE) ?? ''}`);
  return { files: own, sha256 };
}
