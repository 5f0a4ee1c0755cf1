import { describe, expect, it } from 'vitest';
import { detect } from './detect.ts';
import { el, page } from './recording-builder.ts';
import { searchWords } from './search.ts';
import type { Step } from './timeline/steps.ts';

const view = (url: string, title = '') => ({ id: '', tab: '', url, title, at: 0, until: 0 });
const step = (values: object): Step => ({ tab: 't', at: 0, view: 0, ...values }) as Step;

describe('words for search', () => {
  it('are addresses, titles, what was clicked and what failed, each once and in lower case', () => {
    const recording = page(el('button', { id: 'pay' }, 'Pay Now'))
      .clicks('#pay', 3, 300)
      .error();
    const { search, seen } = detect([recording.tab()], { closed: true });
    expect(search.split('\n')).toEqual([
      'shop',
      'https://shop.test/checkout',
      'button "pay now"',
      'typeerror: cart is undefined',
    ]);
    expect(seen).toEqual({
      urls: ['https://shop.test/checkout'],
      errors: ['TypeError: cart is undefined'],
      elements: ['button "Pay Now"'],
    });
  });

  it('are bounded by kind: many clicks leave room for what failed', () => {
    const views = Array.from({ length: 500 }, (_, i) => view(`https://shop.test/${'x'.repeat(100)}${i}`));
    const clicks = Array.from({ length: 500 }, (_, i) => step({ kind: 'click', target: { label: `button "${i}"` } }));
    const error = step({ kind: 'error', name: 'Error', message: 'y'.repeat(5_000) });
    const { search, seen } = searchWords(views, [...clicks, error]);
    expect(search.length).toBeLessThanOrEqual(12_000);
    expect(seen.urls.length).toBeGreaterThan(40);
    expect(seen.errors).toEqual([`Error: ${'y'.repeat(293)}`]);
  });

  it('say what a message on the page and a failed request said, and nothing of one that went well', () => {
    const request = { kind: 'request', name: 'POST /pay', url: 'https://shop.test/pay' };
    const { seen } = searchWords(
      [],
      [
        step({ kind: 'message', text: 'Card\n declined' }),
        step({ ...request, outcome: 'failed', status: 502 }),
        step({ ...request, name: 'GET /stock', outcome: 'failed', status: 0 }),
        step({ ...request, name: 'GET /tea', outcome: 'ok', status: 200 }),
      ],
    );
    expect(seen.errors).toEqual(['Card declined', 'POST /pay failed with 502', 'GET /stock failed']);
  });

  it('are all in the text: what is looked for among errors is first looked for there', () => {
    const said = { person: 'Ann', traits: { mail: 'Ann@shop.test' }, attributes: { plan: 'Gold' } };
    const click = step({ kind: 'click', target: { label: 'button "Zürich"' } });
    const { search, seen } = searchWords([view('https://shop.test/A', 'Tea')], [click, click], said);
    const lines = search.split('\n');
    for (const word of [...Object.values(seen).flat(), 'Ann', 'Ann@shop.test', 'plan Gold', 'Tea'])
      expect(lines).toContain(word.toLowerCase());
    expect(new Set(lines).size).toBe(lines.length);
  });
});
