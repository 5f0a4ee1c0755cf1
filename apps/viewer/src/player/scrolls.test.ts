import type { RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { scrollsAt } from './scrolls.ts';

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
