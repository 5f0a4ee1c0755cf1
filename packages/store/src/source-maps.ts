import { time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** A source map without the map. Times in epoch ms. */
export interface StoredSourceMap {
  release: string;
  /** Of the script that it is the map of. */
  url: string;
  bytes: number;
  uploadedAt: number;
  uploadedBy: string;
}

/** More than a release may have; see the API's limits. */
const LISTED_MAX = 20_000;

/** Writes a source map, on disk when it resolves; one of the same script and release is replaced. */
export function saveSourceMap(
  client: Client,
  { project, map, ...about }: StoredSourceMap & { project: string; map: string },
): Promise<void> {
  const { release, url, bytes, uploadedAt, uploadedBy } = about;
  const row = { project, release, url, revision: uploadedAt, uploaded_at: time(uploadedAt), uploaded_by: uploadedBy };
  return client.insert('source_maps', [{ ...row, bytes, map }]);
}

/** The maps of a release; '' for all of the project. */
export function listSourceMaps(
  client: Client,
  { project, release }: { project: string; release: string },
): Promise<StoredSourceMap[]> {
  return client.rows(sql('source-map-list'), { project, release, limit: LISTED_MAX });
}

/** The text of a map, or undefined. `url`: of the script; on another host the same path will do. */
export async function findSourceMap(
  client: Client,
  of: { project: string; release: string; url: string },
): Promise<string | undefined> {
  const rows = await client.rows<{ map: string }>(sql('source-map'), of);
  return rows[0]?.map;
}

/** Takes the maps of a release away. */
export function deleteSourceMaps(client: Client, of: { project: string; release: string }): Promise<void> {
  return client.command(sql('delete-source-maps'), of);
}

/** Takes maps away that were uploaded before `before` (epoch ms) and of whose release no session has begun since. */
export function deleteOldSourceMaps(client: Client, of: { project: string; before: number }): Promise<void> {
  return client.command(sql('delete-old-source-maps'), of);
}
