import type { RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { lateScroll, scrollsAt } from './scrolls.ts';

const snapshot = (timestamp: number, initialOffset?: object): RecordedEvent => ({
  ...{ type: 2, timestamp },
  data: { node: { type: 0, id: 1, childNodes: [] }, ...(initialOffset && { initialOffset }) },
});
const scroll = (timestamp: number, id: number, y: number): RecordedEvent => ({
  ...{ type: 3, timestamp },
  data: { source: 3, id, x: 0, y },
});
const put = (timestamp: number, node: object): RecordedEvent => ({
  ...{ type: 3, timestamp },
  data: { source: 0, texts: [], attributes: [], removes: [], adds: [{ parentId: 1, nextId: null, node }] },
});
const click = (timestamp: number): RecordedEvent => ({
  ...{ type: 3, timestamp },
  data: { source: 2, type: 2, id: 5, x: 100, y: 80 },
});
const at = (events: RecordedEvent[], until: number): Record<string, { x: number; y: number }> =>
  Object.fromEntries(scrollsAt(events, until));

describe('how far everything is scrolled', () => {
  const visit = [
    snapshot(10, { left: 3, top: 40 }),
    scroll(20, 1, 290),
    scroll(30, 7, 5),
    scroll(40, 1, 663),
    snapshot(50, { left: 0, top: 0 }),
    scroll(60, 7, 8),
  ];

  it('is what was said last, the moment itself included', () => {
    expect(at(visit, 19)).toEqual({ 1: { x: 3, y: 40 } });
    expect(at(visit, 20)).toEqual({ 1: { x: 0, y: 290 } });
    expect(at(visit, 49)).toEqual({ 1: { x: 0, y: 663 }, 7: { x: 0, y: 5 } });
  });

  it('begins anew with each snapshot', () => {
    expect(at(visit, 50)).toEqual({ 1: { x: 0, y: 0 } });
    expect(at(visit, 99)).toEqual({ 1: { x: 0, y: 0 }, 7: { x: 0, y: 8 } });
    expect(at([snapshot(1)], 1)).toEqual({ 1: { x: 0, y: 0 } });
  });

  it('is the start for what was put in again, or what its recorder says', () => {
    const before = [snapshot(1), scroll(2, 7, 80)];
    expect(at([...before, put(3, { type: 2, id: 7, attributes: {} })], 3)[7]).toEqual({ x: 0, y: 0 });
    expect(at([...before, put(3, { type: 3, id: 7 })], 3)[7]).toEqual({ x: 0, y: 0 });
    expect(at([...before, put(3, { type: 2, id: 9, attributes: { rr_scrollTop: 12 } })], 3)[9]).toEqual({
      x: 0,
      y: 12,
    });
    expect(at([...before, put(3, { type: 2, id: 9, attributes: {} })], 3)[9]).toBeUndefined();
  });

  it('is unknown before anything was seen', () => {
    expect(at(visit, 5)).toEqual({});
    expect(at([], 5)).toEqual({});
  });
});

describe('a scroll that is told of after a click', () => {
  const late = { id: 1, scroll: { x: 0, y: 663 }, click: { id: 5, x: 100, y: 80 } };
  const visit = [snapshot(0), scroll(5_447, 1, 290), click(5_608), scroll(5_615, 1, 663), scroll(5_700, 1, 700)];

  it('is the first one after it, from the click on until it comes', () => {
    expect(lateScroll(visit, 5_607)).toBeUndefined();
    expect(lateScroll(visit, 5_608)).toEqual(late);
    expect(lateScroll(visit, 5_614)).toEqual(late);
    expect(lateScroll(visit, 5_615)).toBeUndefined();
    expect(lateScroll(visit, 9_999)).toBeUndefined();
  });

  it.each([
    ['too long after it', [snapshot(0), click(100), scroll(301, 1, 9)]],
    ['after another click', [snapshot(0), click(100), click(150), scroll(200, 1, 9)]],
    ['on another page', [snapshot(0), click(100), snapshot(150), scroll(200, 1, 9)]],
    ['never', [snapshot(0), click(100)]],
    ['without a click', [snapshot(0), scroll(150, 1, 9)]],
  ])('is none when it comes %s', (_, events) => expect(lateScroll(events, 100)).toBeUndefined());

  it('may come as late as its recorder is', () => {
    expect(lateScroll([snapshot(0), click(100), scroll(300, 1, 663)], 100)).toEqual(late);
  });
});
