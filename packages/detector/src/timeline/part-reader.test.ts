import { PLUGIN, type RecordedEvent } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, readParts, readSession } from '../detect.ts';
import { ACT_NAMES, shopPage, visitOf } from '../random-visit-builder.ts';
import { circling, el, page } from '../recording-builder.ts';
import { type Part, PartReader } from './part-reader.ts';
import { type TabRecording, toTimelines } from './timelines.ts';

const anyVisit = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...ACT_NAMES), fc.constantFrom(150, 900, 2_500, 8_000)), {
      minLength: 1,
      maxLength: 9,
    }),
    fc.boolean(),
  )
  .map(([acts, clock]) => visitOf(acts, clock));

/** A visit cut into batches at these places. */
function cut(events: readonly RecordedEvent[], places: readonly number[], tab = 'tab'): Part[] {
  const at = [...new Set(places.map((place) => 1 + (place % (events.length - 1))))].sort((a, b) => a - b);
  return [0, ...at].map((from, n) => ({ tab, events: events.slice(from, at[n] ?? events.length), missing: 0 }));
}

/** Reads the parts, anew where that is asked for. */
function read(parts: readonly Part[]): PartReader {
  let reader = new PartReader();
  for (let n = 0; n < parts.length; n++) {
    const taken = reader.take([parts[n]!]);
    if (taken === 'whole') throw new Error('this is not to be read in parts');
    if (taken === 'read') continue;
    reader = new PartReader(reader);
    n = -1;
  }
  return reader;
}

function tabsOf(parts: readonly Part[]): TabRecording[] {
  const tabs = new Map<string, { tab: string; events: RecordedEvent[]; gaps: { before: number; batches: number }[] }>();
  for (const { tab: name, events, missing } of parts) {
    const tab = tabs.get(name) ?? { tab: name, events: [], gaps: [] };
    tabs.set(name, tab);
    if (missing > 0) tab.gaps.push({ before: tab.events.length, batches: missing });
    tab.events.push(...events);
  }
  return [...tabs.values()];
}

describe('a session that is read part by part', () => {
  it('tells after each part what one reads who has all parts so far', () => {
    fc.assert(
      fc.property(anyVisit, fc.array(fc.nat(), { maxLength: 6 }), fc.nat(9_000), (events, places, silence) => {
        const parts = cut(events, places);
        let reader = new PartReader();
        for (let n = 1; n <= parts.length; n++) {
          const sofar = parts.slice(0, n);
          if (reader.take([parts[n - 1]!]) !== 'read') reader = read(sofar);
          const until = sofar.at(-1)!.events.at(-1)!.timestamp + silence;
          for (const options of [{ closed: false }, { closed: false, until }, { closed: true }])
            expect(reader.timelines(options)).toEqual(toTimelines(tabsOf(sofar), options));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('tells the same of several tabs, whichever of them goes on, and of what is missing between', () => {
    fc.assert(
      fc.property(anyVisit, anyVisit, fc.array(fc.nat(), { maxLength: 8 }), (one, two, places) => {
        const [a, b] = [cut(one, places, 'b-tab'), cut(two, places, 'a-tab')];
        const parts = a.flatMap((part, n) => [part, ...(b[n] ? [{ ...b[n], missing: n % 3 }] : [])]);
        let reader = new PartReader();
        parts.forEach((part, n) => {
          if (reader.take([part]) !== 'read') reader = read(parts.slice(0, n + 1));
          const told = judge(readParts(reader, { closed: false }), {});
          expect(told).toEqual(judge(readSession(tabsOf(parts.slice(0, n + 1)), { closed: false }), {}));
        });
      }),
      { numRuns: 15 },
    );
  });

  it('takes back what was told of rage once the page answers', () => {
    const visit = shopPage().wait(2_000).clicks('#dead', 3, 250);
    const before = visit.events.length;
    visit.wait(900).text('#note', 'Applied').wait(9_000).scroll();
    const reader = read([{ tab: 'tab', events: visit.events.slice(0, before), missing: 0 }]);
    const rage = () => judge(readParts(reader, { closed: false }), { signals: ['rage-click'] }).findings.length;
    expect(rage()).toBe(1);
    expect(reader.take([{ tab: 'tab', events: visit.events.slice(before), missing: 0 }])).toBe('read');
    expect(rage()).toBe(0);
  });

  it('counts the pointer, hidden time and parts that were seen now and then as they stand at each moment', () => {
    const visit = page(el('p', { id: 'text' }, 'Words'))
      .wait(500)
      .wander('#text', circling(90, 380, 3_000));
    visit
      .plugin(PLUGIN.degraded, { id: visit.id('#text'), rate: 40 })
      .wait(400)
      .visibility('hidden')
      .wait(3_000);
    visit.scroll().wait(500).click('#text').move('#text').wait(400).visibility('visible').wait(2_000).scroll();
    const parts = visit.events.map((event) => ({ tab: 'tab', events: [event], missing: 0 }));
    for (let n = 1; n <= parts.length; n++) {
      const reader = read(parts.slice(0, n));
      for (const options of [{ closed: false }, { closed: false }, { closed: true }])
        expect(reader.timelines(options)).toEqual(toTimelines(tabsOf(parts.slice(0, n)), options));
    }
  });
});

describe('a session that cannot be read part by part', () => {
  const events = visitOf([['a dead button', 900]], false);
  const part = (some: RecordedEvent[]): Part[] => [{ tab: 'tab', events: some, missing: 0 }];

  it('is one whose clock goes back, is no clock, or whose parts lie days apart', () => {
    const odd = (change: (at: number) => number) =>
      new PartReader().take(
        part(events.map((event, n) => (n === 4 ? { ...event, timestamp: change(event.timestamp) } : event))),
      );
    expect(odd((at) => at)).toBe('read');
    for (const change of [(at: number) => at - 60_000, () => Number.NaN, (at: number) => at + 3 * 86_400_000])
      expect(odd(change)).toBe('whole');
    const seconds = events.map((event) => ({ ...event, timestamp: Math.floor(event.timestamp / 1000) }));
    expect(new PartReader().take(part(seconds))).toBe('whole');
  });

  it('is begun anew where it tells later what recorder it is of', () => {
    const [first, rest] = [part(events.slice(0, 4)), part(events.slice(4))];
    const reader = new PartReader();
    expect([reader.take(first), reader.take(rest)]).toEqual(['read', 'again']);
    const seeded = new PartReader(reader);
    expect([seeded.take(first), seeded.take(rest)]).toEqual(['read', 'read']);
    expect(new PartReader().take([...first, ...rest])).toBe('read');
  });
});
