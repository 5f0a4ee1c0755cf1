import { effect, type ReadonlySignal } from '@preact/signals';
import { painted } from '../player/painted.ts';
import type { PlayerState } from '../player/player-signals.ts';

/** What waits for the first frame waits no longer than this. Milliseconds. */
const LATEST_MS = 5_000;

/**
 * Calls back once there is something to see, or is known to be nothing: what stands beside a replay must not take server and network from it.
 * @param state of what is on the screen. @param latest milliseconds after which it is called in any case. @returns how to call it off
 */
export function whenShown(state: ReadonlySignal<PlayerState>, act: () => void, latest: number = LATEST_MS): () => void {
  const called = new AbortController();
  const go = (): void => {
    if (called.signal.aborted) return;
    called.abort();
    act();
  };
  const late = setTimeout(go, latest);
  const stop = effect(() => {
    if (state.value !== 'loading') void painted().then(go);
  });
  called.signal.addEventListener('abort', () => {
    clearTimeout(late);
    stop();
  });
  return () => called.abort();
}
