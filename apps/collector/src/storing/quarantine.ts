import { type Client, quarantine, type StoredBatch } from '@falter/store';
import type { QuarantineReason } from '@falter/wire';
import type { Log } from '../complaints.ts';
import type { Spool } from '../spool/spool.ts';

/** Batches and inflated bytes that are kept apart in a minute: whoever sends contradictions must not fill the disk with them. */
const BATCHES_A_MINUTE = 60;
const BYTES_A_MINUTE: number = 16 * 1024 * 1024;
const MINUTE_MS = 60_000;

export interface QuarantineParts {
  store: Client;
  spool?: Spool | undefined;
  hear: (reason: QuarantineReason, kept: boolean) => void;
  onSpooled: (batches: number) => void;
  log: Log;
}

/** Keeps the second content of a batch apart, for an admin to look at: within bounds, and what is over is counted. */
export class Quarantine {
  readonly #parts: QuarantineParts;
  #minute = { began: Number.NEGATIVE_INFINITY, batches: 0, bytes: 0 };

  constructor(parts: QuarantineParts) {
    this.#parts = parts;
  }

  /** Resolves when it is kept, or is not. Never rejects: the page is refused in any case. */
  async keep(batch: StoredBatch, reason: QuarantineReason): Promise<void> {
    const { store, spool, hear, onSpooled, log } = this.#parts;
    if (!this.#hasRoom(batch.bytes)) return hear(reason, false);
    try {
      if (spool) {
        await spool.append([{ batch, quarantine: reason }]);
        onSpooled(1);
      } else await quarantine(store, [{ batch, reason }]);
      hear(reason, true);
    } catch (cause) {
      hear(reason, false);
      log('a batch that contradicts what is stored could not be kept apart', cause);
    }
  }

  #hasRoom(bytes: number): boolean {
    const now = performance.now();
    if (now - this.#minute.began > MINUTE_MS) this.#minute = { began: now, batches: 0, bytes: 0 };
    this.#minute.batches++;
    this.#minute.bytes += bytes;
    return this.#minute.batches <= BATCHES_A_MINUTE && this.#minute.bytes <= BYTES_A_MINUTE;
  }
}
