import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALL,
  type DashboardFilters,
  dashboardPath,
  dashboardQuery,
  isNarrowed,
  isRange,
  NARROWINGS,
  readFilters,
} from './dashboard-filters.ts';

const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const iso = fc.oneof(
  fc.constant(''),
  instant.map((date) => date.toISOString()),
);
const anyFilters: fc.Arbitrary<DashboardFilters> = fc
  .record({
    range: fc.constantFrom('today', 'week', 'month', 'custom') as fc.Arbitrary<DashboardFilters['range']>,
    from: iso,
    to: iso,
    device: fc.string(),
    browser: fc.string(),
    release: fc.string(),
    page: fc.string(),
    signal: fc.string(),
    bots: fc.constantFrom('', 'include', 'exclude') as fc.Arbitrary<DashboardFilters['bots']>,
    compare: fc.constantFrom('before', 'day', 'week') as fc.Arbitrary<DashboardFilters['compare']>,
  })
  .map((filters) => (filters.range === 'custom' ? filters : { ...filters, from: '', to: '' }));

const read = (path: string): DashboardFilters => readFilters(new URLSearchParams(path.split('?')[1] ?? ''));

describe('the address of a dashboard', () => {
  it('says everything: reading it gives the same filters', () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        expect(read(dashboardPath(filters))).toEqual(filters);
      }),
    );
  });

  it('says nothing where nothing is asked', () => expect(dashboardPath(ALL)).toBe('/dashboard'));

  it.each([
    ['range=century', { range: 'week' }],
    ['range=custom&from=once', { range: 'custom', from: '' }],
    ['from=2026-01-01T00:00:00.000Z', { from: '' }],
    ['bots=only', { bots: '' }],
    ['compare=year', { compare: 'day' }],
    ['compare=before', { compare: 'before' }],
  ])('with %s is read as far as it makes sense', (query, expected) => {
    expect(read(`/dashboard?${query}`)).toMatchObject(expected);
  });
});

describe('the question to the API', () => {
  const now = new Date(2026, 10, 21, 14, 20, 7).getTime();
  const ask = (part: Partial<DashboardFilters>) => Object.fromEntries(dashboardQuery({ ...ALL, ...part }, now));
  const localDay = (day: number) => new Date(2026, 10, day).toISOString();
  const to = new Date(2026, 10, 21, 14, 20, 0).toISOString();

  it('begins at a midnight where the reader is, and ends at a step of the clock that all share', () => {
    expect(ask({ range: 'today' })).toMatchObject({ from: localDay(21), to });
    expect(ask({ range: 'week' })).toMatchObject({ from: localDay(15), to });
    expect(ask({ range: 'month' })).toMatchObject({ from: new Date(2026, 9, 23).toISOString(), to });
  });

  it('is about the day before in the first seconds of a day, and never about nothing', () => {
    const midnight = new Date(2026, 10, 21).getTime();
    const query = dashboardQuery({ ...ALL, range: 'today' }, midnight + 3_000);
    expect([query.get('from'), query.get('to')]).toEqual([localDay(20), localDay(21)]);
  });

  it('passes a range of one’s own on, its end open until now', () => {
    const from = '2026-11-01T00:00:00.000Z';
    expect(ask({ range: 'custom', from })).toMatchObject({ from, to });
    expect(ask({ range: 'custom', from, to: '2026-11-02T00:00:00.000Z' }).to).toBe('2026-11-02T00:00:00.000Z');
  });

  it('has the reader’s time zone and every filter', () => {
    const filters = { device: 'mobile', browser: 'Firefox', release: '1', page: '/tea/:id', signal: 'rage-click' };
    expect(ask({ ...filters, bots: 'include' })).toMatchObject({ ...filters, bots: 'include' });
    expect(ask({}).tz).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('says what to compare with, where that is not the usual', () => {
    expect(ask({ compare: 'before' }).compare).toBe('before');
    expect(ask({ compare: 'week' }).compare).toBe('week');
    expect(ask({ compare: 'day' })).not.toHaveProperty('compare');
  });

  it('leaves out what is not narrowed', () => {
    expect(Object.keys(ask({})).toSorted()).toEqual(['from', 'to', 'tz']);
  });
});

describe('a range that can be asked for', () => {
  const to = '2026-11-21T12:00:00.000Z';

  it.each([
    ['2026-11-21T11:59:00.000Z', to, true],
    [to, to, false],
    ['2026-11-21T12:01:00.000Z', to, false],
    ['', to, false],
    ['2026-11-21T11:59:00.000Z', '', false],
    // A year of which two digits are typed.
    ['0020-11-21T11:59:00.000Z', to, false],
    ['2024-11-19T12:00:00.000Z', to, true],
    ['2024-11-19T11:59:00.000Z', to, false],
  ])('from %s to %s: %s', (from, until, expected) => expect(isRange({ from, to: until })).toBe(expected));
});

describe('what narrows', () => {
  it.each(NARROWINGS)('is %s', (name) => expect(isNarrowed({ ...ALL, [name]: 'x' })).toBe(true));
  it('is not the time, nor whether bots count', () => {
    expect(isNarrowed({ ...ALL, range: 'today', bots: 'include' })).toBe(false);
  });
});
