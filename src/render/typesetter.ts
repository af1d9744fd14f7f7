/** Sets bulletins with the office's templates in a thread that can be ended: whatever they cost, this process goes on. */
import { PAPER_WORDS } from '../model/catalogue/paper.ts';
import { inTurn } from '../model/in-turn.ts';
import { Refusal } from '../model/refusal.ts';
import type { Templates, Typesetter, World } from '../model/world.ts';
import { startFilling, type Answer, type FillingThread } from './filling-thread.ts';
import { brokenTemplate, contentOf, pageOf } from './html.ts';
import { refuseFaulty } from './template-lint.ts';

/** A typesetter whose thread starts with the first document and stays for the next ones, unless it had to be ended. */
export function openTypesetter(log: World['log']): Typesetter {
  const bench = new Bench(log);
  const next = inTurn();
  return {
    set: (bulletin, templates) =>
      next(async () => {
        refuseFaulty(templates);
        const content = contentOf(bulletin);
        return pageOf(await bench.fill(templates, content.data), content, templates);
      }),
    close: () => next(() => bench.clear()),
  };
}

/** The thread that fills at present, if any; must be cleared. */
export class Bench {
  readonly #log: World['log'];
  readonly #patience: number | undefined;
  #thread: FillingThread | null = null;
  #files: Templates['files'] | null = null;

  constructor(log: World['log'], patience?: number) {
    this.#log = log;
    this.#patience = patience;
  }

  /** The main template, filled. @throws Refusal `dataRefused`. */
  async fill({ files }: Templates, data: unknown): Promise<string> {
    this.#thread ??= await startFilling(this.#patience);
    const known = this.#files === files;
    const filling = await this.#thread.fill({ files: known ? null : files, data });
    this.#files = files;
    if (filling.answer !== null) return textOf(filling.answer);
    const { fault, cause } = filling;
    this.#log('typesetter.ended', { fault, cause: String(cause) });
    await this.clear();
    throw tooCostly(cause);
  }

  async clear(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    this.#files = null;
    await thread?.end();
  }
}

function textOf({ text, reason }: Answer): string {
  if (text !== null) return text;
  if (reason === null) throw tooCostly(null);
  throw brokenTemplate(reason);
}

function tooCostly(cause: unknown): Refusal {
  const words = PAPER_WORDS.templateTooCostly(cause);
  return new Refusal('dataRefused', 'template-too-costly', words);
}
