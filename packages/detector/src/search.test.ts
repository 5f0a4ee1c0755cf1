import { describe, expect, it } from 'vitest';
import { detect } from './detect.ts';
import { el, page } from './recording-builder.ts';
import { searchText } from './search.ts';

describe('words for search', () => {
  it('are addresses, titles, what was clicked and what failed, each once and in lower case', () => {
    const recording = page(el('button', { id: 'pay' }, 'Pay Now'))
      .clicks('#pay', 3, 300)
      .error();
    const { search } = detect([recording.tab()], { closed: true });
    expect(search.split('\n')).toEqual([
      'https://shop.test/checkout',
      'shop',
      'button "pay now"',
      'typeerror cart is undefined',
    ]);
  });

  it('are bounded', () => {
    const views = Array.from({ length: 500 }, (_, i) => ({
      id: '',
      tab: '',
      url: `https://shop.test/${'x'.repeat(100)}${i}`,
      title: '',
      at: 0,
      until: 0,
    }));
    expect(searchText(views, []).length).toBeLessThanOrEqual(4_000);
  });
});
