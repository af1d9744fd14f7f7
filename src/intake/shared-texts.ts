/** The table of all texts in an .xls ([MS-XLS] 2.4.265): whether it holds as many as it says and ends behind the last, for a reader would make up the rest, or read on for ever. */

/** Before the first text, how often texts are asked for and how many there are. */
const [UNIQUE, FIRST] = [4, 8];
/** Of a text, how many letters and how they are written come first. */
const HEAD = 3;
const [WIDE, EXTENDED, RICH] = [1, 4, 8];
const RUN = 4;

/** @param records bodies of the table's own record and of those that continue it. */
export function hasWholeTexts(records: readonly Buffer[]): boolean {
  const all = Buffer.concat(records);
  if (all.length < FIRST) return false;
  const ends: number[] = [];
  for (const { length } of records) ends.push((ends.at(-1) ?? 0) + length);
  let at = FIRST;
  for (let left = all.readUInt32LE(UNIQUE); left > 0 && at < all.length; left -= 1) {
    const end = behindText(all, at, ends);
    if (end === null || end > all.length) return false;
    at = end;
  }
  return true;
}

/** Where the text that begins there ends; null where it ends nowhere. */
function behindText(all: Buffer, from: number, ends: readonly number[]): number | null {
  if (from + HEAD > all.length) return null;
  const flags = all.readUInt8(from + 2);
  const sizes = (flags & RICH ? 2 : 0) + (flags & EXTENDED ? 4 : 0);
  const start = from + HEAD + sizes;
  if (start > all.length) return null;
  const runs = flags & RICH ? all.readUInt16LE(from + HEAD) : 0;
  const extension = flags & EXTENDED ? all.readUInt32LE(start - 4) : 0;
  const letters = { left: all.readUInt16LE(from), isWide: (flags & WIDE) !== 0 };
  const end = behindLetters(all, start, letters, ends);
  return end === null ? null : end + runs * RUN + extension;
}

type Letters = Readonly<{ left: number; isWide: boolean }>;

/** Where a record ends within the letters, the next one says anew how they are written. */
function behindLetters(
  all: Buffer,
  start: number,
  letters: Letters,
  ends: readonly number[],
): number | null {
  let [at, { left, isWide }] = [start, letters];
  while (left > 0) {
    if (ends.includes(at)) {
      isWide = ((all[at] ?? 0) & WIDE) !== 0;
      at += 1;
    }
    const end = ends.find((one) => one > at);
    if (end === undefined) return null;
    const size = isWide ? 2 : 1;
    const taken = Math.min(left, Math.floor((end - at) / size));
    if (taken === 0) return null;
    left -= taken;
    at += taken * size;
  }
  return at;
}
