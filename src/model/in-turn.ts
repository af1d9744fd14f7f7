/** Works that must not run side by side. */

/** Runs one work after another in the order in which they are given; what one of them throws is its own caller's alone. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
}
