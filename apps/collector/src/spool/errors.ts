/**
 * `full`: no more fits in, by its cap or on the disk. `failed`: the disk did not take it. `locked`: another collector has
 * the directory. `unusable`: the directory cannot be opened.
 */
export type SpoolErrorCode = 'full' | 'failed' | 'locked' | 'unusable';

/** What a spool cannot do. `code` is permanent, the message says what to do. */
export class SpoolError extends Error {
  override readonly name = 'SpoolError' as const;
  readonly code: SpoolErrorCode;

  constructor(code: SpoolErrorCode, message: string, options?: ErrorOptions) {
    super(`[spool] ${message}`, options);
    this.code = code;
  }
}
