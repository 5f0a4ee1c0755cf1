import type { QuarantineReason, RedactionClass, WireErrorName } from '@falter/wire';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Swept } from '../keeping/retention.ts';
import type { Drained } from '../spool/drain.ts';
import type { SpoolErrorCode } from '../spool/errors.ts';
import type { Depth } from '../spool/spool.ts';

/** How a batch ended. The counts add up to all that arrived. */
export type Outcome = 'new' | 'duplicate' | 'declined' | 'failed' | WireErrorName;

/** How the spool is right now. */
export interface SpoolState extends Depth {
  /** Whether batches go to the spool and not to the store. */
  away: boolean;
  heldBytes: number;
}

const NO_SPOOL: SpoolState = { records: 0, bytes: 0, oldestAt: undefined, away: false, heldBytes: 0 };

/** What the collector counts, for GET /metrics and for the health page. */
export interface Metrics {
  batch(outcome: Outcome): void;
  stored(events: number, bytes: number): void;
  /** What the second net for privacy took out. */
  redacted(what: RedactionClass, count: number): void;
  /** Events that were left out of batches that were stored. */
  rejected(events: number): void;
  /** An asset that came, by how it was answered, and the bytes of one that is new, before compression. */
  asset(outcome: Outcome, bytes?: number): void;
  /** Assets that the answer to a batch asked for. */
  assetsAsked(count: number): void;
  /** Assets that no recording named any more. */
  assetsSwept(count: number): void;
  insert(seconds: number, batches: number): void;
  swept(swept: Swept): void;
  /** So many batches went to the spool, or did not. */
  spooled(batches: number): void;
  spoolFailed(code: SpoolErrorCode): void;
  drained(outcome: Drained, batches: number): void;
  quarantined(reason: QuarantineReason, kept: boolean): void;
  /** A sweep was done, or failed. */
  retention(outcome: 'done' | 'failed'): void;
  /** Adds a gauge that is read whenever somebody asks: a number, or one by label. What cannot be read then is left out. */
  watch(gauge: WatchedGauge): void;
  /** Prometheus text format. */
  text(): Promise<string>;
  contentType: string;
}

/** A gauge whose value is asked for. */
export interface WatchedGauge {
  name: string;
  help: string;
  /** Name of the label, where there are several values. */
  label?: string;
  read: () => Promise<number | ReadonlyMap<string, number> | undefined>;
}

/** Fresh counters, all at zero: one set a collector. `state` is asked whenever somebody reads them. */
export function createMetrics(state: () => SpoolState = () => NO_SPOOL): Metrics {
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
  const redacted = new Counter({
    name: 'falter_redactions_total',
    help: 'What was taken out of batches before they were stored, by class: address, email, card, token.',
    labelNames: ['class'],
    registers,
  });
  const rejected = new Counter({
    name: 'falter_rejected_events_total',
    help: 'Events of no known type, left out of batches that were stored.',
    registers,
  });
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
  const sweeps = new Counter({
    name: 'falter_retention_runs_total',
    help: 'Sweeps of what is too old, by how they ended: done or failed.',
    labelNames: ['outcome'],
    registers,
  });
  // What is counted for each batch is looked up by its name alone: with labels it costs as much as hashing the batch.
  const byOutcome = new Map<Outcome, ReturnType<typeof batches.labels>>();
  const ofOutcome = (outcome: Outcome) => {
    const known = byOutcome.get(outcome) ?? batches.labels({ outcome });
    byOutcome.set(outcome, known);
    return known;
  };
  const assets = assetMetrics(registers);
  const { spooled, spoolFailed, drained, quarantined } = spoolMetrics(registers, state);
  return {
    spooled: (count) => spooled.inc(count),
    spoolFailed: (code) => spoolFailed.inc({ code }),
    drained: (outcome, count) => drained.inc({ outcome }, count),
    quarantined: (reason, kept) => quarantined.inc({ reason, kept: kept ? 'yes' : 'no' }),
    asset: (outcome, byteCount = 0) => {
      assets.came.inc({ outcome });
      if (outcome === 'new') assets.bytes.inc(byteCount);
    },
    assetsAsked: (count) => assets.asked.inc(count),
    assetsSwept: (count) => assets.swept.inc(count),
    batch: (outcome) => ofOutcome(outcome).inc(),
    stored: (eventCount, byteCount) => {
      events.inc(eventCount);
      bytes.inc(byteCount);
    },
    redacted: (what, count) => redacted.inc({ class: what }, count),
    rejected: (count) => rejected.inc(count),
    insert: (took, count) => {
      seconds.observe(took);
      group.observe(count);
    },
    swept: ({ whole, batches: batchCount, bytes: byteCount }) => {
      sweptBytes.inc(byteCount);
      sweptBatches.inc(batchCount);
      if (whole) sweptDays.inc();
    },
    retention: (outcome) => sweeps.inc({ outcome }),
    watch: (gauge) => void watched(registers, gauge),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function watched(registers: Registry[], { name, help, label, read }: WatchedGauge): Gauge {
  return new Gauge({
    name,
    help,
    registers,
    labelNames: label === undefined ? [] : [label],
    async collect() {
      this.reset();
      const value = await read().catch(() => undefined);
      if (typeof value === 'number') this.set(value);
      else if (value) for (const [each, count] of value) this.set({ [label ?? '']: each }, count);
      // Absent and not 0, which would say that all is well.
      else if (label === undefined) this.remove();
    },
  });
}

function assetMetrics(registers: Registry[]) {
  return {
    came: new Counter({
      name: 'falter_assets_total',
      help: 'Style sheets, pictures and fonts that came, by how they ended: new, duplicate, declined, failed or the name of the refusal.',
      labelNames: ['outcome'],
      registers,
    }),
    bytes: new Counter({
      name: 'falter_asset_bytes_total',
      help: 'Bytes of new assets, before compression.',
      registers,
    }),
    asked: new Counter({
      name: 'falter_assets_asked_total',
      help: 'Assets that pages were asked for. Those that never came are gaps until another visitor is asked.',
      registers,
    }),
    swept: new Counter({
      name: 'falter_assets_swept_total',
      help: 'Assets that were deleted because no recording names them any more.',
      registers,
    }),
  };
}

function spoolMetrics(registers: Registry[], state: () => SpoolState) {
  const gauge = (name: string, help: string, read: (now: SpoolState) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read(state()));
      },
    });
  gauge('falter_spool_records', 'Batches that wait in the spool for the store.', ({ records }) => records);
  gauge('falter_spool_bytes', 'Bytes that the spool has on the disk.', ({ bytes }) => bytes);
  gauge('falter_spool_oldest_seconds', 'Age of the oldest batch that waits, 0 when none does.', ({ oldestAt }) =>
    oldestAt === undefined ? 0 : Math.max(0, (Date.now() - oldestAt) / 1000),
  );
  gauge('falter_store_away', '1 while batches go to the spool since the store is away or slow.', ({ away }) =>
    Number(away),
  );
  gauge('falter_held_bytes', 'Bytes of batches that are being taken in.', ({ heldBytes }) => heldBytes);
  return {
    spooled: new Counter({
      name: 'falter_spooled_batches_total',
      help: 'Batches that were acknowledged from the spool. Each ends in falter_drained_batches_total.',
      registers,
    }),
    spoolFailed: new Counter({
      name: 'falter_spool_failures_total',
      help: 'Appends that the spool refused: full (cap or disk) or failed (the disk did not take it).',
      labelNames: ['code'],
      registers,
    }),
    drained: new Counter({
      name: 'falter_drained_batches_total',
      help: 'Spooled batches by how they ended: stored, duplicate, quarantined, damaged (on the disk), refused (by the store, for ever) or erased.',
      labelNames: ['outcome'],
      registers,
    }),
    quarantined: new Counter({
      name: 'falter_quarantined_batches_total',
      help: 'Batches that contradict what is stored, and whether they were kept for somebody to look at.',
      labelNames: ['reason', 'kept'],
      registers,
    }),
  };
}
