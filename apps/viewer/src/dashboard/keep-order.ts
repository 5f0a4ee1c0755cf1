/**
 * New rows in the order of those that are shown: what somebody reads or points at must not move. Rows that are new come
 * last, rows that are gone go.
 */
export function keepOrder<Row>(shown: readonly Row[], fresh: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const byKey = new Map(fresh.map((row) => [keyOf(row), row]));
  const known = shown.flatMap((row) => byKey.get(keyOf(row)) ?? []);
  const before = new Set(shown.map(keyOf));
  return [...known, ...fresh.filter((row) => !before.has(keyOf(row)))];
}
