import type { SessionKey, StoredBatch } from '@falter/store';
import { EVENT_TYPE, PLUGIN, type RecordedEvent, writeEventLines } from '@falter/wire';

// What the tests of this app share. Not part of it.

const SHOP = 'https://shop.example/cart';

/** A session of one batch: a page with a heading, and an error on it a second later. `startedAt` in epoch milliseconds. */
export function errorVisit({ project, session }: SessionKey, startedAt: number): StoredBatch {
  const heading = {
    type: 2,
    id: 3,
    tagName: 'h1',
    attributes: {},
    childNodes: [{ type: 3, id: 4, textContent: 'Cart' }],
  };
  const html = { type: 2, id: 2, tagName: 'html', attributes: {}, childNodes: [heading] };
  const node = { type: 0, id: 1, childNodes: [html] };
  const error = {
    kind: 'error',
    name: 'TypeError',
    message: 'x is undefined',
    stack: '',
    source: SHOP,
    line: 1,
    column: 2,
  };
  const events: RecordedEvent[] = [
    { type: EVENT_TYPE.meta, timestamp: startedAt, data: { href: SHOP, width: 1280, height: 720 } },
    { type: EVENT_TYPE.fullSnapshot, timestamp: startedAt + 1, data: { node, initialOffset: { left: 0, top: 0 } } },
    { type: EVENT_TYPE.plugin, timestamp: startedAt + 1000, data: { plugin: PLUGIN.error, payload: error } },
  ];
  const lines = writeEventLines(events);
  const seen = { firstSeenAt: startedAt, receivedAt: startedAt + 1500, sentAt: startedAt + 1500 };
  return {
    ...{ project, session, tab: 'tab-a', seq: 0, ...seen, page: 'p', release: '', userAgent: '', dropped: 0 },
    ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), events: events.length, bytes: lines.length, lines },
  };
}
