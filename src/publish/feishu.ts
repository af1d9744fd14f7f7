/** Feishu's group robot (飞书群机器人): it takes no files, so it says that there is one. */
import { createHmac } from 'node:crypto';
import type { Channel, RobotPlan } from '../model/delivery.ts';
import { post, robotVerdict, type Meanings, type RobotKeys } from './robot.ts';

const MEANINGS: Meanings = {
  slow: new Map([
    [11232, 2],
    [11233, 2],
    [1000207, 2],
  ]),
  stopped: [19001, 19002, 19021, 19022, 19024],
};

export function openFeishu(plan: RobotPlan, { token, secret, epoch }: RobotKeys): Channel {
  return {
    pause: plan.pause,
    async send({ delivery }, steps) {
      const timestamp = String(Math.floor(epoch() / 1000));
      const signed = secret === null ? {} : { timestamp, sign: feishuSign(timestamp, secret) };
      await steps.finalDot();
      steps.reached('dotted');
      const url = new URL(`${plan.base}/open-apis/bot/v2/hook/${encodeURIComponent(token)}`);
      const content = { ...signed, msg_type: 'text', content: { text: delivery.text } };
      const answer = await post(url, content);
      steps.reached('answered');
      return robotVerdict(answer, MEANINGS, true);
    },
  };
}

/** The key is what others sign, and the signed text is empty. @param timestamp seconds since 1970. */
export function feishuSign(timestamp: string, secret: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
}
