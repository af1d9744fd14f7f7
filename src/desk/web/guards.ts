/** What every request to a page on this machine is held to, and what every answer says of itself. */
import type { MiddlewareHandler } from 'hono';
import { refusalPage } from './refusal-page.ts';

/** Nothing but what this server itself sends; nobody's frame. */
const POLICY = [
  "default-src 'none'",
  "img-src 'self'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

/** An answer's own headers stand before these. */
export const sayHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  }
};

/** Nothing here can be changed by a request. */
export const onlyReading: MiddlewareHandler = async (context, next) => {
  if (['GET', 'HEAD'].includes(context.req.method)) return next();
  const page = await refusalPage('这里只能查看，不能提交。');
  return context.html(page, 405, { Allow: 'GET, HEAD' });
};

/**
 * Only this machine's own names for itself: a foreign name that leads here (DNS rebinding) is a foreign page's way in.
 *
 * @param port asked at each request, since it may be known late.
 */
export function onlyHere(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const names = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${String(port())}`);
    if (names.includes(context.req.header('host')?.toLowerCase() ?? '')) return next();
    return context.html(await refusalPage('这个网址不是本机的网址。'), 421);
  };
}

/** Another page may lead people here, but show nothing of it within itself. */
export const onlyOwnPages: MiddlewareHandler = async (context, next) => {
  const site = context.req.header('sec-fetch-site') ?? 'none';
  const isNavigation = context.req.header('sec-fetch-mode') === 'navigate';
  if (['none', 'same-origin'].includes(site) || isNavigation) return next();
  return context.html(await refusalPage('别的网页不能取用这里的内容。'), 403);
};
