/** The words for Google's online sheets and folders: what failed and what to do, what an administrator is told. */
import type { Finding } from '../finding.ts';
import { GOOGLE_FILES, type GoogleState } from '../google.ts';
import { Refusal } from '../refusal.ts';
import { findingsOf } from './catalogue.ts';
import { entry, named, said } from './entry.ts';

type Words = Readonly<{ message: string; hint: string }>;

const LATER = '下次收报会再取；这期间不要把没有取到的单位算作漏报';

const STATES: Readonly<Record<GoogleState, Words>> = {
  auth: {
    message: '账号的授权已经失效，需重新授权',
    hint: '个人登录的，运行 npx tongbao google login 重新登录；服务账号的，核对密钥是不是还有效、这台电脑的时间准不准',
  },
  scope: {
    message: '账号的授权里缺少要用的权限',
    hint: '个人登录的，运行 npx tongbao google login 重新登录，把要求的权限都勾上',
  },
  disabled: {
    message: '账号所在的 Google 项目没有开通 Google Sheets API 或 Google Drive API',
    hint: '请在 Google Cloud 控制台的“API 和服务”里开通这两项，几分钟后再试',
  },
  shared: {
    message: '没有权限',
    hint: '请让单位把在线表（文件夹）共享给方案里写的账号，“查看者”就可以；不再用在线表的，从 google.yaml 里删去这一条',
  },
  gone: {
    message: '找不到，可能已经删除，或者没有共享给我们',
    hint: '请核对 google.yaml 里写的编号，并让单位把它共享给方案里写的账号；不再用在线表的，从 google.yaml 里删去这一条',
  },
  room: {
    message: '放不下：账号在 Google 没有空间，或者文件夹已经满了',
    hint: '服务账号自己没有空间，请把文件夹放到“共享云端硬盘”里，或改用个人登录；个人的空间满了的，请清理',
  },
  quota: { message: '请求次数超过了 Google 的限额，等了几分钟仍然不行', hint: LATER },
  network: {
    message: '连不上 Google',
    hint: `请检查网络；要经过代理的，设环境变量 HTTPS_PROXY。${LATER}`,
  },
  answer: { message: 'Google 的答复不完整，多次重试仍然这样', hint: LATER },
  large: {
    message: '内容太大，远多于一份报表，没有读取',
    hint: '请让单位在重新下发的在线表里填写，不要插入别的内容',
  },
  refused: { message: 'Google 没有接受这次请求', hint: `请把这句话交给维护人员。${LATER}` },
};

/** A request that failed. @param told what Google itself says, by code only: `403 PERMISSION_DENIED`. */
export function googleRefusal(state: GoogleState, told: string): Refusal {
  const { message, hint } = STATES[state];
  const words = told === '' ? message : `${message}（${told}）`;
  return new Refusal('outsideDown', `google-${state}`, { message: words, hint });
}

const UNWRITTEN: Partial<Readonly<Record<GoogleState, string>>> = {
  shared: '没有权限改动，或者已经锁定',
  scope: '账号的授权里缺少改动的权限',
  refused: 'Google 没有接受这次改动',
};

/** Why a change was not made, where another word than for a read is right. */
export function whyUnwritten(refusal: Refusal): string {
  const state = googleStateOf(refusal);
  const words = state === null ? undefined : UNWRITTEN[state];
  if (state === null || words === undefined) return refusal.message;
  return refusal.message.replace(STATES[state].message, words);
}

/** How every reason of ours for a lock begins: by this it is known again. */
export const LOCK_MARK = '【通报】';

/** What whoever meets a locked sheet is shown. @param due like 2007年6月4日17:00. */
export function lockReason(due: string): string {
  return `${LOCK_MARK}报送已于${due}截止。补报请在“文件”菜单里解除锁定，填好再勾“提交”，按迟报登记；或与市里联系。`;
}

/** In a list of who has reported, of one who has not. */
export const UNTICKED_WORDS = '截止时在线表没有勾选“提交”，按未报';

/** The state that a refusal of Google's is about; null for any other refusal. */
export function googleStateOf({ code }: Refusal): GoogleState | null {
  const states = Object.keys(STATES) as GoogleState[];
  return states.find((state) => code === `google-${state}`) ?? null;
}

const KEY_FAULTS = {
  lacking: (file: string): Words => ({
    message: `没有 data/${file}，不能使用 Google 账号`,
    hint:
      file === GOOGLE_FILES.user
        ? '请先运行 npx tongbao google login 登录一次'
        : `请把从 Google Cloud 控制台下载的 JSON 文件放到这里，改名为 ${file}`,
  }),
  open: (file: string): Words => ({
    message: `data/${file} 里是密钥，现在别的用户也能读它`,
    hint: `请运行 chmod 600 data/${file} 后再试；已经泄露的，请在 Google 那边换一个密钥`,
  }),
  form: (file: string): Words => ({
    message: `data/${file} 的内容不对，不是这里要用的文件`,
    hint:
      file === GOOGLE_FILES.user
        ? '请运行 npx tongbao google login 重新登录'
        : '请从 Google Cloud 控制台重新下载：服务账号的密钥，或“桌面应用”的 OAuth 客户端',
  }),
} as const;

/** What is wrong with a file that holds a key. What it holds is never told. */
export function keyRefusal(fault: keyof typeof KEY_FAULTS, file: string): Refusal {
  return new Refusal('notAllowed', `google-key-${fault}`, KEY_FAULTS[fault](file));
}

const LOGIN_FAULTS = {
  headless: () => ({
    message: '这台电脑上没有浏览器可以用来登录',
    hint: '请在有浏览器的电脑上登录，再把 data/google-token.json 拷过来（chmod 600）；服务器上建议改用服务账号',
  }),
  late: () => ({
    message: '等了三分钟，没有人在浏览器里登录，已经停下',
    hint: '请再运行一次 npx tongbao google login，在打开的页面上登录并同意',
  }),
  refused: () => ({
    message: '登录没有成功：在浏览器里没有同意，或者 Google 没有接受',
    hint: '请再登录一次；仍然不行的，核对 data/google-client.json 是不是“桌面应用”的 OAuth 客户端',
  }),
  once: () => ({
    message: 'Google 没有给出长期有效的授权，以前可能已经同意过一次',
    hint: '请在 myaccount.google.com/permissions 里移除这个应用的访问权限，再登录一次',
  }),
  scope: () => ({
    message: '登录时没有勾选全部要求的权限，没有保存',
    hint: '请再登录一次，把要求的权限都勾上',
  }),
  other: (account: string) => ({
    message: `登录的是账号“${account}”，不是 google.yaml 里写的账号，没有保存`,
    hint: '请换用写明的账号登录；要改用这个账号的，先改 google.yaml 里的 mail',
  }),
  kind: () => ({
    message: '方案里没有写用个人登录读取在线表，不用登录',
    hint: '要用个人登录的，先在 config/google.yaml 里写 kind: 个人登录 和 mail',
  }),
} as const satisfies Readonly<Record<string, (account: string) => Words>>;

/** Why there is no login. @param account whose it was. */
export function loginRefusal(fault: keyof typeof LOGIN_FAULTS, account = ''): Refusal {
  const kind = fault === 'kind' ? 'usage' : fault === 'late' ? 'tryAgain' : 'notAllowed';
  return new Refusal(kind, `google-login-${fault}`, LOGIN_FAULTS[fault](account));
}

/** Whether the same may go well a while later. */
export function isPassing(refusal: Refusal): boolean {
  return ['quota', 'network', 'answer'].includes(googleStateOf(refusal) ?? '');
}

/** Whether a refusal is about the account as a whole: no other read would do better. */
export function isOfAccount(refusal: Refusal): boolean {
  const state = googleStateOf(refusal);
  return (
    refusal.code.startsWith('google-key-') || ['auth', 'scope', 'disabled'].includes(state ?? '')
  );
}

const googleFindingOf = findingsOf({
  G_DOWN: entry(
    'warning',
    (details) => `在线表取数失败：${said(details, 'why')}`,
    (details) => said(details, 'hint'),
  ),
  G_OTHER_ACCOUNT: entry(
    'warning',
    (details) =>
      `实际用的账号是${named(details, 'account')}，方案里写的是${named(details, 'mail')}`,
    '单位共享给哪个账号，就要用哪个：请改 google.yaml 里的 mail，或换密钥、重新登录',
  ),
  G_UNREAD: entry(
    'warning',
    (details) => `${named(details, 'unit')}的在线表取数失败：${said(details, 'why')}`,
    (details) => said(details, 'hint'),
  ),
  G_REST: entry(
    'warning',
    (details) => `连续几个单位都取数失败，这次没有再取：${said(details, 'units')}`,
    LATER,
  ),
  G_UNTICKED: entry(
    'note',
    (details) => `在线表还没有勾选“提交”，没有收：${said(details, 'units')}`,
    '填好的，请单位勾上“提交”；没有勾选的不算报送',
  ),
  G_UNTICKED_DUE: entry(
    'warning',
    (details) => `截止时没有勾选“提交”，按未报：${said(details, 'units')}`,
    '补报的，请单位填好以后勾上“提交”，按迟报登记；已经锁定的，先在“文件”菜单里解除锁定',
  ),
  G_UNANSWERED: entry(
    'warning',
    (details) =>
      `${named(details, 'unit')}的在线表里没有写回回执第${said(details, 'receipt')}号：${said(details, 'why')}`,
    '回执照常在 data/receipts 里，下次收报会再写；没有权限的，请让单位把在线表共享成“编辑者”，或把 google.yaml 里的 access 改成 只读',
  ),
  G_LOCK_REFUSED: entry(
    'note',
    (details) => `${named(details, 'unit')}的在线表截止后没有锁定：${said(details, 'why')}`,
    '不影响收报，截止后的改动照样看得出来；要锁定的，请让单位把在线表共享成“编辑者”',
  ),
  G_UNLOCK_REFUSED: entry(
    'warning',
    (details) =>
      `${named(details, 'unit')}已经批准延期，在线表却没有解除锁定：${said(details, 'why')}`,
    '请让单位在在线表的“文件”菜单里解除锁定',
  ),
  G_NO_BOX: entry(
    'warning',
    (details) =>
      `${named(details, 'unit')}的在线表${named(details, 'title')}里找不到“提交”勾选框，没有收`,
    '请在表头写上“提交”两个字，右边一格插入复选框',
  ),
  G_NO_PLACE: entry(
    'note',
    (details) => `没有登记在线表，没有建：${said(details, 'units')}`,
    '要用在线表填报的，在 config/google.yaml 里给它登记一个在线表或文件夹；用文件填报的不用管',
  ),
  G_SEVERAL: entry(
    'note',
    (details) =>
      `${named(details, 'unit')}登记了不止一处，报表只放在一处：${said(details, 'place')}`,
    '一个单位一个月只填一份；不用的登记请从 google.yaml 里删去',
  ),
  G_UNSHARED: entry(
    'warning',
    (details) =>
      `${named(details, 'unit')}的在线表没有共享给${said(details, 'mails')}：${said(details, 'why')}`,
    '请核对 google.yaml 里 share 写的邮件地址；仍然不行的，打开在线表手工共享，选“编辑者”',
  ),
  G_BIG: entry(
    'warning',
    (details) => `${named(details, 'unit')}文件夹里的${named(details, 'file')}太大，没有收`,
    '报表一般只有几十KB，请让单位在下发的报表上填写，不要插入图片',
  ),
});

export function googleFinding(
  code: Parameters<typeof googleFindingOf>[0],
  details: Readonly<Record<string, string | number>>,
): Finding {
  return googleFindingOf(code, { place: { file: '' }, details });
}

/** On the receipt of a form that lies in another unit's sheet or folder. */
export const otherPlace = (fileName: string): Finding => sheetFinding('G_OTHER_UNIT', fileName);

/** On the receipt of an online sheet. */
export function sheetFinding(
  code: Parameters<typeof placeFindingOf>[0],
  file: string,
  details: Readonly<Record<string, string | number>> = {},
): Finding {
  return placeFindingOf(code, { place: { file }, details });
}

const placeFindingOf = findingsOf({
  G_CHANGED: entry(
    'note',
    (details) => `回执第${said(details, 'receipt')}号以后，在线表又改动过，这是改动后的一版`,
    '有意改动的不用再做什么；不是有意的，请在在线表里改回来。',
  ),
  G_SEEN_LATE: entry(
    'note',
    (details) =>
      `截止以后（${said(details, 'seen')}）才看到，最后一次改动是在截止以前（${said(details, 'modified')}），按那时报送登记，不算迟报`,
    '不用改。',
  ),
  G_OTHER_UNIT: entry(
    'error',
    '这份在线表（文件夹）登记的不是报表上写的单位',
    '请在本单位的在线表（文件夹）里填报本单位的报表；登记有误的，请与市里联系',
  ),
});
