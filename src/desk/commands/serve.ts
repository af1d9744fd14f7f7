/** `tongbao serve`: does by itself what the timetable says, until it is ended, and shows how it fares. */
import { EXIT, Refusal } from '../../model/refusal.ts';
import { PAPER_WORDS } from '../../model/catalogue/paper.ts';
import { portOption, type Arguments } from '../arguments.ts';
import { documentOf, type Duties } from '../command.ts';
import type { Answer } from '../output.ts';
import { serveApp } from '../serve/app.ts';
import { Clock } from '../serve/clock.ts';
import { eachMinute } from '../serve/ticker.ts';
import { untilEnded } from '../until-ended.ts';
import { listening } from '../web/listening.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export const SERVE_USAGE = [
  'serve [--port 8080] [--host 127.0.0.1]',
  '按日程自动收报、拟稿，网页上看做得怎样；一直开着，按 Ctrl+C 结束',
] as const;

/** Of whoever starts it; what it then does by itself is asked of the clock's own account. */
export const SERVE_DUTIES: Duties = ['administer'];

const PORT = 8080;
/** Names under which nobody but this machine reaches it. */
const HERE: readonly string[] = ['127.0.0.1', 'localhost', '::1'];

/**
 * @throws Refusal `notAllowed` where the browser would have to print without its sandbox and nothing allows it;
 * `outsideDown` when the port is taken.
 */
export async function serving(given: Arguments, environment: Environment): Promise<Answer> {
  const port = portOption(given, PORT);
  const host = given.options.get('host') ?? '127.0.0.1';
  refuseMoment(given);
  const sandboxed = environment['TONGBAO_NO_SANDBOX'] !== '1';
  if (sandboxed && process.getuid?.() === 0) {
    throw new Refusal('notAllowed', 'no-sandbox', PAPER_WORDS.noSandbox());
  }
  const ended = untilEnded();
  const clock = new Clock({ home: given.home, environment, sandboxed });
  const state = (): ReturnType<Clock['state']> => clock.state();
  const server = await listening(
    (own) => serveApp({ state, port: HERE.includes(host) ? own : null }),
    {
      host,
      port,
    },
  );
  const named = host.includes(':') ? `[${host}]` : host;
  const address = `http://${named}:${String(server.port())}/`;
  return {
    document: documentOf('serve', { address }),
    text: `正在按日程自动运行，情况见 ${address}\n按 Ctrl+C 结束；正在做的事做完才停。`,
    exit: EXIT.done,
    async lasts() {
      const tick = (): void => void clock.tick();
      tick();
      const stop = eachMinute(tick);
      await ended;
      stop();
      await clock.close();
      server.close();
    },
  };
}

/** A clock that stands would never find anything due. */
function refuseMoment({ now }: Arguments): void {
  if (now === null) return;
  const message = 'serve 按真实的时间运行，不能写 --now。';
  throw new Refusal('usage', 'usage-serve-now', { message, hint: '请去掉 --now。' });
}
