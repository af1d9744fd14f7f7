/** What is printed on as it lies on disk now: read again only where a file has changed. */
import { join } from 'node:path';
import type { Checked } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import type { Ledger } from '../../model/world.ts';
import { openPlan } from '../../outside.ts';
import { checkedTemplates, type Setting } from '../../adjusting/previewing.ts';
import { readIn } from '../../adjusting/template-folder.ts';
import { stillState, type Watched } from './watch.ts';

/** The same object as before where nothing has changed. `arrivals`: how many the ledger held. */
export type Seen = Readonly<{ setting: Setting; arrivals: number }>;

/** What was made of files, by the state in which they lay. */
type Kept<T> = Readonly<{ state: string; value: T }>;

type Found = Readonly<{
  seen: Seen;
  plan: Kept<Checked<Plan>>;
  templates: Kept<Pick<Setting, 'templates' | 'findings'>>;
}>;

export class Sources {
  readonly #home: string;
  readonly #ledger: Ledger;
  readonly #config: Watched;
  readonly #templates: Watched;
  #found: Found | null = null;
  #looking: Promise<Seen> | null = null;

  constructor(home: string, ledger: Ledger) {
    this.#home = home;
    this.#ledger = ledger;
    this.#config = { folder: join(home, 'config'), names: /\.ya?ml$/ };
    this.#templates = { folder: join(home, 'templates'), names: /\.(?:hbs|css|woff2)$/ };
  }

  /** Whoever asks while somebody looks is answered with him. */
  look(): Promise<Seen> {
    this.#looking ??= this.#lookNow().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookNow(): Promise<Seen> {
    const before = this.#found;
    const arrivals = await this.#ledger.arrivalCount();
    const plan = await read(this.#config, before?.plan, () => openPlan(this.#home));
    const templates = await read(this.#templates, before?.templates, () =>
      checkedTemplates(() => readIn(this.#home)),
    );
    const isSame =
      before?.plan === plan && before.templates === templates && before.seen.arrivals === arrivals;
    if (isSame) return before.seen;
    const setting = {
      plan: plan.value.value,
      templates: templates.value.templates,
      findings: [...plan.value.findings, ...templates.value.findings],
    };
    this.#found = { seen: { setting, arrivals }, plan, templates };
    return this.#found.seen;
  }
}

/** The same object as before where the files lie as they did then. */
async function read<T>(
  watched: Watched,
  before: Kept<T> | undefined,
  make: () => Promise<T>,
): Promise<Kept<T>> {
  const state = await stillState(watched, before?.state ?? '');
  return before?.state === state ? before : { state, value: await make() };
}
