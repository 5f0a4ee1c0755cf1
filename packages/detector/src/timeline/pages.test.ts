import { describe, expect, it } from 'vitest';
import { Pages } from './pages.ts';

describe('page views', () => {
  it('follow each other without a gap, each with a number', () => {
    const pages = new Pages('tab');
    pages.open(0, 'https://shop.test/a?x=1');
    pages.title('A');
    pages.open(50, 'https://shop.test/b');
    pages.close(80);
    expect(pages.views).toEqual([
      { id: 'tab-0', tab: 'tab', url: 'https://shop.test/a?x=', title: 'A', at: 0, until: 50 },
      { id: 'tab-1', tab: 'tab', url: 'https://shop.test/b', title: '', at: 50, until: 80 },
    ]);
  });

  it('of a single-page app begin with another address, not with a fragment', () => {
    const pages = new Pages('tab');
    pages.open(0, 'https://shop.test/a');
    expect(pages.move(10, 'https://shop.test/a#part')).toBe(false);
    expect(pages.move(20, 'https://shop.test/a#/route')).toBe(true);
    expect(pages.move(30, 'https://shop.test/b')).toBe(true);
    expect(pages.views.map(({ url }) => url)).toEqual([
      'https://shop.test/a',
      'https://shop.test/a#/route',
      'https://shop.test/b',
    ]);
    expect(pages.current).toBe(2);
  });

  it('keep their last title, cleaned, and no empty one', () => {
    const pages = new Pages('tab');
    pages.title('before any');
    pages.open(0, 'https://shop.test/');
    pages.title('First\u202E');
    pages.title('  ');
    expect(pages.views[0]?.title).toBe('First');
  });

  it('may be of no place that can be told', () => {
    const pages = new Pages('tab');
    pages.open(0, 'about:blank');
    expect(pages.views[0]?.url).toBe('');
  });
});
