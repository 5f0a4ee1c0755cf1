import { EVENT_TYPE } from '@falter/wire';
import type { Stream } from '../session/stream.ts';

/** One recorded event, as the text that travels, and whose it is. */
export interface Line {
  text: string;
  /** rrweb's event type. */
  type: number;
  stream: Stream;
  /** Id of the document (the envelope's `page`). */
  page: string;
}

/** UTF-16 units that may wait while the collector cannot be reached: some minutes of a busy page. */
export const QUEUE_MAX_CHARS: number = 5 * 1024 * 1024;

/** Shedding goes on to this share, so that a full queue is not searched again at every event. */
const SHED_TO = 0.75;

/** Events that wait to be sent, in the order they happened. */
export interface Queue {
  push(line: Line): void;
  /** Puts lines back to the front: their batch never left. */
  restore(lines: Line[]): void;
  /** The first lines that may share a batch: one stream, one page, at most `events` of them and about `chars` long. */
  take(events: number, chars: number): Line[];
  /** Everything. */
  drain(): Line[];
  readonly length: number;
  /** Events were shed since this was last asked: the recording has a hole that only a new snapshot closes. */
  takeOverflow(): boolean;
}

/**
 * A queue that holds at most `maxChars`. When it is full, the oldest incremental events go, counted in their stream's `dropped`:
 * what waits then are snapshots and what the snippet itself noted (errors, navigation), which stand for themselves.
 */
export function createQueue(maxChars: number = QUEUE_MAX_CHARS): Queue {
  let lines: Line[] = [];
  let chars = 0;
  let overflow = false;

  function cut(from: number, count: number): Line[] {
    const taken = lines.splice(from, count);
    for (const line of taken) chars -= line.text.length;
    return taken;
  }

  function shed(): void {
    const goal = maxChars * SHED_TO;
    const keep = (line: Line): boolean => line.type !== EVENT_TYPE.incremental;
    for (const worth of [keep, () => false]) {
      const kept: Line[] = [];
      const last = lines.length - 1;
      for (const [index, line] of lines.entries()) {
        // The newest stays whatever its size: a snapshot larger than the queue is still the way back into the recording.
        if (chars <= goal || worth(line) || index === last) {
          kept.push(line);
          continue;
        }
        chars -= line.text.length;
        line.stream.dropped++;
      }
      lines = kept;
    }
    overflow = true;
  }

  return {
    push(line) {
      lines.push(line);
      chars += line.text.length;
      if (chars > maxChars && lines.length > 1) shed();
    },
    restore(back) {
      lines = [...back, ...lines];
      for (const line of back) chars += line.text.length;
    },
    take(events, maxTake) {
      return cut(0, countTogether(lines, events, maxTake));
    },
    drain: () => cut(0, lines.length),
    get length() {
      return lines.length;
    },
    takeOverflow() {
      const had = overflow;
      overflow = false;
      return had;
    },
  };
}

function countTogether(lines: readonly Line[], events: number, maxChars: number): number {
  const first = lines[0];
  let chars = 0;
  let count = 0;
  for (const line of lines) {
    chars += line.text.length + 1;
    const together = line.stream === first?.stream && line.page === first.page;
    if (!together || count === events || (count > 0 && chars > maxChars)) break;
    count++;
  }
  return count;
}
