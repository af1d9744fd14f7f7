/** Reads foreign files in a process that can be killed: whatever one of them does there, this process goes on. */
import { fileURLToPath } from 'node:url';
import { workbookFinding, type FileCode } from '../model/catalogue/workbook.ts';
import type { CellGrid } from '../model/cell-grid.ts';
import { inTurn } from '../model/in-turn.ts';
import type { Reader, World } from '../model/world.ts';
import { startReading, type ReadingProcess } from './reading-process.ts';
import { MOST_BYTES } from './taken-bytes.ts';

const MEGABYTE = 1024 * 1024;
/** What one file leaves behind in the library's memory reaches no further than this; a start costs as much as some thirty files. */
const FILES_PER_PROCESS = 1000;

const ENTRY = fileURLToPath(new URL('reader-child.ts', import.meta.url));

/** A reader whose process starts with the first file and stays for the next ones, unless a file was refused. */
export function openReader(log: World['log'], entry = ENTRY): Reader {
  const bench = new Bench(log, entry);
  const next = inTurn();
  return {
    async read(bytes, fileName, size = bytes.length) {
      const grid = size > MOST_BYTES ? 'F_TOO_BIG' : await next(() => bench.read(bytes, fileName));
      if (typeof grid !== 'string') return { value: grid, findings: [] };
      const details = {
        size: (Math.ceil((size / MEGABYTE) * 10) / 10).toFixed(1),
        limit: String(MOST_BYTES / MEGABYTE),
      };
      const finding = workbookFinding(grid, { place: { file: fileName }, details });
      return { value: null, findings: [finding] };
    },
    close: () => next(() => bench.clear()),
  };
}

/** The process that reads at present, if any; must be cleared. */
class Bench {
  readonly #log: World['log'];
  readonly #entry: string;
  #process: ReadingProcess | null = null;
  #files = 0;

  constructor(log: World['log'], entry: string) {
    this.#log = log;
    this.#entry = entry;
  }

  /** A process that read other files before may end for what they left in it: then the file is read once more, in one of its own. */
  async read(bytes: Uint8Array, fileName: string): Promise<CellGrid | FileCode> {
    if (this.#process?.isAlive() !== true) await this.clear();
    const isFirst = this.#files === 0;
    const answer = await this.#readOnce(bytes, fileName);
    return answer ?? (isFirst ? null : await this.#readOnce(bytes, fileName)) ?? 'F_READER';
  }

  /** Null where the process had to go. */
  async #readOnce(bytes: Uint8Array, fileName: string): Promise<CellGrid | FileCode | null> {
    this.#process ??= await startReading(this.#entry);
    const reading = await this.#process.read(bytes);
    const { answer, fault } = reading;
    this.#files += 1;
    if (fault !== null) this.#log('reader-ended', { fault, said: reading.said, fileName });
    const isSound = answer !== null && typeof answer !== 'string';
    if (!isSound || this.#files >= FILES_PER_PROCESS) await this.clear();
    return answer;
  }

  async clear(): Promise<void> {
    const process = this.#process;
    this.#process = null;
    this.#files = 0;
    await process?.end();
  }
}
