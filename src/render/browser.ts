/** Finds a browser to print with and starts it shut off from the network, the page's scripts and its own leftovers. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { launch, type Browser, type LaunchOptions } from 'puppeteer';
import { PAPER_WORDS } from '../model/catalogue/paper.ts';
import { Refusal } from '../model/refusal.ts';
import { unpackBundledBrowser } from './bundled-browser.ts';

type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void;

/** @property libraries its shared libraries' folder, empty for the system's. */
type FoundBrowser = Readonly<{
  executable: string;
  libraries: string;
  origin: 'named' | 'bundled' | 'installed';
}>;

/** A running browser. `close` ends it and removes its profile; it never throws. */
export type RunningBrowser = Readonly<{
  browser: Browser;
  version: string;
  folder: string;
  close(): Promise<void>;
}>;

/** Page numbers in margin boxes need this much (`@page` margin boxes, Chromium 131). */
const OLDEST_MAJOR = 131;
const PROFILE_PREFIX = 'tongbao-browser-';
const STALE_MS = 24 * 3_600_000;
const LAUNCH_TIMEOUT_MS = 60_000;
const PROTOCOL_TIMEOUT_MS = 120_000;
/** A browser that does not end when it is asked to is killed. */
const CLOSE_MS = 5000;

const LINUX_BROWSERS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/usr/bin/microsoft-edge-stable',
  '/opt/microsoft/msedge/msedge',
  '/usr/bin/uos-browser-stable',
];
const MAC_BROWSERS = ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const WINDOWS_BROWSERS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

const ARGUMENTS = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-breakpad',
  '--disable-background-networking',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
];

/**
 * Starts a browser: the one that PUPPETEER_EXECUTABLE_PATH names, else the bundled one, else an installed one.
 *
 * @throws Refusal `outsideDown` when there is none, it is older than Chromium 131, or it does not start; `notAllowed` when it would
 * have to run without its sandbox and may not.
 */
export async function startBrowser(
  cacheFolder: string,
  log: Log,
  sandboxed = false,
): Promise<RunningBrowser> {
  const found = await findBrowser(cacheFolder, log);
  await sweepStaleProfiles();
  const folder = await mkdtemp(join(tmpdir(), `${PROFILE_PREFIX}${String(process.pid)}-`));
  try {
    const browser = await launchWithin(found, folder, { log, sandboxed });
    const version = await browser.version();
    const running = { browser, version, folder, close: () => closeBrowser(browser, folder) };
    if (majorOf(version) < OLDEST_MAJOR) {
      await running.close();
      throw new Refusal('outsideDown', 'browser-too-old', PAPER_WORDS.browserTooOld(version));
    }
    log('browser.started', { version, pid: browser.process()?.pid, ...found });
    return running;
  } catch (error) {
    await removeFolder(folder);
    if (error instanceof Refusal) throw error;
    const words = PAPER_WORDS.browserWillNotStart(found.executable, error);
    throw new Refusal('outsideDown', 'browser-will-not-start', words);
  }
}

async function findBrowser(cacheFolder: string, log: Log): Promise<FoundBrowser> {
  const named = process.env['PUPPETEER_EXECUTABLE_PATH'] ?? '';
  if (named !== '') {
    if (existsSync(named)) return { executable: named, libraries: '', origin: 'named' };
    throw new Refusal('outsideDown', 'browser-not-there', PAPER_WORDS.browserNotThere(named));
  }
  const bundled = await unpackBundledBrowser(cacheFolder).catch((error: unknown) => {
    log('browser.not-unpacked', { cacheFolder, error: String(error) });
    return null;
  });
  if (bundled !== null) return { ...bundled, origin: 'bundled' };
  const installed = installedBrowsers().find((path) => existsSync(path));
  if (installed === undefined) {
    throw new Refusal('outsideDown', 'no-browser', PAPER_WORDS.noBrowser());
  }
  return { executable: installed, libraries: '', origin: 'installed' };
}

function installedBrowsers(): readonly string[] {
  if (process.platform === 'darwin') return MAC_BROWSERS;
  if (process.platform !== 'win32') return LINUX_BROWSERS;
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'];
  return roots.flatMap((root) => {
    const folder = process.env[root];
    return folder === undefined ? [] : WINDOWS_BROWSERS.map((path) => join(folder, path));
  });
}

/** The sandbox stays on except for root, whom Chromium refuses it, and where the system forbids it; both are logged. */
async function launchWithin(
  found: FoundBrowser,
  folder: string,
  { log, sandboxed }: Readonly<{ log: Log; sandboxed: boolean }>,
): Promise<Browser> {
  if (process.getuid?.() === 0) {
    if (sandboxed) throw noSandbox();
    log('browser.no-sandbox', { reason: 'root' });
    return launch(launchOptions(found, folder, ['--no-sandbox']));
  }
  try {
    return await launch(launchOptions(found, folder, []));
  } catch (error) {
    if (!/sandbox/i.test(String(error))) throw error;
    if (sandboxed) throw noSandbox();
    log('browser.no-sandbox', { reason: 'forbidden by the system' });
    return launch(launchOptions(found, folder, ['--no-sandbox']));
  }
}

function noSandbox(): Refusal {
  return new Refusal('notAllowed', 'no-sandbox', PAPER_WORDS.noSandbox());
}

function launchOptions(found: FoundBrowser, folder: string, extra: string[]): LaunchOptions {
  const shell = found.origin === 'bundled' || basename(found.executable).includes('headless-shell');
  return {
    executablePath: found.executable,
    headless: shell ? 'shell' : true,
    // Through a pipe the browser ends with us, even when we are killed; through a socket it would live on.
    pipe: true,
    // Whoever ends the process closes the browser: puppeteer would exit before that.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    userDataDir: join(folder, 'profile'),
    args: [...ARGUMENTS, ...extra],
    timeout: LAUNCH_TIMEOUT_MS,
    protocolTimeout: PROTOCOL_TIMEOUT_MS,
    env: environment(found.libraries, folder),
  };
}

/** Only what the browser needs: zone and language fixed, all caches and settings inside the folder that is removed. */
function environment(libraries: string, folder: string): Record<string, string> {
  const kept = [
    'PATH',
    'SystemRoot',
    'SystemDrive',
    'TEMP',
    'TMP',
    'USERPROFILE',
    'FONTCONFIG_FILE',
  ];
  const entries = kept.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(entries),
    TZ: 'Asia/Shanghai',
    LANG: 'C.UTF-8',
    HOME: folder,
    TMPDIR: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    ...(libraries === '' ? {} : { LD_LIBRARY_PATH: libraries }),
  };
}

/** 153 of "HeadlessChrome/153.0.7000.1"; 0 when there is no number. */
function majorOf(version: string): number {
  return Number(/\/(\d+)\./.exec(version)?.[1] ?? '0');
}

async function closeBrowser(browser: Browser, folder: string): Promise<void> {
  const killing = setTimeout(() => browser.process()?.kill('SIGKILL'), CLOSE_MS);
  try {
    await browser.close();
  } catch {
    browser.process()?.kill('SIGKILL');
  }
  clearTimeout(killing);
  await removeFolder(folder);
}

/** A browser that was killed may still be writing: try a few times, and leave the rest to the next sweep. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(
    () => undefined,
  );
}

/** Removes what processes that were killed a day ago or earlier left behind. */
async function sweepStaleProfiles(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(PROFILE_PREFIX))) {
    const path = join(tmpdir(), name);
    const found = await stat(path).catch(() => null);
    const old = found !== null && found.mtimeMs < Date.now() - STALE_MS;
    if (old && !isRunning(Number(name.slice(PROFILE_PREFIX.length).split('-')[0]))) {
      await removeFolder(path);
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
