/** Commands that need neither a sound plan nor an open ledger: they clear, copy or put back the ledger itself. */
import type { Arguments } from './arguments.ts';
import { backupCommand } from './commands/backup.ts';
import { googleLoginCommand } from './commands/google-login.ts';
import { restoreCommand } from './commands/restore.ts';
import { clearCommand } from './commands/sample.ts';
import type { BareCommand } from './command.ts';

export const BARE_COMMANDS: readonly BareCommand[] = [
  clearCommand,
  backupCommand,
  restoreCommand,
  googleLoginCommand,
];

/** The one that is called, or null. */
export function bareCommandOf({ command, words, flags }: Arguments): BareCommand | null {
  return (
    BARE_COMMANDS.find(
      ({ name, word, flag }) =>
        name === command &&
        (word === undefined || word === words[0]) &&
        (flag === undefined || flags.has(flag)),
    ) ?? null
  );
}
