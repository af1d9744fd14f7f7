/** `tongbao forms --to google`: the month's forms in online sheets, one for each unit that is registered with one. */
import { formsOnline, type FormLaid } from '../../line/online-forms.ts';
import { keepInputs } from '../../line/pipeline.ts';
import { FORM_STATE_WORDS } from '../../model/catalogue/online-forms.ts';
import type { GooglePlan } from '../../model/google.ts';
import type { Plan } from '../../model/plan.ts';
import { EXIT, Refusal } from '../../model/refusal.ts';
import { monthOption, type Arguments } from '../arguments.ts';
import { documentOf, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';

const GOOGLE = 'google';

/** Whether online sheets are asked for. @throws Refusal `usage` for any other place. */
export function isOnline({ options }: Arguments): boolean {
  const to = options.get('to');
  if (to === undefined || to === GOOGLE) return to === GOOGLE;
  const hint = '在线表写 --to google；要文件的，去掉 --to，写 --out 目录。';
  throw new Refusal('usage', 'usage-to', { message: `--to“${to}”无法识别。`, hint });
}

/** @throws Refusal `usage` where a folder is named too, the plan names no sheet, or its account may only read. */
export function refuseUnwritable({ options }: Arguments, { google }: Plan): void {
  if (options.has('out')) {
    const hint = '要文件的去掉 --to，要在线表的去掉 --out。';
    throw new Refusal('usage', 'usage-to', { message: '--to 和 --out 只能写一个。', hint });
  }
  if (google?.writes === true) return;
  const message =
    google === null ? '没有登记在线表。' : '方案里的 Google 账号只能读取，不能建表、改表。';
  const hint =
    google === null
      ? '请先写 config/google.yaml（可以抄 docs/google.yaml），account 里写 access: 读写。'
      : '请在 config/google.yaml 的 account 里写 access: 读写；个人登录的，再运行一次 npx tongbao google login；并让单位把在线表（文件夹）共享成“编辑者”。';
  throw new Refusal('usage', 'usage-to', { message, hint });
}

export async function answerOnline({ given, plan, world }: Desk): Promise<Answer> {
  const period = monthOption(given);
  await keepInputs(plan, world);
  const { forms, findings } = await formsOnline(period, withGoogle(plan), world);
  const told = forms.map((form) => ({ ...form, url: addressOf(form) }));
  return {
    document: documentOf('forms', { period, to: GOOGLE, forms: told, findings }),
    text: [`${period}　在线表 ${String(forms.length)} 份：`, ...told.map(line)].join('\n'),
    exit: exitOf(
      forms,
      findings.some(({ severity }) => severity !== 'note'),
    ),
    remarks: findings,
  };
}

function withGoogle({ google, ...plan }: Plan): Plan & Readonly<{ google: GooglePlan }> {
  if (google === null) throw new Error('asked for online sheets without a plan of them');
  return { ...plan, google };
}

function addressOf({ spreadsheet }: FormLaid): string | null {
  return spreadsheet === null ? null : `https://docs.google.com/spreadsheets/d/${spreadsheet}`;
}

function line({ name, state, why, url }: FormLaid & Readonly<{ url: string | null }>): string {
  const reason = why === '' ? '' : `（${why}）`;
  return [name, `${FORM_STATE_WORDS[state]}${reason}`, ...(url === null ? [] : [url])].join('　');
}

/** What could not be reached is done by the next run; what was left needs a person. */
function exitOf(forms: readonly FormLaid[], isAmiss: boolean): number {
  if (forms.some(({ state }) => state === 'unreached')) return EXIT.outsideDown;
  return isAmiss || forms.some(({ state }) => state === 'left') ? EXIT.dataRefused : EXIT.done;
}
