/** The folder as a channel: whole files, a list of hashes, nothing lost. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolderChannel } from '../../src/publish/channel-folder.ts';
import { aParcel, notedSteps, TITLE } from '../build/parcel.ts';

const NAME = `${TITLE}.pdf`;

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('a folder as a channel', () => {
  let folder: string;
  let at: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tongbao-channel-'));
    at = join(folder, '寿光市', '2007-05');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function send(text: string, name = NAME): Promise<string> {
    const bytes = new TextEncoder().encode(text);
    const files = [{ name, sha256: hashOf(bytes) }];
    const parcel = aParcel({ address: '寿光市', files }, bytes);
    return (await openFolderChannel(folder).send(parcel, notedSteps())).state;
  }

  async function manifest(): Promise<readonly string[]> {
    const text = await readFile(join(at, '清单.csv'), 'utf8');
    expect(text.startsWith('\ufeff文件,SHA-256,字节\r\n')).toBe(true);
    return text.split('\r\n').slice(1, -1);
  }

  it('holds the file and its hash; a second time changes nothing', async () => {
    expect(await send('one')).toBe('sent');
    expect(await send('one')).toBe('sent');
    expect(await readFile(join(at, NAME), 'utf8')).toBe('one');
    const hash = hashOf(new TextEncoder().encode('one'));
    expect(await manifest()).toEqual([`"${NAME}",${hash},3`]);
    expect((await readdir(at)).sort()).toEqual([NAME, '清单.csv'].sort());
  });

  it('leaves another file of that name where it is', async () => {
    await send('one');
    await send('another');
    expect(await readFile(join(at, NAME), 'utf8')).toBe('one');
    const lines = await manifest();
    expect(lines).toHaveLength(2);
    const own = /^"([^"]+)"/.exec(lines[1]!)![1]!;
    expect(await readFile(join(at, own), 'utf8')).toBe('another');
  });

  it('takes no name out of the folder, and none that is too long', async () => {
    await send('one', '../../evil.pdf');
    await send('two', `${'长'.repeat(120)}.pdf`);
    const names = await readdir(at);
    expect(names).toHaveLength(3);
    expect(await readdir(folder)).toEqual(['寿光市']);
    for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });

  it('gives recipients of long or odd names a folder each, and stops nobody’s', async () => {
    const long = '长'.repeat(120);
    for (const address of [`${long}甲`, `${long}乙`, '..', 'a/b. ']) {
      const verdict = await openFolderChannel(folder).send(aParcel({ address }), notedSteps());
      expect(verdict.state).toBe('sent');
    }
    const names = await readdir(folder);
    expect(names).toHaveLength(4);
    expect(names).toEqual(expect.arrayContaining(['-', 'a-b-']));
  });

  it('that is none stops the channel', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const verdict = await openFolderChannel(file).send(
      aParcel({ address: '寿光市' }),
      notedSteps(),
    );
    expect(verdict).toMatchObject({ state: 'stopped', code: 'ENOTDIR' });
  });
});
