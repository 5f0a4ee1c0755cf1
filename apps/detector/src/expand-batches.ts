import { AssetTexts, type Client, type RecordingBatch } from '@falter/store';
import { assetsReferred, expandAssets } from '@falter/wire';

/** Characters that the sheets of one session may bring, as often as it shows them: as many as its own lines may have. */
const SESSION_MAX_CHARS: number = 128 * 1024 * 1024;

const textsOfStores = new WeakMap<Client, AssetTexts>();

/**
 * Batches with the texts of style sheets in their lines, as rrweb recorded them. What the store does not have (yet), or what is over, is
 * an empty sheet. The texts are kept for the next look, as far as there is room. @throws StoreError
 */
export async function expandBatches(
  store: Client,
  { project, batches }: { project: string; batches: readonly RecordingBatch[] },
): Promise<readonly RecordingBatch[]> {
  const texts = textsOfStores.get(store) ?? new AssetTexts(store);
  textsOfStores.set(store, texts);
  const expanded: RecordingBatch[] = [];
  let room = SESSION_MAX_CHARS;
  for (const batch of batches) {
    const referred = assetsReferred(batch.lines);
    if (referred.size === 0) {
      expanded.push(batch);
      continue;
    }
    const textOf = await texts.read(project, room > 0 ? referred : []);
    const lines = expandAssets(batch.lines, textOf);
    room -= lines.length - batch.lines.length;
    expanded.push({ ...batch, lines });
  }
  return expanded;
}
