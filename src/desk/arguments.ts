/** The command line as typed, read by one table of commands and their options. */
import { parseArgs } from 'node:util';
import { parseDay, parseMoment, type Day, type Moment } from '../model/day.ts';
import { isMonth, parsePeriod, type Month, type Period } from '../model/period.ts';
import { Refusal } from '../model/refusal.ts';

/** What every command may be asked: `--home DIR`, `--json`, `--now MOMENT`, and its own options and words. */
export type Arguments = Readonly<{
  command: string;
  words: readonly string[];
  home: string;
  json: boolean;
  now: Moment | null;
  options: ReadonlyMap<string, string>;
  flags: ReadonlySet<string>;
}>;

const TEXT_OPTIONS = [
  'home',
  'now',
  'period',
  'out',
  'format',
  'figure',
  'section',
  'unit',
  'port',
  'on',
  'step',
  'host',
  'correct',
  'to',
] as const;
const FLAGS = ['json', 'clear', 'help', 'units', 'letter', 'google'] as const;

/** The options that every command takes. */
const COMMON: readonly string[] = ['home', 'now', 'json', 'help'];

/** What else each command takes. */
const OWN: ReadonlyMap<string, readonly string[]> = new Map([
  ['forms', ['period', 'out', 'to']],
  ['baseline', ['period', 'out']],
  ['collect', []],
  ['check', []],
  ['status', ['period']],
  ['remind', ['period', 'step', 'unit']],
  ['draft', ['period', 'section', 'unit', 'units', 'correct']],
  ['export', ['period', 'format']],
  ['review', ['period', 'section']],
  ['sign', ['period', 'section', 'on']],
  ['release', []],
  ['editions', ['period']],
  ['verify', []],
  ['google', []],
  ['doctor', ['google']],
  ['backup', ['out']],
  ['restore', []],
  ['run', ['period']],
  ['deliver', []],
  ['deliveries', ['period']],
  ['deliveries resend', []],
  ['explain', ['period', 'section', 'unit', 'figure', 'out']],
  ['sample', ['clear']],
  ['plan', []],
  ['template', []],
  ['template diff', ['period', 'section', 'unit', 'letter']],
  ['preview', ['period', 'port']],
  ['schedule', []],
  ['serve', ['port', 'host']],
]);

const OPTIONS = {
  ...Object.fromEntries(TEXT_OPTIONS.map((name) => [name, { type: 'string' as const }])),
  ...Object.fromEntries(FLAGS.map((name) => [name, { type: 'boolean' as const }])),
};

/** @throws Refusal `usage` for an unknown option, one that the command does not take, or a moment that is none. */
export function readArguments(argv: readonly string[], cwd: string): Arguments {
  const { values, positionals, tokens = [] } = parse(argv);
  refuseTwice(tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])));
  const options = new Map<string, string>();
  const flags = new Set<string>();
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') options.set(name, value);
    else if (value === true) flags.add(name);
  }
  const [named = 'help', ...words] = positionals;
  const command = flags.has('help') ? 'help' : named;
  refuseForeign({ command, words }, [...options.keys(), ...flags]);
  return {
    command,
    words,
    home: options.get('home') ?? cwd,
    json: flags.has('json'),
    now: momentOption(options.get('now')),
    options,
    flags,
  };
}

/** Nobody knows which of two was meant. */
function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice === undefined) return;
  const message = `选项 --${twice} 写了不止一次。`;
  throw new Refusal('usage', 'usage-option-twice', { message, hint: '请只保留要用的那一个。' });
}

/** An option of another command would say something that is then not done. */
function refuseForeign(
  { command, words }: Pick<Arguments, 'command' | 'words'>,
  names: readonly string[],
): void {
  const own = OWN.get(`${command} ${words[0] ?? ''}`) ?? OWN.get(command);
  const foreign = names.find((name) => !COMMON.includes(name) && own?.includes(name) === false);
  if (foreign === undefined) return;
  const takers = [...OWN].filter(([, taken]) => taken.includes(foreign)).map(([name]) => name);
  const message = `命令 ${command} 没有 --${foreign} 这个选项。`;
  const hint = `请去掉它；使用 --${foreign} 的命令有：${takers.join('、')}。`;
  throw new Refusal('usage', 'usage-foreign-option', { message, hint });
}

function parse(argv: readonly string[]): ReturnType<typeof parseArgs> {
  try {
    const args = [...argv];
    return parseArgs({
      args,
      options: OPTIONS,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
  } catch (cause) {
    const said = /'(-[^' ]+)/.exec(cause instanceof Error ? cause.message : '')?.[1] ?? '';
    const hint = '请用 npx tongbao help 查看各命令的写法。';
    throw new Refusal('usage', 'usage-option', {
      message: `命令选项“${said}”无法识别，或缺少它的内容。`,
      hint,
      cause,
    });
  }
}

function momentOption(text: string | undefined): Moment | null {
  if (text === undefined) return null;
  const moment = parseMoment(text);
  if (moment !== null) return moment;
  const message = `--now 的时刻“${text}”无法识别。`;
  throw new Refusal('usage', 'usage-now', { message, hint: '请写成 2007-06-08T09:00:00+08:00。' });
}

/** The period named by `--period`. @throws Refusal `usage` when absent or no period. */
export function periodOption(given: Arguments): Period {
  const text = given.options.get('period');
  const period = text === undefined ? null : parsePeriod(text);
  if (period !== null) return period;
  const message = text === undefined ? '没有写明报告期。' : `报告期“${text}”无法识别。`;
  const hint = '请用 --period 写明，如 2007-05（月）、2007-Q2（季）、2007-H1（半年）、2007（年）。';
  throw new Refusal('usage', 'usage-period', { message, hint });
}

const MAX_PORT = 65_535;

/** The port named by `--port`, 0 for any that is free. @throws Refusal `usage` when it is none. */
export function portOption({ options }: Arguments, otherwise: number): number {
  const text = options.get('port');
  if (text === undefined) return otherwise;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= MAX_PORT) return port;
  const message = `端口“${text}”无法识别。`;
  const hint = `请写 0 到 ${String(MAX_PORT)} 之间的整数，如 --port ${String(otherwise)}。`;
  throw new Refusal('usage', 'usage-port', { message, hint });
}

/** The day named by `--on`, or null. @throws Refusal `usage` when it is no day. */
export function dayOption({ options }: Arguments): Day | null {
  const text = options.get('on');
  if (text === undefined) return null;
  const day = parseDay(text);
  if (day !== null) return day;
  const message = `日期“${text}”无法识别。`;
  throw new Refusal('usage', 'usage-day', { message, hint: '请写成 --on 2007-06-08。' });
}

/** The month named by `--period`. @throws Refusal `usage` when it is no month. */
export function monthOption(given: Arguments): Month {
  const period = periodOption(given);
  if (isMonth(period)) return period;
  const message = `“${period}”不是一个月份，报表按月填报。`;
  throw new Refusal('usage', 'usage-month', { message, hint: '请写成 --period 2007-05。' });
}

/** The folder named by `--out`. @throws Refusal `usage` when absent. */
export function outOption({ options }: Arguments): string {
  const out = options.get('out');
  if (out !== undefined) return out;
  const hint = '请用 --out 写明放报表的文件夹，如 --out 报表。';
  throw new Refusal('usage', 'usage-out', { message: '没有写明报表放在哪里。', hint });
}
