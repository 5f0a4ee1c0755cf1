/** Wraps a function so that nothing it throws reaches the host page. */
export type Guard = <A extends unknown[]>(fn: (...args: A) => void) => (...args: A) => void;

/**
 * Every entry that the host page can reach (listeners, wrapped functions, callbacks of rrweb) goes through a guard. What it
 * swallows is counted by `onFault`, so that a defect of ours shows in the envelope's counters and never on the site.
 */
export function createGuard(onFault: () => void): Guard {
  return (fn) =>
    (...args) => {
      try {
        fn(...args);
      } catch {
        onFault();
      }
    };
}

/** What `fn` gives, or `otherwise` where it throws: for looking into what belongs to the page. */
export function attempt<T>(fn: () => T, otherwise: T): T {
  try {
    return fn();
  } catch {
    return otherwise;
  }
}
