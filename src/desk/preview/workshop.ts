/** The workshop behind the preview: prints anew what changed, and keeps the last good pages. */
import type { Bulletin } from '../../model/bulletin.ts';
import { dayOfMoment } from '../../model/day.ts';
import type { Period } from '../../model/period.ts';
import type { Plan } from '../../model/plan.ts';
import type { World } from '../../model/world.ts';
import {
  bulletinOf,
  openPages,
  PROOF_KINDS,
  proof,
  type ProofKind,
  type ProofPages,
  type Setting,
} from '../../adjusting/previewing.ts';
import { withLines, type ShownFinding } from './shown-finding.ts';
import { Sources, type Seen } from './sources.ts';

/** Pages under a number of their own. */
export type NumberedPages = ProofPages & Readonly<{ number: number }>;

/**
 * What is to be shown of a kind.
 *
 * @property turn another number whenever anything here changed.
 * @property busy whether new pages are being printed.
 * @property pages the last that could be printed, null before the first.
 * @property took how long they took, in milliseconds.
 */
export type Shown = Readonly<{
  turn: number;
  busy: boolean;
  findings: readonly ShownFinding[];
  pages: NumberedPages | null;
  took: number;
}>;

const NOTHING: Shown = { turn: 0, busy: false, findings: [], pages: null, took: 0 };

/** Pages stay open for a browser that has just been told of the next ones. */
const STAY_OPEN = 2 * PROOF_KINDS.length;

export class Workshop {
  /** Never fulfilled; rejects when a print fails for what nobody but the program is to blame for. */
  readonly broken: Promise<never>;
  readonly #breakage = Promise.withResolvers<never>();
  readonly #world: World;
  readonly #home: string;
  readonly #period: Period | null;
  readonly #sources: Sources;
  readonly #shown = new Map<ProofKind, Shown>();
  /** What each kind was last brought to. */
  readonly #brought = new Map<ProofKind, Seen>();
  readonly #open: NumberedPages[] = [];
  #printing: Promise<void> = Promise.resolve();
  #words: Readonly<{ key: string; bulletin: Promise<Bulletin | null> }> | null = null;
  #fonts: string | null = null;
  #numbers = 0;

  constructor(home: string, period: Period | null, world: World) {
    this.#home = home;
    this.#period = period;
    this.#world = world;
    this.#sources = new Sources(home, world.ledger);
    this.broken = this.#breakage.promise;
  }

  shown(kind: ProofKind): Shown {
    return this.#shown.get(kind) ?? NOTHING;
  }

  /** The pages of this number, where they are still at hand. */
  pages(number: number): NumberedPages | null {
    return this.#open.find((pages) => pages.number === number) ?? null;
  }

  /** Looks at the files and begins to print what of a kind is out of date: `shown` then says so. */
  async look(kind: ProofKind): Promise<void> {
    const seen = await this.#sources.look();
    if (this.#brought.get(kind) === seen) return;
    this.#brought.set(kind, seen);
    this.#show(kind, { busy: true });
    this.#printing = this.#printing
      .then(() => this.#print(kind, seen))
      .catch(this.#breakage.reject);
  }

  /** Waits for what is being printed. */
  async close(): Promise<void> {
    await this.#printing;
    for (const pages of this.#open.splice(0)) pages.close();
  }

  #show(kind: ProofKind, change: Partial<Shown>): void {
    const before = this.shown(kind);
    this.#shown.set(kind, { ...before, ...change, turn: before.turn + 1 });
  }

  /** Files that were saved again in the meantime are next in turn: nobody wants to see these pages. */
  #isPast(kind: ProofKind, seen: Seen): boolean {
    return this.#brought.get(kind) !== seen;
  }

  async #print(kind: ProofKind, seen: Seen): Promise<void> {
    if (this.#isPast(kind, seen)) return;
    const start = performance.now();
    await this.#takeFonts(seen.setting);
    const words = (plan: Plan): Promise<Bulletin | null> => this.#wordsOf(kind, plan, seen);
    const { pdf, findings } = await proof(kind, seen.setting, words, this.#world);
    const told = { busy: false, findings: await withLines(findings, this.#home) };
    if (this.#isPast(kind, seen)) return;
    if (pdf === null) {
      this.#show(kind, told);
      return;
    }
    const pages = { ...(await openPages(pdf.bytes)), number: (this.#numbers += 1) };
    this.#open.push(pages);
    if (this.#open.length > STAY_OPEN) this.#open.shift()?.close();
    const took = performance.now() - start;
    this.#show(kind, { ...told, pages, took });
    this.#world.log('preview-printed', { kind, pages: pages.sizes.length, took });
  }

  /** The printer loads its fonts once: others want another. */
  async #takeFonts({ templates }: Setting): Promise<void> {
    if (templates === null) return;
    const fonts = [...templates.files].filter(([name]) => name.startsWith('fonts/'));
    const state = JSON.stringify(fonts);
    if (this.#fonts !== null && this.#fonts !== state) await this.#world.printer.close();
    this.#fonts = state;
  }

  /** What a bulletin says does not change with the templates. */
  #wordsOf(kind: ProofKind, plan: Plan, { arrivals }: Seen): Promise<Bulletin | null> {
    const key = [kind, plan.version, arrivals, dayOfMoment(this.#world.now())].join(' ');
    if (this.#words?.key !== key) {
      this.#words = { key, bulletin: bulletinOf(kind, this.#period, plan, this.#world) };
    }
    return this.#words.bulletin;
  }
}
