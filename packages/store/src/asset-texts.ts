import { readAssetTexts } from './assets.ts';
import type { Client } from './client.ts';

/** Characters of style sheets kept in memory: those of many sites, each of which has some. */
const KEPT_CHARS: number = 32 * 1024 * 1024;

/** The texts of style sheets, read once and kept for as long as there is room: what hundreds of recordings share. */
export class AssetTexts {
  readonly #client: Client;
  readonly #roomChars: number;
  readonly #texts: Map<string, string> = new Map();
  #chars = 0;

  constructor(client: Client, roomChars: number = KEPT_CHARS) {
    this.#client = client;
    this.#roomChars = roomChars;
  }

  /** For `expandAssets`: tells the texts of these assets, as far as the store has them. @throws StoreError */
  async read(project: string, hashes: Iterable<string>): Promise<(hash: string) => string | undefined> {
    const found = new Map<string, string>();
    const lacking: string[] = [];
    for (const hash of new Set(hashes)) {
      const text = this.#use(`${project}:${hash}`);
      if (text === undefined) lacking.push(hash);
      else found.set(hash, text);
    }
    for (const [hash, text] of await readAssetTexts(this.#client, { project, hashes: lacking })) {
      found.set(hash, text);
      this.#keep(`${project}:${hash}`, text);
    }
    return (hash) => found.get(hash);
  }

  /** What was not used for longest goes first. */
  #use(name: string): string | undefined {
    const text = this.#texts.get(name);
    if (text === undefined) return undefined;
    this.#texts.delete(name);
    this.#texts.set(name, text);
    return text;
  }

  #keep(name: string, text: string): void {
    if (this.#texts.has(name)) return;
    this.#texts.set(name, text);
    this.#chars += text.length;
    for (const [oldest, { length }] of this.#texts) {
      if (this.#chars <= this.#roomChars) return;
      this.#texts.delete(oldest);
      this.#chars -= length;
    }
  }
}
