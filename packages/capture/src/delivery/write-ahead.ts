import { encode } from '../host/bytes.ts';
import { type Batch, number, textOf } from './batch.ts';
import type { Change, Shelf } from './shelf.ts';

/** What a crash may take: the age of the oldest event that is not written, in milliseconds. */
export const WRITE_EVERY_MS = 500;

/** While nobody is there a page only ticks: its events are worth less than a disk that sleeps. */
export const WRITE_IDLE_MS = 5_000;

/**
 * Keeps on the device what was not delivered, so that the next visit can send it under the same number. A batch is exactly its
 * parts: whoever reads it after a crash sends what was written of it, and what was delivered is removed. Nothing waits for a write.
 */
export interface WriteAhead {
  /** False where a page that goes can keep nothing: the browser forbids it, the disk is full, or it is too slow to be open by now. */
  readonly holds: boolean;
  /** Writes what `batches` have that is not written, in one transaction; numbers them. */
  write(batches: readonly Batch[]): void;
  /** Another number, or none, has its events now, or the collector does. */
  remove(batch: Batch): void;
  /** The page goes. Writing opens it again. */
  close(): void;
}

export function createWriteAhead(shelf: Shelf | undefined, release: string): WriteAhead {
  let holds = shelf !== undefined;

  function change(changes: Change[]): void {
    if (!shelf || !changes.length) return;
    void shelf.change(changes).then((done) => {
      holds &&= done;
    });
  }

  return {
    get holds() {
      return holds && shelf?.isOpen === true;
    },
    write(batches) {
      if (holds) change(batches.flatMap((batch) => changesFor(batch, release)));
    },
    remove(batch) {
      if (!batch.parts) return;
      change([{ remove: keyOf(batch) }]);
      batch.written = batch.parts = 0;
    },
    close: () => shelf?.close(),
  };
}

function keyOf(batch: Batch): [string, string, number] {
  return [batch.stream.session, batch.tab, number(batch)];
}

/** The next part of a batch; all of it anew, and small, once it is packed. */
function changesFor(batch: Batch, release: string): Change[] {
  const { events, written, packed, stream, page, assets } = batch;
  if (written === events && !(packed && batch.loose)) return [];
  number(batch);
  batch.loose = !packed;
  const data = packed ?? textOf(batch.lines.slice(written));
  const isFresh = !batch.loose || !written;
  batch.parts = isFresh ? 1 : batch.parts + 1;
  batch.written = events;
  const key = keyOf(batch);
  const { secret, dropped, faults } = stream;
  const envelope = { secret, page, release, dropped, faults, assets };
  const put: Change = {
    put: [...key, batch.parts - 1],
    part: { ...envelope, events: data, at: batch.until, size: data.length },
  };
  return isFresh ? [{ remove: key }, put] : [put];
}

/** The events of a batch from its parts, as they travel. */
export function joinParts(events: readonly (string | Uint8Array)[]): Uint8Array {
  const [first] = events;
  return first instanceof Uint8Array ? first : encode(events.join('\n'));
}
