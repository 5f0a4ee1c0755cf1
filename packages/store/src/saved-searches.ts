import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** A search that somebody keeps by a name. */
export interface SavedSearch {
  id: string;
  name: string;
  /** In its written form. */
  search: string;
  sort: 'recent' | 'score';
  /** Kind and id of who saved it, and their name then. */
  byId: string;
  byName: string;
  /** All who look at the project see it. */
  shared: boolean;
}

/** Saves a search, or what it is now. @param now epoch ms, which must grow with every write of the same */
export function saveSearch(client: Client, project: string, one: SavedSearch, now: number): Promise<void> {
  return write(client, project, one, { now, removed: false });
}

export function removeSearch(client: Client, project: string, one: SavedSearch, now: number): Promise<void> {
  return write(client, project, one, { now, removed: true });
}

/** Searches that one sees in a project: one's own, and those that are shared. By name. */
export function listSearches(client: Client, of: { project: string; byId: string }): Promise<SavedSearch[]> {
  return client.rows(sql('saved-search-list'), of);
}

function write(
  client: Client,
  project: string,
  { id, name, search, sort, byId, byName, shared }: SavedSearch,
  { now, removed }: { now: number; removed: boolean },
): Promise<void> {
  const row = { project, id, revision: now, name, search, sort, by_id: byId, by_name: byName, shared, removed };
  return client.insert('saved_searches', [row]);
}
