import { listen } from '../host/listen.ts';

/** A wait that ends early when the browser comes back online, or when it is cancelled. */
export interface Pause {
  wait(ms: number): Promise<void>;
  cancel(): void;
}

/** How far clients of one network spread when it comes back. */
const ONLINE_JITTER_MS = 5_000;

export function createPause(): Pause {
  let end: (() => void) | undefined;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        let timer = setTimeout(() => end?.(), ms);
        const unlisten = listen(window, 'online', () => {
          clearTimeout(timer);
          timer = setTimeout(() => end?.(), Math.min(ms, Math.random() * ONLINE_JITTER_MS));
        });
        end = () => {
          clearTimeout(timer);
          unlisten();
          end = undefined;
          resolve();
        };
      }),
    cancel: () => end?.(),
  };
}
