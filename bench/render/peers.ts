/** Other ways to the same pages: a new tab for each, WeasyPrint and LibreOffice from the same HTML. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startBrowser } from '../../src/render/browser.ts';
import { openShell } from '../../src/render/shell.ts';

export const FONTS = join(import.meta.dirname, '../../templates/fonts');
const TEMPLATES = join(FONTS, '..');
const ZI = 156 / 28;

/** A way to print, ready to be used: a page's content in, the PDF's bytes out; null where it is not installed. */
export type Peer = Readonly<{
  print(html: string): Promise<Uint8Array>;
  close(): Promise<void>;
}>;

const run = promisify(execFile);

/** One browser; `each` opens a page with its fonts for every document, the other keeps one, which is the floor's. */
export async function openTabs(cacheFolder: string, each: boolean): Promise<Peer> {
  const running = await startBrowser(cacheFolder, () => undefined);
  const open = (): ReturnType<typeof openShell> =>
    openShell(running.browser, TEMPLATES, running.folder);
  const kept = each ? null : await open();
  return {
    async print(html) {
      const { page } = kept ?? (await open());
      await page.evaluate(`document.body.innerHTML = ${JSON.stringify(html)};`);
      const bytes = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
      if (kept === null) await page.close();
      return bytes;
    },
    close: () => running.close(),
  };
}

export async function openWeasyPrint(): Promise<Peer | null> {
  return openProgram('/usr/bin/weasyprint', '/usr/bin/weasyprint', (program, html, pdf) =>
    run(program, ['-q', html, pdf]),
  );
}

export async function openLibreOffice(): Promise<Peer | null> {
  // Its Writer is what opens a page.
  const writer = '/usr/lib/libreoffice/program/libswlo.so';
  return openProgram('/usr/bin/soffice', writer, (program, html, _, folder) =>
    run(program, [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      ...['--headless', '--convert-to', 'pdf:writer_web_pdf_Export', '--outdir', folder, html],
    ]),
  );
}

async function openProgram(
  program: string,
  needed: string,
  start: (program: string, html: string, pdf: string, folder: string) => Promise<unknown>,
): Promise<Peer | null> {
  if (!existsSync(needed)) return null;
  const folder = await mkdtemp(join(tmpdir(), 'tongbao-bench-render-'));
  const [html, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
  return {
    async print(content) {
      await writeFile(html, await standalone(content));
      await start(program, html, pdf, folder);
      return readFile(pdf);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The page with its fonts' addresses, and lengths worked out that older style engines cannot. */
async function standalone(content: string): Promise<string> {
  const faces = await readFile(join(FONTS, 'fonts.css'), 'utf8');
  const fonts = faces.replaceAll(/url\("([\w.-]+)"\)/g, (_, name: string) => {
    return `url("${pathToFileURL(join(FONTS, name)).href}")`;
  });
  const plain = content
    .replaceAll('calc(156mm / 28 * 1.875)', mm(ZI * 1.875))
    .replaceAll('calc(156mm / 28)', mm(ZI))
    .replaceAll('var(--hang)', mm(ZI * 1.875))
    .replaceAll('var(--zi)', mm(ZI))
    .replaceAll(/calc\((-?[\d.]+)mm \* (-?[\d.]+)\)/g, (_, a: string, b: string) =>
      mm(Number(a) * Number(b)),
    );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>${fonts}</style></head><body>${plain}</body></html>`;
}

function mm(length: number): string {
  return `${length.toFixed(4)}mm`;
}
