import type { Identity } from './identity.ts';

/** Whether somebody is there. */
export interface Presence {
  isAwake(): boolean;
  /** Somebody is, whatever the signs say: they came back to this page, or something happened that they will want to see. */
  wake(): void;
}

/** A page that only ticks makes no requests once nobody was there for this long, in milliseconds. Whoever reads moves sooner. */
export const AWAY_AFTER_MS = 30_000;

/** `always`: somebody waits for what is recorded. */
export function createPresence(identity: Pick<Identity, 'seen'>, always: boolean): Presence {
  let woken = Number.NEGATIVE_INFINITY;
  return {
    isAwake: () => always || Math.abs(Date.now() - Math.max(identity.seen, woken)) < AWAY_AFTER_MS,
    wake() {
      woken = Date.now();
    },
  };
}
