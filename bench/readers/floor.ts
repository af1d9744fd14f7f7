/** The floor: unpacks every part and scans its XML with a strict parser, no more. Nothing that reads these cells can do less. */
import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { measure } from '../measure.ts';
import type { Tally } from '../tally.ts';

await measure(async ({ workbooks, tally }) => {
  const decoder = new TextDecoder();
  for await (const bytes of workbooks()) {
    for (const [name, part] of Object.entries(unzipSync(bytes))) {
      if (/\.(?:xml|rels|vml)$/.test(name)) scan(decoder.decode(part), tally);
    }
  }
  return '';
});

/** Adds up what stands in `<v>` of a cell that is a number. */
function scan(xml: string, tally: Tally): void {
  const parser = new SaxesParser();
  let isNumber = false;
  let value: string | null = null;
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'c') isNumber = attributes['t'] === undefined || attributes['t'] === 'n';
    if (name === 'v' && isNumber) value = '';
  });
  parser.on('text', (text) => {
    if (value !== null) value += text;
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'v' || value === null) return;
    tally.add(Number(value));
    value = null;
  });
  parser.write(xml).close();
}
