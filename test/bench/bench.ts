/** What a bench measures: the keys of its targets, each a number. Whatever else it has to say goes to stderr. */
export type Figures = Record<string, number>;

/** A bench; `undefined` when what it needs is not there, after saying so. */
export type Bench = () => Promise<Figures | undefined>;

/** The value in the middle; of an even number of values the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return Number.NaN;
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
    : (sorted[middle - 0.5] ?? 0);
}

/** The smallest value that at least `share` (0..1) of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** One line for a person: median, smallest and largest. */
export function spread(name: string, values: readonly number[], unit: string): void {
  const text = [median(values), Math.min(...values), Math.max(...values)].map((value) => value.toFixed(2));
  process.stderr.write(`${name}: ${text[0]} ${unit} (${text[1]} to ${text[2]}, ${values.length} runs)\n`);
}
