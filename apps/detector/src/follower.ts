import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, listUnfinishedSessions, type SessionKey } from '@falter/store';
import { ArrivalsFeed } from './arrivals-feed.ts';
import { startHeartbeat } from './heartbeat.ts';
import { Ledger } from './ledger.ts';
import { LiveSessions } from './live-sessions.ts';
import { Looks } from './looks.ts';
import { ProjectNorms } from './norms.ts';
import { Previews } from './previews.ts';
import { ProjectSettings } from './project-settings.ts';
import { Schedule } from './schedule.ts';
import { Share } from './share.ts';
import { Wishes } from './wishes.ts';

/** Milliseconds between two looks at what arrived: with EVERY_MS of the schedule, most of what a finding waits for. */
const POLL_MS = 250;

/** Milliseconds of looks after which it is asked again what arrived: a backlog must not hide who is on the site now. */
const TURN_MS = 1_000;

/** Milliseconds to wait when the store does not answer. */
const AWAY_MS = 1_000;

/** How far back a start catches up, in milliseconds: sessions end after 24 h; a week covers a detector left off for long. */
const CATCH_UP_MS = 7 * 24 * 3_600_000;

export interface FollowerOptions {
  /** A store that may write. */
  store: Client;
  /** Hears of faults, never of what a recording holds. */
  log: (message: string, cause: unknown) => void;
  /** Name of this detector among others that follow the same store; the same after it was started again. Default: one of its own. */
  worker?: string;
  /** Milliseconds of a preview between two turns; default 300. At least one recording is looked at. */
  previewSliceMs?: number;
}

export interface Follower {
  /** Resolves when the session being looked at is done. */
  stop(): Promise<void>;
}

/**
 * Follows the store: looks at every session in which something arrived, and at quiet ones until they are closed, and
 * writes what the detector finds. Several share the sessions. Keeps trying while the store is away; a start catches up with what it missed.
 */
export function startFollower({ store, log, previewSliceMs, ...options }: FollowerOptions): Follower {
  const worker = options.worker || randomUUID();
  const feed = new ArrivalsFeed(store);
  const schedule = new Schedule();
  const share = new Share(store, worker);
  const ledger = new Ledger(store);
  const settings = new ProjectSettings(store);
  const norms = new ProjectNorms(store);
  const live = new LiveSessions();
  const previews = new Previews({ store, ledger, norms }, previewSliceMs);
  const heartbeat = startHeartbeat(store, worker, (now) => schedule.backlog(now));
  const stopped = new AbortController();
  const failed: { key: SessionKey; cause: unknown }[] = [];
  const looks = new Looks({
    ...{ store, schedule, ledger, live, norms, settings, wishes: new Wishes(store), signal: stopped.signal },
    onFailed: (key, cause) => failed.push({ key, cause }),
  });
  let away = false;
  let previewsFail = false;

  async function turn(): Promise<void> {
    for (const project of await settings.refresh()) schedule.touchAll(project, Date.now());
    if (await share.refresh()) {
      schedule.keep((key) => share.isMine(key));
      live.clear();
      await touchUnfinished();
    }
    for (const { key, batches } of await feed.next()) {
      live.came(key, batches);
      if (share.isMine(key)) schedule.touch(key, Date.now());
    }
    heartbeat.asked();
    await looks.lookAt(schedule.due(Date.now()), performance.now() + TURN_MS);
    complain();
  }

  /** One line a turn, and none for a session that only fails again: an outage fails every session there is. */
  function complain(): void {
    const [first, ...more] = failed.splice(0);
    if (!first) return;
    const others = more.length > 0 ? ` (and ${more.length} others)` : '';
    log(`session ${first.key.session} could not be looked at${others}; trying again`, first.cause);
  }

  async function catchUp(): Promise<void> {
    await feed.start();
    await settings.refresh();
    await share.refresh();
    await touchUnfinished();
  }

  /** At the start, and when sessions of a detector that went became ours: what came for them meanwhile was passed over here. */
  async function touchUnfinished(): Promise<void> {
    const unfinished = await listUnfinishedSessions(store, Date.now() - CATCH_UP_MS);
    for (const { project, session, lastReceivedAt } of unfinished) {
      const key = { project, session };
      if (share.isMine(key)) schedule.touch(key, lastReceivedAt);
    }
  }

  async function attempt(step: () => Promise<void>): Promise<boolean> {
    try {
      await step();
      away = false;
      return true;
    } catch (cause) {
      if (!away) log('the store cannot be followed; trying again', cause);
      away = true;
      return false;
    }
  }

  /** A slice of a preview between two turns; tells whether there is more of it. What fails there holds up no session. */
  async function preview(): Promise<boolean> {
    try {
      const busy = await previews.slice();
      previewsFail = false;
      return busy;
    } catch (cause) {
      if (!previewsFail) log('previews cannot go on; trying again', cause);
      previewsFail = true;
      return false;
    }
  }

  async function run(): Promise<void> {
    let caughtUp = false;
    while (!stopped.signal.aborted) {
      const done = await attempt(caughtUp ? turn : catchUp);
      if (done) caughtUp = true;
      const busy = done && (await preview());
      await pause(busy ? 0 : done ? schedule.waitMs(Date.now(), POLL_MS) : AWAY_MS, stopped.signal);
    }
    // Only to save the next process a wait: what is not given back is taken for lost after a while.
    await previews.release().catch(() => {});
  }

  const running = run();
  return {
    stop: async () => {
      stopped.abort();
      await running;
      await heartbeat.stop();
    },
  };
}

/** Resolves after `ms`, or as soon as `signal` says so. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
