/**
 * Why an engine could not be started. Names are permanent: callers may branch on them.
 *
 * - `locked`: another process holds the directory.
 * - `unsupported-platform`: there is no embedded ClickHouse for this machine, or it is not installed.
 * - `directory`: the directory cannot be created or written.
 * - `failed-to-start`: the engine ended or did not answer; the message quotes its last complaint.
 */
export type EngineErrorCode = 'locked' | 'unsupported-platform' | 'failed-to-start' | 'directory';

/** An engine that could not be started. The message says what happened and what to do. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, cause?: unknown) {
    super(`[clickhouse] ${message}`, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
