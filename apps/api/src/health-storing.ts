import {
  type Client,
  type Disk,
  findOldestRecording,
  listDisks,
  readDamage,
  readInsertLatency,
  readKeptSize,
  StoreError,
} from '@falter/store';
import type { HealthPart, StoringFacts } from '@falter/wire';
import type { DiskGuardSight } from './health-keeping.ts';
import { counted, HOUR_MS, iso, part, type Verdict } from './health-part.ts';

const GIB: number = 1024 ** 3;

/** Room under which inserts are about to fail: merges need some, and the engine stops at none. */
const FULL_BYTES = GIB;

/** Room under which it is time to do something: on a small disk by its share, on a large one a share would cry wolf. */
const TIGHT_BYTES: number = 5 * GIB;
const TIGHT_SHARE = 0.1;
const ROOMY_BYTES: number = 50 * GIB;

/** Milliseconds from the first byte to the disk, of all batches of an hour: usual are tens. */
const SLOW_MS = 2_000;

/** Whether the store takes what comes and has room for it. Never rejects: a store that is away is what it tells. */
export async function judgeStoring(
  store: Client,
  guard: DiskGuardSight | undefined,
  now: number,
): Promise<HealthPart<StoringFacts>> {
  const [damage, latency, disks, kept, oldest] = await Promise.all([
    attempt(readDamage(store)),
    attempt(readInsertLatency(store, now - HOUR_MS)),
    attempt(listDisks(store)),
    attempt(readKeptSize(store)),
    attempt(findOldestRecording(store)),
  ]);
  const { batches = 0, tookMs = 0, slowestMs = 0 } = latency.value ?? {};
  const disk = disks.value?.[0];
  const facts: StoringFacts = {
    meanInsertMs: batches > 0 ? Math.round(tookMs / batches) : null,
    slowestInsertMs: batches > 0 ? slowestMs : null,
    damagedParts: damage.value?.parts ?? null,
    freeBytes: disk?.freeBytes ?? null,
    totalBytes: disk?.totalBytes ?? null,
    keptBytes: kept.value?.bytes ?? null,
    keptBatches: kept.value?.batches ?? null,
    oldestRecordingAt: oldest.value === undefined ? null : iso(oldest.value),
  };
  // The engine's own table, which every user may read: whoever does not answer this, does not answer.
  const away = [latency, oldest].some(({ unavailable }) => unavailable);
  const verdict = judgeGuard(guard) ?? judge(facts, disk, damage.value?.lostRows ?? 0);
  return part(away ? AWAY : verdict, facts);
}

interface Attempt<T> {
  value: T | undefined;
  /** Nobody answered; false where the engine refused. */
  unavailable: boolean;
}

async function attempt<T>(asked: Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await asked, unavailable: false };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { value: undefined, unavailable: error.code === 'unavailable' };
  }
}

const AWAY: Verdict = {
  state: 'failing',
  cause:
    'The store does not answer: nothing can be stored. Pages keep what they recorded for a while and send it again.',
  todo: 'Look into the log of ClickHouse (logs/ in the data directory, or that of your own server) and start it again.',
};

const ROOM =
  'Give it a larger disk or more of it (FALTER_DISK_BUDGET), or keep recordings for fewer days: Settings, Project.';

/** Where the guard makes room there is one thing to say, whatever the disk itself looks like meanwhile. */
function judgeGuard(guard: DiskGuardSight | undefined): Verdict | undefined {
  if (guard === undefined || !guard.active) return undefined;
  if (guard.nothingLeft) {
    const cause =
      'There is no room left, and nothing that may be dropped for it: recordings of today are never dropped.';
    return { state: 'failing', cause, todo: ROOM };
  }
  const cause = 'There is no room for all recordings: the oldest days are dropped, those with findings last.';
  return { state: 'warning', cause, todo: ROOM };
}

function judge(facts: StoringFacts, disk: Disk | undefined, lostRows: number): Verdict {
  const { damagedParts, freeBytes, meanInsertMs } = facts;
  if (freeBytes !== null && freeBytes < FULL_BYTES) {
    const todo = 'Make room on it, or keep recordings for fewer days: Settings, Project.';
    return { state: 'failing', cause: `The disk is full but for ${gigabytes(freeBytes)}.`, todo };
  }
  if (damagedParts !== null && damagedParts > 0) {
    const cause = `The engine put ${counted(damagedParts, 'damaged part', 'damaged parts')} of its tables aside, with about ${counted(lostRows, 'row', 'rows')}: what is in them is not shown.`;
    return { state: 'failing', cause, todo: 'Check the disk, then restore the data directory from a backup.' };
  }
  if (disk && isTight(disk)) {
    const todo = 'Make room soon, or keep recordings for fewer days: Settings, Project.';
    const cause = `${gigabytes(disk.freeBytes)} of ${gigabytes(disk.totalBytes)} are free on the disk.`;
    return { state: 'warning', cause, todo };
  }
  if (meanInsertMs !== null && meanInsertMs > SLOW_MS) {
    const cause = `A batch takes ${(meanInsertMs / 1000).toFixed(1)} s to the disk, on average over the last hour.`;
    return { state: 'warning', cause, todo: 'See what else the disk is busy with; a faster one helps.' };
  }
  if (!disk || damagedParts === null) {
    const table = disk ? 'system.detached_parts' : 'system.disks';
    const what = disk ? 'whether parts of it are damaged' : 'how much room is left';
    const cause = `The store answers, but ${what} is not known: this ClickHouse does not let Falter read ${table}.`;
    return { state: 'unknown', cause, todo: `GRANT SELECT ON ${table} to the user of CLICKHOUSE_URL.` };
  }
  return { state: 'ok', cause: `What comes is stored; ${gigabytes(disk.freeBytes)} are free on the disk.` };
}

function isTight({ freeBytes, totalBytes }: Disk): boolean {
  return freeBytes < TIGHT_BYTES || (freeBytes < ROOMY_BYTES && freeBytes / totalBytes < TIGHT_SHARE);
}

/** `8.2 GB`, in units of 10^9 as disks are sold. */
function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`;
}
