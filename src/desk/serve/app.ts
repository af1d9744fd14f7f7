/** The routes of `serve`: the page for people, the answer for a supervisor, the figures for Prometheus. */
import { Hono } from 'hono';
import { onlyHere, onlyOwnPages, onlyReading, sayHeaders } from '../web/guards.ts';
import { refusalPage } from '../web/refusal-page.ts';
import type { ClockState } from './clock.ts';
import { healthDocument, healthOf, isWell } from './health.ts';
import { healthPage } from './health-page.ts';
import { metricsText } from './metrics.ts';
import { STYLE } from './style.ts';

/** @property port null where other machines may look too: they know this one by other names. */
export type Served = Readonly<{ state: () => ClockState; port: (() => number) | null }>;

export function serveApp({ state, port }: Served): Hono {
  const app = new Hono();
  app.use(sayHeaders, onlyReading, onlyOwnPages);
  if (port !== null) app.use(onlyHere(port));
  app.get('/', async (context) => context.html(await healthPage(state())));
  app.get('/healthz', (context) => {
    const now = state();
    return context.json(healthDocument(now), isWell(healthOf(now)) ? 200 : 503);
  });
  app.get('/metrics', (context) =>
    context.body(metricsText(state()), 200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
    }),
  );
  app.get('/style.css', (context) => context.body(STYLE, 200, { 'Content-Type': 'text/css' }));
  app.notFound(async (context) => context.html(await refusalPage('没有这个页面。'), 404));
  return app;
}
