/** The same function, which gives undefined where it would throw. */
export function guarded<A extends unknown[], R>(fn: (...args: A) => R): (...args: A) => R | undefined {
  return (...args) => {
    try {
      return fn(...args);
    } catch {
      // Whoever asks gets nothing.
    }
    return undefined;
  };
}
