import type { Door } from './ask.ts';

/** What the parent tells the child: the first line on its stdin, so that no secret is in a command line. */
export interface Setup {
  /** Path of libchdb.so. */
  library: string;
  /** The command line of `clickhouse local`. */
  args: string[];
  /** Written once the directory is locked: who comes second must not touch what the first runs on. */
  files: { path: string; text: string }[];
  door: Door;
}

/** File descriptor of the lock file in the child. */
export const lockFd = 3;

/** How long a child may take to close its tables before it kills itself. Below the 10 s of `docker stop`. */
export const stopGraceMs = 8_000;

/** Exit codes of the child. */
export const exitCodes = { stopped: 0, ended: 70, locked: 73 } as const;

/** Names the statement whose end is the engine's end. */
export const sleepingQueryId = 'falter-engine';
