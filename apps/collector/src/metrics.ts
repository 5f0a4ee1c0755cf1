import type { WireErrorName } from '@falter/wire';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** How a batch ended. The counts add up to all that arrived. */
export type Outcome = 'new' | 'duplicate' | 'failed' | WireErrorName;

/** What the collector counts, for GET /metrics and for the health page. */
export interface Metrics {
  batch(outcome: Outcome): void;
  stored(events: number, bytes: number): void;
  insert(seconds: number, batches: number): void;
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
    help: 'Batches by how they ended: new, duplicate, failed (a fault of ours) or the name of the refusal.',
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
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
