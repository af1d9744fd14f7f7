/** `tongbao preview`: the true pages of the bulletin in a browser, as the templates lie on disk at any moment. */
import { EXIT } from '../../model/refusal.ts';
import { periodOption, portOption } from '../arguments.ts';
import { documentOf, type Command, type Desk } from '../command.ts';
import type { Answer } from '../output.ts';
import { shownPeriod } from '../shown-period.ts';
import { untilEnded } from '../until-ended.ts';

/** The port beside that of `serve`. */
const PORT = 8081;

export const previewCommand: Command = {
  name: 'preview',
  usage: `preview [--period 2007-05] [--port ${String(PORT)}]`,
  summary: '在浏览器里看改模板的效果：存盘后自动重排，错在哪一行当场指出；只有本机能打开',
  alone: false,
  asks({ given }) {
    portOption(given, PORT);
    if (given.options.has('period')) periodOption(given);
  },
  answer,
};

async function answer(desk: Desk): Promise<Answer> {
  const { given, world } = desk;
  const { home } = given;
  const period = await shownPeriod(desk);
  const { servePreview } = await import('../preview/server.ts');
  const port = portOption(given, PORT);
  const ended = untilEnded();
  const { address, broken, close } = await servePreview({ home, period, port }, world);
  return {
    document: documentOf('preview', { address, period }),
    text: `请用浏览器打开 ${address}\n改好模板存盘，页面会自动更新；看完按 Ctrl+C 结束。`,
    exit: EXIT.done,
    async lasts() {
      try {
        await Promise.race([ended, broken]);
      } finally {
        await close();
      }
    },
  };
}
