/** Failed sign-ins that are answered within `WINDOW_MS`, by the whole process: whose they are cannot be known. */
const FAILURES_MAX = 10;
const WINDOW_MS = 60_000;

export interface FailureLimit {
  /** Milliseconds until a further attempt is heard; 0 when it is heard now. */
  waitMs(): number;
  countFailure(): void;
}

/** `clock` in milliseconds; the default runs on when somebody sets the time of day. */
export function createFailureLimit(clock: () => number = () => performance.now()): FailureLimit {
  let failures: number[] = [];
  return {
    waitMs() {
      const now = clock();
      failures = failures.filter((at) => now - at < WINDOW_MS);
      const oldest = failures[0];
      return oldest === undefined || failures.length < FAILURES_MAX ? 0 : oldest + WINDOW_MS - now;
    },
    countFailure() {
      failures.push(clock());
    },
  };
}
