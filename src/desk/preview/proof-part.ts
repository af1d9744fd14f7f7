/** The part of the preview's page that changes: faults at their lines, and the pages. */
import { html } from 'hono/html';
import { hasError } from '../../model/finding.ts';
import { placeWords, SEVERITY_WORDS } from '../finding-lines.ts';
import type { ShownFinding } from './shown-finding.ts';
import type { View } from './view.ts';
import type { NumberedPages, Shown } from './workshop.ts';

type Part = ReturnType<typeof html>;

const DOTS_PER_MM = 96 / 25.4;
/** As much of a line as is shown on either side of the fault. */
const BESIDE = 80;

/** In one sentence how it stands. */
export function statusOf({ busy, findings, pages, took }: Shown): string {
  if (busy) return '正在排版…';
  const errors = errorsOf(findings).length;
  if (errors > 0) return `有 ${String(errors)} 处错误，改好存盘后自动重排。`;
  if (pages === null) return '';
  return `已排好，共 ${String(pages.sizes.length)} 页，用时 ${(took / 1000).toFixed(1)} 秒。`;
}

/** @returns one element, with what the page's script has to know of it. */
export function proofPart(view: View, shown: Shown): Part {
  const { turn, findings, pages } = shown;
  const errors = errorsOf(findings);
  const others = findings.filter((one) => !errors.includes(one));
  const stale = errors.length > 0;
  return html`<div class="part" data-turn="${turn}" data-status="${statusOf(shown)}">
    ${errors.length === 0 ? '' : faults('需要改正', errors)}
    ${others.length === 0 ? '' : notes(others)}
    ${stale && pages !== null ? html`<p class="old">下面是出错以前最后一次排好的版面：</p>` : ''}
    ${pages === null ? '' : pageList(view, pages, stale)}
  </div>`;
}

function errorsOf(findings: readonly ShownFinding[]): readonly ShownFinding[] {
  return findings.filter(({ finding }) => hasError([finding]));
}

function faults(title: string, found: readonly ShownFinding[]): Part {
  return html`<section class="faults" aria-labelledby="faults">
    <h2 id="faults">${title}</h2>
    <ol>
      ${found.map(faultItem)}
    </ol>
  </section>`;
}

function notes(found: readonly ShownFinding[]): Part {
  return html`<details class="notes">
    <summary>另有 ${found.length} 处提示</summary>
    <ol>
      ${found.map(faultItem)}
    </ol>
  </details>`;
}

function faultItem({ finding, line }: ShownFinding): Part {
  const { place, severity, message, hint, suggestion } = finding;
  return html`<li>
    <p><strong>［${SEVERITY_WORDS[severity]}］${placeWords(place)}</strong>${message}</p>
    ${line === null ? '' : lineOf(line, place.column, finding.read)}
    <p>
      怎么办：${hint}${suggestion === undefined ? '' : html`是否应为：<code>${suggestion}</code>`}
    </p>
  </li>`;
}

/** The line with what is at fault marked in it; the rest of a very long line is left out. */
function lineOf(line: string, column: number | undefined, read: string | undefined): Part {
  if (column === undefined) return html`<pre><code>${line.slice(0, 2 * BESIDE)}</code></pre>`;
  const at = column - 1;
  const length = read !== undefined && line.startsWith(read, at) ? Math.max(1, read.length) : 1;
  const before = line.slice(Math.max(0, at - BESIDE), at);
  const marked = line.slice(at, at + length);
  const after = line.slice(at + length, at + length + BESIDE);
  return html`<pre><code>${before}<mark>${marked}</mark>${after}</code></pre>`;
}

function pageList({ zoom }: View, { number, sizes }: NumberedPages, stale: boolean): Part {
  const dots = (mm: number): number => Math.round((mm * DOTS_PER_MM * zoom) / 100);
  const of = String(sizes.length);
  return html`<ol class="${stale ? 'pages stale' : 'pages'}">
    ${sizes.map(({ width, height }, i) => {
      const page = String(i + 1);
      const caption = `第 ${page} 页，共 ${of} 页`;
      return html`<li id="page-${page}">
        <figure>
          <img
            src="/pages/${number}/${page}.png"
            alt="第 ${page} 页的版面"
            width="${dots(width)}"
            height="${dots(height)}"
            loading="lazy"
          />
          <figcaption>${caption}</figcaption>
        </figure>
      </li>`;
    })}
  </ol>`;
}
