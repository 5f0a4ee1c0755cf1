import type { RecordedEvent } from '@falter/wire';
import { FARTHEST_MS, SECONDS_BELOW } from './clock.ts';
import type { Timeline } from './steps.ts';
import { TabReader } from './tab-reader.ts';
import { TraitScan } from './tab-traits.ts';
import type { ReadingOptions } from './timelines.ts';

/** The next events of a tab: what one batch brings. */
export interface Part {
  tab: string;
  /** All of them checked: they are events. */
  events: readonly RecordedEvent[];
  /** Batches that are missing before them. */
  missing: number;
}

/**
 * What came of a part. `again`: it told something by which what came before is to be read otherwise; a reader that is seeded with this one
 * reads all of it. `whole`: its times step back or lie days apart, which only who has all events can repair.
 */
export type Taken = 'read' | 'again' | 'whole';

interface Tab {
  reader: TabReader;
  scan: TraitScan;
  events: number;
  firstAt: number;
  lastAt: number;
  missing: number;
}

/**
 * Reads a session part by part, and keeps of it what its steps are made from: the page as it stands, and what happened. What it tells at any
 * moment is what `toTimelines` tells of the same events. Not for recordings in which something stands twice or the clock goes back.
 */
export class PartReader {
  readonly #tabs = new Map<string, Tab>();
  readonly #seeds: ReadonlyMap<string, TraitScan>;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  /** @param seed a reader of the same session that said `again`: what it learned of the recorder is known from the beginning. */
  constructor(seed?: PartReader) {
    this.#seeds = new Map(seed ? [...seed.#tabs].map(([name, { scan }]) => [name, scan]) : []);
  }

  /** Takes the next parts, each tab's in order. After anything but `read` this reader is of no use but as a seed. */
  take(parts: readonly Part[]): Taken {
    let taken: Taken = 'read';
    for (const { tab: name, events } of parts) {
      const tab = this.#tabOf(name);
      if (tab.scan.scan(events) && tab.events > 0) taken = 'again';
      if (!this.#isSteady(tab, events)) return 'whole';
    }
    if (taken === 'read') for (const part of parts) this.#read(part);
    return taken;
  }

  /** What happened so far, tab by tab. */
  timelines({ closed, until }: ReadingOptions): Timeline[] {
    const tabs = [...this.#tabs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tab]) => tab);
    const known = until ?? (closed ? Number.POSITIVE_INFINITY : this.#last);
    // Sorted once: a session may have thousands of tabs.
    const opened = tabs.filter(({ events }) => events > 0).sort((a, b) => a.firstAt - b.firstAt);
    return tabs.map((tab) => {
      const openings = opened.filter((other) => other !== tab).map(({ firstAt }) => firstAt);
      return tab.reader.finish(0, { until: known, closed, openings });
    });
  }

  #read({ tab: name, events, missing }: Part): void {
    const tab = this.#tabOf(name);
    // Of what is missing at one place the last word counts, as in `TabRecording.gaps`.
    if (missing > 0) tab.missing = missing;
    for (const event of events) {
      const at = event.timestamp;
      if (tab.events === 0) tab.firstAt = at;
      if (tab.missing > 0) tab.reader.lose(tab.missing, at, tab.events);
      tab.missing = 0;
      tab.reader.read(event, at, tab.events++);
    }
  }

  #tabOf(name: string): Tab {
    const known = this.#tabs.get(name);
    if (known) return known;
    const scan = TraitScan.of(this.#seeds.get(name));
    const reader = new TabReader(name, scan.traits);
    const tab = { reader, scan, events: 0, firstAt: 0, lastAt: Number.NEGATIVE_INFINITY, missing: 0 };
    this.#tabs.set(name, tab);
    return tab;
  }

  /** Times as they are need no repair: see `readTimes`. */
  #isSteady(tab: Tab, events: readonly RecordedEvent[]): boolean {
    for (const { timestamp } of events) {
      if (!(timestamp >= tab.lastAt)) return false;
      tab.lastAt = timestamp;
      this.#first = Math.min(this.#first, timestamp);
      this.#last = Math.max(this.#last, timestamp);
    }
    return this.#first >= SECONDS_BELOW && this.#last - this.#first <= FARTHEST_MS;
  }
}
