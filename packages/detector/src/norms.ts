/**
 * What is usual on a page, so that a relative signal can say relative to what. Values are counted in buckets of a fixed
 * logarithmic scale: two counts are merged by adding, in whatever order, and nothing in them is anybody's.
 */

/**
 * What is measured: time in the foreground of a page view (ms), hurried turns of scrolling in a page view, time in a field (ms), and
 * time from getting into a field to the first change of it (ms).
 */
export type Measure = 'dwell' | 'scroll-turns' | 'field-time' | 'hesitation';

/** What a value is a value of. */
export interface Measured {
  measure: Measure;
  /** See `pageRoute`. */
  page: string;
  /** What on the page: the identity of a field. '' for the page as a whole. */
  element: string;
}

/** One value, as a session gives it. */
export interface Observation extends Measured {
  value: number;
}

/** How often a value fell into each bucket. */
export type Histogram = Readonly<Record<number, number>>;

/** All that is known of one measure: mergeable by adding its buckets. */
export interface NormState extends Measured {
  buckets: Histogram;
}

/** What is usual: a quarter of the values lie below `low`, half below `middle`, three quarters below `high`. */
export interface Usual {
  count: number;
  low: number;
  middle: number;
  high: number;
}

/** What is usual in a project on one kind of device; by `keyOf`. */
export type Norms = ReadonlyMap<string, Usual>;

/** Buckets per doubling: a value is known to within a tenth. */
const PER_DOUBLING = 4;
const BUCKET_MAX = 255;
/** Fewer values than this say nothing of what is usual. */
export const NORM_LEAST = 30;
/** Values of one measure that a session gives: who goes round in circles is no more than a visitor. */
const PER_SESSION = 3;
/** Measures that a session gives values of. */
const MEASURES_MAX = 300;

/** 0 for nothing, then four buckets for each doubling: 1, 2, 3, 4, ... 7 have buckets of their own. */
export function bucketOf(value: number): number {
  if (!(value >= 1)) return 0;
  return Math.min(BUCKET_MAX, 1 + Math.floor(Math.log2(value) * PER_DOUBLING + 1e-9));
}

/** The middle of a bucket. */
export function middleOf(bucket: number): number {
  return bucket <= 0 ? 0 : 2 ** ((bucket - 0.5) / PER_DOUBLING);
}

/** Adds two histograms. */
export function merged(one: Histogram, other: Histogram): Histogram {
  const sum: Record<number, number> = { ...one };
  for (const [bucket, count] of Object.entries(other)) sum[Number(bucket)] = (sum[Number(bucket)] ?? 0) + count;
  return sum;
}

/** What the values of a histogram usually are; null when there are too few of them to say. */
export function usualOf(buckets: Histogram, least: number = NORM_LEAST): Usual | null {
  const sorted = Object.entries(buckets)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .sort(([a], [b]) => a - b);
  const count = sorted.reduce((sum, [, some]) => sum + some, 0);
  if (count < least) return null;
  const at = (share: number): number => {
    let passed = 0;
    for (const [bucket, some] of sorted) {
      passed += some;
      if (passed >= share * count) return middleOf(bucket);
    }
    return 0;
  };
  return { count, low: at(0.25), middle: at(0.5), high: at(0.75) };
}

export function keyOf({ measure, page, element }: Measured): string {
  return `${measure}\n${page}\n${element}`;
}

/** States of one device, of any number of days, as signals ask for them. */
export function toNorms(states: Iterable<NormState>): Norms {
  const sums = new Map<string, Histogram>();
  for (const state of states) sums.set(keyOf(state), merged(sums.get(keyOf(state)) ?? {}, state.buckets));
  const norms = new Map<string, Usual>();
  for (const [key, buckets] of sums) {
    const usual = usualOf(buckets);
    if (usual) norms.set(key, usual);
  }
  return norms;
}

/** What one session adds to the norms: of each measure its first values, whatever it did for hours. */
export function toStates(observations: Iterable<Observation>): NormState[] {
  const states = new Map<string, { state: NormState; values: number }>();
  for (const { value, ...measured } of observations) {
    const known = states.get(keyOf(measured)) ?? { state: { ...measured, buckets: {} }, values: 0 };
    if (known.values >= PER_SESSION || (known.values === 0 && states.size >= MEASURES_MAX)) continue;
    const buckets = merged(known.state.buckets, { [bucketOf(value)]: 1 });
    states.set(keyOf(measured), { state: { ...known.state, buckets }, values: known.values + 1 });
  }
  return [...states.values()].map(({ state }) => state);
}
