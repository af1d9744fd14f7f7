/** The page that says in one sentence why there is nothing to see. */
import { html } from 'hono/html';

export async function refusalPage(message: string): Promise<string> {
  const page = await html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <title>通报</title>
      </head>
      <body>
        <p>${message}</p>
      </body>
    </html>`;
  return String(page);
}
