/** `refused`: the engine answered with an error. `unavailable`: it did not answer. The rest says itself. */
export type StoreErrorCode = 'refused' | 'unavailable' | 'bad_url' | 'migration_changed' | 'migration_unknown';

/** Names of the engine's errors that are about the values of rows. */
const FAULTS_OF_ROWS =
  /^(CANNOT_PARSE_\w+|CANNOT_READ_\w+|INCORRECT_DATA|TOO_LARGE_STRING_SIZE|TOO_LARGE_ARRAY_SIZE|TYPE_MISMATCH|CANNOT_CONVERT_TYPE|VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE|CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN)$/;

/** Whatever the store cannot do. `code` is permanent, the message says what to do, `cause` has the engine's words. */
export class StoreError extends Error {
  override readonly name = 'StoreError' as const;
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(`[store] ${message}`, options);
    this.code = code;
  }

  /**
   * Whether what was to be written is at fault, so that the same rows will be refused for ever. Everything else (no room, too many
   * parts, no memory, read-only) passes, or somebody ends it.
   */
  get ofRows(): boolean {
    const { type = '' } = (this.cause ?? {}) as { type?: string };
    return this.code === 'refused' && FAULTS_OF_ROWS.test(type);
  }
}
