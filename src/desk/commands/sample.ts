/** `tongbao sample`: the sample year, replayed through the real line with a simulated clock; `--clear` empties it. */
import { join } from 'node:path';
import { SAMPLE_MARK } from '../../model/identity.ts';
import { monthIn, yearIn, type Period } from '../../model/period.ts';
import type { Plan } from '../../model/plan.ts';
import { Refusal } from '../../model/refusal.ts';
import type { World } from '../../model/world.ts';
import { clearSample } from '../../outside.ts';
import { issueMoment } from '../../line/figures.ts';
import { draft, type Drafted } from '../../line/pipeline.ts';
import { sampleEvents } from '../../sample/sample.ts';
import { documentOf, type BareCommand, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';
import { replay } from '../sample-replay.ts';
import { reportingLines } from './run.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const MONTHLY = monthIn(2007, 5);
const YEARLY = yearIn(2006);

export const sampleCommand: Command = {
  name: 'sample',
  usage: 'sample',
  summary: '用示例数据走一遍全程（npm start 即此）',
  alone: true,
  duties: ['administer'],
  answer,
};

async function answer({ given, plan, world }: Desk): Promise<Answer> {
  const inbox = join(given.home, 'data', 'inbox');
  const events = sampleEvents(plan);
  await refuseRealData(world);
  await world.ledger.setMark(SAMPLE_MARK);
  const stories = await replay(events, { plan, world, inbox });
  const monthly = await draftAtIssue(MONTHLY, plan, world);
  const yearly = await draftAtIssue(YEARLY, plan, world);
  const fields = { arrivals: events.length, monthly: monthly.row.path, yearly: yearly.row.path };
  return {
    document: documentOf('sample', fields),
    text: [
      `示例数据：2006年1月至2007年5月，共 ${String(events.length)} 份来件。`,
      ...stories.map((story) => `  ${story}`),
      '2007年5月：',
      ...reportingLines(monthly.scoreboard).map((line) => `  ${line}`),
      `  通报 ${String(monthly.row.pages)} 页；2006年度通报 ${String(yearly.row.pages)} 页`,
      `月报 ${monthly.row.path}`,
      `年报 ${yearly.row.path}`,
    ].join('\n'),
    exit: 0,
  };
}

/** The sample never mixes with real arrivals, recorded or still waiting. */
async function refuseRealData(world: World): Promise<void> {
  const fresh = (await world.ledger.mark()) === '';
  if (fresh && (await world.ledger.arrivalCount()) > 0) {
    const message = '台账里已有真实来件，示例数据不能放进同一个台账。';
    const hint = '请把程序另外安装一份到别的文件夹，在那里运行 npm start 试用示例。';
    throw new Refusal('notAllowed', 'sample-on-real-ledger', { message, hint });
  }
  if (fresh && (await world.inbox.waiting()) > 0) {
    const message = '收件箱里有待收的文件，示例不能把它们当作示例数据收走。';
    const hint = '请先把 data/inbox 里的文件移到别处，再运行示例。';
    throw new Refusal('notAllowed', 'sample-inbox-not-empty', { message, hint });
  }
}

/** Drafts with the clock at the period's own issue moment. */
async function draftAtIssue(period: Period, plan: Plan, world: World): Promise<Drafted> {
  const issue = issueMoment(period, plan);
  const then = { ...world, now: () => issue };
  return draft(period, plan, then);
}

export const clearCommand: BareCommand = {
  name: 'sample',
  flag: 'clear',
  words: 0,
  usage: 'sample --clear',
  summary: '清除示例数据（只清示例，不动真实台账）',
  alone: true,
  duties: ['administer'],
  answer: ({ home }, environment) => clearingAnswer(home, environment),
};

/** Empties the sample, or says why not. */
async function clearingAnswer(home: string, environment: Environment): Promise<Answer> {
  const found = await clearSample(home, environment);
  switch (found) {
    case 'server':
      throw new Refusal('notAllowed', 'clear-server-ledger', {
        message: '台账在数据库服务器上，这里不能清除。',
        hint: '请由数据库管理员删除示例所用的库，再新建一个空库。',
      });
    case 'real':
      throw new Refusal('notAllowed', 'clear-real-ledger', {
        message: '这里的台账不是示例，没有清除任何内容。',
        hint: '请核对当前文件夹，或用 --home 指明示例所在的文件夹。',
      });
    case 'nothing':
      return cleared('这里没有示例数据。');
    case 'sample':
      return cleared('示例数据已清除，可以开始正式使用。');
  }
}

function cleared(text: string): Answer {
  return { document: documentOf('sample', { cleared: true }), text, exit: 0 };
}
