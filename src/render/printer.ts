/** Prints bulletins: one closed browser, started at the first print, one retry when it dies. */
import { TimeoutError, type Page } from 'puppeteer';
import { PAPER_WORDS } from '../model/catalogue/paper.ts';
import { Refusal } from '../model/refusal.ts';
import type { PdfMetadata, PrintedPdf, Printer } from '../model/world.ts';
import { startBrowser, type RunningBrowser } from './browser.ts';
import { partLongTables } from './continued.ts';
import { pinImprint } from './imprint.ts';
import { keepSigned } from './last-lines.ts';
import { finishPdf } from './pdf-finish.ts';
import { settleDrawn } from './settle.ts';
import { openShell, type Shell } from './shell.ts';
import { refuseRefresh, refuseStrayText } from './stray-text.ts';

type PrinterOptions = Readonly<{
  templatesFolder: string;
  /** Where the bundled browser is unpacked, once a version. */
  cacheFolder: string;
  log: (event: string, fields: Readonly<Record<string, unknown>>) => void;
}>;

/** @property died rejects when the browser or the page's own process ends. */
type Session = Readonly<{ running: RunningBrowser; shell: Shell; died: Promise<never> }>;

const PDF_TIMEOUT_MS = 60_000;
/** A page's memory grows a little with each document; a new one now and then costs nothing. */
const PRINTS_PER_SESSION = 500;

/** What `templates/fonts` gives, as named inside a PDF. Anything else means that a letter was missing there. */
const OUR_FONTS = new Set([
  'FandolFang-Regular',
  'FandolKai-Regular',
  'NotoSansSC-Medium',
  'NotoSerifSC-Bold',
  'NotoSerifSC-Light',
  'NotoSerifSC-Regular',
]);

/**
 * A printer of bulletins. Prints one after another; `close` waits for the one under way and leaves nothing behind.
 *
 * `print` throws Refusal `outsideDown` without a browser that works, `tryAgain` past its time limit, and `dataRefused`
 * for templates that leave stray text or lead away from the page.
 */
export function openPrinter(options: PrinterOptions): Promise<Printer> {
  const press = new Press(options);
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  return Promise.resolve({
    print: (html: string, metadata: PdfMetadata) => inTurn(() => press.print(html, metadata)),
    close: () => inTurn(() => press.stop()),
  });
}

/** The browser session behind a printer; must be stopped. */
class Press {
  readonly #options: PrinterOptions;
  #session: Session | null = null;
  #prints = 0;

  constructor(options: PrinterOptions) {
    this.#options = options;
  }

  async print(html: string, metadata: PdfMetadata): Promise<PrintedPdf> {
    refuseStrayText(html);
    refuseRefresh(html);
    try {
      return await this.#attempt(html, metadata);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      this.#options.log('printer.retry', { error: String(error) });
    }
    try {
      return await this.#attempt(html, metadata);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal('outsideDown', 'browser-failed', PAPER_WORDS.browserFailed(error));
    }
  }

  async stop(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    this.#prints = 0;
    await session?.running.close();
  }

  async #attempt(html: string, metadata: PdfMetadata): Promise<PrintedPdf> {
    if (this.#prints >= PRINTS_PER_SESSION) await this.stop();
    try {
      this.#session ??= await startSession(this.#options);
      const { shell, died } = this.#session;
      const raw = await Promise.race([printRaw(shell, html, metadata.title), died]);
      this.#prints += 1;
      return this.#finish(raw, metadata);
    } catch (error) {
      await this.stop();
      if (!(error instanceof TimeoutError)) throw error;
      throw new Refusal('tryAgain', 'printing-too-long', PAPER_WORDS.printingTooLong(error));
    }
  }

  #finish(raw: Uint8Array, metadata: PdfMetadata): PrintedPdf {
    const { bytes, pages, fonts } = finishPdf(raw, metadata);
    const foreign = fonts.filter((font) => !OUR_FONTS.has(font));
    if (foreign.length > 0) {
      this.#options.log('printer.foreign-fonts', { title: metadata.title, fonts: foreign });
    }
    return { bytes, pages };
  }
}

async function startSession(options: PrinterOptions): Promise<Session> {
  const running = await startBrowser(options.cacheFolder, options.log);
  try {
    const shell = await openShell(running.browser, options.templatesFolder, running.folder);
    const died = new Promise<never>((_, reject) => {
      running.browser.once('disconnected', () => {
        reject(new Error('the browser ended'));
      });
      shell.page.once('error', reject);
    });
    // Nobody may be waiting when it dies.
    died.catch(() => undefined);
    return { running, shell, died };
  } catch (error) {
    await running.close();
    throw error;
  }
}

async function printRaw(shell: Shell, html: string, title: string): Promise<Uint8Array> {
  const { page } = shell;
  await page.evaluate(
    `document.title = ${JSON.stringify(title)}; document.body.innerHTML = ${JSON.stringify(html)};`,
  );
  await settleDrawn(page);
  await partLongTables(page, PDF_TIMEOUT_MS);
  await keepSigned(page, PDF_TIMEOUT_MS);
  await pinImprint(page, PDF_TIMEOUT_MS);
  const bytes = await page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    timeout: PDF_TIMEOUT_MS,
  });
  refuseElsewhere(page, shell.address);
  return bytes;
}

/** Chromium follows a refresh written in the page even without scripts; the request is stopped, but the page is gone. */
function refuseElsewhere(page: Page, address: string): void {
  if (page.url().split('#')[0] === address) return;
  throw new Refusal('dataRefused', 'template-leads-away', PAPER_WORDS.wanderedOff());
}
