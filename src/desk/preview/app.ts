/** The preview's routes: its page, what of it changes, its pictures and the PDF itself. */
import { Hono, type Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Period } from '../../model/period.ts';
import type { World } from '../../model/world.ts';
import { onlyHere, onlyOwnPages, onlyReading, sayHeaders } from '../web/guards.ts';
import { previewPage } from './page.ts';
import { proofPart } from './proof-part.ts';
import { refusalPage } from '../web/refusal-page.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { viewIn, type View } from './view.ts';
import type { Workshop } from './workshop.ts';

/** How often files are looked at while somebody watches, in milliseconds. */
const LOOK_MS = 120;

/** @property ended aborts when the server is to end. */
export type Preview = Readonly<{
  workshop: Workshop;
  period: Period | null;
  port: () => number;
  ended: AbortSignal;
  log: World['log'];
}>;

export function previewApp(preview: Preview): Hono {
  const { workshop, period } = preview;
  const app = new Hono();
  app.use(sayHeaders, onlyReading, onlyHere(preview.port), onlyOwnPages);
  app.get('/', (context) =>
    withView(context, period, async (view) => {
      await workshop.look(view.kind);
      return context.html(await previewPage(view, workshop.shown(view.kind), period));
    }),
  );
  app.get('/proof', (context) =>
    withView(context, period, async (view) =>
      context.html(String(await proofPart(view, workshop.shown(view.kind)))),
    ),
  );
  app.get('/events', (context) =>
    withView(context, period, (view) => Promise.resolve(events(context, view, preview))),
  );
  app.get('/bulletin.pdf', (context) =>
    withView(context, period, async (view) => {
      const { pages } = workshop.shown(view.kind);
      if (pages === null) return noPage(context);
      // A PDF's own viewer needs styles and scripts of its own.
      const headers = {
        'Content-Type': 'application/pdf',
        'Content-Security-Policy': "frame-ancestors 'none'",
      };
      return context.body(pages.pdf, 200, headers);
    }),
  );
  app.get('/pages/:number{[0-9]{1,9}}/:page{[0-9]{1,4}\\.png}', (context) => {
    const { number, page } = context.req.param();
    const png = workshop.pages(Number(number))?.png(Number.parseInt(page, 10)) ?? null;
    return png === null ? noPage(context) : context.body(png, 200, { 'Content-Type': 'image/png' });
  });
  app.get('/style.css', (context) => context.body(STYLE, 200, { 'Content-Type': 'text/css' }));
  app.get('/script.js', (context) =>
    context.body(SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  app.notFound(noPage);
  app.onError(async (error, context) => {
    preview.log('preview-failed', { path: context.req.path, error: String(error.stack) });
    return context.html(await refusalPage('程序出错，没有排成；详细原因见日志。'), 500);
  });
  return app;
}

async function withView(
  context: Context,
  period: Period | null,
  answer: (view: View) => Promise<Response>,
): Promise<Response> {
  const view = viewIn(context.req.query(), period === null ? 'worst' : 'real');
  return view === null ? noPage(context) : answer(view);
}

async function noPage(context: Context): Promise<Response> {
  return context.html(await refusalPage('没有这个页面。'), 404);
}

/** Tells of each change of what is shown, as long as somebody listens. */
function events(context: Context, { kind }: View, { workshop, ended, log }: Preview): Response {
  return streamSSE(
    context,
    async (stream) => {
      let told: number | null = null;
      while (!stream.aborted && !ended.aborted) {
        await workshop.look(kind);
        const { turn } = workshop.shown(kind);
        if (turn !== told) await stream.writeSSE({ data: String(turn) });
        told = turn;
        await stream.sleep(LOOK_MS);
      }
    },
    (error) => {
      log('preview-failed', { path: context.req.path, error: String(error.stack) });
      return Promise.resolve();
    },
  );
}
