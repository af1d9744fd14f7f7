/** Prints bulletins: one closed browser, started at the first print, one retry when it dies. */
import { TimeoutError, type Page } from 'puppeteer';
import { PAPER_WORDS } from '../model/catalogue/paper.ts';
import { inTurn } from '../model/in-turn.ts';
import { Refusal } from '../model/refusal.ts';
import type { PdfMetadata, PrintedPdf, Printer } from '../model/world.ts';
import { refuseTooLong, refuseTooMany } from './page-budget.ts';
import { startBrowser, type RunningBrowser } from './browser.ts';
import { partLongTables } from './continued.ts';
import { namePins, pinImprint } from './imprint.ts';
import { fitOneSheet } from './one-sheet.ts';
import { keepSigned } from './last-lines.ts';
import { openCoverage, type Coverage } from './font-coverage.ts';
import { finishPdf } from './pdf-finish.ts';
import { settleDrawn } from './settle.ts';
import { layIn, PRINTING } from './laying.ts';
import { openShell, type Shell } from './shell.ts';
import { refuseRefresh, refuseStrayPaper, refuseStrayText } from './stray-text.ts';

type PrinterOptions = Readonly<{
  templatesFolder: string;
  /** Where the bundled browser is unpacked, once a version. */
  cacheFolder: string;
  /** How long one document may take, in milliseconds; two minutes where nothing is said. */
  documentMs?: number;
  /** Whether a browser that would run without its sandbox is refused. */
  sandboxed?: boolean;
  log: (event: string, fields: Readonly<Record<string, unknown>>) => void;
}>;

/** @property died rejects when the browser or the page's own process ends. */
type Session = Readonly<{
  running: RunningBrowser;
  shell: Shell;
  coverage: Coverage;
  died: Promise<never>;
}>;

const PDF_TIMEOUT_MS = 60_000;
/** All that is done for one document. A page that lays itself out for ever answers no question, and has no limit of its own. */
const DOCUMENT_MS = 120_000;
/** A page's memory grows a little with each document; a new one now and then costs nothing. */
const PRINTS_PER_SESSION = 500;

/**
 * A printer of bulletins. Prints one after another; `close` waits for the one under way and leaves nothing behind.
 *
 * `print` throws Refusal `outsideDown` without a browser that works, `notAllowed` without a sandbox that is asked for, `tryAgain` past its time limit, and `dataRefused`
 * for templates that leave stray text, lead away from the page or make too many pages.
 */
export function openPrinter(options: PrinterOptions): Promise<Printer> {
  const press = new Press(options);
  const next = inTurn();
  return Promise.resolve({
    print: (html: string, metadata: PdfMetadata) => next(() => press.print(html, metadata)),
    close: () => next(() => press.stop()),
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
      const { shell, coverage, died } = this.#session;
      const printing = printRaw(shell, html, metadata.title);
      const { raw, letters } = await within(this.#options.documentMs ?? DOCUMENT_MS, [
        printing,
        died,
      ]);
      this.#prints += 1;
      const finished = finishPdf(raw, metadata);
      refuseTooMany(finished.pages);
      await refuseStrayPaper(finished, html);
      const lacking = coverage.lacking(letters);
      const foreign = coverage.foreign(finished.fonts);
      this.#tell(metadata.title, lacking, foreign);
      return { bytes: finished.bytes, pages: finished.pages, lacking, foreign };
    } catch (error) {
      await this.stop();
      if (!(error instanceof TimeoutError)) throw error;
      throw new Refusal('tryAgain', 'printing-too-long', PAPER_WORDS.printingTooLong(error));
    }
  }

  #tell(title: string, lacking: readonly string[], fonts: readonly string[]): void {
    if (lacking.length + fonts.length === 0) return;
    this.#options.log('printer.foreign-fonts', { title, fonts, lacking });
  }
}

/** The first of several to end. @throws TimeoutError when none does in that many milliseconds. */
async function within<T>(time: number, works: readonly Promise<T>[]): Promise<T> {
  let clock: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    clock = setTimeout(() => {
      reject(new TimeoutError('the document took too long'));
    }, time);
  });
  try {
    return await Promise.race([...works, end]);
  } finally {
    clearTimeout(clock);
  }
}

async function startSession(options: PrinterOptions): Promise<Session> {
  const running = await startBrowser(options.cacheFolder, options.log, options.sandboxed);
  try {
    const { templatesFolder } = options;
    const shell = await openShell(running.browser, templatesFolder, running.folder);
    const coverage = await openCoverage(templatesFolder);
    const died = new Promise<never>((_, reject) => {
      running.browser.once('disconnected', () => {
        reject(new Error('the browser ended'));
      });
      shell.page.once('error', reject);
    });
    // Nobody may be waiting when it dies.
    died.catch(() => undefined);
    return { running, shell, coverage, died };
  } catch (error) {
    await running.close();
    throw error;
  }
}

type RawPdf = Readonly<{ raw: Uint8Array; letters: string }>;

async function printRaw(shell: Shell, html: string, title: string): Promise<RawPdf> {
  const { page } = shell;
  const { height, letters } = await layIn(page, html, title);
  refuseTooLong(height);
  await fitOneSheet(page);
  await settleDrawn(page);
  await partLongTables(page, PDF_TIMEOUT_MS);
  const pins = await namePins(page);
  const places = await keepSigned(page, pins?.ids ?? [], PDF_TIMEOUT_MS);
  await pinImprint(page, pins, places, PDF_TIMEOUT_MS);
  await page.evaluate(PRINTING);
  const raw = await page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    // `layIn` has waited for them.
    waitForFonts: false,
    timeout: PDF_TIMEOUT_MS,
  });
  refuseElsewhere(page, shell.address);
  return { raw, letters };
}

/** Chromium follows a refresh written in the page even without scripts; the request is stopped, but the page is gone. */
function refuseElsewhere(page: Page, address: string): void {
  if (page.url().split('#')[0] === address) return;
  throw new Refusal('dataRefused', 'template-leads-away', PAPER_WORDS.wanderedOff());
}
