import type { SessionDetail } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { chooseTabs } from './export-tab.ts';

const tab = (id: string, events: number) => ({ id, events, batches: 1, bytes: 1 });
const view = (id: string, url: string, at: number) => ({ id: `${id}-${at}`, tab: id, url, title: '', at, until: at });

const session = {
  startedAt: '2026-11-21T10:00:00.000Z',
  tabs: [tab('tab-of-the-cart', 12), tab('tab-of-the-shop', 1), tab('tab-of-nothing', 3)],
  pageViews: [
    view('tab-of-the-shop', 'https://shop.example/tea', 0),
    view('tab-of-the-cart', 'https://shop.example/cart?step=', 65_000),
    view('tab-of-the-cart', 'https://shop.example/pay', 90_000),
  ],
} as unknown as SessionDetail;

const LIST = [
  '  --tab 1  12 events  2026-11-21 10:01:05 UTC  https://shop.example/cart?step=',
  '  --tab 2  1 event    2026-11-21 10:00:00 UTC  https://shop.example/tea',
  '  --tab 3  3 events   no page',
].join('\n');

describe('the tab of an export', () => {
  it("is told by the viewer's number, or by its id", () => {
    const second = [{ number: 2, id: 'tab-of-the-shop' }];
    expect(chooseTabs(session, { wanted: '2', each: false })).toEqual(second);
    expect(chooseTabs(session, { wanted: 'tab-of-the-shop', each: false })).toEqual(second);
  });

  it.each(['0', '4', '-1', '1.5', 'tab-of-nobody', ''])('"%s" is none, and what there is is told', (wanted) => {
    const words = `this session has no tab "${wanted}". Choose one of these:\n${LIST}`;
    expect(() => chooseTabs(session, { wanted, each: false })).toThrow(words);
  });

  it('must be chosen of several, unless each gets a file of its own', () => {
    const words = `this session has 3 tabs. Choose one, or give --out for a file each:\n${LIST}`;
    expect(() => chooseTabs(session, { wanted: undefined, each: false })).toThrow(words);
    expect(chooseTabs(session, { wanted: undefined, each: true }).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('needs no choice where there is one', () => {
    const one = { ...session, tabs: session.tabs.slice(0, 1) };
    expect(chooseTabs(one, { wanted: undefined, each: false })).toEqual([{ number: 1, id: 'tab-of-the-cart' }]);
  });

  it('is missing where the recording is gone', () => {
    const gone = { ...session, tabs: [] };
    for (const wanted of [undefined, '1']) {
      expect(() => chooseTabs(gone, { wanted, each: true })).toThrow('this session has no recording, or no longer.');
    }
  });

  it('does nothing to the terminal, whatever the page was called', () => {
    const pageViews = [view('tab-of-the-cart', 'https://shop.example/\u001b[2J\u202ecart', 0)];
    const hostile = { ...session, pageViews };
    expect(() => chooseTabs(hostile, { wanted: '9', each: false })).toThrow(/example\/\ufffd\[2J\ufffdcart/);
  });
});
