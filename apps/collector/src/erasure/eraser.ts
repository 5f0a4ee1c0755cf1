import {
  type AssetKey,
  type Client,
  deleteUnusedAssets,
  type Erased,
  type Erasure,
  hideErased,
  recordErasure,
  recordGone,
  type SessionKey,
  shred,
} from '@falter/store';
import type { Log } from '../complaints.ts';
import { Together } from '../together.ts';
import type { TombstoneFile } from './tombstone-file.ts';
import type { Tombstones } from './tombstones.ts';

/**
 * Milliseconds between asking and shredding: longer than any insert may take (30 s), so that what was on its way when the rows
 * went has arrived and is deleted once more before the disk is cleaned.
 */
const SETTLE_MS = 60_000;

/** Milliseconds between two shreddings: each rewrites whole parts, so those of ten minutes go together. */
const SHRED_EVERY_MS = 600_000;

/** Milliseconds between two looks at what others erased. */
const LOOK_EVERY_MS = 1_000;

export interface EraserOptions {
  store: Client;
  tombstones: Tombstones;
  /** Survives the store; without one a restored backup brings erased sessions back. */
  file?: TombstoneFile | undefined;
  log: Log;
  /** Hears which assets went because only what was erased named them. */
  assetsGone?: (assets: readonly AssetKey[]) => void;
  /** Shorter times, for tests. */
  settleMs?: number;
  shredEveryMs?: number;
}

/**
 * Erases, in this order: remembered here and on disk that nobody may write of it any more; deleted for every reader; deleted once
 * more when all that was under way has arrived; rewritten on the disk. Everything can be done again after a crash.
 */
export class Eraser {
  readonly #options: EraserOptions;
  readonly #together: Together<SessionKey, true>;
  #shreddedAt = Number.NEGATIVE_INFINITY;

  constructor(options: EraserOptions) {
    this.#options = options;
    this.#together = new Together((keys) => this.#eraseAll(keys));
  }

  /**
   * Out of every reader's sight when it resolves, and remembered for good. What is asked for while a deletion runs goes together
   * into the next: a delete costs the same for one session and for a hundred. @throws StoreError; nothing is promised then
   */
  async erase(key: SessionKey): Promise<void> {
    await this.#together.ask(key);
  }

  async #eraseAll(keys: readonly SessionKey[]): Promise<true[]> {
    const { store, tombstones, file } = this.#options;
    const askedAt = Date.now();
    for (const erased of byProject(keys)) await recordErasure(store, erased, askedAt);
    const fresh = keys.map((key) => ({ ...key, askedAt, writtenAt: 0, gone: false }));
    for (const erasure of fresh) tombstones.add(erasure);
    await file?.append(fresh);
    for (const erased of byProject(keys)) await hideErased(store, erased);
    return keys.map(() => true);
  }

  /** Whether a batch that was just written belongs to a session that was erased meanwhile; then it is deleted again. */
  async refuseWritten(key: SessionKey): Promise<boolean> {
    if (!this.#options.tombstones.knows(key)) return false;
    await hideErased(this.#options.store, { project: key.project, sessions: [key.session] });
    return true;
  }

  /** What the file knows and the store does not: a backup was restored. Returns how many were erased again. */
  async reapply(): Promise<number> {
    const { store, tombstones, file } = this.#options;
    if (!file) return 0;
    await tombstones.refresh();
    const known = new Set(tombstones.all().map(nameOf));
    const forgotten = file.read().filter((tombstone) => !known.has(nameOf(tombstone)));
    for (const { project, session, askedAt } of forgotten) {
      const erased = { project, sessions: session === '' ? [] : [session] };
      await recordErasure(store, erased, askedAt);
      tombstones.add({ project, session, askedAt, writtenAt: 0, gone: false });
    }
    for (const erased of byProject(forgotten)) await hideErased(store, erased);
    return forgotten.length;
  }

  /** Erasures that are still on the disk, and when the oldest of them was asked for (epoch ms). */
  pending(): { count: number; oldestAskedAt: number | undefined } {
    const waiting = this.#options.tombstones.all().filter(({ gone }) => !gone);
    const oldest = waiting.reduce((first, { askedAt }) => Math.min(first, askedAt), Number.POSITIVE_INFINITY);
    return { count: waiting.length, oldestAskedAt: waiting.length > 0 ? oldest : undefined };
  }

  /** One look: what others erased is remembered in the file, and what has settled is shredded when its time has come. */
  async look(now: number, signal?: AbortSignal): Promise<void> {
    const { tombstones, file, settleMs = SETTLE_MS, shredEveryMs = SHRED_EVERY_MS } = this.#options;
    await tombstones.refresh();
    await file?.append(tombstones.all());
    const waiting = tombstones.all().filter(({ gone, askedAt }) => !gone && now - askedAt >= settleMs);
    if (waiting.length === 0 || performance.now() - this.#shreddedAt < shredEveryMs) return;
    await this.#shred(waiting, signal);
    this.#shreddedAt = performance.now();
  }

  async #shred(waiting: readonly Erasure[], signal: AbortSignal | undefined): Promise<void> {
    const { store, tombstones, assetsGone, settleMs = SETTLE_MS } = this.#options;
    for (const erased of byProject(waiting)) await hideErased(store, erased);
    // Pictures and style sheets that nobody else was shown.
    const unused = await deleteUnusedAssets(store, Date.now() - settleMs);
    assetsGone?.(unused);
    await shred(store, signal);
    await recordGone(store, waiting, Date.now());
    for (const erasure of waiting) tombstones.add({ ...erasure, gone: true });
  }

  /** Looks every second until `stop`. What fails is told, and done by a later look. */
  start(): { stop: () => void } {
    const stopped = new AbortController();
    const look = () =>
      this.look(Date.now(), stopped.signal).catch((cause: unknown) => {
        if (!stopped.signal.aborted) this.#options.log('erased sessions could not be taken from the disk yet', cause);
      });
    let looking = false;
    const timer = setInterval(async () => {
      if (looking) return;
      looking = true;
      await look();
      looking = false;
    }, LOOK_EVERY_MS).unref();
    return {
      stop: () => {
        clearInterval(timer);
        stopped.abort();
      },
    };
  }
}

function nameOf({ project, session }: SessionKey): string {
  return `${project}:${session}`;
}

/** One group a project; a project that went whole has no need of its sessions' names. */
function byProject(keys: readonly SessionKey[]): Erased[] {
  const sessions = new Map<string, string[]>();
  for (const { project, session } of keys) sessions.set(project, [...(sessions.get(project) ?? []), session]);
  return [...sessions].map(([project, named]) => ({ project, sessions: named.includes('') ? [] : named }));
}
