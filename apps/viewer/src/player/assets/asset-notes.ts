import { ASSET_HASH_PATTERN, EVENT_TYPE, PLUGIN } from '@falter/wire';
import { type Gap, isGap } from './gap.ts';
import type { Size } from './gap-picture.ts';

/** Which file an address meant: its hash, or why it is not kept. */
export type Meant = { hash: string } | { gap: Gap; size?: Size };

/** Where an address stands: in an event of which time (epoch ms), and at which element (0: in a style sheet). */
export interface Place {
  time: number;
  id: number;
}

interface Note {
  /** When it was told, epoch ms. */
  time: number;
  id: number;
  url: string;
  meant: Meant;
}

/** The notes of one document, by address. */
interface PageNotes {
  /** Time of the snapshot it begins with. */
  from: number;
  byUrl: Map<string, Note[]>;
}

/** An event as a page may have sent it. */
interface Told {
  type?: unknown;
  timestamp: number;
  data?: { plugin?: unknown; payload?: unknown };
}

/** Notes of one recording, at most: a page of a thousand pictures, a hundred times. What is over is left aside. */
const NOTES_MAX = 100_000;

/**
 * What the page told of its files, over one recording (`falter/asset@1`). A note comes some seconds after the snapshot that shows the
 * picture, so all are known ahead, wherever one begins to read. An address means what the same document said of it, by no means what
 * another session did.
 */
export class AssetNotes {
  readonly #pages: PageNotes[] = [{ from: Number.NEGATIVE_INFINITY, byUrl: new Map() }];
  #lastSnapshot = 0;
  #count = 0;

  /** How many files were told of. */
  get count(): number {
    return this.#count;
  }

  /**
   * Lines with what was told since, and times of the snapshots that were taken since (epoch ms), each in order. Of one moment the
   * snapshot is first: a document tells that it is there right after it.
   */
  learn(told: readonly string[], snapshots: readonly number[]): void {
    const events = [
      ...snapshots.map((timestamp) => ({ type: EVENT_TYPE.fullSnapshot, timestamp })),
      ...told.map(parsed),
    ];
    const timed = events.filter((event) => Number.isFinite(event.timestamp));
    for (const event of timed.toSorted((a, b) => a.timestamp - b.timestamp)) this.#take(event);
  }

  #take({ type, timestamp, data }: Told): void {
    if (type === EVENT_TYPE.fullSnapshot) this.#lastSnapshot = timestamp;
    if (type !== EVENT_TYPE.plugin) return;
    if (data?.plugin === PLUGIN.page) this.#pages.push({ from: this.#lastSnapshot, byUrl: new Map() });
    if (data?.plugin !== PLUGIN.asset) return;
    const { assets } = (data.payload ?? {}) as { assets?: unknown };
    for (const asset of Array.isArray(assets) ? assets : []) this.#note(timestamp, asset);
  }

  /** What the first of these addresses that was told of means at its place; undefined when nobody told of any. */
  meant({ time, id }: Place, urls: readonly string[]): { url: string; meant: Meant } | undefined {
    const page = this.#pages.findLast(({ from }) => from <= time);
    const all = urls.flatMap((url) => page?.byUrl.get(url) ?? []);
    const own = all.filter((note) => note.id === id);
    const note = nearest(own, time) ?? nearest(all, time);
    return note && { url: note.url, meant: note.meant };
  }

  #note(time: number, asset: unknown): void {
    const { id, url, hash, missing, width, height } = (asset ?? {}) as Record<string, unknown>;
    if (typeof id !== 'number' || typeof url !== 'string' || this.#count >= NOTES_MAX) return;
    const isKept = typeof hash === 'string' && ASSET_HASH_PATTERN.test(hash);
    if (!isKept && !isGap(missing)) return;
    const meant: Meant = isKept ? { hash } : { gap: missing as Gap, ...sizeOf(width, height) };
    const { byUrl } = this.#pages.at(-1) ?? { byUrl: new Map<string, Note[]>() };
    const notes = byUrl.get(url) ?? [];
    notes.push({ time, id, url, meant });
    byUrl.set(url, notes);
    this.#count++;
  }
}

/** The last one told until then; before the first, the first. */
function nearest(notes: readonly Note[], time: number): Note | undefined {
  return notes.findLast((note) => note.time <= time) ?? notes.toSorted((a, b) => a.time - b.time)[0];
}

function sizeOf(width: unknown, height: unknown): { size?: Size } {
  const isSize = (value: unknown): value is number => typeof value === 'number' && value >= 1 && value <= 10_000;
  return isSize(width) && isSize(height) ? { size: { width: Math.round(width), height: Math.round(height) } } : {};
}

function parsed(line: string): Told {
  try {
    return (JSON.parse(line) ?? {}) as Told;
  } catch {
    return { timestamp: Number.NaN };
  }
}
