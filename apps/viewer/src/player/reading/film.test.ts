import type { PartRow } from '@falter/wire';
import { afterEach, describe, expect, it } from 'vitest';
import { mapOf } from '../../testing/test-parts.ts';
import { SheetTexts } from '../assets/sheet-texts.ts';
import { Film } from './film.ts';
import { PartMap } from './part-map.ts';
import type { RangeReader } from './reader.ts';
import { Run } from './run.ts';

const START = 1_700_000_000_000;
const MINUTE = 60_000;

/** An hour of a page: an event a second, a snapshot every five minutes, forty lines a part. */
const LINES = Array.from({ length: 3_600 }, (_, second) => {
  const timestamp = START + second * 1_000;
  const pad = 'x'.repeat(600);
  const html = { type: 2, id: 2, tagName: 'html', attributes: { title: pad }, childNodes: [] };
  const data = { node: { type: 0, id: 1, childNodes: [html] }, initialOffset: { left: 0, top: 0 } };
  if (second % 300 === 0) return JSON.stringify({ type: 2, data, timestamp });
  return JSON.stringify({ type: 3, data: { source: 3, id: 2, x: 0, y: second, pad }, timestamp });
});
const PARTS = mapOf(LINES, 40);

/** The worker's work, done here. */
function readerHere(): RangeReader {
  let current: { number: number; run: Run } | undefined;
  const texts = new SheetTexts(() => Promise.reject(new Error('404')));
  return {
    read({ range, lines }, hands) {
      const { run: number, startedAt, base } = range;
      if (current?.number !== number)
        current = { number, run: new Run({ startedAt, base, texts, addressOf: (hash) => hash }) };
      return current.run.read({ ...range, lines }, hands);
    },
  };
}

const films: Film[] = [];
afterEach(() => {
  for (const film of films.splice(0)) film.close();
});

/** The same hour, in which a node comes with every second. */
const GROWING = LINES.map((line, second) => {
  const body = { type: 2, id: 3, tagName: 'body', attributes: {}, childNodes: [] };
  if (second % 300 === 0) return line.replace('"childNodes":[]', `"childNodes":[${JSON.stringify(body)}]`);
  const node = { type: 2, id: 10 + second, tagName: 'p', attributes: {}, childNodes: [] };
  const adds = [{ parentId: 3, nextId: null, node }];
  const data = { source: 0, adds, removes: [], texts: [], attributes: [] };
  return JSON.stringify({ type: 3, data, timestamp: START + second * 1_000 });
});

function filmOf(parts: PartRow[] = PARTS, lines = LINES) {
  const fetched: [number, number][] = [];
  const failures: unknown[] = [];
  const state = { broken: false };
  const film = new Film({
    ...{ map: new PartMap(START, parts), reader: readerHere(), base: 'https://falter.example/', absent: () => [] },
    async open(fromSeq, toSeq) {
      fetched.push([fromSeq, toSeq]);
      await new Promise((resolve) => setTimeout(resolve));
      if (state.broken) throw new Error('no network');
      return new Blob([lines.slice(fromSeq * 40, (toSeq + 1) * 40).join('\n')]).stream();
    },
    onChange: () => {},
    shown: async () => {},
    onFailure: (cause) => void failures.push(cause),
  });
  films.push(film);
  const show = async (at: number): Promise<void> => {
    film.want(at, 1);
    await expect.poll(() => film.has(at), { interval: 1 }).toBe(true);
  };
  /** Until nothing is under way. */
  const rest = async (): Promise<void> => {
    for (let seen = -1; seen !== fetched.length; await new Promise((resolve) => setTimeout(resolve, 20)))
      seen = fetched.length;
  };
  return { film, fetched, failures, state, show, rest };
}

const bytesOf = (ranges: [number, number][]): number =>
  PARTS.filter(({ seq }) => ranges.some(([from, to]) => seq >= from && seq <= to)).reduce(
    (sum, { bytes }) => sum + bytes,
    0,
  );
const ids = (film: Film): string[] => film.window.map(({ segment }) => segment);

describe('a film', () => {
  it('opens in the middle from the snapshot before, and reads little beyond the moment', async () => {
    const { film, fetched, show } = filmOf();
    await show(32 * MINUTE);
    const events = film.window.flatMap((loaded) => loaded.events);
    expect(events[0]).toMatchObject({ type: 4, timestamp: START + 30 * MINUTE });
    expect(events.some(({ timestamp }) => timestamp === START + 32 * MINUTE)).toBe(true);
    expect(fetched[0]?.[0]).toBe(44);
    expect(bytesOf(fetched.slice(0, 1))).toBeLessThan(0.15 * bytesOf([[0, 99]]));
  });

  it('reads on ahead of the playhead, over the next snapshot, and no farther', async () => {
    const { film, fetched, show, rest } = filmOf();
    await show(34.8 * MINUTE);
    await rest();
    expect(film.until(34.8 * MINUTE)).toBeGreaterThanOrEqual(35.3 * MINUTE);
    expect(ids(film)).toHaveLength(2);
    expect(bytesOf(fetched)).toBeLessThan(0.2 * bytesOf([[0, 99]]));
  });

  it('has every event of the recording once, when played to its end', async () => {
    const { film, show } = filmOf();
    const seen = new Set<number>();
    for (let at = 0; at < 3_600_000; at += 20_000) {
      await show(at);
      for (const { events } of film.window)
        for (const { type, timestamp } of events) if (type !== 4) seen.add(timestamp);
    }
    expect(seen.size).toBe(3_600);
  });

  it('never keeps all of it, and always what is on the screen', async () => {
    const { film, show, rest } = filmOf(
      PARTS.map((part) => ({ ...part })),
      LINES.map((line) => line.replace('"timestamp"', `"pad2":"${'y'.repeat(6_000)}","timestamp"`)),
    );
    let most = 0;
    for (let at = 0; at < 3_600_000; at += 25_000) {
      await show(at);
      most = Math.max(
        most,
        film.window.reduce((sum, { chars }) => sum + chars, 0),
      );
    }
    await rest();
    expect(most).toBeLessThan(0.6 * 3_600 * 6_800);
    expect(film.has(3_599_000)).toBe(true);
  });

  it('goes anywhere at once, also backwards, and gives up what nobody waits for any more', async () => {
    const { film, show } = filmOf();
    for (const at of [50, 3, 31, 30.5, 59.9, 0]) await show(at * MINUTE);
    film.want(10 * MINUTE, 1);
    film.want(40 * MINUTE, 1);
    await show(21 * MINUTE);
    expect(film.window.some(({ segment }) => segment === film.map.segments[4]?.id)).toBe(true);
  });

  it('has the frame of a moment before all that led to it, and goes on without building it anew', async () => {
    const { film, show, rest } = filmOf(PARTS, GROWING);
    const at = 32 * MINUTE;
    await show(at);
    const first = film.window[0]?.still;
    expect(first?.at).toBe(at);
    expect(first?.events[1]?.data.node.childNodes[0].childNodes[0].childNodes).toHaveLength(120);
    await rest();
    const times = film.events.map(({ timestamp }) => timestamp - START);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const snapshots = (): number[] =>
      film.events
        .filter(({ type, timestamp }) => type === 2 && timestamp <= START + at)
        .map((event) => event.timestamp);
    expect(snapshots()).toEqual([START + 30 * MINUTE, START + at]);
    expect([film.forgetStills(at), film.forgetStills(31 * MINUTE), film.forgetStills(31 * MINUTE)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(snapshots()).toEqual([START + 30 * MINUTE]);
  });

  it('steps from change to change, over the end of what is here', async () => {
    const { film, show } = filmOf();
    await show(31 * MINUTE);
    expect(film.frame(31 * MINUTE, 1)).toBe(31 * MINUTE + 1_000);
    expect(film.frame(31 * MINUTE, -1)).toBe(31 * MINUTE - 1_000);
    expect(film.frame(30 * MINUTE, -1)).toBe(30 * MINUTE - 1);
    expect(film.frame(0, -1)).toBeUndefined();
  });

  it('that is still being recorded goes on where it was', async () => {
    const { film, fetched, show, rest } = filmOf(PARTS.slice(0, 3));
    await show(100_000);
    await rest();
    expect(film.until(100_000)).toBe(Number.POSITIVE_INFINITY);
    const before = fetched.length;
    expect(film.learn(PARTS.slice(0, 4))).toBe(true);
    await expect.poll(() => fetched.slice(before)).toEqual([[3, 3]]);
    await expect.poll(() => film.window.at(-1)?.events.at(-1)?.timestamp).toBe(START + 159_000);
  });

  it('H77: shows from the snapshot before, where one is none', async () => {
    const broken = LINES.map((line, second) => (second === 1_800 ? line.replace('"node"', '"nothing"') : line));
    const { film, show } = filmOf(mapOf(broken, 40), broken);
    await show(31 * MINUTE);
    await expect.poll(() => film.window.some(({ events }) => events[0]?.timestamp === START + 25 * MINUTE)).toBe(true);
    await show(31 * MINUTE);
    expect(film.map.segments).toHaveLength(11);
    expect(film.findings.refusedEvents).toBe(1);
  });

  it('tries again once, and then says that it cannot be read', async () => {
    const { film, fetched, failures, state, show } = filmOf();
    state.broken = true;
    film.want(5_000, 1);
    await expect.poll(() => failures.length).toBe(1);
    expect(fetched).toHaveLength(2);
    state.broken = false;
    await show(5_000);
  });
});
