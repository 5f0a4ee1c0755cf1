import { ASSETS_NAMED_MAX, type AssetsPayload, assetReference, hashAsset, PLUGIN } from '@falter/wire';
import type { Batch } from '../delivery/batch.ts';
import { encode } from '../host/bytes.ts';
import { addressesInSheets, findSheets } from './find-sheets.ts';
import { createStock, type Stock } from './stock.ts';

export interface Shortener {
  /** References instead of style sheets, in a batch that is sealed and was not sent. Never rejects. */
  shorten(batch: Batch): Promise<void>;
  stock: Stock;
  /** Addresses that the sheets of this page name. */
  named: ReadonlySet<string>;
}

/** A text is hashed once a page: the map from texts to hashes is what can be sent, too. */
export function createShortener(fault: () => void): Shortener {
  const hashes = new Map<string, string>();
  const texts = new Map<string, string>();
  const addresses = new Set<string>();
  const stock = createStock((hash) => {
    hashes.delete(texts.get(hash) ?? '');
    texts.delete(hash);
  });

  async function hashOf(text: string): Promise<string> {
    const known = hashes.get(text);
    if (known) return known;
    const hash = await hashAsset(encode(text));
    hashes.set(text, hash);
    texts.set(hash, text);
    return hash;
  }

  /** The line with references. What a page that goes meanwhile takes is a line as it was, or as it will be: never half of both. */
  async function shortenLine(line: Batch['lines'][number], named: string[]): Promise<void> {
    const whole = line.text;
    const hashesHere: string[] = [];
    let short = '';
    let done = 0;
    for (const { kind, from, until } of findSheets(whole)) {
      const json = whole.slice(from, until);
      // A text of its own: a slice would keep the whole line.
      const text: string = kind !== 'rules' ? JSON.parse(json) : JSON.parse(JSON.stringify(json));
      const hash = await hashOf(text);
      const isNew = !named.includes(hash) && !hashesHere.includes(hash);
      if (isNew && named.length + hashesHere.length >= ASSETS_NAMED_MAX) continue;
      if (isNew) hashesHere.push(hash);
      stock.add(hash, { kind, size: text.length, bytes: async () => encode(text) });
      short += whole.slice(done, from) + assetReference(kind, hash);
      done = until;
    }
    if (done === 0) return;
    line.text = short + whole.slice(done);
    named.push(...hashesHere);
  }

  return {
    stock,
    named: addresses,
    async shorten(batch) {
      const named: string[] = [];
      batch.assets = named;
      try {
        for (const line of batch.lines) {
          for (const address of addressesInSheets(line.text)) addresses.add(address);
          for (const hash of filesIn(line.text)) if (named.length < ASSETS_NAMED_MAX) named.push(hash);
          await shortenLine(line, named);
        }
      } catch {
        fault();
      }
      if (named.length === 0) delete batch.assets;
    },
  };
}

/** Hashes of files that a note of ours names. */
function filesIn(line: string): string[] {
  if (!line.includes(`"${PLUGIN.asset}"`)) return [];
  const { assets } = JSON.parse(line).data.payload as AssetsPayload;
  return assets.flatMap(({ hash }) => hash || []);
}
