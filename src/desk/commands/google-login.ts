/** `tongbao google login`: a person logs in at Google once, so that online sheets can be read (个人登录). */
import { join } from 'node:path';
import { loginRefusal } from '../../model/catalogue/google.ts';
import { GOOGLE_FILES } from '../../model/google.ts';
import { EXIT } from '../../model/refusal.ts';
import { clockNow, googleLogin, openPlan } from '../../outside.ts';
import { documentOf, type BareCommand } from '../command.ts';
import { planRefused } from './plan.ts';

export const googleLoginCommand: BareCommand = {
  name: 'google',
  word: 'login',
  words: 1,
  usage: 'google login',
  summary: '用浏览器登录 Google（google.yaml 里写“个人登录”的），以后 collect 用它读在线表',
  alone: false,
  duties: ['administer'],
  async answer({ home }, environment) {
    const { value: plan, findings } = await openPlan(home);
    if (plan === null) return planRefused(findings);
    if (plan.google?.kind !== 'user') throw loginRefusal('kind');
    const account = await googleLogin(plan.google, {
      data: join(home, 'data'),
      at: clockNow(),
      environment,
    });
    return {
      document: documentOf('google-login', { account }),
      text: `已登录 ${account}，授权保存在 data/${GOOGLE_FILES.user}，只有本账号能读`,
      exit: EXIT.done,
    };
  },
};
