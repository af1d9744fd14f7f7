/** Whatever the scoreboard holds and however the administrator words it: no phrase contradicts its number. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/check/plan.ts';
import { compose } from '../../src/compose/bulletin.ts';
import { isUnjudged } from '../../src/compose/verdict-words.ts';
import type { Block, Bulletin } from '../../src/model/bulletin.ts';
import { DEFAULT_PHRASES, type Occasion } from '../../src/model/catalogue/occasions.ts';
import type { Day } from '../../src/model/day.ts';
import { compareFractions, whole, ZERO } from '../../src/model/decimal.ts';
import type { Phrase } from '../../src/model/phrase.ts';
import type { Figure, Scoreboard } from '../../src/model/scoreboard.ts';
import { figuresOf } from '../aggregate/board.ts';
import { boardWith, period, PLAN } from '../build/random-board.ts';
import { aScoreboard, aTargetPlan } from '../build/scoreboard.ts';
import { submissions } from '../build/submissions.ts';
import { planFiles } from '../check/plan-texts.ts';

const DAY = '2007-06-08' as Day;

function worded(board: Scoreboard, phrases: readonly Phrase<Occasion>[]): Bulletin {
  return compose(board, { ...PLAN, phrases }, { issuedOn: DAY, printedOn: DAY, number: null });
}

/** Each printed figure of the scoreboard's own in running text, with the words right before and after it. */
function saidOf(
  bulletin: Bulletin,
  figures: ReadonlyMap<string, Figure>,
): readonly Readonly<{ before: string; after: string; figure: Figure }>[] {
  const paragraphs = bulletin.body.flatMap((block: Block) =>
    block.type === 'paragraph' ? [block.runs] : [],
  );
  return paragraphs.flatMap((runs) =>
    runs.flatMap((run, at) => {
      const figure = figures.get(run.figure?.id ?? '');
      if (run.figure === null || figure === undefined) return [];
      return [{ before: runs[at - 1]?.words ?? '', after: runs[at + 1]?.words ?? '', figure }];
    }),
  );
}

function signOf(figure: Figure): number {
  return figure.value === null ? NaN : compareFractions(figure.value, whole(ZERO));
}

/** What the words before a figure say of it: its sign, at least. */
const SIGNS: readonly (readonly [RegExp, number])[] = [
  [/(?:高于|超过|领先)(?:序时进度|目标)$/, 1],
  [/(?:低于|落后)(?:序时进度|目标)$/, -1],
  [/(?:增长|提高|上升)$/, 1],
  [/(?:下降|回落)$/, -1],
];

function expectTrue(bulletin: Bulletin, board: Scoreboard): void {
  const figures = new Map(figuresOf(board).map((figure) => [figure.id, figure]));
  for (const { before, figure } of saidOf(bulletin, figures)) {
    if (!/\/(?:gap|monthOnMonth|yearOnYear)$/.test(figure.id)) continue;
    const claimed = SIGNS.find(([words]) => words.test(before));
    if (claimed !== undefined)
      expect([before, Math.sign(signOf(figure))]).toEqual([before, claimed[1]]);
  }
}

/** The opening verdict against the paces that the scoreboard tells. */
function expectVerdict(bulletin: Bulletin, board: Scoreboard): void {
  const words = bulletin.body
    .flatMap((block) =>
      block.type === 'paragraph'
        ? [block.runs.map((run) => run.words ?? run.figure.text).join('')]
        : [],
    )
    .join('');
  const wholes = board.sections
    .flatMap(({ indicators }) => indicators)
    .filter(({ indicator }) => indicator.partOf === undefined && indicator.kind !== 'ratio');
  const behind = wholes.filter(({ city }) => city.pace === 'behind').length;
  const paced = wholes.filter(({ city }) => city.pace !== null).length;
  const waiting = wholes.filter(
    ({ city }) => isUnjudged(city) || city.paceAbsent === 'holds-earlier',
  ).length;
  // Of the few that are known nobody concludes to the whole.
  if (waiting > paced) expect(words).not.toMatch(/总体(?:进展|有序)|滞后的指标较多/);
  if (words.includes('均达到或超过序时进度')) expect([behind, paced > 0]).toEqual([0, true]);
  if (words.includes('个别指标滞后')) expect(behind * 4 <= paced && behind > 0).toBe(true);
  if (words.includes('部分指标滞后')) expect(behind * 2 < paced && behind > 0).toBe(true);
  if (words.includes('滞后的指标较多')) expect(behind * 2 >= paced && behind > 0).toBe(true);
}

describe('phrases', () => {
  it('as shipped never contradict the number beside them', () => {
    let told = 0;
    fc.assert(
      fc.property(submissions, period, (held, of) => {
        const board = boardWith(held, of);
        const bulletin = worded(board, DEFAULT_PHRASES);
        expectTrue(bulletin, board);
        expectVerdict(bulletin, board);
        told += saidOf(bulletin, new Map(figuresOf(board).map((one) => [one.id, one]))).length;
      }),
      { numRuns: 60 },
    );
    expect(told).toBeGreaterThan(500);
  });

  it('of the whole stand only where as many indicators are judged as wait for what has not come', () => {
    const judged = aScoreboard({ plan: aTargetPlan(), period: '2007-03' });
    const wholes = judged.sections.flatMap(({ indicators }) =>
      indicators.filter(
        ({ indicator, city }) =>
          indicator.partOf === undefined && indicator.kind !== 'ratio' && city.pace !== null,
      ),
    );
    expect(wholes.length).toBeGreaterThan(1);
    const saidWith = (waiting: number): string => {
      const late = wholes.slice(0, waiting);
      const sections = judged.sections.map((section) => ({
        ...section,
        indicators: section.indicators.map((entry) =>
          late.includes(entry)
            ? {
                ...entry,
                city: { ...entry.city, pace: null, paceAbsent: 'holds-earlier' as const },
              }
            : entry,
        ),
      }));
      const bulletin = worded({ ...judged, sections }, DEFAULT_PHRASES);
      expectVerdict(bulletin, { ...judged, sections });
      return JSON.stringify(bulletin.body);
    };
    const verdict = /总体(?:进展|有序)|滞后的指标较多/;
    expect(saidWith(0)).toMatch(verdict);
    expect(saidWith(Math.floor(wholes.length / 2))).toMatch(verdict);
    expect(saidWith(wholes.length - 1)).not.toMatch(verdict);
  });

  it('of any wording that the plan’s check lets pass never contradict it either', () => {
    const limit = fc.constantFrom('-20', '-5', '-0.5', '0', '0.5', '5', '20');
    const relation = fc.constantFrom('>', '>=', '<', '<=', '=');
    const say = fc.constantFrom(
      ...[
        '高于{对象}{差距}',
        '低于{对象}{差距}',
        '落后{对象}{差距}',
        '超过{对象}{差距}',
        '与{对象}持平',
        '与{对象}相差{差距}',
      ],
    );
    const entry = fc.record({ limit, relation, say });
    let passed = 0;
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 2 }), say, submissions, (entries, last, held) => {
        const lines = [...entries, { say: last }].map((one) => {
          const when = 'limit' in one ? `    when: 差距 ${one.relation} ${one.limit}\n` : '';
          return `  - occasion: 序时差距\n${when}    say: ${one.say}\n`;
        });
        const { value } = checkPlan(planFiles({ phrases: `phrases:\n${lines.join('')}` }));
        if (value === null) return;
        passed += 1;
        const board = boardWith(held, '2007-05');
        expectTrue(worded(board, value.phrases), board);
      }),
      { numRuns: 200 },
    );
    expect(passed).toBeGreaterThan(10);
  });
});
