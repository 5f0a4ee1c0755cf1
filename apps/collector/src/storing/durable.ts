import type { Client } from '@falter/store';
import type { Log } from '../complaints.ts';
import type { Metrics } from '../counting/metrics.ts';
import type { Eraser } from '../erasure/eraser.ts';
import type { Tombstones } from '../erasure/tombstones.ts';
import { Drain } from '../spool/drain.ts';
import type { OpenSpool } from '../spool/open-spool.ts';
import { SessionOrigins } from '../taking/session-origins.ts';
import { BatchWriter } from './batch-writer.ts';
import { Quarantine } from './quarantine.ts';
import type { StoreHealth } from './store-health.ts';

interface DurableParts {
  store: Client;
  health: StoreHealth;
  metrics: Metrics;
  opened: OpenSpool | undefined;
  alone: boolean;
  tombstones: Tombstones;
  eraser: Eraser;
  log: Log;
}

/** What makes batches durable, put together: the writer, the spool that it turns to, and the drain that empties it. */
export interface Durable {
  writer: BatchWriter;
  sessions: SessionOrigins;
  quarantine: Quarantine;
  /** Whether batches can wait for the store. */
  patient: boolean;
  /** Resolves when everything taken in is on the disk. What waits in the spool waits for the next process. */
  stop(): Promise<void>;
}

export function makeDurable(parts: DurableParts): Durable {
  const { store, health, metrics, opened, alone, tombstones, eraser, log } = parts;
  const spool = opened?.spool;
  const patient = spool !== undefined;
  const onSpooled = (batches: number) => {
    metrics.spooled(batches);
    drain?.wake();
  };
  const outlets = { observe: metrics.insert, onSpooled, onFailed: metrics.spoolFailed };
  const writer = new BatchWriter({ store, health, spool, ...outlets });
  const hear = metrics.drained;
  const drain = spool && new Drain({ spool, store, health, begun: writer.begun, tombstones, eraser, hear, log });
  return {
    writer,
    sessions: new SessionOrigins({ store, health, alone, patient }),
    quarantine: new Quarantine({ store, spool, hear: metrics.quarantined, onSpooled, log }),
    patient,
    stop: async () => {
      await writer.drain();
      await drain?.stop();
    },
  };
}
