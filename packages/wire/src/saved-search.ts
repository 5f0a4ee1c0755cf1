/** Characters of the name of a saved search, and searches that one may keep in a project. */
export const SEARCH_NAME_MAX_CHARS = 80;
export const SAVED_SEARCHES_MAX = 100;

/** A search that somebody keeps by a name. */
export interface SavedSearchRow {
  id: string;
  name: string;
  /** In its written form. */
  search: string;
  sort: 'recent' | 'score';
  /** All who look at the project see it. */
  shared: boolean;
  /** Whoever asks may remove it. */
  mine: boolean;
  /** Name of who saved it. */
  by: string;
}

/** GET /api/v1/searches, and what POST and DELETE leave. By name. */
export interface SavedSearchList {
  searches: SavedSearchRow[];
}
