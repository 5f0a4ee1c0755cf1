import { beatDetector, type Client, type DetectorState } from '@falter/store';

/** Milliseconds between two signs of life. Health takes a detector for dead after several of them. */
const BEAT_MS = 3_000;

export interface Heartbeat {
  /** Tells that it was asked what arrived just now: what came before is known. */
  asked(): void;
  /** Leaves its sessions to the other detectors at once. */
  stop(): Promise<void>;
}

/**
 * Writes into the store every few seconds that this detector lives and how far it is behind. Beats on while a session is
 * looked at for long, and falls silent when the process hangs. A beat that cannot be written is left out: health sees that
 * the store is away by itself.
 */
export function startHeartbeat(store: Client, worker: string, backlog: (now: number) => DetectorState): Heartbeat {
  let askedAt = Date.now();
  let beating = false;

  async function beat(): Promise<void> {
    if (beating) return;
    beating = true;
    const now = Date.now();
    const state = backlog(now);
    // While nobody asks what arrives, nobody knows what waits: then it is behind by that time at least.
    const sinceAsked = now - askedAt;
    const behindMs = Math.max(0, state.behindMs, sinceAsked > BEAT_MS ? sinceAsked : 0);
    await beatDetector(store, { ...state, behindMs, worker }).catch(() => {});
    beating = false;
  }

  const timer = setInterval(() => void beat(), BEAT_MS);
  void beat();
  return {
    asked: () => {
      askedAt = Date.now();
    },
    stop: async () => {
      clearInterval(timer);
      await beatDetector(store, { behindMs: 0, waiting: 0, failing: 0, worker, gone: true }).catch(() => {});
    },
  };
}
