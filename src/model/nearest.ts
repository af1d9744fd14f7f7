/** The name that was probably meant, where exactly one is near enough. */

/** Letters and digits only, so that part_of and partOf are the same word. */
function bare(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}

/** Edits (insert, delete, replace, change places with the next) between two short words. */
function editsBetween(a: string, b: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      const isSwapped = j > 0 && letter === b[j - 1] && a[i - 1] === other;
      const swapped = isSwapped ? (before[j - 1] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** @returns undefined when none or several are equally near, or none shares half of the word. */
export function nearest(read: string, names: readonly string[]): string | undefined {
  // A sign is near to every other sign: <= is not nearly =.
  if (read.length > 60 || !/[\p{L}\p{N}]/u.test(read)) return undefined;
  const word = bare(read);
  const ranked = [...new Set(names)]
    .map((name) => ({ name, edits: editsBetween(word, bare(name)) }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(bare(name).length / 3)))
    .sort((a, b) => a.edits - b.edits);
  const [first, second] = ranked;
  if (first === undefined || first.edits === second?.edits) return undefined;
  return first.name;
}
