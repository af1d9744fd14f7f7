/** The bundled browser as a person's: it reaches this machine and runs what pages bring. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { launch, type Browser } from 'puppeteer';
import { unpackBundledBrowser } from '../../src/render/bundled-browser.ts';

export async function aBrowser(): Promise<Browser> {
  const named = process.env['PUPPETEER_EXECUTABLE_PATH'];
  const bundled = await unpackBundledBrowser(join(homedir(), '.cache/tongbao'));
  return launch({
    executablePath: named ?? bundled?.executable ?? '',
    headless: named === undefined ? 'shell' : true,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    env: { ...process.env, LD_LIBRARY_PATH: bundled?.libraries },
  });
}
