/** Group robots against a web server: what they are sent, and what their answers mean. */
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Channel, RobotPlan, Verdict } from '../../src/model/delivery.ts';
import { dingtalkSign, openDingtalk } from '../../src/publish/dingtalk.ts';
import { feishuSign, openFeishu } from '../../src/publish/feishu.ts';
import { openWecom } from '../../src/publish/wecom.ts';
import { anHttpPeer, type HttpPeer, type Reply } from '../build/http-peer.ts';
import { aParcel, aRobotPlan, notedSteps, PDF, TITLE } from '../build/parcel.ts';

const EPOCH = 1_181_264_400_123;
const OPENERS: Readonly<Record<RobotPlan['kind'], (plan: RobotPlan) => Channel>> = {
  wecom: (plan) => openWecom(plan, 'KEY-1'),
  dingtalk: (plan) => openDingtalk(plan, { token: 'TOKEN-1', secret: 'SEC1', epoch: () => EPOCH }),
  feishu: (plan) => openFeishu(plan, { token: 'TOKEN-1', secret: 'SEC1', epoch: () => EPOCH }),
};

const TAKEN: Reply = { body: { errcode: 0, errmsg: 'ok', media_id: 'M1' } };

let peer: HttpPeer | null = null;

afterEach(async () => {
  await peer?.close();
  peer = null;
});

async function send(
  kind: RobotPlan['kind'],
  replies: readonly Reply[],
  { parcel = aParcel(), steps = notedSteps() } = {},
): Promise<Verdict> {
  peer = await anHttpPeer(...replies);
  return OPENERS[kind](aRobotPlan(kind, peer.base)).send(parcel, steps);
}

describe('WeCom', () => {
  it('takes the file under its Chinese name, then the message with it', async () => {
    const steps = notedSteps();
    expect(await send('wecom', [TAKEN], { steps })).toMatchObject({ state: 'sent' });
    const [upload, message] = peer!.asked;
    expect(upload!.url.href).toMatch(/\/cgi-bin\/webhook\/upload_media\?key=KEY-1&type=file$/);
    const { field, name, bytes } = upload!.file!;
    expect([field, name]).toEqual(['media', `${TITLE}.pdf`]);
    expect(Buffer.compare(bytes, PDF)).toBe(0);
    expect(message!.url.href).toMatch(/\/cgi-bin\/webhook\/send\?key=KEY-1$/);
    expect(JSON.parse(message!.text)).toEqual({ msgtype: 'file', file: { media_id: 'M1' } });
    expect(steps.points).toEqual(['ready', 'final-dot', 'dotted', 'answered']);
  });

  it('is not asked for a message when it did not take the file', async () => {
    const steps = notedSteps();
    const verdict = await send('wecom', [{ body: { errcode: 93000, errmsg: 'no' } }], { steps });
    expect(verdict).toMatchObject({ state: 'stopped', code: '93000' });
    expect([peer!.asked.length, steps.points]).toEqual([1, []]);
  });

  it('may be given the file again when it did not say whether it took it', async () => {
    expect(await send('wecom', ['cut'])).toMatchObject({ state: 'retry' });
    await peer!.close();
    expect(await send('wecom', [{ status: 502, body: '<html>' }])).toMatchObject({
      state: 'retry',
    });
  });

  it.each([4, 20 * 1024 * 1024 + 1])('is sent no file of %i bytes', async (size) => {
    const parcel = aParcel({}, new Uint8Array(size));
    expect(await send('wecom', [TAKEN], { parcel })).toMatchObject({ state: 'failed' });
    expect(peer!.asked).toEqual([]);
  });
});

describe('DingTalk', () => {
  it('is sent the text, signed in the address', async () => {
    const parcel = aParcel({ text: `《${TITLE}》已印发，请按规定的方式查收。` });
    expect(await send('dingtalk', [TAKEN], { parcel })).toMatchObject({ state: 'sent' });
    const [{ url, text }] = peer!.asked as [HttpPeer['asked'][number]];
    expect(url.pathname).toBe('/robot/send');
    const sign = createHmac('sha256', 'SEC1')
      .update(`${String(EPOCH)}\nSEC1`)
      .digest('base64');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      access_token: 'TOKEN-1',
      timestamp: String(EPOCH),
      sign,
    });
    const content = parcel.delivery.text;
    expect(JSON.parse(text)).toEqual({ msgtype: 'text', text: { content } });
  });

  it('signs as openssl does', () => {
    // printf '1181264400123\nSEC1' | openssl dgst -sha256 -hmac SEC1 -binary | base64
    expect(dingtalkSign('1181264400123', 'SEC1')).toBe(
      'C0h2xXyDOfDv/jMoWx9ZmrBTgFTK/vusquGBhpEJ4Ts=',
    );
  });
});

describe('Feishu', () => {
  it('is sent the text, signed in the body', async () => {
    expect(await send('feishu', [{ body: { code: 0, msg: 'success' } }])).toMatchObject({
      state: 'sent',
    });
    const [{ url, text }] = peer!.asked as [HttpPeer['asked'][number]];
    expect(url.pathname).toBe('/open-apis/bot/v2/hook/TOKEN-1');
    const timestamp = String(Math.floor(EPOCH / 1000));
    const sign = createHmac('sha256', `${timestamp}\nSEC1`).digest('base64');
    expect(JSON.parse(text)).toMatchObject({ timestamp, sign, msg_type: 'text' });
  });

  it('signs as openssl does', () => {
    // printf '' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf '1181264400\nSEC1' | xxd -p) -binary | base64
    expect(feishuSign('1181264400', 'SEC1')).toBe('m4n9MEBP8ecWVJ6SWS+HeUuzgcMv4FCLCLG7JoXSiYo=');
  });
});

/** A robot's answer, and behind it 100 MB that nobody reads. */
const LONG = `{"code":0,"msg":"${'x'.repeat(100_000_000)}"}`;

describe('an answer', () => {
  const cases: readonly (readonly [RobotPlan['kind'], string, Reply, object])[] = [
    ['dingtalk', 'too fast', { body: { errcode: 130101 } }, { state: 'retry', minutes: 11 }],
    ['dingtalk', 'a wrong word or sign', { body: { errcode: 310000 } }, { state: 'stopped' }],
    ['dingtalk', 'anything else', { body: { errcode: 400105 } }, { state: 'failed' }],
    ['feishu', 'too fast', { body: { code: 11232 } }, { state: 'retry' }],
    ['feishu', 'a wrong sign', { body: { code: 19021 } }, { state: 'stopped' }],
    ['feishu', 'a bad text', { status: 400, body: { code: 9499 } }, { state: 'failed' }],
    [
      'feishu',
      'too fast in other words',
      { body: { code: 9499, msg: 'too many request' } },
      { state: 'retry', minutes: 11 },
    ],
    ['feishu', 'more than any robot says', { body: LONG }, { state: 'uncertain', said: '' }],
    ['feishu', 'none', 'cut', { state: 'uncertain' }],
    ['feishu', 'a gateway’s page', { status: 502, body: '<html>' }, { state: 'uncertain' }],
    ['feishu', 'a page that says all is well', { body: '<html>' }, { state: 'uncertain' }],
    ['feishu', 'a door', { status: 404, body: '' }, { state: 'stopped', code: 'HTTP 404' }],
    ['feishu', 'another address', { status: 302, body: '' }, { state: 'stopped' }],
    ['feishu', 'not now', { status: 429, body: '' }, { state: 'retry' }],
  ];

  it.each(cases)('of %s that says %s', async (kind, _, reply, verdict) => {
    expect(await send(kind, [reply])).toMatchObject(verdict);
  });

  it('that never came because nobody was there stops the channel', async () => {
    peer = await anHttpPeer(TAKEN);
    await peer.close();
    for (const kind of ['wecom', 'dingtalk', 'feishu'] as const) {
      const verdict = await OPENERS[kind](aRobotPlan(kind, peer.base)).send(
        aParcel(),
        notedSteps(),
      );
      expect(verdict).toEqual({ state: 'stopped', code: 'ECONNREFUSED', said: '' });
    }
    peer = null;
  });

  it('never tells the key', async () => {
    const verdicts = [
      await send('wecom', ['cut']),
      await send('dingtalk', ['cut']),
      await send('feishu', [{ status: 302, body: '' }]),
    ];
    expect(JSON.stringify(verdicts)).not.toMatch(/KEY-1|TOKEN-1|SEC1|http:/);
  });
});
