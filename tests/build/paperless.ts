/** A printer in the place of the product's: the page's text is the paper. */
import type { Printer } from '../../src/model/world.ts';

export function openPrinter(): Promise<Printer> {
  return Promise.resolve({
    print: (html) =>
      Promise.resolve({
        bytes: new TextEncoder().encode(html),
        pages: 1,
        lacking: [],
        foreign: [],
      }),
    close: () => Promise.resolve(),
  });
}
