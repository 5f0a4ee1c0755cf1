import type { Acts } from './reading/part-map.ts';

/**
 * How much the visitor did over the session, as heights 0..1 of `buckets` equal parts; the busiest part is 1. What was done in a stretch
 * is taken as spread over it.
 */
export function activity(acts: readonly Acts[], durationMs: number, buckets: number): number[] {
  const heights = new Array<number>(buckets).fill(0);
  if (durationMs <= 0) return heights;
  const bucketOf = (at: number): number => Math.min(buckets - 1, Math.max(0, Math.floor((at / durationMs) * buckets)));
  for (const { from, until, count } of acts) {
    const first = bucketOf(from);
    const last = bucketOf(until);
    for (let bucket = first; bucket <= last; bucket++)
      heights[bucket] = (heights[bucket] ?? 0) + count / (last - first + 1);
  }
  const most = Math.max(...heights);
  // Roots, so that one burst of mouse movement does not flatten everything else.
  return most === 0 ? heights : heights.map((count) => Math.sqrt(count / most));
}

/** The same as an SVG path in a box of `buckets` x 1, standing on its bottom. */
export function activityPath(heights: readonly number[]): string {
  return heights
    .map((height, index) => (height === 0 ? '' : `M${index} 1v${-height.toFixed(3)}h.7v${height.toFixed(3)}z`))
    .join('');
}
