import {
  type Client,
  type DayOnDisk,
  dropDay,
  keepFlagged,
  listDaysOnDisk,
  listDisks,
  listRecordingsOfDay,
  partition,
  writeAudit,
} from '@falter/store';
import type { Log } from '../complaints.ts';
import type { ReserveFile } from './reserve-file.ts';

const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 60_000;
const GIB: number = 1024 ** 3;

/** How much recordings may take, and how much of the disk stays free. */
export interface DiskLimits {
  /** Bytes of recordings on the disk; undefined: as many as fit. */
  budgetBytes?: number | undefined;
  /** Bytes that stay free on the engine's disk. */
  freeBytes?: number | undefined;
}

/** The engine stops writing when nothing is free, and needs some room to merge. */
export const FREE_BYTES: number = GIB;

/** Once it drops, it drops on until there is so much more room: not one day a minute. */
const EASE = 1.1;

/** What the guard sees and did, for health, readiness and metrics. */
export interface GuardState {
  /** It is dropping recordings, because there is no room for all. */
  active: boolean;
  /** There is nothing left that may be dropped, and still no room. */
  nothingLeft: boolean;
  freeBytes: number | undefined;
  recordingBytes: number;
  budgetBytes: number | undefined;
  /** What is to stay free. */
  keepsFreeBytes: number;
  /** Since this process began. */
  droppedDays: number;
  droppedBatches: number;
}

export interface DiskGuardOptions {
  store: Client;
  limits?: DiskLimits;
  reserve?: ReserveFile | undefined;
  log: Log;
  /** The engine's free bytes; asked of the engine where not given. */
  readFree?: () => Promise<number | undefined>;
}

/**
 * Makes room when recordings take more than they may, or the disk is nearly full: drops whole days, oldest first, keeping those with
 * findings as long as there is any day without. Never silently: each day that goes stands in the audit log. Today is never dropped.
 */
export class DiskGuard {
  readonly state: GuardState;
  readonly #options: DiskGuardOptions;
  readonly #limits: { budgetBytes: number; freeBytes: number };

  constructor(options: DiskGuardOptions) {
    this.#options = options;
    const { budgetBytes = Number.POSITIVE_INFINITY, freeBytes = FREE_BYTES } = options.limits ?? {};
    this.#limits = { budgetBytes, freeBytes };
    const seen = { freeBytes: undefined, recordingBytes: 0, budgetBytes: options.limits?.budgetBytes };
    const keepsFreeBytes = freeBytes;
    this.state = { active: false, nothingLeft: false, ...seen, keepsFreeBytes, droppedDays: 0, droppedBatches: 0 };
  }

  /** One look, and all the days that have to go. `now` in epoch milliseconds. @throws StoreError */
  async look(now: number): Promise<void> {
    const { reserve } = this.#options;
    let days = await this.#see();
    if (!this.#lacks(1)) {
      await reserve?.take();
      return this.#rest();
    }
    this.state.active = true;
    await reserve?.release();
    const today = Math.floor(now / DAY_MS);
    while (this.#lacks(EASE)) {
      const next = oldest(days, today);
      this.state.nothingLeft = next === undefined;
      if (!next) return;
      await this.#drop(next);
      days = await this.#see();
    }
    this.#rest();
  }

  #rest(): void {
    this.state.active = false;
    this.state.nothingLeft = false;
  }

  async #see(): Promise<DayOnDisk[]> {
    const { store, readFree = () => freeOf(store) } = this.#options;
    const [days, free] = await Promise.all([listDaysOnDisk(store), readFree()]);
    this.state.recordingBytes = days.reduce((sum, { bytes }) => sum + bytes, 0);
    this.state.freeBytes = free;
    return days;
  }

  /** Whether there is less room than there has to be; `ease` above 1 asks for more than that. */
  #lacks(ease: number): boolean {
    const { freeBytes = Number.POSITIVE_INFINITY, recordingBytes } = this.state;
    return recordingBytes * ease > this.#limits.budgetBytes || freeBytes < this.#limits.freeBytes * ease;
  }

  async #drop({ table, day, batches }: DayOnDisk): Promise<void> {
    const { store } = this.#options;
    const why = this.#why();
    let kept = 0;
    if (table === 'batches') {
      for (const part of await listRecordingsOfDay(store, day)) kept += await keepFlagged(store, part);
    }
    await dropDay(store, day, table);
    this.state.droppedDays++;
    this.state.droppedBatches += batches - kept;
    const what = table === 'kept' ? `${partition(day)}, with findings` : partition(day);
    const entry = { project: '', kind: 'dropped-recordings', whoKind: 'falter', who: '', subject: what } as const;
    await writeAudit(store, { ...entry, why, count: batches - kept });
    this.#options.log(`${why} Recordings of ${what} were dropped`, undefined);
  }

  #why(): string {
    const { freeBytes = Number.POSITIVE_INFINITY, recordingBytes } = this.state;
    if (freeBytes < this.#limits.freeBytes * EASE) return `The disk has ${gigabytes(freeBytes)} left.`;
    return `Recordings take ${gigabytes(recordingBytes)} of ${gigabytes(this.#limits.budgetBytes)}.`;
  }

  /** Looks every minute until `stop`. What fails is told, and tried again. */
  start(): { stop: () => void } {
    let looking = false;
    let stopped = false;
    const look = async () => {
      if (looking) return;
      looking = true;
      await this.look(Date.now()).catch((cause: unknown) => {
        if (!stopped) this.#options.log('the disk guard could not look; trying again within a minute', cause);
      });
      looking = false;
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
    const stop = (): void => {
      stopped = true;
      clearInterval(timer);
    };
    return { stop };
  }
}

/** The day to go next: the oldest of all recordings, else the oldest of those with findings. Never today's. */
function oldest(days: readonly DayOnDisk[], today: number): DayOnDisk | undefined {
  const past = days.filter(({ day }) => day < today);
  return past.find(({ table }) => table === 'batches') ?? past[0];
}

async function freeOf(store: Client): Promise<number | undefined> {
  return (await listDisks(store))[0]?.freeBytes;
}

function gigabytes(bytes: number): string {
  return bytes < 1e8 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
