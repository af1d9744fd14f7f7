/** The page that shows two versions of the templates side by side: one file that needs nothing else, for any browser. */
import { shortHash } from '../model/catalogue/version.ts';
import { html, raw } from 'hono/html';
import type { ComparedDocument } from '../adjusting/compared-document.ts';
import type {
  ChangedPair,
  ComparedPages,
  PageSide,
  Versions,
} from '../adjusting/template-comparing.ts';

/** How far outside of what changed its frame is drawn, in millimetres. */
const MARGIN = 1.2;

const STYLE = `
body { margin: 1.5em; font: 16px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; color: #1b1b1b; background: #f2f2f0; }
section { margin: 2em 0; }
.pair { display: flex; gap: 1.5em; align-items: flex-start; }
figure { flex: 1; min-width: 0; margin: 0; }
svg { width: 100%; height: auto; background: #fff; border: 1px solid #767676; }
.absent { padding: 3em 1em; text-align: center; border: 1px dashed #767676; background: #fff; }
rect { fill: #ffd40033; stroke: #b00020; stroke-width: .5; }
@media print { section { break-inside: avoid; } }
`;

/** Only pages that differ are shown; what differs is framed on both of them. */
export async function comparisonPage(versions: Versions, pages: ComparedPages): Promise<string> {
  const [before, after] = [versions.before, versions.after].map(({ sha256 }) => shortHash(sha256));
  const of = documentWord(pages.document);
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const page = await html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>模板对照 ${before} → ${after}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <h1>模板对照：${before} → ${after}</h1>
        <p>
          用${of}排版：左边是 ${before}（共 ${pages.before} 页），右边是 ${after}（共 ${pages.after}
          页）。只列出不同的各页，不同之处加红框；没有列出的页没有变化。
        </p>
        ${pages.changed.map((pair) => pairSection(pair))}
      </body>
    </html>`;
  return `${String(page)}\n`;
}

/** 《关于2007年5月人才工作进展情况的通报》. */
export function documentWord({ period, bulletin }: ComparedDocument): string {
  return period === null ? '最不利的假想数据' : `《${bulletin.title}》`;
}

function pairSection(pair: ChangedPair): ReturnType<typeof html> {
  const { before, after, regions } = pair;
  const counted = before !== null && after !== null ? `，${String(regions.length)} 处不同` : '';
  return html`<section>
    <h2>${pageWord(before)} → ${pageWord(after)}${counted}</h2>
    <div class="pair">${sideFigure(before, pair)} ${sideFigure(after, pair)}</div>
  </section>`;
}

function pageWord(side: PageSide | null): string {
  return side === null ? '没有这一页' : `第${String(side.page)}页`;
}

function sideFigure(side: PageSide | null, { regions }: ChangedPair): ReturnType<typeof html> {
  if (side === null) return html`<figure><p class="absent">没有这一页</p></figure>`;
  const { width, height } = side.size;
  const source = `data:image/png;base64,${Buffer.from(side.png).toString('base64')}`;
  const frames = regions.map(({ left, top, right, bottom }) => {
    const [x, y] = [left - MARGIN, top - MARGIN];
    const [across, down] = [right - left + 2 * MARGIN, bottom - top + 2 * MARGIN];
    return html`<rect x="${x}" y="${y}" width="${across}" height="${down}" />`;
  });
  return html`<figure>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${pageWord(side)}">
      <image href="${source}" width="${width}" height="${height}" />
      ${frames}
    </svg>
  </figure>`;
}
