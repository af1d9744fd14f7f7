/** The one page every bulletin is printed from: fonts loaded once, scripts off, nothing reachable. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, HTTPRequest, Page } from 'puppeteer';
import { PAPER_WORDS } from '../model/catalogue/paper.ts';
import { Refusal } from '../model/refusal.ts';
import { bundledFaces } from './installed-fonts.ts';

/** What the page may do: styles in the page, fonts from files, pictures in the page itself. No scripts, frames or forms. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'font-src file:',
  'img-src data:',
  "frame-src 'none'",
  "object-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

const FONT_URL = /url\("([\w.-]+)"\)/g;

/** @property address the only page it may ever show. */
export type Shell = Readonly<{ page: Page; address: string }>;

/**
 * Opens the shell page: only the fonts that `fonts.css` names are let through, and these only once.
 *
 * @param folder a folder of this process's own, for the page's file.
 * @throws Refusal `dataRefused` when `fonts.css` or a font it names is missing; Error of the browser.
 */
export async function openShell(
  browser: Browser,
  templatesFolder: string,
  folder: string,
): Promise<Shell> {
  const fontsFolder = join(templatesFolder, 'fonts');
  const allowed = new Set<string>();
  const css = await fontFaces(fontsFolder);
  const faces = bundledFaces(css).replaceAll(FONT_URL, (_, name: string) => {
    const address = pathToFileURL(join(fontsFolder, name)).href;
    allowed.add(address);
    return `url("${address}")`;
  });
  const file = join(folder, 'shell.html');
  await writeFile(file, shellHtml(faces));
  const address = pathToFileURL(file).href;
  allowed.add(address);
  const page = await guardedPage(browser, allowed);
  await page.goto(address, { waitUntil: 'load' });
  await page.evaluate(
    'Promise.all([...document.fonts].map((face) => face.load())).then(() => true)',
  );
  await page.setOfflineMode(true);
  return { page, address };
}

async function fontFaces(folder: string): Promise<string> {
  const css = await readFile(join(folder, 'fonts.css'), 'utf8').catch(() => null);
  if (css === null) throw missing('fonts/fonts.css');
  for (const [, name = ''] of css.matchAll(FONT_URL)) {
    if (!existsSync(join(folder, name))) throw missing(`fonts/${name}`);
  }
  return css;
}

function missing(name: string): Refusal {
  return new Refusal('dataRefused', 'template-missing', PAPER_WORDS.templateMissing(name));
}

function shellHtml(faces: string): string {
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  return `<!doctype html><html lang="zh-CN"><head>${head}<title></title><style>${faces}</style></head><body></body></html>`;
}

async function guardedPage(browser: Browser, allowed: ReadonlySet<string>): Promise<Page> {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request: HTTPRequest) => {
    const verdict = allowed.has(request.url()) ? request.continue() : request.abort('aborted');
    // A request of a page that has just closed can no longer be answered, and need not be.
    verdict.catch(() => undefined);
  });
  return page;
}
