const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/** Milliseconds to wait after so many failures in a row: doubled each time, to a bound, and spread so that nobody asks in step. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 30));
  return longest / 2 + (random() * longest) / 2;
}
