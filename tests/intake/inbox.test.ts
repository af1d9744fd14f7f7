/** The inbox folder: what is handed out, what is left alone, and how a file is answered and put away. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderInbox } from '../../src/intake/inbox.ts';
import { readWorkbook } from '../build/reader.ts';
import type { Arrival } from '../../src/model/submission.ts';
import { unitId } from '../build/plan.ts';
import { receiptOf } from '../build/receipt.ts';
import { moment } from '../build/world.ts';

const AT = moment('2007-06-02T09:00:00+08:00');
const LONG_AGO = new Date('2007-06-01T00:00:00Z');

let data = '';
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'tongbao-inbox-'));
  await mkdir(join(data, 'inbox'));
});
afterEach(async () => {
  await rm(data, { recursive: true, force: true });
});

async function drop(name: string, text: string, at = LONG_AGO): Promise<string> {
  const path = join(data, 'inbox', name);
  await writeFile(path, text);
  await utimes(path, at, at);
  return path;
}

async function taken(): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = [];
  for await (const arrival of folderInbox(data).arrivals(AT)) arrivals.push(arrival);
  return arrivals;
}

async function tree(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(data, folder), { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(data.length + 1))
    .sort();
}

describe('arrivals', () => {
  it('are the files of the folder, oldest first, with their bytes and hash', async () => {
    await drop('乙.xlsx', 'two', new Date('2007-06-01T00:00:02Z'));
    await drop('甲.xlsx', 'one', new Date('2007-06-01T00:00:01Z'));
    const arrivals = await taken();
    expect(arrivals.map(({ fileName }) => fileName)).toEqual(['甲.xlsx', '乙.xlsx']);
    expect(arrivals[0]).toMatchObject({ at: AT, channel: 'folder' });
    expect(Buffer.from(arrivals[0]!.bytes).toString()).toBe('one');
    expect(arrivals[0]!.sha256).toMatch(/^7692c3ad3540bb803c020b3aee66cd88/);
    expect(await folderInbox(data).waiting()).toBe(2);
  });

  it('leave lock files, hidden files, folders, links and downloads alone', async () => {
    for (const name of [
      '~$甲.xlsx',
      '.~lock.甲.xlsx#',
      '.甲.xlsx',
      '.DS_Store',
      'Thumbs.db',
      '甲.xlsx.part',
    ]) {
      await drop(name, 'x');
    }
    await mkdir(join(data, 'inbox', '已处理'));
    await drop('已处理/旧.xlsx', 'x');
    await mkdir(join(data, 'inbox', '子夹'));
    await drop('子夹/甲.xlsx', 'x');
    await symlink('/etc/hostname', join(data, 'inbox', '链接.xlsx'));
    await promisify(execFile)('mkfifo', [join(data, 'inbox', '管道.xlsx')]);
    expect(await taken()).toEqual([]);
    expect(await folderInbox(data).waiting()).toBe(0);
    const left = await folderInbox(data).left();
    expect(Object.fromEntries(left.map(({ fileName, reason }) => [fileName, reason]))).toEqual({
      '~$甲.xlsx': 'lock-file',
      '.~lock.甲.xlsx#': 'lock-file',
      '.甲.xlsx': 'hidden',
      '甲.xlsx.part': 'half-sent',
      子夹: 'folder',
      '链接.xlsx': 'link',
      '管道.xlsx': 'special',
    });
  });

  it('are taken whatever their names are spelt in, and put away under a readable one', async () => {
    const gbk = Buffer.from('baaecda42e786c7378', 'hex');
    const path = Buffer.concat([Buffer.from(join(data, 'inbox/')), gbk]);
    await writeFile(path, 'gbk');
    await utimes(path, LONG_AGO, LONG_AGO);
    await drop('寒亭.xlsx', 'utf-8');
    const arrivals = await taken();
    expect(arrivals.map(({ fileName }) => fileName)).toEqual(['寒亭.xlsx', '寒亭.xlsx']);
    for (const [index, arrival] of arrivals.entries()) {
      await folderInbox(data).settle(arrival, receiptOf(arrival, { number: index + 1 }), 'x');
    }
    const kept = await tree('inbox');
    expect(kept).toHaveLength(2);
    expect(kept.every((name) => /^inbox\/已处理\/寒亭(（回执000\d）)?\.xlsx$/.test(name))).toBe(
      true,
    );
    const texts = await Promise.all(kept.map((name) => readFile(join(data, name), 'utf8')));
    expect(texts.sort()).toEqual(['gbk', 'utf-8']);
  });

  it('have the hash and the size of the whole file, though a large one leaves no bytes', async () => {
    const same = Buffer.alloc(5 * 1024 * 1024, 1);
    const path = await drop('大.xlsx', '');
    await writeFile(path, Buffer.concat([same, Buffer.from('a')]));
    await writeFile(join(data, 'inbox', '大2.xlsx'), Buffer.concat([same, Buffer.from('b')]));
    const arrivals = await taken();
    const sha = (end: string): string =>
      createHash('sha256').update(same).update(end).digest('hex');
    expect(arrivals.map(({ sha256 }) => sha256)).toEqual([sha('a'), sha('b')]);
    expect(arrivals.map(({ size, bytes }) => [size, bytes.length])).toEqual([
      [same.length + 1, 0],
      [same.length + 1, 0],
    ]);
    const { findings } = await readWorkbook(arrivals[0]!.bytes, '大.xlsx', arrivals[0]!.size);
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['F_TOO_BIG', '文件有 5.1 MB，超过了 5 MB 的上限'],
    ]);
    await folderInbox(data).settle(arrivals[0]!, receiptOf(arrivals[0]!), 'x');
    expect((await stat(join(data, 'inbox/已处理/大.xlsx'))).size).toBe(same.length + 1);
  });

  it('are none where there is no folder yet', async () => {
    await rm(join(data, 'inbox'), { recursive: true });
    expect(await taken()).toEqual([]);
  });

  it('wait until a file has stopped growing', async () => {
    const path = await drop('甲.xlsx', 'one', new Date());
    const growing = setInterval(() => void writeFile(path, 'more', { flag: 'a' }), 40);
    try {
      expect(await taken()).toEqual([]);
    } finally {
      clearInterval(growing);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await taken()).toHaveLength(1);
  });

  it('have a key that stays with the file and differs for a copy', async () => {
    await drop('甲.xlsx', 'one');
    await drop('甲 副本.xlsx', 'one');
    const [first, second] = await taken();
    expect(first!.key).not.toBe(second!.key);
    const before = await taken();
    await rename(join(data, 'inbox', '甲.xlsx'), join(data, 'inbox', '乙.xlsx'));
    const keys = (arrivals: readonly Arrival[]): readonly string[] =>
      arrivals.map(({ key }) => key).sort();
    expect(keys(await taken())).toEqual(keys(before));
  });
});

describe('a fresh arrival', () => {
  it('is one whose file changed in the last seconds, is gone, or is another by now', async () => {
    const inbox = folderInbox(data);
    await drop('旧.xlsx', 'one');
    const path = await drop('新.xlsx', 'two', new Date());
    const [old, fresh] = await taken();
    expect(await inbox.isFresh(old!)).toBe(false);
    expect(await inbox.isFresh(fresh!)).toBe(true);
    await utimes(path, LONG_AGO, LONG_AGO);
    expect(await inbox.isFresh(fresh!)).toBe(true);
    await rm(path);
    expect(await inbox.isFresh(fresh!)).toBe(true);
  });
});

describe('settle', () => {
  it('writes both receipts and puts the file away', async () => {
    await drop('寒亭区.xlsx', 'one');
    const [arrival] = await taken();
    await folderInbox(data).settle(arrival!, receiptOf(arrival!), '第一行\n第二行');
    expect(await tree('receipts')).toEqual([
      'receipts/2007-05/hanting/0007-退回-寒亭区.json',
      'receipts/2007-05/hanting/0007-退回-寒亭区.txt',
    ]);
    expect(await tree('inbox')).toEqual(['inbox/已处理/寒亭区.xlsx']);
    const text = await readFile(
      join(data, 'receipts/2007-05/hanting/0007-退回-寒亭区.txt'),
      'utf8',
    );
    expect(text).toBe('\ufeff第一行\r\n第二行');
    const json = await readFile(
      join(data, 'receipts/2007-05/hanting/0007-退回-寒亭区.json'),
      'utf8',
    );
    expect(JSON.parse(json)).toMatchObject({
      schema: 'tongbao.receipt/1',
      number: 7,
      outcome: 'returned',
    });
  });

  it('changes nothing when it is done again', async () => {
    await drop('寒亭区.xlsx', 'one');
    const [arrival] = await taken();
    const inbox = folderInbox(data);
    await inbox.settle(arrival!, receiptOf(arrival!), 'x');
    const before = [...(await tree('receipts')), ...(await tree('inbox'))];
    await inbox.settle(arrival!, receiptOf(arrival!), 'x');
    expect([...(await tree('receipts')), ...(await tree('inbox'))]).toEqual(before);
  });

  it('never covers another file of the same name', async () => {
    const inbox = folderInbox(data);
    for (const [index, text] of ['one', 'two', 'three'].entries()) {
      await drop('寒亭区.xlsx', text, new Date(LONG_AGO.getTime() + index * 1000));
      const [arrival] = await taken();
      await inbox.settle(arrival!, receiptOf(arrival!, { number: index + 1 }), 'x');
    }
    const kept = await tree('inbox');
    expect(kept).toHaveLength(3);
    const texts = await Promise.all(kept.map((path) => readFile(join(data, path), 'utf8')));
    expect(texts.sort()).toEqual(['one', 'three', 'two']);
    expect(kept).toContain('inbox/已处理/寒亭区（回执0002）.xlsx');
  });

  it('finishes a move that was cut off half way', async () => {
    const { link } = await import('node:fs/promises');
    const path = await drop('寒亭区.xlsx', 'one');
    const [arrival] = await taken();
    await mkdir(join(data, 'inbox', '已处理'));
    await link(path, join(data, 'inbox', '已处理', '寒亭区.xlsx'));
    const [again] = await taken();
    expect(again!.key).toBe(arrival!.key);
    await folderInbox(data).settle(again!, receiptOf(again!), 'x');
    expect(await tree('inbox')).toEqual(['inbox/已处理/寒亭区.xlsx']);
  });

  it('leaves a file that came under the same name in the meantime', async () => {
    await drop('寒亭区.xlsx', 'one');
    const [arrival] = await taken();
    await rm(join(data, 'inbox', '寒亭区.xlsx'));
    const path = await drop('寒亭区.xlsx', 'two', new Date('2007-06-01T10:00:00Z'));
    await folderInbox(data).settle(arrival!, receiptOf(arrival!), 'x');
    expect((await stat(path)).isFile()).toBe(true);
    expect(await taken()).toHaveLength(1);
  });

  it('leaves a file that has grown since it was read, though its time is the same', async () => {
    const path = await drop('寒亭区.xlsx', 'one');
    const [arrival] = await taken();
    await writeFile(path, 'more', { flag: 'a' });
    await utimes(path, LONG_AGO, LONG_AGO);
    await folderInbox(data).settle(arrival!, receiptOf(arrival!), 'x');
    expect(await readFile(path, 'utf8')).toBe('onemore');
    expect(await folderInbox(data).left()).toEqual([{ fileName: '寒亭区.xlsx', reason: 'later' }]);
  });

  it('shortens a name that has no room for the mark', async () => {
    const name = `${'长'.repeat(83)}.xlsx`;
    for (const number of [1, 2]) {
      await drop(name, String(number), new Date(LONG_AGO.getTime() + number * 1000));
      const [arrival] = await taken();
      await folderInbox(data).settle(arrival!, receiptOf(arrival!, { number }), 'x');
    }
    expect(await readdir(join(data, 'inbox/已处理'))).toEqual(
      expect.arrayContaining([name, expect.stringMatching(/^长+（回执0002）\.xlsx$/)]),
    );
  });

  it('has a place for what was not recognised, and for names no file system takes', async () => {
    await drop('a:b?.pdf', 'one');
    const [arrival] = await taken();
    const receipt = receiptOf(arrival!, { unit: null, period: null, outcome: 'accepted' });
    await folderInbox(data).settle(arrival!, receipt, 'x');
    expect(await tree('receipts')).toContain('receipts/未识别/未识别/0007-接收-a_b_.txt');
    await drop('b.pdf', 'two');
    const [other] = await taken();
    const odd = receiptOf(other!, { unit: unitId('../../x'), number: 8 });
    await folderInbox(data).settle(other!, odd, 'x');
    expect((await tree('receipts')).every((path) => path.startsWith('receipts/'))).toBe(true);
    expect(await readdir(data)).toEqual(expect.arrayContaining(['inbox', 'receipts']));
    expect((await readdir(data)).length).toBe(2);
  });
});
