import type { RecordedEvent } from '@falter/wire';
import type { Click } from './clicks.ts';
import type { Hand } from './hand.ts';
import type { PointerAt } from './pointer-trail.ts';
import { INCLUSIVE_MS, type Still } from './still.ts';
import type { Stretch } from './stretch.ts';

/** A segment as far as it is read. */
export interface Loaded {
  segment: string;
  events: RecordedEvent[];
  /** The page of the moment that was waited for last, which stands for everything before it; `at` since the session's start. */
  still: Omit<Still, 'segment'> | undefined;
  frames: number[];
  clicks: Click[];
  pointers: PointerAt[];
  touch: boolean;
  /** Characters of its lines. */
  chars: number;
  /** The last part that was read for it. */
  readTo: number;
  /** Whether the snapshot of the next segment was met: nothing is to come. */
  complete: boolean;
}

/** What is read of a recording, segment by segment, within a budget. */
export class LoadedSegments {
  readonly #byId = new Map<string, Loaded>();

  get(segment: string): Loaded | undefined {
    return this.#byId.get(segment);
  }

  has(segment: string): boolean {
    return this.#byId.has(segment);
  }

  /** The segment with what is here of it, empty where that is nothing so far. */
  ensure(segment: string): Loaded {
    const known = this.#byId.get(segment);
    if (known !== undefined) return known;
    const empty: Loaded = {
      ...{ segment, events: [], still: undefined, frames: [], clicks: [], pointers: [], touch: false },
      ...{ chars: 0, readTo: -1, complete: false },
    };
    this.#byId.set(segment, empty);
    return empty;
  }

  drop(segment: string): void {
    this.#byId.delete(segment);
  }

  /** Lets stills of later moments go. Returns whether there were any. */
  forgetStills(after: number): boolean {
    const later = [...this.#byId.values()].filter(({ still }) => still !== undefined && still.at > after);
    for (const loaded of later) loaded.still = undefined;
    return later.length > 0;
  }

  /** What a run that is over left unfinished cannot be gone on with: what was known of the page is gone with it. */
  dropUnfinished(): void {
    for (const [id, { complete }] of this.#byId) if (!complete) this.#byId.delete(id);
  }

  /** Those of these segments that are here, in their order. */
  in(order: readonly { id: string }[]): Loaded[] {
    return order.flatMap(({ id }) => this.#byId.get(id) ?? []);
  }

  /**
   * Drops segments until what is left fits: those farthest from the one on the screen first, what lies behind before what lies ahead.
   * @param order all segments. @param keep those that stay whatever they weigh, as indices, both included.
   */
  evict(order: readonly { id: string }[], keep: { from: number; to: number }, budgetChars: number): void {
    const distance = (index: number): number => Math.max(keep.from - index, index - keep.to);
    const candidates = [...order.keys()]
      .filter((index) => distance(index) > 0 && this.#byId.get(order[index]?.id ?? '')?.complete)
      .toSorted((a, b) => distance(b) - distance(a) || a - b);
    let chars = [...this.#byId.values()].reduce((sum, loaded) => sum + loaded.chars, 0);
    for (const index of candidates) {
      if (chars <= budgetChars) return;
      const id = order[index]?.id ?? '';
      chars -= this.#byId.get(id)?.chars ?? 0;
      this.#byId.delete(id);
    }
  }
}

/** Adds what was read next: a pointer's way of half a second is written at its end, so times overlap a little. */
export function addStretch(loaded: Loaded, { events, frames, clicks, pointers, touch }: Stretch, chars: number): void {
  const inOrder = (loaded.events.at(-1)?.timestamp ?? 0) <= (events[0]?.timestamp ?? 0);
  for (const event of events) loaded.events.push(event);
  if (!inOrder) loaded.events.sort((a, b) => a.timestamp - b.timestamp);
  for (const frame of frames) loaded.frames.push(frame);
  for (const click of clicks) loaded.clicks.push(click);
  for (const pointer of pointers) loaded.pointers.push(pointer);
  if (!inOrder) loaded.pointers.sort((a, b) => a.at - b.at);
  loaded.touch ||= touch;
  loaded.chars += chars;
}

/** What is replayed of a segment: its events, and in its place among them the page of a moment. */
export function eventsOf({ events, still }: Loaded, startedAt: number): RecordedEvent[] {
  if (still === undefined) return events;
  if (events.length === 0) return [...still.events, ...still.next];
  const after = events.findLastIndex(({ timestamp }) => timestamp < startedAt + still.at + INCLUSIVE_MS) + 1;
  return [...events.slice(0, after), ...still.events, ...events.slice(after)];
}

/** What the visitor's hand did in a segment, as far as it is known. */
export function handOf(loaded: Loaded): Hand {
  return loaded.still !== undefined && loaded.events.length === 0 ? loaded.still.hand : loaded;
}
