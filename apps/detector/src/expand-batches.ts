import { AssetTexts, type Client, type RecordingBatch } from '@falter/store';
import { assetsReferred, expandAssets } from '@falter/wire';

/** Characters that the sheets of one session may bring, as often as it shows them: as many as its own lines may have. */
export const SHEETS_MAX_CHARS: number = 128 * 1024 * 1024;

const textsOfStores = new WeakMap<Client, AssetTexts>();

/** Batches as rrweb recorded them. */
export interface Expanded {
  batches: readonly RecordingBatch[];
  /** Characters that further sheets of the session may bring. */
  room: number;
  /** Server time of the newest batch with a sheet that is not there (yet); 0 when all are. */
  lackingAt: number;
}

/**
 * Batches with the texts of style sheets in their lines. What the store does not have (yet), or what is over, is an empty sheet. The
 * texts are kept for the next look, as far as there is room. @throws StoreError
 */
export async function expandBatches(
  store: Client,
  { project, batches, room = SHEETS_MAX_CHARS }: { project: string; batches: readonly RecordingBatch[]; room?: number },
): Promise<Expanded> {
  const texts = textsOfStores.get(store) ?? new AssetTexts(store);
  textsOfStores.set(store, texts);
  const expanded: Expanded & { batches: RecordingBatch[] } = { batches: [], room, lackingAt: 0 };
  for (const batch of batches) {
    const referred = assetsReferred(batch.lines);
    if (referred.size === 0) {
      expanded.batches.push(batch);
      continue;
    }
    const textOf = await texts.read(project, expanded.room > 0 ? referred : []);
    const lines = expandAssets(batch.lines, textOf);
    expanded.room -= lines.length - batch.lines.length;
    const lacks = [...referred].some((hash) => textOf(hash) === undefined);
    if (lacks) expanded.lackingAt = Math.max(expanded.lackingAt, batch.receivedAt);
    expanded.batches.push({ ...batch, lines });
  }
  return expanded;
}
