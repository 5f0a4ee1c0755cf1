import { describe, expect, it } from 'vitest';
import { complaintsOf, labelsOf } from './labels.ts';
import type { DriverEntry, Kind, PageEntry, Verdict } from './visit.ts';

const page = (...entries: [at: number, what: string, more?: Partial<PageEntry>][]): PageEntry[] =>
  entries.map(([at, what, more]) => ({ at, tab: 0, path: '/', what, ...more }));

const told = (at: number, until: number, kind: Kind, verdict: Verdict = 'positive'): DriverEntry => ({
  at,
  until,
  tab: 0,
  did: 'went-through',
  statement: { kind, verdict, ...(verdict === 'hard-negative' && { widget: 'stepper' }) },
});

const kinds = (entries: PageEntry[]): string[] =>
  labelsOf({ driver: [], page: entries }).map(({ kind, sure }) => (sure ? kind : `${kind}?`));

const press = { target: '#go', looks: 'clickable', x: 10, y: 10 };

describe('a complaint', () => {
  it('is argued about where the same words stand there already, and nothing moves', () => {
    const says = { target: '#hint', text: 'Choose a day' };
    const changed: [number, string] = [5010, 'changed'];
    const twice = (...more: [number, string][]) =>
      kinds(page([0, 'complained', says], [20, 'changed'], [5000, 'complained', says], ...more));
    expect(twice()).toEqual(['error-message', 'error-message?']);
    expect(twice(changed)).toEqual(['error-message', 'error-message']);
    expect(kinds(page([0, 'complained', says], [5000, 'complained', { ...says, text: 'And an hour' }]))).toEqual([
      'error-message',
      'error-message',
    ]);
  });
});

describe('an error', () => {
  const thrown = (source: string) => kinds(page([0, 'error', { text: 'Failed to fetch', source }]));

  it("is an extension's or a recorder's own, unless the page's code is among what led to it", () => {
    const wrapped = 'TypeError: Failed to fetch\n    at fetch (http://site/falter.recorder.js:1:9)';
    expect(thrown(wrapped)).toEqual([]);
    expect(thrown(`${wrapped}\n    at load (http://site/shop.js:4:2)`)).toEqual(['js-error']);
    expect(thrown('chrome-extension://abc/content.js')).toEqual([]);
    expect(thrown('http://site/shop.js')).toEqual(['js-error']);
  });
});

describe('a press', () => {
  it('that nothing follows is dead, unless the person went on at once', () => {
    expect(
      kinds(page([0, 'pressed', press], [3000, 'pressed', { ...press, target: '#b', x: 300 }], [3100, 'changed'])),
    ).toEqual(['dead-click']);
    expect(kinds(page([0, 'pressed', press], [300, 'pressed', { ...press, target: '#b' }], [400, 'changed']))).toEqual([
      'dead-click?',
    ]);
  });

  it('is answered by what it closes, as the page says', () => {
    const closes = { target: '#go', text: 'closes' };
    expect(kinds(page([0, 'pressed', press], [50, 'ran', closes], [5000, 'moved']))).toEqual([]);
    expect(kinds(page([0, 'pressed', press], [50, 'ran', { ...closes, text: 'a ripple' }], [5000, 'moved']))).toEqual([
      'dead-click',
    ]);
  });

  it('is not answered by a page that the person went to by other ways', () => {
    const log = page([0, 'pressed', press], [5000, 'document']);
    const went: DriverEntry = { at: 4800, until: 5500, tab: 0, did: 'went to' };
    const found = (driver: DriverEntry[]) =>
      labelsOf({ driver, page: log }).map(({ kind, sure }) => (sure ? kind : `${kind}?`));
    expect(found([went])).toEqual(['dead-click']);
    expect(found([])).toEqual(['slow-response?']);
    expect(kinds(page([0, 'pressed', press], [5000, 'document', { path: 'blank' }]))).toEqual(['dead-click']);
  });

  it('of what does not invite one is nothing', () => {
    expect(kinds(page([0, 'pressed', { ...press, looks: 'plain' }], [9000, 'left']))).toEqual([]);
    expect(
      kinds(
        page([0, 'nothing-bound', { target: '#go' }], [1, 'pressed', { ...press, looks: 'plain' }], [9000, 'left']),
      ),
    ).toEqual(['dead-click?']);
  });

  it('whose handler shows something late is slow, and around three seconds a matter of words', () => {
    const shown = (ms: number) => page([0, 'pressed', press], [5, 'ran', { target: '#go' }], [ms, 'changed']);
    expect(kinds(shown(400))).toEqual([]);
    expect(kinds(shown(2900))).toEqual(['slow-response?']);
    expect(kinds(shown(4000))).toEqual(['slow-response']);
  });

  it('is not answered by what the wheel of the visitor moves', () => {
    expect(kinds(page([0, 'pressed', press], [100, 'scrolled', { byHand: true }], [9000, 'left']))).toEqual([
      'dead-click',
    ]);
    expect(kinds(page([0, 'pressed', press], [100, 'scrolled', { byHand: false }]))).toEqual([]);
  });

  it('that makes a handler throw at once is an error click', () => {
    const threw = (ms: number) =>
      page([0, 'pressed', press], [ms, 'threw', { target: '#go' }], [ms, 'changed'], [ms, 'error', { text: 'x' }]);
    expect(kinds(threw(40))).toEqual(['error-click', 'js-error']);
    expect(kinds(threw(2000))).toEqual(['error-click?', 'js-error']);
  });
});

describe('errors', () => {
  it('of extensions are not the page’s', () => {
    expect(kinds(page([0, 'error', { text: 'x', source: 'chrome-extension://a/b.js' }]))).toEqual([]);
  });

  it('that requests end with count where the work depended on them', () => {
    const ended = (more: object) =>
      page([0, 'requested', { text: '/api/a', ok: false, status: 500, mattered: true, ...more }]);
    expect(kinds(ended({}))).toEqual(['failed-request']);
    expect(kinds(ended({ mattered: false }))).toEqual([]);
    expect(kinds(ended({ status: 404 }))).toEqual(['failed-request?']);
  });
});

describe('what repeats', () => {
  it('is a validation loop from the third refusal on', () => {
    const refused = (count: number) =>
      page(
        ...Array.from({ length: count }, (_, n): [number, string, object] => [
          n * 2000,
          'refused',
          { target: '#form' },
        ]),
      );
    expect(kinds(refused(1))).toEqual([]);
    expect(kinds(refused(2))).toEqual(['validation-loop?']);
    expect(kinds(refused(3))).toEqual(['validation-loop']);
  });

  it('is a struggle with the search from the second empty answer or the third wording on', () => {
    const search = (text: string, results: number, at: number): [number, string, object] => [
      at,
      'searched',
      { text, results },
    ];
    expect(kinds(page(search('a', 5, 0), search('b', 4, 1000)))).toEqual([]);
    expect(kinds(page(search('a', 0, 0)))).toEqual(['search-struggle?']);
    expect(kinds(page(search('a', 0, 0), search('b', 0, 1000)))).toEqual(['search-struggle']);
    expect(kinds(page(search('a', 5, 0), search('b', 4, 1000), search('c', 3, 2000)))).toEqual(['search-struggle']);
    expect(
      kinds(page(search('a', 5, 0), [500, 'found'], search('b', 4, 1000), [1500, 'found'], search('c', 3, 2000))),
    ).toEqual([]);
  });
});

describe('what a driver says', () => {
  const burst = page([0, 'pressed', press], [300, 'pressed', press], [600, 'pressed', press], [9000, 'left']);

  it('is believed where the page bears it out', () => {
    expect(complaintsOf({ driver: [told(0, 700, 'rage-click')], page: burst })).toEqual([]);
    expect(complaintsOf({ driver: [told(0, 700, 'rage-click')], page: burst.slice(0, 2) })).toHaveLength(1);
  });

  it('is not, where the page answered each press', () => {
    const answered = burst.flatMap((entry) => [entry, { ...entry, at: entry.at + 20, what: 'changed' }]);
    expect(complaintsOf({ driver: [told(0, 700, 'rage-click')], page: answered })).toHaveLength(1);
  });

  it('is not, where the page knows better', () => {
    expect(complaintsOf({ driver: [told(0, 700, 'dead-click', 'hard-negative')], page: burst })).toHaveLength(1);
  });

  it('has to speak of every form that is begun and left', () => {
    const typed = page([0, 'input', { target: '#name', form: '#form' }], [900, 'left']);
    expect(complaintsOf({ driver: [], page: typed })).toHaveLength(1);
    expect(complaintsOf({ driver: [told(0, 900, 'form-abandonment')], page: typed })).toEqual([]);
    expect(complaintsOf({ driver: [], page: [...typed, ...page([800, 'sent', { target: '#form' }])] })).toEqual([]);
  });
});
