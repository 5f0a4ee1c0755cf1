/** `refused`: the engine answered with an error. `unavailable`: it did not answer. The rest says itself. */
export type StoreErrorCode = 'refused' | 'unavailable' | 'bad_url' | 'migration_changed' | 'migration_unknown';

/** Whatever the store cannot do. `code` is permanent, the message says what to do, `cause` has the engine's words. */
export class StoreError extends Error {
  override readonly name = 'StoreError' as const;
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(`[store] ${message}`, options);
    this.code = code;
  }
}
