import type { SessionRow } from '@falter/wire';

/** Rows that are shown with what a refresh brought, and the sessions that are not shown yet. */
export interface Merged {
  rows: SessionRow[];
  newcomers: SessionRow[];
}

/**
 * Renews the rows that are shown, in their places, and sets apart what is new: a list that somebody reads must not jump.
 * @param fresh the first page as the API tells it now.
 */
export function mergeRows(shown: readonly SessionRow[], fresh: readonly SessionRow[]): Merged {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const rows = shown.map((row) => byId.get(row.id) ?? row);
  const known = new Set(shown.map((row) => row.id));
  return { rows, newcomers: fresh.filter((row) => !known.has(row.id)) };
}

/** Adds a further page. A session that moved between two pages meanwhile is not shown twice. */
export function appendRows(shown: readonly SessionRow[], more: readonly SessionRow[]): SessionRow[] {
  const known = new Set(shown.map((row) => row.id));
  return [...shown, ...more.filter((row) => !known.has(row.id))];
}
