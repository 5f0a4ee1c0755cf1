import { detect } from '@falter/detector';
import type { RecordedEvent } from '@falter/wire';
import { toTabs } from '../../../apps/detector/src/tabs.ts';
import type { Visit } from '../../corpus/visit.ts';
import { dice } from './interval.ts';

/** A batch as the store hands it out. */
interface StoredBatch {
  tab: string;
  seq: number;
  lines: string;
}

/** The findings of a closed recording, as text: ids, times, words, everything. */
export function findingsOf(tabs: Visit['tabs']): string {
  return JSON.stringify(detect(tabs, { closed: true }).findings);
}

/**
 * Ways in which the same recording may reach the detector: cut into batches at any event, batches that come twice and in any order, tabs
 * in another order, stretches that a recording holds twice. Each must give the same findings.
 */
export const WAYS: Readonly<Record<string, (tabs: Visit['tabs'], seed: number) => Visit['tabs']>> = {
  split: (tabs, seed) => restored(cut(tabs, seed)),
  reordered: (tabs, seed) => restored(shuffled(cut(tabs, seed), seed)),
  'batches twice': (tabs, seed) => {
    const batches = cut(tabs, seed);
    return restored(shuffled([...batches, ...batches.slice(0, Math.ceil(batches.length / 2))], seed));
  },
  'tabs in another order': (tabs) => tabs.toReversed(),
  'a stretch twice': (tabs, seed) => tabs.map(({ tab, events }) => ({ tab, events: withStretchTwice(events, seed) })),
};

/** How many of these recordings give other findings, by way. */
export function unstable(visits: readonly Visit[]): Record<string, number> {
  const counts = Object.fromEntries(Object.keys(WAYS).map((way) => [way, 0]));
  for (const { tabs, seed } of visits) {
    const once = findingsOf(tabs);
    for (const [way, change] of Object.entries(WAYS)) if (findingsOf(change(tabs, seed)) !== once) counts[way]! += 1;
  }
  return counts;
}

function cut(tabs: Visit['tabs'], seed: number): StoredBatch[] {
  const next = dice(seed);
  return tabs.flatMap(({ tab, events }) => {
    const batches: StoredBatch[] = [];
    for (let at = 0; at < events.length; ) {
      const length = 1 + Math.floor(next() * 40);
      const lines = events.slice(at, at + length).map((event) => JSON.stringify(event));
      batches.push({ tab, seq: batches.length, lines: lines.join('\n') });
      at += length;
    }
    return batches;
  });
}

/** As the store reads batches: one of each, by tab and number. */
function restored(batches: readonly StoredBatch[]): Visit['tabs'] {
  const one = new Map(batches.map((batch) => [`${batch.tab} ${batch.seq}`, batch]));
  const sorted = [...one.values()].sort((a, b) => (a.tab === b.tab ? a.seq - b.seq : a.tab < b.tab ? -1 : 1));
  return toTabs(sorted as unknown as Parameters<typeof toTabs>[0]).map(({ tab, events }) => ({
    tab,
    events: [...events],
  }));
}

function shuffled<T>(all: readonly T[], seed: number): T[] {
  const next = dice(seed);
  return all
    .map((one) => [next(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

/** Some of it is there a second time, right behind the first. */
function withStretchTwice(events: readonly RecordedEvent[], seed: number): RecordedEvent[] {
  const next = dice(seed);
  const from = Math.floor(next() * events.length);
  const until = Math.min(events.length, from + 2 + Math.floor(next() * 30));
  return [...events.slice(0, until), ...events.slice(from, until), ...events.slice(until)];
}
