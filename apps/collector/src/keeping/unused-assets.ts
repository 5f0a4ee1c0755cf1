import { type AssetKey, type Client, deleteUnusedAssets, shred } from '@falter/store';
import type { Log } from '../complaints.ts';

const SWEEP_EVERY_MS = 3_600_000;

/** Milliseconds for which an asset stays that no recording names: what was asked for a moment ago may be named again in the next. */
const GRACE_MS = 86_400_000;

export interface AssetSweepParts {
  store: Client;
  /** Hears what is gone, so that it is asked for when a page shows it again. */
  gone: (assets: readonly AssetKey[]) => void;
  log: Log;
}

/**
 * Does away with style sheets, pictures and fonts that no recording names any more: retention and erasure of recordings decide, and this
 * follows. A recording that comes in this very moment and names one of them has a gap that the next visitor fills.
 */
export async function sweepAssets({ store, gone }: Omit<AssetSweepParts, 'log'>, now: number): Promise<void> {
  const swept = await deleteUnusedAssets(store, now - GRACE_MS);
  gone(swept);
  if (swept.length > 0) await shred(store);
}

/** Sweeps now and every hour until `stop`. One that fails is told, and the next does what it left. */
export function startSweepingAssets(parts: AssetSweepParts): { stop: () => void } {
  const stopped = new AbortController();
  const sweep = () =>
    sweepAssets(parts, Date.now()).catch((cause: unknown) => {
      if (!stopped.signal.aborted)
        parts.log('assets that nobody uses could not be deleted; trying again within the hour', cause);
    });
  let running = sweep();
  const timer = setInterval(() => {
    running = running.then(sweep);
  }, SWEEP_EVERY_MS).unref();
  return {
    stop: () => {
      stopped.abort();
      clearInterval(timer);
    },
  };
}
