/** Hears of faults of ours, never of what a batch holds. */
export type Log = (message: string, cause: unknown) => void;

/** Milliseconds between two lines that say the same. */
const EVERY_MS = 60_000;

/** A log that says the same once a minute, with how often it was kept back: an outage fails every batch of every page. */
export function sparingly(log: Log, everyMs: number = EVERY_MS): Log {
  const said = new Map<string, { at: number; kept: number }>();
  return (message, cause) => {
    const before = said.get(message);
    if (before && performance.now() - before.at < everyMs) {
      before.kept++;
      return;
    }
    log(before?.kept ? `${message} (and ${before.kept} times since it was last said)` : message, cause);
    said.set(message, { at: performance.now(), kept: 0 });
  };
}
