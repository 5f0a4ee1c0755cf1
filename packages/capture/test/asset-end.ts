import { type AssetEnvelope, expandAssets, gunzip, hashAsset, isGzip, parseAssetEnvelope, unframe } from '@falter/wire';

/** An asset as it came over the wire. */
export interface Upload {
  envelope: AssetEnvelope;
  bytes: Uint8Array;
  /** Whether the bytes are those of the hash. */
  isTrue: boolean;
}

/** What a collector keeps of assets, and what it was sent. */
export interface AssetEnd {
  uploads: Upload[];
  /** By hash. */
  kept: Map<string, Uint8Array>;
  /** Decides the answer to an upload; 200 without. 0: the line is cut. */
  answer: (upload: Upload) => number;
  /** What an answer to a batch says of the assets that it names. */
  need(named: readonly string[] | undefined): string[];
  /** The event line as it was recorded. */
  expand(line: string): string;
}

export function createAssetEnd(): AssetEnd {
  const kept = new Map<string, Uint8Array>();
  return {
    uploads: [],
    kept,
    answer: () => 200,
    need: (named = []) => named.filter((hash) => !kept.has(hash)),
    expand: (line) => expandAssets(line, (hash) => new TextDecoder().decode(kept.get(hash))),
  };
}

/** Takes an upload down, and gives the status that answers it. */
export async function takeUpload(end: AssetEnd, body: Uint8Array): Promise<number> {
  const { envelope: line, events } = unframe(body);
  const envelope = parseAssetEnvelope(line);
  const bytes = isGzip(events) ? await gunzip(events, 32 * 1024 * 1024) : events;
  const upload = { envelope, bytes, isTrue: (await hashAsset(bytes)) === envelope.hash };
  end.uploads.push(upload);
  const status = end.answer(upload);
  if (status === 200) end.kept.set(envelope.hash, bytes);
  return status;
}
