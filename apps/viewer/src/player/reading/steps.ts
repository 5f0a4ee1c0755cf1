import type { LoadedSegments } from './loaded.ts';
import type { PartMap, Segment } from './part-map.ts';

/** How far ahead of the playhead has to be here before a halt ends, at real time. Milliseconds. */
export const ENOUGH_MS = 2_000;

/** Inflated bytes that are asked for at once where nobody waits for them. */
const RANGE_BYTES = 1_048_576;

/** The same where somebody waits for the frame: what that needs may be more. */
const FIRST_BYTES = 262_144;

/** The next range to read: `begin` names the segment that a new run begins with. */
export interface Step {
  fromSeq: number;
  toSeq: number;
  begin: Segment | undefined;
  /** The moment in it that somebody waits for. */
  moment: number | undefined;
}

/** Where the playhead is and up to when is wanted, ms since the session's start; up to which part the run has read, where there is one. */
interface Wish {
  at: number;
  until: number;
  runTo: number | undefined;
}

/** What to read next: first what the playhead stands in, then what lies ahead of it. Undefined: enough is here. */
export function nextStep(map: PartMap, loaded: LoadedSegments, wish: Wish): Step | undefined {
  const here = map.indexAt(wish.at);
  for (const [index, segment] of map.segments.entries()) {
    if (here < 0 || (index > here && segment.at > wish.until)) return undefined;
    const known = loaded.get(segment.id);
    if (index < here || known?.complete) continue;
    if (known === undefined || wish.runTo === undefined)
      return beginning(map, segment, index === here ? wish.at : undefined);
    const until = map.readUntil(known.readTo);
    return until > Math.max(wish.at, wish.until) ? undefined : goingOn(map, segment, wish);
  }
  return undefined;
}

/** @param waitedFor the moment that somebody waits for, if it is in this segment. */
function beginning(map: PartMap, segment: Segment, waitedFor: number | undefined): Step {
  // rrweb writes the size of the window right before the snapshot: it may be the last of the part before.
  const fromSeq = map.neighbour(segment.fromSeq, -1)?.seq ?? segment.fromSeq;
  const range = { fromSeq, begin: segment, moment: waitedFor };
  if (waitedFor === undefined) return { ...range, toSeq: filled(map, segment, RANGE_BYTES) };
  const needed = map.partAt(waitedFor + ENOUGH_MS, segment);
  return { ...range, toSeq: Math.max(needed, filled(map, segment, FIRST_BYTES)) };
}

function goingOn(map: PartMap, { toSeq }: Segment, { at, runTo = -1 }: Wish): Step | undefined {
  const next = map.neighbour(runTo, 1);
  if (next === undefined) return undefined;
  const rest = { fromSeq: next.seq, toSeq };
  const isWaitedFor = map.readUntil(runTo) <= at;
  const needed = isWaitedFor ? map.partAt(at + ENOUGH_MS, rest) : next.seq;
  const most = filled(map, rest, isWaitedFor ? FIRST_BYTES : RANGE_BYTES);
  const moment = isWaitedFor ? at : undefined;
  return { fromSeq: next.seq, toSeq: Math.max(needed, most), begin: undefined, moment };
}

/** The last part up to `toSeq` with which a range is not too large; one part in any case. */
function filled(map: PartMap, { fromSeq, toSeq }: { fromSeq: number; toSeq: number }, most: number): number {
  let bytes = 0;
  let last = fromSeq;
  for (const part of map.parts) {
    if (part.seq < fromSeq || part.seq > toSeq) continue;
    bytes += part.bytes;
    if (bytes > most && part.seq > fromSeq) return last;
    last = part.seq;
  }
  return last;
}
