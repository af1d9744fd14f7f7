/** Variety without chance: every choice is a hash of what it is about, so that the sample is the same everywhere. */

/** FNV-1a over UTF-16 code units, finished as MurmurHash3 does, as an unsigned 32-bit number. */
function hash(key: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) {
    state = Math.imul(state ^ key.charCodeAt(i), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** A whole number from `low` to `high`, both included, decided by the key. */
export function within(key: string, low: number, high: number): number {
  return low + (hash(key) % (high - low + 1));
}

/** A factor in thousandths around 1000: `spread` 120 gives 880 to 1120. */
export function vary(key: string, spread: number): number {
  return within(key, 1000 - spread, 1000 + spread);
}

/** One of the list, decided by the key. @throws RangeError on an empty list. */
export function pick<T>(list: readonly T[], key: string): T {
  const found = list[within(key, 0, list.length - 1)];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}
