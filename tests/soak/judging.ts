/** One mutant judged: read by the real process, checked by the whole line, held against what the form itself reports. */
import { workbookFinding } from '../../src/model/catalogue/workbook.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Judgement } from '../../src/model/submission.ts';
import type { World } from '../../src/model/world.ts';
import { check } from '../../src/line/judging.ts';
import { MOST, type Cost, type MeasuredReader } from '../build/measured-reader.ts';
import { differing, reportedIn, type Reported } from '../build/reported.ts';
import { moment } from '../build/world.ts';

/**
 * `unread`: refused as a file; `returned`: read, and refused; `own`: another value in the very cell that was changed;
 * `told`: words that stand elsewhere now are left out, and the receipt names them. A reading process that had to go is a
 * fault, at its bounds of time and memory too: those are for what nobody foresaw, and what a soak finds is foreseen.
 */
export const VERDICTS = ['unread', 'returned', 'same', 'own', 'told', 'fault'] as const;
export type Verdict = Readonly<{
  verdict: (typeof VERDICTS)[number];
  why: string;
  cost: Cost | null;
}>;

const AT = moment('2007-06-02T09:00:00+08:00');
const FILE = '寒亭区5月.xlsx';

export type Line = Readonly<{ world: World; plan: Plan; reader: MeasuredReader }>;

/** What a sound file reports. @throws Error when it is not accepted. */
export async function reportedBy(bytes: Buffer, line: Line): Promise<Reported> {
  const { judgement } = await checked(bytes, line);
  if (judgement?.submission) return reportedIn(judgement.submission);
  throw new Error(judgement?.findings.map(({ code }) => code).join());
}

/** @param touched the items of which another value may be read. */
export async function judged(
  bytes: Buffer,
  { reported, touched }: Readonly<{ reported: Reported; touched: ReadonlySet<string> }>,
  line: Line,
): Promise<Verdict> {
  try {
    const { judgement, fault, said, cost } = await checked(bytes, line);
    if (judgement === null) {
      const why = `reader: ${fault} ${said.replaceAll(/\s+/g, ' ')}`.trim();
      return { verdict: 'fault', why, cost };
    }
    if (cost !== null && (cost.cpuMs > MOST.cpuMs || cost.peakMb > MOST.peakMb)) {
      return { verdict: 'fault', why: `cost ${JSON.stringify(cost)}`, cost };
    }
    return { ...verdictOf(judgement, reported, touched), cost };
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { verdict: 'fault', why, cost: null };
  }
}

type Checked = Readonly<{
  judgement: Judgement | null;
  fault: string;
  said: string;
  cost: Cost | null;
}>;

/** The judgement is null where the reading process had to go. */
async function checked(bytes: Buffer, { world, plan, reader }: Line): Promise<Checked> {
  const { answer, fault, said, cost } = await reader.read(bytes);
  if (answer === null) return { judgement: null, fault: fault ?? '', said, cost };
  const isGrid = typeof answer !== 'string';
  const findings = isGrid ? [] : [workbookFinding(answer, { place: { file: FILE } })];
  const read = { value: isGrid ? answer : null, findings };
  const told = { read: () => Promise.resolve(read), close: () => Promise.resolve() };
  const judgement = await check({ bytes, fileName: FILE, at: AT }, plan, {
    ...world,
    reader: told,
  });
  return { judgement, fault: '', said, cost };
}

function verdictOf(
  { submission, findings, unit, period }: Judgement,
  reported: Reported,
  touched: ReadonlySet<string>,
): Omit<Verdict, 'cost'> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (submission === null) {
    const silent = errors.length === 0 || errors.some(({ message, hint }) => !message || !hint);
    if (silent) return { verdict: 'fault', why: 'refused without a word' };
    const codes = errors.map(({ code }) => code).join();
    return { verdict: codes.startsWith('F_') ? 'unread' : 'returned', why: codes };
  }
  if (unit !== 'hanting' || period !== '2007-05') {
    return { verdict: 'fault', why: `taken for ${String(unit)} ${String(period)}` };
  }
  const read = reportedIn(submission);
  const other = differing(reported, read);
  if (other.length === 0) return { verdict: 'same', why: '' };
  const warnings = findings.map(({ message }) => message).join();
  const isTold = (item: string): boolean => {
    const lost = wordsIn(reported.get(item)).filter(
      (word) => !wordsIn(read.get(item)).includes(word),
    );
    const added = wordsIn(read.get(item)).filter(
      (word) => !wordsIn(reported.get(item)).includes(word),
    );
    return added.length === 0 && lost.every((word) => warnings.includes(word));
  };
  const untouched = other.filter((item) => !touched.has(item));
  const silent = untouched.filter((item) => !isTold(item));
  const shown = (silent.length > 0 ? silent : other).map(
    (item) => `${item} ${reported.get(item) ?? '-'} → ${read.get(item) ?? '-'}`,
  );
  const verdict = silent.length > 0 ? 'fault' : untouched.length > 0 ? 'told' : 'own';
  return { verdict, why: shown.join(' ') };
}

/** All that stands in an item's report beside its state. */
function wordsIn(said = '[]'): readonly string[] {
  return (JSON.parse(said) as readonly unknown[])
    .slice(1)
    .filter((part) => part !== null && part !== '')
    .map(String);
}
