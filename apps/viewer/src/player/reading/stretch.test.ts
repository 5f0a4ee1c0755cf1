import type { RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { asResize, type Stretch, StretchMaker } from './stretch.ts';

const START = 1_700_000_000_000;

const meta = (at: number, width = 800): RecordedEvent => ({
  type: 4,
  timestamp: START + at,
  data: { href: '', width, height: 600 },
});
const snapshot = (at: number): RecordedEvent => ({ type: 2, timestamp: START + at, data: {} });
const incremental = (at: number, source: number, data: object = {}): RecordedEvent => ({
  type: 3,
  timestamp: START + at,
  data: { source, ...data },
});
const log = (at: number): RecordedEvent => ({ type: 6, timestamp: START + at, data: {} });

const maker = (from: number, until = Number.POSITIVE_INFINITY): StretchMaker =>
  new StretchMaker('0:0', START, { from: START + from, until: START + until });
const times = ({ events }: Stretch): [type: number, at: number][] =>
  events.map(({ type, timestamp }) => [type, timestamp - START]);

describe('a stretch', () => {
  it('begins with the snapshot at the size of its window, both at one moment', () => {
    const made = maker(30);
    const stretch = made.make([...made.begin(snapshot(30), meta(0, 500)), incremental(900, 0)]);
    expect(times(stretch)).toEqual([
      [4, 30],
      [2, 30],
      [3, 900],
    ]);
    expect(stretch.events[0]?.data.width).toBe(500);
  });

  it('without a size gets a common one', () => {
    expect(maker(0).begin(snapshot(0), undefined)[0]?.data).toMatchObject({ width: 1280, height: 800 });
  });

  it('is put in order: events do not always come in it', () => {
    expect(times(maker(0).make([incremental(50, 0), incremental(20, 2)]))).toEqual([
      [3, 20],
      [3, 50],
    ]);
  });

  it('ends when the visit did, whatever one clock said once (H79)', () => {
    const made = maker(10);
    const year9999 = Date.UTC(9999, 0) - START;
    const first = made.make([incremental(900, 0), incremental(year9999, 2), incremental(950, 2)]);
    expect(times(first).map(([, at]) => at)).toEqual([900, 900, 950]);
    expect(times(made.make([incremental(year9999, 2)])).map(([, at]) => at)).toEqual([950]);
  });

  it('stays within its segment, also when a clock was set meanwhile', () => {
    const stretch = maker(1_000, 5_000).make([incremental(-4_000, 0), incremental(2_000, 0), incremental(9_000, 0)]);
    expect(times(stretch).map(([, at]) => at)).toEqual([1_000, 2_000, 5_000]);
  });

  it('knows when the picture changes and where somebody clicked', () => {
    const stretch = maker(0).make([
      log(5),
      incremental(10, 0),
      incremental(10, 2, { type: 2, x: 3, y: 4 }),
      incremental(20, 3),
    ]);
    expect(stretch.frames).toEqual([10, 20]);
    expect(stretch.clicks).toEqual([{ at: 10, x: 3, y: 4, kind: 'click' }]);
    expect(stretch.touch).toBe(false);
  });

  it('knows of a visitor without a mouse', () => {
    expect(maker(0).make([incremental(1, 6)]).touch).toBe(true);
    expect(maker(0).make([incremental(1, 2, { type: 7, x: 1, y: 1 })]).touch).toBe(true);
  });
});

describe('a size that no snapshot followed', () => {
  it('is a change of the size: at every other one rrweb would rebuild the page', () => {
    expect(asResize(meta(7, 500))).toEqual(incremental(7, 4, { width: 500, height: 600 }));
  });
});
