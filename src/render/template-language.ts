/** What a template is made of: its files and its helpers, for the one who fills it and the one who checks it. */

export const MAIN_TEMPLATE = 'bulletin.hbs';
/** One unit's own sheet (一县一单); its style stands behind the page's. */
export const SLIP_TEMPLATE = 'slip.hbs';
export const SLIP_STYLE = 'slip.css';
/** A partial's file; its name stands in the first group. */
export const PARTIAL_NAME = /^partials\/([\w-]+)\.hbs$/;
/** The style sheets that a page is printed with: the page's own, and the fonts'. */
export const PAGE_STYLE = 'page.css';
export const FONT_STYLE = 'fonts/fonts.css';

/**
 * `if` and `unless` ask for yes or no; `present` and `absent` whether there is something, 0 included; `each` goes
 * through a list, `with` into a group; `lookup` stands in `{{> (lookup this "type")}}` only.
 */
export const TEMPLATE_HELPERS = [
  'if',
  'unless',
  'present',
  'absent',
  'each',
  'with',
  'lookup',
] as const;
