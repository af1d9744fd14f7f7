/** Where figures come from: one of them down to the cell, all that may be asked about, and the workbooks they rest on. */
import {
  explainFigure,
  explanationText,
  figureMeant,
  figuresLike,
  type Explanation,
  type Listed,
} from './compose/explain.ts';
import { fileWord } from './model/file-name.ts';
import type { Period } from './model/period.ts';
import type { Plan } from './model/plan.ts';
import type { World } from './model/world.ts';
import { told } from './pipeline.ts';

export type { Listed } from './compose/explain.ts';

/** The figures of a period that are explainable and whose id or name is like what was asked; all for nothing asked. */
export async function explainable(
  period: Period,
  asked: string,
  plan: Plan,
  world: World,
): Promise<readonly Listed[]> {
  return figuresLike(await told(period, plan, world), asked);
}

export type Explained = Readonly<{ explanation: Explanation; text: string }>;

/** Where a figure of the period comes from, asked for by id or name; those like it where no one, or not only one, is meant. */
export async function explain(
  period: Period,
  asked: string,
  plan: Plan,
  world: World,
): Promise<Explained | readonly Listed[]> {
  const from = { ...(await told(period, plan, world)), plan };
  const like = figuresLike(from, asked);
  const explanation =
    explainFigure(from, asked) ?? explainFigure(from, figureMeant(like, asked) ?? '');
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
