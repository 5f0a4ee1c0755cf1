import type { AssetKind } from '@falter/wire';
import { type SessionKey, time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** What makes an asset the same asset: its content, in one project. */
export interface AssetKey {
  project: string;
  /** SHA-256 of what the page sent, base64url. */
  hash: string;
}

/** An asset as it is stored. */
export interface StoredAsset extends AssetKey {
  kind: AssetKind;
  /** Media type, by its bytes. */
  type: string;
  bytes: Uint8Array;
  /** Epoch milliseconds. */
  storedAt: number;
}

/** Parameters travel in the address of a request: so many assets in one question. */
const TOGETHER = 500;

/** Texts that are read at one go: the largest have 4 MB, and a reader may take 512 MB. */
const TEXTS_TOGETHER = 16;

/** Writes assets; on disk with fsync when it resolves. One that is stored already stays what it is. */
export async function insertAssets(client: Client, assets: readonly StoredAsset[]): Promise<void> {
  const rows = assets.map(({ project, hash, kind, type, bytes, storedAt }) => {
    return { project, hash, kind, type, encoded: Buffer.from(bytes).toString('base64'), stored_at: time(storedAt) };
  });
  await client.insert('assets', rows, { columns: ['project', 'hash', 'kind', 'type', 'encoded', 'stored_at'] });
}

/** Whether each of these assets is stored, in their order. */
export async function areAssetsStored(client: Client, keys: readonly AssetKey[]): Promise<boolean[]> {
  const rows = await client.rows<AssetKey>(sql('asset-hashes'), columnsOf(keys));
  const stored = new Set(rows.map(nameOf));
  return keys.map((key) => stored.has(nameOf(key)));
}

/** At most `limit` assets that are stored, the newest first. */
export function listNewestAssets(client: Client, limit: number): Promise<AssetKey[]> {
  return client.rows(sql('newest-assets'), { limit });
}

/** An asset with its bytes; undefined when it is not stored. */
export async function findAsset(
  client: Client,
  { project, hash }: AssetKey,
): Promise<Pick<StoredAsset, 'kind' | 'type' | 'bytes'> | undefined> {
  const rows = await client.rows<{ kind: AssetKind; type: string; encoded: string }>(sql('asset'), { project, hash });
  const [found] = rows;
  return found && { kind: found.kind, type: found.type, bytes: Buffer.from(found.encoded, 'base64') };
}

/** The texts of style sheets by their hashes, as far as they are stored; of `rules` the JSON array. */
export async function readAssetTexts(
  client: Client,
  { project, hashes }: { project: string; hashes: readonly string[] },
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (let from = 0; from < hashes.length; from += TEXTS_TOGETHER) {
    const slice = hashes.slice(from, from + TEXTS_TOGETHER);
    const rows = await client.rows<{ hash: string; text: string }>(sql('asset-texts'), { project, hashes: slice });
    for (const { hash, text } of rows) texts.set(hash, text);
  }
  return texts;
}

/** Assets that a recording refers to or names and that are not stored. */
export async function listAbsentAssets(client: Client, { project, session }: SessionKey): Promise<string[]> {
  const rows = await client.rows<{ hash: string }>(sql('assets-absent'), { project, session });
  return rows.map(({ hash }) => hash);
}

/** Hashes of the assets that a session's recording refers to or names. */
export async function listAssetsOfRecording(client: Client, { project, session }: SessionKey): Promise<string[]> {
  const rows = await client.rows<{ hash: string }>(sql('assets-of-recording'), { project, session });
  return rows.map(({ hash }) => hash);
}

/** Whether the recording of a session names an asset. */
export async function isAssetNamed(
  client: Client,
  { project, session, hash }: SessionKey & AssetKey,
): Promise<boolean> {
  return (await client.rows(sql('asset-naming'), { project, session, hash })).length > 0;
}

/**
 * Takes assets that no recording names any more, stored before a time (epoch ms), out of every reader's sight, and returns them; from
 * the disk they go with `shred`.
 */
export async function deleteUnusedAssets(client: Client, before: number): Promise<AssetKey[]> {
  const gone: AssetKey[] = [];
  for (;;) {
    const unused = await client.rows<AssetKey>(sql('unused-assets'), { before });
    if (unused.length === 0) return gone;
    await client.command(sql('delete-assets'), columnsOf(unused));
    gone.push(...unused);
    if (unused.length < TOGETHER) return gone;
  }
}

function columnsOf(keys: readonly AssetKey[]): { projects: string[]; hashes: string[] } {
  return { projects: keys.map(({ project }) => project), hashes: keys.map(({ hash }) => hash) };
}

function nameOf({ project, hash }: AssetKey): string {
  return `${project}:${hash}`;
}
