import type { RecordingPart } from './recording-parts.ts';

/** A batch as the store has it: the time of its first event (epoch ms, 0 for none), from each event to the next, and what kind each is. */
export interface Outlined extends Pick<RecordingPart, 'tab' | 'seq' | 'events' | 'bytes' | 'told'> {
  firstAt: number;
  steps: number[];
  kinds: number[];
}

/** Kinds of events, as the column `outline` has them; 0 for all others. */
const SNAPSHOT = 1;
const PAGE_CHANGED = 2;
const VISITOR_DID = 3;

/** What the visitor does within so many milliseconds is one stretch: shorter than any pause that a player skips. */
const TOGETHER_MS = 1_000;

/** Some clocks say the year 9999: what lies two days from the middle of a batch is no time of it. Milliseconds. */
const SANE_MS = 2 * 86_400_000;

/**
 * What a batch holds, worked out of its outline. Here and not in the query: that cost the engine longer to plan than to run, with each look at a
 * session that is followed.
 */
export function partOf({ tab, seq, events, bytes, told, firstAt, steps, kinds }: Outlined): RecordingPart {
  let at = firstAt;
  const times = steps.map((step) => {
    at += step;
    return at;
  });
  const [from, until] = spanOf(times);
  const isSane = (time: number): boolean => time > 0 && time >= from && time <= until;
  const first = kinds.indexOf(SNAPSHOT);
  // By their time: the oldest recorders wrote changes before the snapshot that they come after.
  const isBefore = (kind: number, index: number): boolean =>
    (kind === PAGE_CHANGED || kind === VISITOR_DID) &&
    (first < 0 || (index < first && (times[index] ?? 0) < (times[first] ?? 0)));
  return {
    ...{ tab, seq, events, bytes, from, until },
    snapshots: times.filter((_, index) => kinds[index] === SNAPSHOT),
    before: kinds.filter(isBefore).length,
    acts: stretchesOf(times.filter((time, index) => kinds[index] === VISITOR_DID && isSane(time))),
    told,
  };
}

/** First and last time of a batch; 0 where it has none. */
function spanOf(times: readonly number[]): [from: number, until: number] {
  const known = times.filter((time) => time > 0).sort((a, b) => a - b);
  const middle = known[Math.floor((known.length + 1) / 2) - 1] ?? 0;
  const sane = known.filter((time) => Math.abs(time - middle) < SANE_MS);
  return [sane[0] ?? 0, sane.at(-1) ?? 0];
}

function stretchesOf(times: number[]): RecordingPart['acts'] {
  const stretches: RecordingPart['acts'] = [];
  for (const time of times.sort((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last === undefined || time - last[1] > TOGETHER_MS) stretches.push([time, time, 1]);
    else {
      last[1] = time;
      last[2]++;
    }
  }
  return stretches;
}
