import type { WireErrorName } from '@falter/wire';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Swept } from './retention.ts';

/** How a batch ended. The counts add up to all that arrived. */
export type Outcome = 'new' | 'duplicate' | 'declined' | 'failed' | WireErrorName;

/** What the collector counts, for GET /metrics and for the health page. */
export interface Metrics {
  batch(outcome: Outcome): void;
  stored(events: number, bytes: number): void;
  insert(seconds: number, batches: number): void;
  swept(swept: Swept): void;
  /** Prometheus text format. */
  text(): Promise<string>;
  contentType: string;
}

/** Fresh counters, all at zero: one set a collector. */
export function createMetrics(): Metrics {
  const registers = [new Registry()];
  const registry = registers[0] as Registry;
  collectDefaultMetrics({ register: registry });
  const batches = new Counter({
    name: 'falter_batches_total',
    help: 'Batches by how they ended: new, duplicate, declined (nobody wants it kept), failed (a fault of ours) or the name of the refusal.',
    labelNames: ['outcome'],
    registers,
  });
  const events = new Counter({ name: 'falter_events_total', help: 'Events stored.', registers });
  const bytes = new Counter({ name: 'falter_event_bytes_total', help: 'Inflated bytes stored.', registers });
  const seconds = new Histogram({
    name: 'falter_insert_seconds',
    help: 'Duration of inserts into the store.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const group = new Histogram({
    name: 'falter_insert_batches',
    help: 'Batches that went into one insert.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers,
  });
  const sweptBytes = new Counter({
    name: 'falter_retention_bytes_total',
    help: 'Inflated bytes of recordings that were deleted because their time was over.',
    registers,
  });
  const sweptBatches = new Counter({
    name: 'falter_retention_batches_total',
    help: 'Batches that were deleted because their time was over.',
    registers,
  });
  const sweptDays = new Counter({
    name: 'falter_retention_days_total',
    help: 'Days whose recordings were dropped as a whole.',
    registers,
  });
  return {
    batch: (outcome) => batches.inc({ outcome }),
    stored: (eventCount, byteCount) => {
      events.inc(eventCount);
      bytes.inc(byteCount);
    },
    insert: (took, count) => {
      seconds.observe(took);
      group.observe(count);
    },
    swept: ({ whole, batches: batchCount, bytes: byteCount }) => {
      sweptBytes.inc(byteCount);
      sweptBatches.inc(batchCount);
      if (whole) sweptDays.inc();
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
