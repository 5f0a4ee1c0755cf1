import type { AssetKind } from '@falter/wire';

/** An asset that the page has named and can send. */
export interface Stocked {
  kind: AssetKind;
  /** What it takes up, in UTF-16 units or bytes. */
  size: number;
  /** Its bytes, when they are sent; rejects where they can not be had any more. */
  bytes(): Promise<Uint8Array>;
}

/** UTF-16 units and bytes that are kept for whoever asks: the sheets of most sites have less than one million. */
const STOCK_MAX_SIZE: number = 8 * 1024 * 1024;

/** What can be sent, by hash. The oldest goes when it is too much: the next snapshot names it again. */
export interface Stock {
  add(hash: string, one: Stocked): void;
  take(hash: string): Stocked | undefined;
  clear(): void;
}

/** `onGone`: it was too much, and cannot be sent from here. */
export function createStock(onGone: (hash: string) => void, maxSize: number = STOCK_MAX_SIZE): Stock {
  const all = new Map<string, Stocked>();
  let size = 0;
  return {
    add(hash, one) {
      if (all.has(hash)) return;
      all.set(hash, one);
      size += one.size;
      for (const [old, { size: gone }] of all) {
        if (size <= maxSize) break;
        all.delete(old);
        size -= gone;
        onGone(old);
      }
    },
    take: (hash) => all.get(hash),
    clear() {
      all.clear();
      size = 0;
    },
  };
}
