import type { LoadedSegments } from './loaded.ts';
import type { PartMap } from './part-map.ts';

/** Of what is read: its map, its segments, and up to when it can be played from a moment on. */
export interface Frames {
  map: PartMap;
  loaded: LoadedSegments;
  until(at: number): number;
}

/** Where the picture changes next, or changed before; undefined where nothing of that is here. */
export function nextFrame({ map, loaded, until }: Frames, at: number, direction: 1 | -1): number | undefined {
  const { segments } = map;
  const index = map.indexAt(at);
  const here = segments[index];
  // Only the moment itself is here so far.
  if (here !== undefined && loaded.get(here.id)?.events.length === 0) return undefined;
  const frames = loaded.in(segments).flatMap((one) => one.frames);
  if (direction > 0) {
    const next = frames.find((frame) => frame > at);
    const end = until(at);
    return next !== undefined && next <= end ? next : end === Number.POSITIVE_INFINITY ? undefined : end;
  }
  const before = frames.findLast((frame) => frame < at);
  if (here === undefined || (before !== undefined && before >= here.at)) return before;
  const previous = segments[index - 1];
  if (previous === undefined) return before;
  return loaded.get(previous.id)?.complete ? before : Math.max(previous.at, here.at - 1);
}
