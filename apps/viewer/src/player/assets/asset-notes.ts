import { ASSET_HASH_PATTERN, EVENT_TYPE, PLUGIN } from '@falter/wire';
import { type Gap, isGap } from './gap.ts';
import type { Size } from './gap-picture.ts';

/** Which file an address meant: its hash, or why it is not kept. */
export type Meant = { hash: string } | { gap: Gap; size?: Size };

/** Where an address stands: at which event of the recording, counted from 0, and at which element (0: in a style sheet). */
export interface Place {
  event: number;
  id: number;
}

interface Note {
  /** Number of the event that told it. */
  event: number;
  id: number;
  url: string;
  meant: Meant;
}

/** The notes of one document, by address. */
interface PageNotes {
  /** Number of the snapshot it begins with. */
  from: number;
  byUrl: Map<string, Note[]>;
}

/** Notes of one recording, at most: a page of a thousand pictures, a hundred times. What is over is left aside. */
const NOTES_MAX = 100_000;

/**
 * What the page told of its files, over one recording (`falter/asset@1`). A note comes some seconds after the snapshot that shows the
 * picture, so all are read before the first event is looked at. An address means what the same document said of it, by no means what
 * another session did.
 */
export class AssetNotes {
  readonly #pages: PageNotes[] = [{ from: 0, byUrl: new Map() }];
  #events = 0;
  #lastSnapshot = 0;
  #count = 0;

  /** How many files were told of. */
  get count(): number {
    return this.#count;
  }

  /** The next event of the recording. Returns the hashes that it names. */
  take(event: unknown): string[] {
    const number = this.#events++;
    const { type, data } = (event ?? {}) as { type?: unknown; data?: { plugin?: unknown; payload?: unknown } };
    if (type === EVENT_TYPE.fullSnapshot) this.#lastSnapshot = number;
    if (type !== EVENT_TYPE.plugin) return [];
    if (data?.plugin === PLUGIN.page) this.#pages.push({ from: this.#lastSnapshot, byUrl: new Map() });
    if (data?.plugin !== PLUGIN.asset) return [];
    const { assets } = (data.payload ?? {}) as { assets?: unknown };
    return (Array.isArray(assets) ? assets : []).flatMap((asset) => this.#note(number, asset));
  }

  /** What the first of these addresses that was told of means at its place; undefined when nobody told of any. */
  meant({ event, id }: Place, urls: readonly string[]): { url: string; meant: Meant } | undefined {
    const page = this.#pages.findLast(({ from }) => from <= event);
    const all = urls.flatMap((url) => page?.byUrl.get(url) ?? []);
    const own = all.filter((note) => note.id === id);
    const note = nearest(own, event) ?? nearest(all, event);
    return note && { url: note.url, meant: note.meant };
  }

  #note(event: number, asset: unknown): string[] {
    const { id, url, hash, missing, width, height } = (asset ?? {}) as Record<string, unknown>;
    if (typeof id !== 'number' || typeof url !== 'string' || this.#count >= NOTES_MAX) return [];
    const isKept = typeof hash === 'string' && ASSET_HASH_PATTERN.test(hash);
    if (!isKept && !isGap(missing)) return [];
    const meant: Meant = isKept ? { hash } : { gap: missing as Gap, ...sizeOf(width, height) };
    const { byUrl } = this.#pages.at(-1) ?? { byUrl: new Map<string, Note[]>() };
    const notes = byUrl.get(url) ?? [];
    notes.push({ event, id, url, meant });
    byUrl.set(url, notes);
    this.#count++;
    return isKept ? [hash] : [];
  }
}

/** The last one told until then; before the first, the first. */
function nearest(notes: readonly Note[], event: number): Note | undefined {
  return notes.findLast((note) => note.event <= event) ?? notes.toSorted((a, b) => a.event - b.event)[0];
}

function sizeOf(width: unknown, height: unknown): { size?: Size } {
  const isSize = (value: unknown): value is number => typeof value === 'number' && value >= 1 && value <= 10_000;
  return isSize(width) && isSize(height) ? { size: { width: Math.round(width), height: Math.round(height) } } : {};
}
