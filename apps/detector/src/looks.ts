import { type Client, type SessionKey, StoreError } from '@falter/store';
import { type Inspection, inspect } from './inspection.ts';
import { giveWayToErasures } from './late-erasure.ts';
import type { Ledger } from './ledger.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { ProjectNorms } from './norms.ts';
import type { ProjectSettings } from './project-settings.ts';
import type { Schedule } from './schedule.ts';
import type { Wishes } from './wishes.ts';

/**
 * Sessions of one project that are written together, and milliseconds for which what was judged may wait for others. Each insert is a part that
 * the engine has to merge: where many sessions wait, that is most of what a look costs. Who is alone waits for nobody.
 */
const TOGETHER = 16;
const WAIT_MS = 200;

export interface LooksParts {
  store: Client;
  schedule: Schedule;
  ledger: Ledger;
  live: LiveSessions;
  norms: ProjectNorms;
  settings: ProjectSettings;
  wishes: Wishes;
  /** Ends a reading. What was judged by then is written. */
  signal: AbortSignal;
  /** A session could not be looked at, for the first time since it could. */
  onFailed(key: SessionKey, cause: unknown): void;
}

/** A session that was judged and is not written yet. */
interface Look {
  key: SessionKey;
  started: number;
  /** Milliseconds of reading and judging. */
  tookMs: number;
  inspection: Inspection;
}

/** Looks at sessions: reads and judges one after the other, and writes those together that came soon after one another. */
export class Looks {
  readonly #parts: LooksParts;

  constructor(parts: LooksParts) {
    this.#parts = parts;
  }

  /** Looks at these in their order, until it is time (`performance.now()`) or all are done. Those that fail are told of, and tried again later. */
  async lookAt(keys: readonly SessionKey[], until: number): Promise<void> {
    let group: Look[] = [];
    for (const key of keys) {
      if (this.#parts.signal.aborted || performance.now() > until) break;
      if (isFull(group, key)) {
        await this.#write(group);
        group = [];
      }
      const look = await this.#read(key);
      if (look) group.push(look);
    }
    await this.#write(group);
  }

  async #read(key: SessionKey): Promise<Look | undefined> {
    const { store, schedule, settings, norms, live, signal } = this.#parts;
    const started = Date.now();
    schedule.looking(key, started);
    try {
      const how = { now: started, settings: settings.of(key.project), norms, live, signal };
      const inspection = await inspect(store, key, how);
      const tookMs = Date.now() - started;
      if (inspection) return { key, started, tookMs, inspection };
      schedule.looked(key, { tookMs, lastReceivedAt: started, closed: true });
    } catch (cause) {
      this.#fail(key, cause);
    }
    return undefined;
  }

  /** What cannot be written together is written one by one: who makes it fail keeps nobody else waiting. */
  async #write(group: readonly Look[]): Promise<void> {
    if (group.length === 0) return;
    try {
      await this.#settle(group);
    } catch (cause) {
      const isAway = cause instanceof StoreError && cause.code === 'unavailable';
      for (const look of group) {
        if (isAway || group.length === 1) this.#fail(look.key, cause);
        else {
          this.#parts.ledger.forget(look.key);
          await this.#write([look]);
        }
      }
    }
  }

  async #settle(group: readonly Look[]): Promise<void> {
    const { store, schedule, ledger, norms, wishes } = this.#parts;
    const began = Date.now();
    const written = await ledger.writeAll(group.map(({ inspection }) => inspection));
    const gone = written.length > 0 ? await giveWayToErasures(store, written, group[0]!.started) : NOBODY;
    const shareMs = (Date.now() - began) / group.length;
    for (const { key, tookMs, inspection } of group) {
      if (gone.has(key.session)) this.#forget(key);
      else await norms.add(inspection);
      await wishes.met(inspection.session);
      const { lastSeenAt: lastReceivedAt, closed } = inspection.session;
      schedule.looked(key, { tookMs: tookMs + shareMs, lastReceivedAt, closed, againAt: inspection.lookAgainAt });
    }
  }

  #forget(key: SessionKey): void {
    this.#parts.ledger.forget(key);
    this.#parts.live.forget(key);
  }

  #fail(key: SessionKey, cause: unknown): void {
    const { schedule, signal, onFailed } = this.#parts;
    this.#forget(key);
    if (!signal.aborted && schedule.failed(key) === 1) onFailed(key, cause);
  }
}

const NOBODY: ReadonlySet<string> = new Set();

/** What was judged is written before this one is looked at. */
function isFull(group: readonly Look[], { project }: SessionKey): boolean {
  const [first] = group;
  if (!first) return false;
  return group.length >= TOGETHER || first.key.project !== project || Date.now() - first.started >= WAIT_MS;
}
