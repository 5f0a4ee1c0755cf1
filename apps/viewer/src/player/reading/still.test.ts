import type { RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import type { Built, Change } from './page-tree.ts';
import { Standing } from './still.ts';

const START = 1_700_000_000_000;
const element = (id: number, tagName: string, childNodes: Built[] = []): Built => ({
  ...{ type: 2, id, tagName, attributes: {}, childNodes },
});
const body = element(3, 'body', [element(4, 'input'), element(5, 'div'), element(6, 'style')]);
const node: Built = { type: 0, id: 1, childNodes: [element(2, 'html', [body])] };
const size: RecordedEvent = { type: 4, timestamp: START, data: { href: 'x', width: 800, height: 600 } };
const snapshot: RecordedEvent = { type: 2, timestamp: START, data: { node, initialOffset: { left: 0, top: 7 } } };

const did = (source: number, data: object, at = 1): RecordedEvent => ({
  type: 3,
  timestamp: START + at,
  data: { source, ...data },
});
/** So many that a still is worth it; they change nothing. */
const FILL = Array.from({ length: 100 }, () => ({ id: 3, attributes: {} }));
const NOTHING = { later: [], hand: { clicks: [], pointers: [] } };
const changed = (part: Partial<Change> = {}, at = 1): RecordedEvent =>
  did(0, { removes: [], adds: [], texts: [], attributes: FILL, ...part }, at);
const gone = (id: number): RecordedEvent => changed({ removes: [{ id, parentId: 3 }] });
const come = (id: number, attributes: Record<string, unknown> = {}): RecordedEvent =>
  changed({ adds: [{ parentId: 3, nextId: null, node: { ...element(id, 'div'), attributes } }] });

function stillAfter(...events: RecordedEvent[]) {
  const standing = new Standing('0:0', size, snapshot);
  for (const event of events) standing.take(event);
  return standing.at(START + 50, NOTHING);
}
const sources = (events: RecordedEvent[] = []): unknown[] =>
  events.slice(2).map(({ data }) => [data.source, data.id ?? data.type]);

describe('the page of a moment', () => {
  it('is a size and a snapshot, with what lasts after them, all at that moment', () => {
    const still = stillAfter(
      changed(),
      did(4, { width: 400, height: 300 }),
      did(5, { id: 4, text: 'a' }),
      did(5, { id: 4, text: 'b' }),
    );
    expect(still?.events.map(({ type, timestamp }) => [type, timestamp - START])).toEqual([
      [4, 50],
      [2, 50],
      [3, 50],
    ]);
    expect(still?.events[0]?.data).toEqual({ href: 'x', width: 400, height: 300 });
    expect(still?.events[2]?.data).toMatchObject({ text: 'b' });
  });

  it('has the last of each scroll, of the pointer and of each press, in the order in which they came', () => {
    const moves = [1, 2].map((x) => did(1, { positions: [{ x, y: 0, id: 4, timeOffset: 0 }] }));
    const scrolls = [did(3, { id: 1, x: 0, y: 90 }), did(3, { id: 5, x: 0, y: 1 }), did(3, { id: 5, x: 0, y: 2 })];
    const still = stillAfter(changed(), ...moves, ...scrolls, did(2, { id: 4, type: 2, x: 1, y: 1 }));
    expect(sources(still?.events)).toEqual([
      [1, undefined],
      [3, 1],
      [3, 5],
      [2, 4],
    ]);
    expect(still?.events[1]?.data.initialOffset).toEqual({ left: 0, top: 90 });
  });

  it('has nothing of what left the page, or came anew, but how far that was scrolled at once', () => {
    const still = stillAfter(
      did(3, { id: 5, x: 0, y: 9 }),
      did(5, { id: 4, text: 'a' }),
      gone(5),
      gone(4),
      come(5, { rr_scrollTop: 30 }),
    );
    expect(still?.events.slice(2).map(({ data }) => data)).toEqual([{ source: 3, id: 5, x: 0, y: 30 }]);
  });

  it('says what comes in the next moment', () => {
    const standing = new Standing('0:0', size, snapshot);
    standing.take(changed());
    const later = [60, 290, 400].map((at) => did(3, { id: 1, x: 0, y: at }, at));
    expect(standing.at(START + 50, { ...NOTHING, later })?.next.map(({ data }) => data.y)).toEqual([60, 290]);
  });

  it('has all that scripts did to sheets, again in order', () => {
    const still = stillAfter(
      changed(),
      did(8, { id: 6, adds: [{ rule: 'a{}' }] }),
      did(8, { id: 6, adds: [{ rule: 'b{}' }] }),
    );
    expect(sources(still?.events)).toEqual([
      [8, 6],
      [8, 6],
    ]);
  });
});

describe('nothing is said of a page', () => {
  it('that is nearly as its snapshot has it', () => {
    expect(stillAfter(did(3, { id: 1, x: 0, y: 90 }), changed({ attributes: FILL.slice(1) }))).toBeUndefined();
  });

  it('that a change did not fit', () => {
    expect(stillAfter(gone(99), changed())).toBeUndefined();
  });

  it('whose sheet a script had changed before its text was', () => {
    expect(
      stillAfter(did(8, { id: 6, adds: [] }), changed({ attributes: [{ id: 6, attributes: { media: 'print' } }] })),
    ).toBeUndefined();
  });

  it('whose changes are told against the clock', () => {
    expect(stillAfter(changed({}, 20), changed({}, 10))).toBeUndefined();
  });
});
