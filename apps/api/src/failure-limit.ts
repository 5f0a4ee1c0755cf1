const WINDOW_MS = 60_000;

export interface FailureLimit {
  /** Milliseconds until a further attempt under this name is heard; 0 when it is heard now. */
  waitMs(name: string): number;
  /**
   * Counts an attempt as failed until it is forgiven: before it is tried, so that a thousand at once are no way round.
   */
  count(name: string): { forgive(): void };
}

/** `max` failures a minute under each name. `clock` in milliseconds; the default runs on when somebody sets the time of day. */
export function createFailureLimit(max: number, clock: () => number = () => performance.now()): FailureLimit {
  const failures = new Map<string, { at: number }[]>();

  /** Names without a failure in the window are forgotten, so that made-up ones do not pile up. */
  function forget(now: number): void {
    for (const [name, all] of failures) {
      const recent = all.filter(({ at }) => now - at < WINDOW_MS);
      if (recent.length === 0) failures.delete(name);
      else failures.set(name, recent);
    }
  }

  return {
    waitMs(name) {
      const now = clock();
      forget(now);
      const recent = failures.get(name) ?? [];
      const oldest = recent.at(-max);
      return oldest === undefined ? 0 : oldest.at + WINDOW_MS - now;
    },
    count(name) {
      const failure = { at: clock() };
      failures.set(name, [...(failures.get(name) ?? []), failure]);
      return {
        forgive() {
          const others = (failures.get(name) ?? []).filter((other) => other !== failure);
          failures.set(name, others);
        },
      };
    },
  };
}
