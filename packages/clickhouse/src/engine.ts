/**
 * - `up`: it answered last time we looked, and its process lives.
 * - `restarting`: it died; the next attempt is due within moments.
 * - `gave-up`: it died again and again. Attempts go on, 15 s apart; when one works the state is `up` again.
 * - `stopped`: `stop` was called and the process is gone. For good.
 */
export type EngineState = 'up' | 'restarting' | 'stopped' | 'gave-up';

/** One line worth telling an operator. `message` is a sentence without the package's name. */
export type EngineEvent = { kind: 'ready' | 'died' | 'restarting' | 'stopped' | 'gave-up'; message: string };

export interface EngineOptions {
  /** Directory of the data (created when absent). */
  directory: string;
  /** Called for every line worth telling an operator (start, restart, stop). Default: none. */
  onEvent?: (event: EngineEvent) => void;
}

/** A ClickHouse of our own. It ends with this process, however that ends, and does not keep it alive. */
export interface Engine {
  /** `http://user:password@127.0.0.1:port`; stays the same over restarts of the child. */
  url: string;
  username: string;
  /** Generated at each start, URL-safe. */
  password: string;
  /** Where the engine's logs are (path). */
  logFile: string;
  /** pid of the engine's process right now (changes on restart); `undefined` while there is none. */
  pid: () => number | undefined;
  state: () => EngineState;
  /** Graceful stop: resolves when the child has exited. Idempotent. */
  stop: () => Promise<void>;
}
