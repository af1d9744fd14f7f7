/** The product's own printer, with the shipped templates, for tests that look at pages. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Bulletin } from '../../src/model/bulletin.ts';
import { momentAt } from '../../src/model/day.ts';
import type { Printer } from '../../src/model/world.ts';
import { toHtml } from './html.ts';
import { openPdf, type PdfPages } from '../../src/render/pdf-pages.ts';
import { openPrinter } from '../../src/render/printer.ts';
import { readTemplates } from '../../src/render/template-files.ts';

const TEMPLATES = join(import.meta.dirname, '../../templates');

/** The product's printer with the shipped templates; to be closed. */
export function aPrinter(): Promise<Printer> {
  const cacheFolder = join(homedir(), '.cache/tongbao');
  return openPrinter({ templatesFolder: TEMPLATES, cacheFolder, log: () => undefined });
}

/** Prints bulletins one after another in one browser, and opens them again; the PDFs stay open. */
export async function printed<Name extends string>(
  bulletins: Readonly<Record<Name, Bulletin>>,
): Promise<Readonly<Record<Name, PdfPages>>> {
  const templates = await readTemplates(TEMPLATES);
  const printer = await aPrinter();
  try {
    const opened: [string, PdfPages][] = [];
    for (const [name, bulletin] of Object.entries<Bulletin>(bulletins)) {
      const { bytes } = await printer.print(toHtml(bulletin, templates), {
        title: bulletin.title,
        author: bulletin.issuer,
        subject: bulletin.documentNumber,
        keywords: bulletin.keywords,
        date: momentAt(bulletin.issuedOn, '09:00'),
      });
      opened.push([name, await openPdf(bytes)]);
    }
    return Object.fromEntries(opened) as Record<Name, PdfPages>;
  } finally {
    await printer.close();
  }
}
