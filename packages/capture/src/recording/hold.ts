import { EVENT_TYPE } from '@falter/wire';
import type { Line } from '../delivery/batch.ts';

/** Lines that are held in memory: from one full snapshot to the next is a segment, and the last two are kept. */
export interface Hold {
  add(line: Line): void;
  /** Gives everything, and whether something older was let go. */
  take(): { lines: Line[]; isCut: boolean };
}

/** With the last two there is always at least one whole segment behind the moment that matters. */
const SEGMENTS = 2;

/** UTF-16 units of changes in one segment: some minutes of a busy page, seconds of a storm. */
export const SEGMENT_MAX_CHARS: number = 2 * 1024 * 1024;

/** `onFull`: a segment has grown too long; the next full snapshot lets the oldest go. */
export function createHold(onFull: () => void): Hold {
  let segments: Line[][] = [];
  let isCut = false;
  let grown = 0;

  return {
    add(line) {
      // rrweb describes the page before each full snapshot of it.
      if (line.type === EVENT_TYPE.meta || !segments.length) {
        segments.push([]);
        grown = 0;
        if (segments.length > SEGMENTS) {
          segments.shift();
          isCut = true;
        }
      }
      segments.at(-1)?.push(line);
      if (line.type === EVENT_TYPE.fullSnapshot) return;
      grown += line.text.length;
      if (grown <= SEGMENT_MAX_CHARS) return;
      grown = 0;
      onFull();
    },
    take() {
      const all = { lines: segments.flat(), isCut };
      segments = [];
      isCut = false;
      return all;
    },
  };
}
