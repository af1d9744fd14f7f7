/** The preview's page: what is shown, how large, and the pages themselves. */
import { html } from 'hono/html';
import { chinesePeriod, type Period } from '../../model/period.ts';
import { PROOF_KINDS, type ProofKind } from '../../adjusting/previewing.ts';
import { proofPart, statusOf } from './proof-part.ts';
import { queryOf, ZOOMS, type View } from './view.ts';
import type { Shown } from './workshop.ts';

/** What is shown, and whether it is as it should be; without scripts it is asked for again while it is being made. */
export async function previewPage(
  view: View,
  shown: Shown,
  period: Period | null,
): Promise<string> {
  const page = await html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${shown.busy ? html`<noscript><meta http-equiv="refresh" content="2" /></noscript>` : ''}
        <title>模板预览：${kindName(view.kind, period)}</title>
        <link rel="stylesheet" href="/style.css" />
        <script src="/script.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#proof">跳到版面</a>
        <header>
          <h1>模板预览</h1>
          <nav aria-label="用哪些数据">
            ${PROOF_KINDS.map((kind) =>
              choice(kindName(kind, period), { ...view, kind }, kind === view.kind),
            )}
          </nav>
          <nav aria-label="显示大小">
            ${ZOOMS.map((zoom) => choice(`${String(zoom)}%`, { ...view, zoom }, zoom === view.zoom))}
          </nav>
          <a href="/bulletin.pdf?data=${view.kind}">打开 PDF</a>
        </header>
        <p id="status" role="status">${statusOf(shown)}</p>
        <main id="proof" tabindex="0">${proofPart(view, shown)}</main>
      </body>
    </html>`;
  return String(page);
}

function choice(name: string, to: View, current: boolean): ReturnType<typeof html> {
  return current
    ? html`<a href="/${queryOf(to)}" aria-current="true">${name}</a>`
    : html`<a href="/${queryOf(to)}">${name}</a>`;
}

function kindName(kind: ProofKind, period: Period | null): string {
  switch (kind) {
    case 'real':
      return period === null ? '真实数据' : `${chinesePeriod(period)}数据`;
    case 'slip':
      return '一县一单';
    case 'worst':
      return '最不利数据';
    case 'bare':
      return '空白';
  }
}
