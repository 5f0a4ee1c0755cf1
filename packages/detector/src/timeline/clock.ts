import type { RecordedEvent } from '@falter/wire';

/** Epoch milliseconds passed this in 1973, epoch seconds will in the year 5138: what lies below is seconds. */
export const SECONDS_BELOW = 1e11;
/** Epoch seconds passed this in 1973. Smaller numbers are counted from the recording's own start. */
const SECONDS_ABOVE = 1e8;
/** A session ends after 24 h; a timestamp two days from the middle of its recording is no time of that recording. */
export const FARTHEST_MS: number = 48 * 60 * 60 * 1000;

/** Times that are looked at to know in which days a recording lies. */
const SAMPLES = 501;

/**
 * Times of a tab's events, never decreasing, whatever the page's clock did. The order of the events is the truth (it is
 * the order in which the page saw them); the times are repaired to fit it:
 *
 * 1. seconds among milliseconds are multiplied;
 * 2. a time farther than two days from `reference` is no time (year 9999, 0);
 * 3. of what is left the longest run that never decreases is kept, every other event takes the time of the kept event
 *    before it, or `reference` when there is none.
 *
 * @param reference a time the recording is known to have, see `middleTime`.
 */
export function readTimes(events: readonly RecordedEvent[], reference: number): Float64Array {
  const times = new Float64Array(events.length);
  let steady = true;
  let before = -Infinity;
  for (let i = 0; i < times.length; i++) {
    const time = toScale(events[i]!.timestamp, reference);
    times[i] = Math.abs(time - reference) > FARTHEST_MS ? Number.NaN : time;
    if (!(times[i]! >= before)) steady = false;
    before = times[i]!;
  }
  return steady ? times : repair(times, reference);
}

/** The median of some times from all tabs, evenly picked: what most of the recording agrees on. 0 when there is nothing. */
export function middleTime(tabs: readonly (readonly RecordedEvent[])[]): number {
  const some: number[] = [];
  const size = tabs.reduce((sum, events) => sum + events.length, 0);
  const stride = Math.ceil(size / SAMPLES);
  for (const events of tabs) for (let i = 0; i < events.length; i += stride) some.push(events[i]!.timestamp);
  return some.sort((a, b) => a - b)[some.length >> 1] ?? 0;
}

function toScale(time: number, reference: number): number {
  const seconds = reference >= SECONDS_BELOW && time >= SECONDS_ABOVE && time < SECONDS_BELOW;
  return seconds ? time * 1000 : time;
}

function repair(times: Float64Array, reference: number): Float64Array {
  const kept = longestRun(times);
  let at = kept.length > 0 ? times[kept[0]!]! : reference;
  let next = 0;
  for (let i = 0; i < times.length; i++) {
    if (kept[next] === i) {
      at = times[i]!;
      next++;
    }
    times[i] = at;
  }
  return times;
}

/** Indices of the longest run that never decreases, in O(n log n); NaN is never in it. */
function longestRun(times: Float64Array): number[] {
  const tails: number[] = [];
  const previous = new Int32Array(times.length).fill(-1);
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!;
    if (Number.isNaN(time)) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[tails[middle]!]! <= time) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[i] = tails[low - 1]!;
    tails[low] = i;
  }
  const run: number[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]!) run.push(i);
  return run.reverse();
}
