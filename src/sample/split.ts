/** Whole numbers split by weight so that the parts add up to the whole exactly (largest remainder). */

/**
 * Parts of `total` in proportion to `weights`, in their order; what is left goes to the largest remainders, the
 * earlier first. All weights zero gives everything to the first.
 *
 * @param total a whole number, not negative.
 * @param weights whole numbers, not negative.
 */
export function split(total: number, weights: readonly number[]): readonly number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return weights.map((_, i) => (i === 0 ? total : 0));
  const shares = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, part: product / BigInt(whole), rest: product % BigInt(whole) };
  });
  const left = total - shares.reduce((sum, share) => sum + Number(share.part), 0);
  const favoured = new Set(
    shares
      .toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
      .slice(0, left)
      .map((share) => share.index),
  );
  return shares.map(({ index, part }) => Number(part) + (favoured.has(index) ? 1 : 0));
}

/** 1, 2, 3 gives 1, 3, 6. */
export function runningSum(parts: readonly number[]): readonly number[] {
  let sum = 0;
  return parts.map((part) => (sum += part));
}
