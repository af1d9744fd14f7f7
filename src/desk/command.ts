/** What a command is: a name, what it needs of the world, and what it answers. */
import type { Duty } from '../model/duty.ts';
import type { Finding } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import type { World } from '../model/world.ts';
import type { Arguments } from './arguments.ts';
import type { Answer } from './output.ts';

/** All that a command works with. */
export type Desk = Readonly<{
  given: Arguments;
  plan: Plan;
  /** What the plan's check found beside the plan. */
  findings: readonly Finding[];
  world: World & Readonly<{ run: string }>;
}>;

/** What an account has to be allowed for a command. */
export type Duties = readonly [Duty, ...Duty[]];

/**
 * `alone` commands change the ledger, run one at a time, and need duties; the others only read.
 * `summary` is the line that `help` prints.
 */
export type Command = CommandWords &
  (Readonly<{ alone: true; duties: Duties }> | Readonly<{ alone: false }>);

type CommandWords = Readonly<{
  name: string;
  /** The word behind the name that makes it this command: `check` in `plan check`. */
  word?: string;
  /** How many more words it takes; none where this is left out. */
  words?: number;
  usage: string;
  summary: string;
  /** @throws Refusal `usage` for what is wrong with the words alone: nothing is opened, still less laid down, before it. */
  asks?(asked: Pick<Desk, 'given' | 'plan'>): void;
  answer(desk: Desk): Promise<Answer>;
}>;

/** One that opens the ledger, if at all, by itself; see `bare-command.ts`. @property flag makes it this command. */
export type BareCommand = Readonly<Pick<Command, 'name' | 'word' | 'usage' | 'summary' | 'alone'>> &
  Readonly<{
    duties: Duties;
    flag?: string;
    words: number;
    answer(
      given: Arguments,
      environment: Readonly<Record<string, string | undefined>>,
    ): Promise<Answer>;
  }>;

/** The answer's document, opened by the schema name that the contract fixes. */
export function documentOf(
  command: string,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return { schema: `tongbao.${command}/1`, ...fields };
}
