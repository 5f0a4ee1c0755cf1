import { ASSET_MAX_BYTES, type AssetKind, type AssetMissing, hashAsset } from '@falter/wire';
import { sniff } from './sniff.ts';

/** Where a file is, and how the page itself got it. */
export interface FileAddress {
  url: string;
  /** The page loaded it with CORS and without cookies: then it may be read, and is nobody's own. */
  isShared: boolean;
}

export interface ReadFile {
  hash: string;
  kind: AssetKind;
  size: number;
}

/** Answers to one visitor alone: their cookies, or who they are, decide what stands there. */
const OWN = /private|no-store/i;

/**
 * Reads a file out of the browser's cache. What is of the page's own origin is never fetched for this (`only-if-cached`); what was loaded
 * with CORS may be, where the cache does not have it any more.
 */
export async function readCached(file: FileAddress, send: typeof fetch): Promise<ReadFile | AssetMissing> {
  const isOwn = new URL(file.url).origin === location.origin;
  if (!isOwn && !file.isShared) return 'cross-origin';
  try {
    const bytes = await readBody(file.url, send, isOwn ? CACHED : SHARED);
    if (typeof bytes === 'string') return bytes;
    const kind = sniff(bytes);
    return kind ? { hash: await hashAsset(bytes), kind, size: bytes.length } : 'type';
  } catch {
    return 'failed';
  }
}

/**
 * The bytes of a file that is asked for. The cache may hold what only this visitor may see, so what is of the page's own origin is asked of its
 * server once more, as a stranger: if a stranger gets other bytes, or none, nothing leaves. Rejects then.
 */
export async function readAsStranger(file: FileAddress, hash: string, send: typeof fetch): Promise<Uint8Array> {
  const isOwn = new URL(file.url).origin === location.origin;
  const bytes = await readBody(file.url, send, isOwn ? STRANGER : SHARED);
  if (typeof bytes === 'string' || (await hashAsset(bytes)) !== hash) throw new Error('[capture] not for strangers');
  return bytes;
}

const CACHED: RequestInit = { cache: 'only-if-cached', mode: 'same-origin' };
const SHARED: RequestInit = { cache: 'force-cache', mode: 'cors' };
const STRANGER: RequestInit = { cache: 'no-store', mode: 'same-origin' };

async function readBody(url: string, send: typeof fetch, how: RequestInit): Promise<Uint8Array | AssetMissing> {
  const answer = await send(url, { ...how, credentials: 'omit', priority: 'low' });
  const header = (name: string): string => answer.headers.get(name) ?? '';
  const isTooLarge = Number(header('content-length')) > ASSET_MAX_BYTES;
  if (isTooLarge || !answer.ok || OWN.test(header('cache-control')) || /cookie|\*/i.test(header('vary'))) {
    void answer.body?.cancel();
    return isTooLarge ? 'too-large' : 'failed';
  }
  // Not in the page's memory while nobody knows how much it is.
  const blob = await answer.blob();
  return blob.size > ASSET_MAX_BYTES ? 'too-large' : new Uint8Array(await blob.arrayBuffer());
}
