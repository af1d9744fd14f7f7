/** Where figures come from: one of them down to the cell, all that may be asked about, and the workbooks they rest on. */
import {
  explainFigure,
  explanationText,
  figureMeant,
  figuresLike,
  type Explanation,
  type Listed,
} from '../compose/explain.ts';
import { fileWord } from '../model/file-name.ts';
import type { Period } from '../model/period.ts';
import type { Plan } from '../model/plan.ts';
import type { World } from '../model/world.ts';
import { toldAbout, type About } from './kinds.ts';

export type { Listed } from '../compose/explain.ts';

/** What is asked: a figure by id or name, of a document of the period; empty for none in particular. */
export type Question = Readonly<{ period: Period; about: About; figure: string }>;

/** The figures that are explainable and whose id or name is like what was asked; all for nothing asked. */
export async function explainable(
  { period, about, figure }: Question,
  plan: Plan,
  world: World,
): Promise<readonly Listed[]> {
  return figuresLike(await toldAbout(period, about, plan, world), figure);
}

export type Explained = Readonly<{ explanation: Explanation; text: string }>;

/** Where a figure comes from; those like it where no one, or not only one, is meant. */
export async function explain(
  { period, about, figure }: Question,
  plan: Plan,
  world: World,
): Promise<Explained | readonly Listed[]> {
  const from = { ...(await toldAbout(period, about, plan, world)), plan };
  const like = figuresLike(from, figure);
  const explanation =
    explainFigure(from, figure) ?? explainFigure(from, figureMeant(like, figure) ?? '');
  return explanation === null ? like : { explanation, text: explanationText(explanation) };
}

/** The workbooks an explanation ends in, each once, as they came in. */
export async function* originals(
  explanation: Explanation,
  world: World,
): AsyncGenerator<Readonly<{ fileName: string; bytes: Uint8Array }>> {
  const sources = new Map(sourcesOf(explanation).map((source) => [source.submission, source]));
  for (const [submission, { sha256, fileName }] of sources) {
    const bytes = await world.ledger.original(sha256);
    if (bytes !== null) yield { fileName: `${String(submission)}-${fileWord(fileName)}`, bytes };
  }
}

function sourcesOf({ sources, operands }: Explanation): Explanation['sources'] {
  return [...sources, ...operands.flatMap(sourcesOf)];
}
