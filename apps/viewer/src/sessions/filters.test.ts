import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apiQuery,
  type Filters,
  fromLocalInput,
  isNarrowed,
  NARROWINGS,
  NO_FILTERS,
  readFilters,
  sessionsPath,
  toLocalInput,
} from './filters.ts';

const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const iso = fc.oneof(
  fc.constant(''),
  instant.map((date) => date.toISOString()),
);

const anyFilters: fc.Arbitrary<Filters> = fc
  .record({
    q: fc.string(),
    signal: fc.constantFrom('', 'rage-click', 'js-error'),
    minScore: fc.integer({ min: 0, max: 100 }),
    range: fc.constantFrom('', 'hour', 'day', 'week', 'custom') as fc.Arbitrary<Filters['range']>,
    from: iso,
    to: iso,
    sort: fc.constantFrom('recent', 'score') as fc.Arbitrary<Filters['sort']>,
    bots: fc.constantFrom('', 'exclude', 'only') as fc.Arbitrary<Filters['bots']>,
    flagged: fc.boolean(),
    person: fc.constantFrom('', 'ann@shop.example', 'u 17&x'),
    device: fc.string(),
    browser: fc.string(),
    release: fc.string(),
    page: fc.string(),
    foundOn: fc.string(),
    element: fc.string(),
    issue: fc.string(),
  })
  .map((filters) => (filters.range === 'custom' ? filters : { ...filters, from: '', to: '' }));

function read(path: string): Filters {
  return readFilters(new URLSearchParams(path.split('?')[1] ?? ''));
}

describe('the address of a list', () => {
  it('says everything: reading it gives the same filters', () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        expect(read(sessionsPath(filters))).toEqual(filters);
      }),
    );
  });

  it('says nothing where nothing is asked', () => {
    expect(sessionsPath(NO_FILTERS)).toBe('/sessions');
    expect(read('/sessions')).toEqual(NO_FILTERS);
  });

  it.each([
    ['minScore=many', { minScore: 0 }],
    ['minScore=900', { minScore: 100 }],
    ['minScore=-3', { minScore: 0 }],
    ['range=century', { range: '' }],
    ['range=custom&from=once', { range: 'custom', from: '' }],
    ['from=2026-01-01T00:00:00.000Z', { from: '' }],
    ['sort=beauty', { sort: 'recent' }],
    ['bots=some', { bots: '' }],
    ['bots=only', { bots: 'only' }],
    ['flagged=1', { flagged: false }],
  ])('with %s is read as far as it makes sense', (query, expected) => {
    expect(read(`/sessions?${query}`)).toMatchObject(expected);
  });
});

describe('the question to the API', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  const ask = (part: Partial<Filters>, cursor: string | null = null): string =>
    apiQuery({ ...NO_FILTERS, ...part }, now, cursor).toString();

  it('has only what narrows', () => expect(ask({})).toBe('sort=recent&limit=50'));

  it('counts a range back from now', () => {
    expect(ask({ range: 'hour' })).toContain('from=2026-11-21T11%3A00%3A00.000Z');
    expect(ask({ range: 'day' })).toContain('from=2026-11-20T12');
    expect(ask({ range: 'week' })).toContain('from=2026-11-14T12');
  });

  it('passes a range of one’s own on, either end open', () => {
    expect(ask({ range: 'custom', from: '2026-11-01T00:00:00.000Z' })).toBe(
      'sort=recent&limit=50&from=2026-11-01T00%3A00%3A00.000Z',
    );
  });

  it('has every filter and the cursor', () => {
    const query = ask({ q: ' pay ', signal: 'js-error', minScore: 40, sort: 'score', bots: 'exclude' }, 'next-page');
    expect(query).toBe('sort=score&limit=50&q=pay&signal=js-error&minScore=40&bots=exclude&cursor=next-page');
  });
});

describe('what a link narrows the list to', () => {
  it('is asked of the API by the same names', () => {
    const part = { device: 'mobile', browser: 'Firefox', release: '1.2', page: '/', foundOn: '/tea/:id' } as const;
    const query = apiQuery({ ...NO_FILTERS, ...part, element: 'a "B&C"', flagged: true, bots: 'only' }, 0, null);
    expect(Object.fromEntries(query)).toMatchObject({ ...part, element: 'a "B&C"', flagged: 'yes', bots: 'only' });
  });

  it.each(NARROWINGS)('narrows by %s', (name) => {
    expect(isNarrowed({ ...NO_FILTERS, [name]: 'x' })).toBe(true);
  });
});

describe('what narrows', () => {
  it('is every filter and not the order', () => {
    expect(isNarrowed({ ...NO_FILTERS, sort: 'score' })).toBe(false);
    expect(isNarrowed({ ...NO_FILTERS, bots: 'exclude' })).toBe(true);
    expect(isNarrowed({ ...NO_FILTERS, q: 'a' })).toBe(true);
  });
});

describe('a time in a field', () => {
  it('is the same instant when it is read back', () => {
    // In winter: in the hour that summer time repeats, a local time means two instants.
    const winter = fc.date({ min: new Date('2026-01-05'), max: new Date('2026-01-25'), noInvalidDate: true });
    const minute = winter.map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString());
    fc.assert(
      fc.property(minute, (text) => {
        expect(fromLocalInput(toLocalInput(text))).toBe(text);
      }),
    );
  });

  it('is empty for none', () => {
    expect(toLocalInput('')).toBe('');
    expect(fromLocalInput('')).toBe('');
  });
});
