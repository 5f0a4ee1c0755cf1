/** Number of the last of what is in order of time that is not after a moment; -1 where there is none. */
export function lastUpTo<T>(ordered: readonly T[], at: number, timeOf: (one: T) => number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(ordered[middle] as T) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
