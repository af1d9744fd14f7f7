/** The page that shows the clock: whether it goes, what is at fault and whose, what comes next, what was done. */
import { html } from 'hono/html';
import {
  ownerWord,
  REASON_WORDS,
  SLOT_OUTCOME_WORDS,
  slotMoment,
  slotName,
  slotReasons,
} from '../../model/catalogue/clock-words.ts';
import { workWord } from '../../model/catalogue/timetable-words.ts';
import type { SlotAttempt } from '../../model/clock-ledger.ts';
import { chineseMoment } from '../../model/day.ts';
import { isGivenUp, minutesBetween, triedAgainAt } from '../../model/due-slots.ts';
import type { Finding } from '../../model/finding.ts';
import { chinesePeriod, parsePeriod } from '../../model/period.ts';
import { placeWords } from '../finding-lines.ts';
import type { ClockState } from './clock.ts';
import type { ClockView } from './clock-view.ts';
import { healthOf, type Health } from './health.ts';

type Piece = ReturnType<typeof html>;

const HEALTH_WORDS: Readonly<Record<Health, string>> = {
  ok: '正常',
  failing: '在走，但有事没有做成',
  faulty: '不正常：查不了台账或方案',
  standing: '停了：三分钟没有走',
};

export async function healthPage(state: ClockState): Promise<string> {
  const health = healthOf(state);
  const { view, lastTick } = state;
  const page = await html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="refresh" content="60" />
        <title>通报：${HEALTH_WORDS[health]}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header><h1>通报 自动运行</h1></header>
        <main>
          <p class="${health}" role="status">
            ${HEALTH_WORDS[health]}。上次查看日程：${lastTick === null ? '还没有' : chineseMoment(lastTick)}（每分钟一次）。${nowWords(state)}
          </p>
          ${faultsPart(state)} ${view === null ? '' : nextPart(view)}
          ${view === null ? '' : recentPart(view)}
        </main>
      </body>
    </html>`;
  return String(page);
}

function nowWords({ busy, waiting, jumps }: ClockState): string {
  const parts = [
    busy === '' ? '' : `正在做：${busy}。`,
    waiting ? '有事要做，另一个通报程序正在运行，等它结束就做。' : '',
    jumps === 0
      ? ''
      : `开机以来时钟调过或电脑休眠过${String(jumps)}次；漏了的已按日程补做，不会重做。`,
  ];
  return parts.join('');
}

function faultsPart({ fault, view }: ClockState): Piece | '' {
  const failed = view?.failed ?? [];
  const findings = view?.findings ?? [];
  if (fault === null && failed.length === 0 && findings.length === 0) return '';
  return html`<section class="faults">
    <h2>要处理的</h2>
    <table>
      <tr>
        <th>什么事</th>
        <th>谁来处理</th>
        <th>原因</th>
        <th>怎么办</th>
      </tr>
      ${
        fault === null
          ? ''
          : html`<tr>
              <td>查看日程</td>
              <td>${ownerWord('outsideDown')}</td>
              <td>${chineseMoment(fault.at)} ${fault.cause}</td>
              <td>${fault.action}</td>
            </tr>`
      }
      ${failed.map((attempt) => failedRow(attempt, view))} ${findings.map(findingRow)}
    </table>
  </section>`;
}

function failedRow(attempt: SlotAttempt, view: ClockView | null): Piece | '' {
  const { end } = attempt;
  if (end === null) return '';
  const again = isGivenUp(attempt.attempt)
    ? '（已试过多次，不再自动试）'
    : `（下次再试：${chineseMoment(triedAgainAt(attempt.attempt, end.at))}）`;
  return html`<tr>
    <td>${attemptName(attempt, view)}</td>
    <td>${ownerWord(end.kind)}</td>
    <td>${end.cause}</td>
    <td>${end.action}${again}</td>
  </tr>`;
}

function findingRow({ place, message, hint }: Finding): Piece {
  return html`<tr>
    <td>日程和方案</td>
    <td>${ownerWord('dataRefused')}</td>
    <td>${placeWords(place)}${message}</td>
    <td>${hint}</td>
  </tr>`;
}

function nextPart({ next, calendar }: ClockView): Piece {
  if (next.length === 0 || calendar === null) {
    return html`<section>
      <h2>接下来</h2>
      <p>日程里没有要做的事；要做的写进 config/schedule.yaml。</p>
    </section>`;
  }
  return html`<section>
    <h2>接下来</h2>
    <table>
      <tr>
        <th>时间</th>
        <th>做什么</th>
        <th>依据</th>
      </tr>
      ${next.map(
        (slot) =>
          html`<tr>
            <td>${slotMoment(slot)}</td>
            <td>${slotName(slot)}</td>
            <td>${[slot.job.words, ...slotReasons(slot, calendar)].join('；')}</td>
          </tr>`,
      )}
    </table>
  </section>`;
}

function recentPart(view: ClockView): Piece {
  if (view.recent.length === 0)
    return html`<section>
      <h2>做过的</h2>
      <p>还没有。</p>
    </section>`;
  return html`<section>
    <h2>做过的</h2>
    <table>
      <tr>
        <th>开始</th>
        <th>做什么</th>
        <th>结果</th>
        <th>说明</th>
      </tr>
      ${view.recent.map(
        (attempt) =>
          html`<tr>
            <td>${chineseMoment(attempt.at)}</td>
            <td>${attemptName(attempt, view)}</td>
            <td>${attempt.end === null ? '正在做' : SLOT_OUTCOME_WORDS[attempt.end.outcome]}</td>
            <td>${reasonWords(attempt)}${attempt.end?.cause ?? ''}</td>
          </tr>`,
      )}
    </table>
  </section>`;
}

/** 2007年5月拟稿; of a job that has left the timetable its id. */
function attemptName({ job, key }: SlotAttempt, view: ClockView | null): string {
  const known = view?.jobs.find(({ id }) => id === job);
  const period = parsePeriod(key) ?? parsePeriod(known?.of ?? '');
  const named = period === null ? '' : chinesePeriod(period);
  return `${named}${known === undefined ? job : workWord(known.does)}`;
}

function lateWords(minutes: number): string {
  if (minutes < 120) return `${String(minutes)}分钟`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${String(hours)}小时` : `${String(Math.round(hours / 24))}天`;
}

/** 补做：原定2007年6月4日17:00，晚130分钟，代替前面漏了的2次。 */
function reasonWords({ reason, due, at, merged }: SlotAttempt): string {
  if (reason === 'on-time') return '';
  const late = minutesBetween(due, at);
  const others = merged === 0 ? '' : `，代替前面漏了的${String(merged)}次`;
  const how = late > 0 ? `，晚${lateWords(late)}` : '';
  return `${REASON_WORDS[reason]}：原定${chineseMoment(due)}${how}${others}。`;
}
