/** WeCom's group robot (企业微信群机器人): the one that takes the file itself. */
import type { Channel, Parcel, RobotPlan, Steps, Verdict } from '../model/delivery.ts';
import { post, robotVerdict, type Meanings } from './robot.ts';

/** Bytes of a file that it takes. */
const LEAST = 5;
const MOST = 20 * 1024 * 1024;

const MEANINGS: Meanings = {
  slow: new Map([
    [-1, 1],
    [45009, 2],
    [45033, 2],
    [40007, 1],
  ]),
  stopped: [40001, 40014, 40058, 93000, 93004, 93008],
};

export function openWecom(plan: RobotPlan, key: string): Channel {
  return {
    pause: plan.pause,
    send: (parcel, steps) => attempt(plan, key, { parcel, steps }),
  };
}

async function attempt(
  plan: RobotPlan,
  key: string,
  { parcel, steps }: Readonly<{ parcel: Parcel; steps: Steps }>,
): Promise<Verdict> {
  // One message holds one file: the bulletin, which is the first.
  const [bulletin] = parcel.files;
  const bytes = bulletin?.bytes ?? new Uint8Array();
  if (bulletin === undefined || bytes.length < LEAST || bytes.length > MOST) {
    return { state: 'failed', code: 'size', said: '' };
  }
  const form = new FormData();
  const file = new Blob([new Uint8Array(bytes)], { type: 'application/pdf' });
  form.append('media', file, bulletin.name);
  const uploaded = await post(addressOf(plan, 'upload_media', { key, type: 'file' }), form);
  const mediaId = uploaded.kind === 'answered' ? uploaded.body['media_id'] : undefined;
  const verdict = robotVerdict(uploaded, MEANINGS, false);
  if (verdict.state !== 'sent') return verdict;
  if (typeof mediaId !== 'string') return { state: 'retry', code: 'media_id', said: '' };
  steps.reached('ready');
  await steps.finalDot();
  steps.reached('dotted');
  const message = { msgtype: 'file', file: { media_id: mediaId } };
  const answer = await post(addressOf(plan, 'send', { key }), message);
  steps.reached('answered');
  return robotVerdict(answer, MEANINGS, true);
}

function addressOf(
  { base }: RobotPlan,
  act: 'upload_media' | 'send',
  asked: Readonly<Record<string, string>>,
): URL {
  return new URL(`${base}/cgi-bin/webhook/${act}?${new URLSearchParams(asked).toString()}`);
}
