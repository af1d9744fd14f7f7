/** A head may begin above the type area, as a letter's does: page.css says it on the head as `--raised`. */

/** Asked in the page: how far the first page's content box begins above that of others, in millimetres. */
export const RAISED_MM = `[...document.querySelectorAll('.head')]
  .reduce((sum, head) => sum + Number(getComputedStyle(head).getPropertyValue('--raised')), 0)`;
