/** What the person who typed the command can mend. The message says what was wrong, what was expected and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError' as const;
}
