/** What a rule got right and wrong on one recording, for one signal. */
export interface Counts {
  /** Flags that are right, flags that are wrong, labels that nobody flagged. */
  right: number;
  wrong: number;
  missed: number;
}

export interface Share {
  value: number;
  /** Bounds of its 95 % interval. */
  from: number;
  to: number;
}

export interface Score extends Counts {
  precision: Share;
  recall: Share;
  f1: Share;
}

const RESAMPLES = 1000;
const LEVEL = 0.95;

/** Whose tail is asked for: what is left on one side of the interval. */
const TAIL = (1 - LEVEL) / 2;

export function precisionOf({ right, wrong }: Counts): number {
  return right / (right + wrong);
}

export function recallOf({ right, missed }: Counts): number {
  return right / (right + missed);
}

/** 0 where nothing was right; NaN where there was nothing to find and nothing was flagged. */
export function f1Of({ right, wrong, missed }: Counts): number {
  return (2 * right) / (2 * right + wrong + missed);
}

/**
 * Precision, recall and F1 over recordings, with intervals of a bootstrap that draws whole recordings: moments of one visit are not
 * independent of each other. Where no draw can show an error because none was made, the bound is that of as many recordings without
 * one (0.025^(1/n), one trial a recording): a perfect score of few is not sure. The same for whoever is never right.
 */
export function scoreOf(clusters: readonly Counts[], seed: number): Score {
  const own = clusters.filter(({ right, wrong, missed }) => right + wrong + missed > 0);
  const total = sumOf(own);
  const draws = drawsOf(own, seed);
  const flagged = own.filter(({ right, wrong }) => right + wrong > 0).length;
  const labelled = own.filter(({ right, missed }) => right + missed > 0).length;
  return {
    ...total,
    precision: shareOf(precisionOf(total), draws.map(precisionOf), flagged),
    recall: shareOf(recallOf(total), draws.map(recallOf), labelled),
    f1: shareOf(f1Of(total), draws.map(f1Of), own.length),
  };
}

function shareOf(value: number, drawn: readonly number[], clusters: number): Share {
  const sorted = drawn.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b);
  const bound = TAIL ** (1 / Math.max(1, clusters));
  if (Number.isNaN(value)) return { value, from: Number.NaN, to: Number.NaN };
  if (value === 1) return { value, from: bound, to: 1 };
  if (value === 0) return { value, from: 0, to: 1 - bound };
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { value, from: at(TAIL), to: at(1 - TAIL) };
}

function drawsOf(clusters: readonly Counts[], seed: number): Counts[] {
  const next = dice(seed);
  return Array.from({ length: RESAMPLES }, () => {
    const sum = { right: 0, wrong: 0, missed: 0 };
    for (let n = 0; n < clusters.length; n++) add(sum, clusters[Math.floor(next() * clusters.length)]!);
    return sum;
  });
}

export function sumOf(counts: Iterable<Counts>): Counts {
  const sum = { right: 0, wrong: 0, missed: 0 };
  for (const one of counts) add(sum, one);
  return sum;
}

function add(sum: Counts, { right, wrong, missed }: Counts): void {
  sum.right += right;
  sum.wrong += wrong;
  sum.missed += missed;
}

/** The same numbers from 0 up to 1 for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
