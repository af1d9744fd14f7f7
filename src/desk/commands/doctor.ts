/** `tongbao doctor --google`: what can be read and done at Google, place by place, and what to do where something cannot. */
import { examineOnline, type Examined } from '../../line/online-examining.ts';
import type { GoogleRights } from '../../model/google.ts';
import { chinesePeriod } from '../../model/period.ts';
import { EXIT, Refusal } from '../../model/refusal.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'doctor --google',
  summary: '逐个检查在线表和文件夹能不能读、能不能改，账号、权限、时间对不对，不对的怎么办',
  alone: false,
  asks({ given, plan }) {
    const isMeant = given.flags.has('google') && plan.google !== null;
    if (isMeant) return;
    throw new Refusal('usage', 'usage-doctor', {
      message: '没有要检查的在线表。',
      hint: '请写 doctor --google；在线表写在 config/google.yaml（可以抄 docs/google.yaml）。',
    });
  },
  answer,
};

async function answer({ plan, world }: Desk): Promise<Answer> {
  const { account, places, findings } = await examineOnline(plan, world);
  const isGood = findings.every(({ severity }) => severity === 'note');
  return {
    document: documentOf('doctor', { account, places, findings }),
    text: [...(account === null ? [] : [`账号　${account}`]), ...places.map(line)].join('\n'),
    exit: isGood ? EXIT.done : EXIT.outsideDown,
    remarks: findings,
  };
}

const STATES: Readonly<Record<Examined['state'], string>> = {
  submitted: '可以读取，已勾选“提交”',
  open: '可以读取，没有勾选“提交”',
  'no-box': '可以读取，没有“提交”勾选框',
  folder: '可以读取',
  unread: '不能读取',
};

function line({ name, place, state, count, rights, form }: Examined): string {
  const said = [
    count === null ? STATES[state] : `${STATES[state]}，有 ${String(count)} 个文件`,
    ...(form === null ? [] : [`${form.unit}${chinesePeriod(form.period)}的表`]),
    ...(rights === null ? [] : [rightsWords(rights)]),
  ];
  return `${state === 'unread' ? '✗' : '✓'}　${name}　${place}　${said.join('；')}`;
}

/** 可以修改、共享、放文件; a sheet takes no files. */
function rightsWords({ change, share, add }: GoogleRights): string {
  const may = [change && '修改', share && '共享', add && '放文件'].filter((word) => word !== false);
  return may.length === 0 ? '只能看' : `可以${may.join('、')}`;
}
