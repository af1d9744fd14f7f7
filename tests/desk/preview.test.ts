/** The preview by the real command line, looked at by a real browser: pages come anew, faults at their line, nobody else gets in. */
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Month } from '../../src/model/period.ts';
import { aHome, begin, report, run } from '../build/home.ts';
import { aBrowser } from '../build/web-browser.ts';

const MINUTES = 120_000;

let home = '';
let child: ChildProcess;
let address = '';
let browser: Browser;
let page: Page;
const said: string[] = [];

/** What a script that runs in the page answers. */
function inPage<T>(script: string): Promise<T> {
  return page.evaluate(script) as Promise<T>;
}

/** A property of each element. */
function every<T>(selector: string, property: string): Promise<readonly T[]> {
  return inPage(`[...document.querySelectorAll('${selector}')].map((one) => one.${property})`);
}

async function textOf(selector: string): Promise<string> {
  return (await every<string>(selector, 'textContent'))[0] ?? '';
}

/** What the page says of itself. */
const status = (): Promise<string> => textOf('#status');
const READY = `document.querySelector('#status').textContent.startsWith('已排好')`;
const FAULTY = `document.querySelector('.faults') !== null`;

async function shows(what: string): Promise<void> {
  await page.waitForFunction(what, { timeout: 60_000, polling: 50 });
}

/** Changes a file and waits until the page shows what is to come of it; answers the milliseconds, and how to undo it. */
async function edit(
  name: string,
  change: (text: string) => string,
  what: string,
): Promise<Readonly<{ ms: number; undo(): Promise<void> }>> {
  const path = join(home, name);
  const text = await readFile(path, 'utf8');
  const before = await turn();
  const start = performance.now();
  await writeFile(path, change(text));
  await shows(`${turnOf} !== '${before}' && ${what}`);
  const ms = performance.now() - start;
  const undo = async (): Promise<void> => {
    const faulty = await turn();
    await writeFile(path, text);
    await shows(`${turnOf} !== '${faulty}' && ${READY}`);
  };
  return { ms, undo };
}

const turnOf = `document.querySelector('.part').dataset.turn`;
const turn = (): Promise<string> => inPage(turnOf);

/** The share of a page's dots, of a hundred, that are more red than anything else. */
async function redOf(image: string): Promise<number> {
  return inPage(`(async () => {
    const image = document.querySelector('${image}');
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const paper = canvas.getContext('2d');
    paper.drawImage(image, 0, 0);
    const { data } = paper.getImageData(0, 0, canvas.width, canvas.height);
    let red = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] - data[at + 2] > 100) red += 1;
    return (red * 400) / data.length;
  })()`);
}

beforeAll(async () => {
  home = await aHome();
  await report(home, '2007-05' as Month);
  child = begin(home, 'preview', '--port', '0', '--json');
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer];
  const document = JSON.parse(chunk.toString()) as {
    schema: string;
    address: string;
    period: string;
  };
  expect(document).toMatchObject({ schema: 'tongbao.preview/1', period: '2007-05' });
  address = document.address;
  browser = await aBrowser();
  page = await browser.newPage();
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(address);
  await shows(READY);
}, MINUTES);

afterAll(async () => {
  await browser.close();
  if (child.exitCode === null) child.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
});

describe('the preview', () => {
  it('shows every page of the PDF that it links to', async () => {
    const pages = await every<string>('.pages img', 'alt');
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.at(-1)).toBe(`第 ${String(pages.length)} 页的版面`);
    const link = (await every<string>('header > a', 'href'))[0]!;
    const pdf = Buffer.from(await (await fetch(link)).arrayBuffer());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(pages.length);
    expect(await redOf('#page-1 img')).toBeGreaterThan(0.3);
  });

  it(
    'has new pages soon after a template is saved',
    async () => {
      const css = 'templates/page.css';
      const { ms, undo } = await edit(css, (text) => text.replaceAll('#e60012', '#0012e6'), READY);
      expect(await redOf('#page-1 img')).toBeLessThan(0.01);
      process.stdout.write(`preview: a saved template shows after ${ms.toFixed(0)} ms\n`);
      await undo();
      expect(await redOf('#page-1 img')).toBeGreaterThan(0.3);
    },
    MINUTES,
  );

  it(
    'shows a fault at its line with the last good pages greyed, of templates and of the plan',
    async () => {
      const before = (await every('.pages img', 'tagName')).length;
      const fault = async (): Promise<readonly string[]> =>
        every<string>('.faults li', 'textContent');
      const title = 'templates/partials/title.hbs';
      const name = await edit(title, (text) => text.replace('{{mark}}', '{{makr}}'), FAULTY);
      expect(await fault()).toEqual([
        expect.stringMatching(
          /templates\/partials\/title\.hbs 第3行 第\d+列[^]*没有“makr”[^]*mark/,
        ),
      ]);
      expect(await textOf('.faults mark')).toBe('makr');
      expect((await every('.pages.stale img', 'tagName')).length).toBe(before);
      expect(await status()).toBe('有 1 处错误，改好存盘后自动重排。');
      await name.undo();
      expect(await page.$('.stale')).toBeNull();
      const plan = await edit('config/office.yaml', (text) => `${text}\nhaed: 信函\n`, FAULTY);
      expect(await fault()).toEqual([
        expect.stringMatching(/config\/office\.yaml 第\d+行[^]*haed/),
      ]);
      expect(await textOf('.faults pre')).toBe('haed: 信函');
      await plan.undo();
    },
    MINUTES,
  );

  it(
    'takes up what the plan says otherwise, and a file that is gone and comes back',
    async () => {
      const letter = await edit('config/office.yaml', (text) => `${text}\nhead: 信函\n`, READY);
      expect(await redOf('#page-1 img')).not.toBeCloseTo(0, 2);
      await letter.undo();
      const main = join(home, 'templates/bulletin.hbs');
      const text = await readFile(main, 'utf8');
      await rm(main);
      await shows(FAULTY);
      expect(await textOf('.faults li')).toContain('bulletin.hbs');
      await writeFile(main, text);
      await shows(READY);
    },
    MINUTES,
  );

  it(
    'is walked by keyboard to other data and another size',
    async () => {
      await page.reload();
      const names: string[] = [];
      for (let step = 0; step < 11; step += 1) {
        await page.keyboard.press('Tab');
        names.push(await inPage<string>('document.activeElement.textContent'));
      }
      expect(names).toEqual([
        ...['跳到版面', '2007年5月数据', '一县一单', '最不利数据', '空白'],
        ...['50%', '75%', '100%', '150%', '200%', '打开 PDF'],
      ]);
      const width = async (): Promise<number> =>
        (await every<number>('.pages img', 'clientWidth'))[0]!;
      await shows(READY);
      const full = await width();
      await Promise.all([page.waitForNavigation(), page.click('nav:nth-of-type(2) a:first-child')]);
      expect(Math.abs((await width()) - full / 2)).toBeLessThanOrEqual(1);
      await Promise.all([page.waitForNavigation(), page.click('nav:first-of-type a:last-child')]);
      await shows(READY);
      expect((await every('.pages img', 'tagName')).length).toBe(1);
      expect(await textOf('nav [aria-current]')).toBe('空白');
    },
    MINUTES,
  );

  it(
    'sets one unit’s own sheet by its own template',
    async () => {
      await page.goto(`${address}?data=slip`);
      await shows(READY);
      expect(await every('.pages img', 'tagName')).toHaveLength(1);
      const fault = await edit('templates/slip.hbs', (text) => `${text}{{nothing}}`, FAULTY);
      expect(await textOf('.faults li')).toContain('templates/slip.hbs');
      await fault.undo();
    },
    MINUTES,
  );

  it('says nothing in the browser’s console', () => {
    const own = said.filter((line) => !line.includes('404'));
    expect(own).toEqual([]);
  });
});

type Asked = Readonly<{ path?: string; method?: string; headers?: Record<string, string> }>;

/** A request as no browser would make it. */
async function ask({
  path = '/',
  method = 'GET',
  headers = {},
}: Asked): Promise<Readonly<{ code: number; headers: IncomingMessage['headers']; text: string }>> {
  const { hostname, port } = new URL(address);
  const sent = request({ hostname, port, path, method, headers });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return {
    code: answer.statusCode ?? 0,
    headers: answer.headers,
    text: Buffer.concat(chunks).toString(),
  };
}

const ROUTES = ['/', '/proof', '/bulletin.pdf', '/pages/1/1.png', '/style.css', '/script.js'];

describe('a request', () => {
  it.each([...ROUTES, '/events', '/nowhere'])(
    'is held to this machine’s own name: %s',
    async (path) => {
      const { port } = new URL(address);
      for (const host of [
        'evil.example',
        `evil.example:${port}`,
        '127.0.0.1',
        `127.0.0.1.evil:${port}`,
      ]) {
        const { code, text } = await ask({ path, headers: { host } });
        expect(code).toBe(421);
        expect(text).toContain('不是本机的网址');
      }
    },
  );

  it.each(['HTTP/1.0', 'HTTP/1.1'])('without a name gets nothing: %s', async (version) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.end(`GET /script.js ${version}\r\n\r\n`);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 4(?:00|21) /);
  });

  it.each([...ROUTES, '/events'])('changes nothing: %s', async (path) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const { code, headers } = await ask({ path, method });
      expect([code, headers.allow]).toEqual([405, 'GET, HEAD']);
    }
  });

  it.each([...ROUTES, '/events'])('of another page is refused: %s', async (path) => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await ask({ path, headers })).code).toBe(403);
  });

  it.each(ROUTES)('is answered with every header of protection: %s', async (path) => {
    const { headers } = await ask({ path });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it.each([
    '/?data=other',
    '/?data=real&zoom=1000',
    '/?zoom=100%3Cscript%3E',
    '/proof?data=__proto__',
    '/events?data=../config',
    '/bulletin.pdf?data=/etc/passwd',
    '/pages/0/1.png',
    '/pages/1/0.png',
    '/pages/1/9999.png',
    '/pages/999999999/1.png',
    '/pages/-1/1.png',
    '/pages/1/1.pdf',
    '/pages/1/..%2f..%2fdata%2fform-key',
    '/../data/form-key',
    '/..%2fdata%2fform-key',
    '/%2e%2e/data/form-key',
    '/data/form-key',
    '/templates/page.css',
    '//etc/passwd',
    '/style.css/../../package.json',
    '/%00',
    '/favicon.ico',
    `/${'a'.repeat(4000)}`,
  ])('for what is not there finds nothing: %s', async (path) => {
    const { code, text } = await ask({ path });
    expect(code).toBe(404);
    expect(text).toContain('没有这个页面');
    expect(text.length).toBeLessThan(400);
  });

  it.each(['/%', '/%ff%fe', '/?data=%'])('that is no address does no harm: %s', async (path) => {
    expect((await ask({ path })).code).toBe(404);
    expect((await ask({})).code).toBe(200);
  });
});

describe('the end of the preview', () => {
  it('refuses a port that is taken, and one that is none', async () => {
    const { port } = new URL(address);
    const taken = await run(home, 'preview', '--port', port);
    expect([taken.code, taken.stderr]).toEqual([69, expect.stringContaining('--port')]);
    for (const none of ['80a', '65536', '-1', '']) {
      expect((await run(home, 'preview', `--port=${none}`)).code, none).toBe(64);
    }
  });

  it('comes with a signal, and leaves no process and no file behind', async () => {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    await expect(fetch(address)).rejects.toThrow();
  });
});
