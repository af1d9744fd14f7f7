/** The command line: one table of commands, one way in, one place where faults become words and exit codes. */
import { join } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { EXIT, Refusal } from '../model/refusal.ts';
import type { Progress } from '../model/world.ts';
import { openPlan, openWorld } from '../outside.ts';
import { allow } from '../line/allowing.ts';
import { allowBare } from './allow-bare.ts';
import { readArguments, type Arguments } from './arguments.ts';
import { BARE_COMMANDS, bareCommandOf } from './bare-command.ts';
import { documentOf, type Command } from './command.ts';
import { baselineCommand } from './commands/baseline.ts';
import { checkCommand } from './commands/check.ts';
import { collectCommand } from './commands/collect.ts';
import { deliverCommand } from './commands/deliver.ts';
import { deliveriesCommand } from './commands/deliveries.ts';
import { deliveriesResendCommand } from './commands/deliveries-resend.ts';
import { doctorCommand } from './commands/doctor.ts';
import { draftCommand } from './commands/draft.ts';
import { editionsCommand } from './commands/editions.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { formsCommand } from './commands/forms.ts';
import { planAnswer, planCommand, planRefused } from './commands/plan.ts';
import { previewCommand } from './commands/preview.ts';
import { releaseCommand } from './commands/release.ts';
import { reviewCommand } from './commands/review.ts';
import { remindCommand } from './commands/remind.ts';
import { runCommand } from './commands/run.ts';
import { sampleCommand } from './commands/sample.ts';
import { signCommand } from './commands/sign.ts';
import { scheduleCommand } from './commands/schedule.ts';
import { serving, SERVE_DUTIES, SERVE_USAGE } from './commands/serve.ts';
import { statusCommand } from './commands/status.ts';
import { templateCheckCommand } from './commands/template-check.ts';
import { templateDiffCommand } from './commands/template-diff.ts';
import { templateListCommand } from './commands/template-list.ts';
import { templateRestoreCommand } from './commands/template-restore.ts';
import { verifyCommand } from './commands/verify.ts';
import { aloneIn } from './alone.ts';
import { findingLines } from './finding-lines.ts';
import { progressOn, quietWhenClosed, type Answer } from './output.ts';

const COMMANDS: readonly Command[] = [
  formsCommand,
  baselineCommand,
  collectCommand,
  checkCommand,
  statusCommand,
  remindCommand,
  draftCommand,
  reviewCommand,
  signCommand,
  releaseCommand,
  editionsCommand,
  verifyCommand,
  exportCommand,
  runCommand,
  deliverCommand,
  deliveriesResendCommand,
  deliveriesCommand,
  explainCommand,
  sampleCommand,
  planCommand,
  templateCheckCommand,
  templateListCommand,
  templateDiffCommand,
  templateRestoreCommand,
  previewCommand,
  scheduleCommand,
  doctorCommand,
];

/** What of the process the command line needs. */
export type Process = Readonly<{
  cwd(): string;
  env: Readonly<Record<string, string | undefined>>;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}>;

/** Runs one command and answers its exit code. Never throws. */
export async function tongbao(argv: readonly string[], process: Process): Promise<number> {
  quietWhenClosed(process.stdout);
  quietWhenClosed(process.stderr);
  const shown = progressOn(process.stderr);
  try {
    const given = readArguments(argv, process.cwd());
    const give = (answer: Answer): void => {
      shown.stop();
      giveAnswer(answer, given, process);
    };
    const answer = await answerTo(given, process, { progress: shown.progress, give });
    if (answer.lasts === undefined) give(answer);
    return answer.exit;
  } catch (error) {
    shown.stop();
    return failure(error, process, argv.includes('--json'));
  }
}

function giveAnswer(answer: Answer, given: Arguments, process: Process): void {
  const remarks = findingLines(answer.remarks ?? []).map((line) => `${line}\n`);
  process.stderr.write(remarks.join(''));
  process.stdout.write(`${given.json ? JSON.stringify(answer.document) : answer.text}\n`);
}

/** What a command shows of its work, and who is given an answer that work goes on behind. */
type Telling = Readonly<{ progress: Progress; give(answer: Answer): void }>;

async function answerTo(
  given: Arguments,
  process: Process,
  { progress, give }: Telling,
): Promise<Answer> {
  if (given.command === 'help') return help();
  const bare = bareCommandOf(given);
  if (bare !== null) {
    if (given.words.length > bare.words) throw unknownCommand(given);
    await allowBare(bare.name, bare.duties, given.home, process.env);
    const answer = (): Promise<Answer> => bare.answer(given, process.env);
    return bare.alone ? aloneIn(join(given.home, 'data'), answer) : answer();
  }
  if (given.command === 'serve' && given.words.length === 0) {
    // It goes on with a plan at fault, and says so: after a loss of power nobody is there to mend it first.
    await allowBare('serve', SERVE_DUTIES, given.home, process.env);
    const answer = await serving(given, process.env);
    give(answer);
    await answer.lasts?.();
    return answer;
  }
  const command = commandOf(given);
  const { value: plan, findings } = await openPlan(given.home);
  if (plan === null) {
    return command === planCommand ? planAnswer(null, findings) : planRefused(findings);
  }
  command.asks?.({ given, plan });
  const answer = async (): Promise<Answer> => {
    const { home, now } = given;
    const { env: environment } = process;
    const world = await openWorld({ home, now, writes: command.alone, progress, environment });
    try {
      const answered = await recorded(command, { given, plan, findings, world });
      const whole = { ...answered, remarks: [...world.findings, ...(answered.remarks ?? [])] };
      if (whole.lasts === undefined) return whole;
      give(whole);
      await whole.lasts();
      return whole;
    } finally {
      await world.close();
    }
  };
  return command.alone ? aloneIn(join(given.home, 'data'), answer) : answer();
}

/** @throws Refusal `usage` when there is no such command, or more words than it takes. */
function commandOf(given: Arguments): Command {
  const command = COMMANDS.find(
    ({ name, word }) => name === given.command && (word === undefined || word === given.words[0]),
  );
  if (command === undefined) throw unknownCommand(given);
  const taken = (command.word === undefined ? 0 : 1) + (command.words ?? 0);
  if (given.words.length > taken) throw unknownCommand(given);
  return command;
}

/** A run's row is written before its work starts, and its outcome when it ends, whichever way. */
async function recorded(command: Command, desk: Parameters<Command['answer']>[0]): Promise<Answer> {
  if (!command.alone) return command.answer(desk);
  const { ledger, run, log } = desk.world;
  const { name, word } = command;
  const called = word === undefined ? name : `${name} ${word}`;
  await ledger.startRun({ id: run, command: called, at: desk.world.now() });
  log('run-started', { command: called, words: desk.given.words });
  try {
    await allow(called, command.duties, desk.plan, desk.world);
    const answer = await command.answer(desk);
    await ledger.endRun({ id: run, at: desk.world.now(), outcome: `exit ${String(answer.exit)}` });
    log('run-ended', { exit: answer.exit });
    return answer;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    log('run-failed', { error: said, stack: error instanceof Error ? error.stack : undefined });
    // The first fault is the one to tell; where even the ledger is gone, the log has it.
    await ledger
      .endRun({ id: run, at: desk.world.now(), outcome: `failed: ${said}` })
      .catch((second: unknown) => {
        log('run-end-unrecorded', { error: String(second) });
      });
    throw error;
  }
}

function unknownCommand(given: Arguments): Refusal {
  const message = `没有“${[given.command, ...given.words].join(' ')}”这个命令。`;
  return new Refusal('usage', 'usage-command', {
    message,
    hint: '请用 npx tongbao help 查看全部命令。',
  });
}

function help(): Answer {
  const lines = [
    ...COMMANDS,
    ...BARE_COMMANDS,
    { usage: SERVE_USAGE[0], summary: SERVE_USAGE[1] },
  ].map(({ usage, summary }) => `  npx tongbao ${usage}\n      ${summary}`);
  const common = '各命令都可加：--home 目录（默认当前目录）、--json（输出一份 JSON）。';
  const text = ['通报：县市区报表收集、核对、汇总和通报拟稿', ...lines, common].join('\n');
  return { document: { schema: 'tongbao.help/1', text }, text, exit: EXIT.done };
}

/** What the system says when a file or folder cannot be had: a fault of the outside, not of the program. */
const SYSTEM_FAULTS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', '磁盘已满，请腾出空间后重试。'],
  ['EACCES', '没有读写这个位置的权限，请检查文件夹权限后重试。'],
  ['EPERM', '这个文件可能正被别的程序打开，请关闭后重试。'],
  ['EBUSY', '这个文件正被别的程序打开，请关闭后重试。'],
  ['EROFS', '这个位置是只读的，请换一个可以写的文件夹。'],
  ['ENOTDIR', '这个位置不是文件夹，请检查后重试。'],
  ['EISDIR', '这个位置是文件夹，不是文件，请检查后重试。'],
  ['EEXIST', '这个位置已有同名的文件，请移走后重试。'],
  ['ENOENT', '这个位置不存在，请检查后重试。'],
  ['ENAMETOOLONG', '文件名太长：请把标题或单位名称改短，或换一个层次少的文件夹。'],
  ['EIO', '磁盘读写出错，请检查磁盘后重试。'],
  ['EMFILE', '打开的文件太多，请稍后重试。'],
]);

function systemFault(error: unknown): Refusal | null {
  const code = errorCode(error);
  const hint = SYSTEM_FAULTS.get(code);
  if (hint === undefined || !(error instanceof Error)) return null;
  const path = placeOf(error);
  const message = path === '' ? '文件读写没有成功。' : `读写“${path}”没有成功。`;
  return new Refusal('outsideDown', code, { message, hint, cause: error });
}

/** Where it was; of a copy, where it was going to. */
function placeOf(error: Error): string {
  const { path = '', dest = '' } = error as { path?: unknown; dest?: unknown };
  return (
    ([dest, path].find((one) => typeof one === 'string' && one !== '') as string | undefined) ?? ''
  );
}

/** Tells what went wrong: two lines for people, and where `--json` was asked one document for programs. */
function failure(thrown: unknown, process: Process, json: boolean): number {
  const error = systemFault(thrown) ?? thrown;
  const refused = error instanceof Refusal;
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { code, message, hint, findings } = refused ? error : BUG;
  const listed = findingLines(findings).map((line) => `${line}\n`);
  const lines = [`${message}\n`, ...listed, `怎么办：${hint}\n`, refused ? '' : `${said}\n`];
  process.stderr.write(lines.join(''));
  if (json) {
    const document = documentOf('refusal', { code, message, hint, findings });
    process.stdout.write(`${JSON.stringify(document)}\n`);
  }
  return refused ? EXIT[error.kind] : EXIT.bug;
}

const BUG = {
  code: 'bug',
  message: '程序出错，已停止；已经登记的报表不受影响。',
  hint: '请把错误输出中的内容交给维护人员。',
  findings: [],
} as const;
