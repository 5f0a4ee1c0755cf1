import { BATCH_MAX_EVENTS } from '@falter/wire';
import { append, type Batch, type Line, openBatch } from './batch.ts';

/** UTF-16 units (of what is packed: bytes) that may wait while the collector cannot be reached: an hour of a busy page. */
export const OUTBOX_MAX_CHARS: number = 5 * 1024 * 1024;

/** Shedding goes on to this share, so that a full outbox is not searched again at every event. */
const SHED_TO = 0.75;

/**
 * UTF-16 units after which a batch takes no more: a leaving page can still send some of this size when they are packed, and it can be
 * gzipped without a pause.
 */
export const BATCH_CHARS: number = 64 * 1024;

/** What waits behind others may grow to this, so that a slow network is not the end of a storm. */
const BATCH_MAX_CHARS: number = 1024 * 1024;

/** Batches that wait to be sent, in the order of their events; the last of them takes more. */
export interface Outbox {
  /** True when enough waits for a batch of its own: it should leave. */
  push(line: Line): boolean;
  /** The last batch takes no more: the next line begins another. */
  seal(): void;
  readonly batches: readonly Batch[];
  /** Removes the first. */
  shift(): void;
  /** Removes and gives all. */
  clear(): Batch[];
}

export interface OutboxEvents {
  /** There was no room for it. */
  onShed(batch: Batch): void;
  onSealed(batch: Batch): void;
}

/**
 * An outbox that holds at most about `maxChars`. When it is full the oldest batches are shed, those without a full snapshot first: a snapshot
 * stands for itself, what changed since does not.
 */
export function createOutbox({ onShed, onSealed }: OutboxEvents, maxChars: number = OUTBOX_MAX_CHARS): Outbox {
  let batches: Batch[] = [];

  function seal(): void {
    const last = batches.at(-1);
    if (!last || last.sealed) return;
    last.sealed = true;
    onSealed(last);
  }

  function shed(): void {
    let size = batches.reduce((sum, batch) => sum + sizeOf(batch), 0);
    if (size <= maxChars) return;
    for (const worth of [(batch: Batch) => batch.hasSnapshot, () => false]) {
      batches = batches.filter((batch, index) => {
        // What was sent may have arrived. The newest stays whatever its size: it may be the way back into the recording.
        const stays = size <= maxChars * SHED_TO || worth(batch) || batch.attempts > 0 || index === batches.length - 1;
        if (stays) return true;
        size -= sizeOf(batch);
        onShed(batch);
        return false;
      });
    }
  }

  return {
    push(line) {
      const last = batches.at(-1);
      // A batch that is full when others wait may grow on: fewer and larger ones catch up.
      const room = Math.min(BATCH_MAX_CHARS, BATCH_CHARS * 2 ** Math.max(0, batches.length - 1));
      const goesOn =
        last?.sealed === false &&
        last.stream === line.stream &&
        last.page === line.page &&
        last.events < BATCH_MAX_EVENTS &&
        last.chars < room &&
        last.chars + line.text.length <= BATCH_MAX_CHARS;
      if (goesOn) append(last, line);
      else {
        seal();
        batches.push(openBatch(line));
        shed();
      }
      return (batches.at(-1)?.chars ?? 0) >= BATCH_CHARS;
    },
    seal,
    get batches() {
      return batches;
    },
    shift() {
      batches = batches.slice(1);
    },
    clear() {
      const all = batches;
      batches = [];
      return all;
    },
  };
}

function sizeOf({ packed, chars }: Batch): number {
  return packed?.length ?? chars;
}
