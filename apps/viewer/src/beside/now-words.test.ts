import { describe, expect, it } from 'vitest';
import { nowWords, visitorTab } from './now-words.ts';
import { pageRow, row } from './test-rows.ts';

const VISIT = [
  pageRow('https://shop.example/', 0),
  pageRow('https://shop.example/checkout?step=', 10_000),
  row({ kind: 'click', at: 100_000, until: 100_050, text: 'clicked “Pay now”' }),
  row({ kind: 'request', at: 100_100, until: 103_000, text: 'POST /pay failed with 502 after 2.9 s', level: 'error' }),
];

describe('where a customer is now', () => {
  it('says the page, since when, what was done last and what failed there', () => {
    expect(nowWords(VISIT, 138_000)).toEqual({
      where: 'On /checkout?step= for 2 min',
      last: 'clicked “Pay now” 37 s ago',
      errors: '1 error on this page',
    });
  });

  it('says so when they look elsewhere, and forgets what failed on another page', () => {
    const gone = [...VISIT, row({ kind: 'away', at: 130_000, text: 'looked away from this tab' })];
    expect(nowWords(gone, 170_000)?.where).toBe('Looked away 40 s ago from /checkout?step=');
    const left = [...gone, row({ kind: 'gone', at: 140_000 })];
    expect(nowWords(left, 170_000)?.where).toBe('Left /checkout?step= 30 s ago');
    const back = [...gone, row({ kind: 'back', at: 180_000 }), pageRow('https://shop.example/cart', 190_000)];
    expect(nowWords(back, 191_000)).toMatchObject({ where: 'On /cart for 1 s', errors: '' });
  });

  it('follows the visitor into another tab', () => {
    const other = [...VISIT, { ...pageRow('https://shop.example/help', 150_000), tab: 'tab-two' }];
    expect(visitorTab(other)).toBe('tab-two');
    expect(nowWords(other, 3_900_000)).toEqual({ where: 'On /help for 1 h 2 min', last: '', errors: '' });
  });

  it('says nothing before anything is known', () => expect(nowWords([], 0)).toBeUndefined());
});
