import { type Client, countParts, type Damage, type DetectorBeat, findDetectorBeat, readDamage } from '@falter/store';
import type { Eraser } from '../erasure/eraser.ts';
import type { GuardState } from '../keeping/disk-guard.ts';
import { soon } from '../taking/capacity.ts';
import type { Metrics } from './metrics.ts';

/** Milliseconds in which the store must answer: somebody scrapes, and a store that hangs must not hold that up. */
const WITHIN_MS = 2_000;

/** Milliseconds for which an answer counts: several gauges are read from one. */
const FRESH_MS = 2_000;

/** What is known of the store, asked for at most every two seconds however many want to know. */
export interface StoreFacts {
  damage(): Promise<Damage>;
  parts(): Promise<ReadonlyMap<string, number>>;
  beat(): Promise<DetectorBeat | undefined>;
}

export function storeFacts(store: Client): StoreFacts {
  return {
    damage: fresh(() => readDamage(store)),
    parts: fresh(async () => new Map((await countParts(store)).map(({ table, parts }) => [table, parts]))),
    beat: fresh(() => findDetectorBeat(store)),
  };
}

function fresh<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (!answer || performance.now() - askedAt > FRESH_MS) {
      askedAt = performance.now();
      answer = soon(ask(), WITHIN_MS);
      answer.catch(() => {});
    }
    return answer;
  };
}

interface Watched {
  facts: StoreFacts;
  eraser: Eraser;
  guard: GuardState;
}

/** Gauges of what is stored: damage, parts, room, what is being erased, and whether the detector lives. */
export function watchStore(metrics: Metrics, { facts, eraser, guard }: Watched): void {
  const watch = (name: string, help: string, read: () => Promise<number | undefined>) =>
    metrics.watch({ name: `falter_${name}`, help, read });
  watch('detached_parts', 'Damaged parts that the engine put aside.', async () => (await facts.damage()).parts);
  watch('lost_rows', 'About how many rows lie in damaged parts.', async () => (await facts.damage()).lostRows);
  const help = 'Parts of each table: inserts slow down at 1,000 in a partition and are refused at 3,000.';
  metrics.watch({ name: 'falter_active_parts', help, label: 'table', read: facts.parts });
  watch('detector_silent_seconds', "Since the detector's last sign of life.", async () => {
    const beat = await facts.beat();
    return beat && beat.ageMs / 1000;
  });
  watch('disk_free_bytes', "Free bytes on the engine's disk.", async () => guard.freeBytes);
  watch('recording_bytes', 'Bytes of recordings on the disk.', async () => guard.recordingBytes);
  watch('disk_guard_active', '1 while recordings are dropped to make room.', async () => Number(guard.active));
  watch('disk_guard_nothing_left', '1 when there is no room and nothing left to drop.', async () =>
    Number(guard.nothingLeft),
  );
  watch(
    'disk_guard_dropped_batches',
    'Batches dropped to make room since the start.',
    async () => guard.droppedBatches,
  );
  watch(
    'erasures_pending',
    'Erasures that are hidden and not yet gone from the disk.',
    async () => eraser.pending().count,
  );
  watch('erasure_oldest_seconds', 'Since the oldest of them was asked for, 0 when there is none.', async () => {
    const { oldestAskedAt } = eraser.pending();
    return oldestAskedAt === undefined ? 0 : Math.max(0, (Date.now() - oldestAskedAt) / 1000);
  });
}
