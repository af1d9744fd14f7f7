/** The channels' secrets: kept from others, and told to nobody. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelsAt } from '../../src/publish/channels.ts';
import { readSecrets } from '../../src/publish/secrets.ts';
import { aMailPlan, aParcel, aRobotPlan, notedSteps } from '../build/parcel.ts';
import { anHttpPeer } from '../build/http-peer.ts';

describe('secrets', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tongbao-secrets-'));
    file = join(folder, 'secrets.yaml');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function write(text: string, mode = 0o600): Promise<void> {
    await writeFile(file, text);
    await chmod(file, mode);
  }

  function thrown(): { code?: string; message: string; hint?: string } {
    try {
      readSecrets(file, {});
    } catch (error) {
      return error as { code?: string; message: string };
    }
    return { message: 'nothing' };
  }

  it('are read by channel and name, the environment first', async () => {
    await write('you-xiang:\n  password: "00123"\nqun: {key: k}\n');
    const secretOf = readSecrets(file, { TONGBAO_QUN_KEY: 'other', TONGBAO_YOU_XIANG_KEY: 'x' });
    expect(secretOf('you-xiang', 'password')).toBe('00123');
    expect(secretOf('you-xiang', 'key')).toBe('x');
    expect(secretOf('qun', 'key')).toBe('other');
    expect(secretOf('qun', 'token')).toBeNull();
  });

  it('need no file', () => {
    expect(readSecrets(file, { TONGBAO_QUN_KEY: 'k' })('qun', 'key')).toBe('k');
  });

  it.each([0o644, 0o640, 0o604])('are refused where others may read them (%o)', async (mode) => {
    await write('qun: {key: k}\n', mode);
    expect(thrown()).toMatchObject({ code: 'secrets-open' });
  });

  it.each(['- a', 'qun: hunter2', 'qun: {key: [hunter2]}', 'qun: {key: "hunter2', 'qun:\n  key:'])(
    'that are spelt amiss are refused, and not shown: %j',
    async (text) => {
      await write(text);
      const { code, message, hint } = thrown();
      expect(code).toBe('secrets-form');
      expect(`${message}${hint ?? ''}`).not.toContain('hunter2');
    },
  );

  it('that are lacking are named by channel, and where to write them', async () => {
    const open = channelsAt({ home: folder, secrets: file, environment: {} });
    const plan = aMailPlan(25, { user: 'zzb@example.gov.cn' });
    await expect(open(plan)).rejects.toMatchObject({
      code: 'secret-lacking',
      message: expect.stringContaining('政务邮箱') as string,
      hint: expect.stringContaining('TONGBAO_YOUXIANG_PASSWORD') as string,
    });
    await expect(open(aRobotPlan('wecom', 'http://127.0.0.1:1'))).rejects.toMatchObject({
      code: 'secret-lacking',
    });
    await expect(open(aMailPlan(25))).resolves.toMatchObject({ pause: 0 });
  });

  it('that a peer repeats are starred', async () => {
    const peer = await anHttpPeer({
      body: { errcode: 1, errmsg: 'bad token T0KEN/9 T0KEN%2F9 for S3CRET' },
    });
    const environment = { TONGBAO_QUN_TOKEN: 'T0KEN/9', TONGBAO_QUN_SECRET: 'S3CRET' };
    const open = channelsAt({ home: folder, secrets: file, environment });
    const channel = await open(aRobotPlan('dingtalk', peer.base));
    const verdict = await channel.send(aParcel(), notedSteps());
    expect(verdict).toEqual({ state: 'failed', code: '1', said: 'bad token *** *** for ***' });
    await peer.close();
  });
});
