/** DingTalk's group robot (钉钉群机器人): it takes no files, so it says that there is one. */
import { createHmac } from 'node:crypto';
import type { Channel, RobotPlan } from '../model/delivery.ts';
import { post, robotVerdict, type Meanings, type RobotKeys } from './robot.ts';

/** Whoever is too fast is shut out for ten minutes. */
const MEANINGS: Meanings = {
  slow: new Map([
    [-1, 1],
    [130101, 11],
    [410100, 11],
    [90030, 11],
  ]),
  stopped: [300001, 310000, 400013, 400101, 400102, 400106],
};

export function openDingtalk(plan: RobotPlan, { token, secret, epoch }: RobotKeys): Channel {
  return {
    pause: plan.pause,
    async send({ delivery }, steps) {
      const asked = new URLSearchParams({ access_token: token });
      if (secret !== null) {
        const timestamp = String(epoch());
        asked.set('timestamp', timestamp);
        asked.set('sign', dingtalkSign(timestamp, secret));
      }
      await steps.finalDot();
      steps.reached('dotted');
      const url = new URL(`${plan.base}/robot/send?${asked.toString()}`);
      const answer = await post(url, { msgtype: 'text', text: { content: delivery.text } });
      steps.reached('answered');
      return robotVerdict(answer, MEANINGS, true);
    },
  };
}

/** @param timestamp milliseconds since 1970. */
export function dingtalkSign(timestamp: string, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}
