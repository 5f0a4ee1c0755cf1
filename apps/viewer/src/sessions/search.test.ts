import { parseTerms } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apiQuery,
  chosenValue,
  isNarrowed,
  NO_SEARCH,
  readAddress,
  type Search,
  sessionsPath,
  understand,
  withTerms,
} from './search.ts';

function read(path: string): Search {
  return readAddress(new URLSearchParams(path.split('?')[1] ?? ''));
}

describe('the address of a list', () => {
  it('says everything: reading it gives the same search', () => {
    const search = fc.record({
      text: fc.string().map((text) => text.trim()),
      sort: fc.constantFrom('recent', 'score'),
    });
    fc.assert(
      fc.property(search as fc.Arbitrary<Search>, (one) => {
        expect(read(sessionsPath(one))).toEqual(one);
      }),
    );
  });

  it('says nothing where nothing is asked', () => {
    expect(sessionsPath(NO_SEARCH)).toBe('/sessions');
    expect(read('/sessions')).toEqual(NO_SEARCH);
    expect(isNarrowed({ ...NO_SEARCH, sort: 'score' })).toBe(false);
    expect(isNarrowed({ ...NO_SEARCH, text: 'a' })).toBe(true);
  });

  it.each([
    ['minScore=many', ''],
    ['minScore=900', 'score:>=100'],
    ['minScore=-3', ''],
    ['range=century', ''],
    ['range=day', 'from:24h'],
    ['range=custom&from=once', ''],
    ['range=custom&from=2026-01-01T00:00:00Z', 'from:2026-01-01T00:00:00.000Z'],
    ['from=2026-01-01T00:00:00.000Z', ''],
    ['bots=some', ''],
    ['bots=only', 'is:bot'],
    ['bots=exclude', '-is:bot'],
    ['flagged=1', ''],
    ['q=pay&signal=rage-click&foundOn=/tea/:id', 'pay signal:rage-click found-on:/tea/:id'],
    ['element=button+%22Pay%22', 'element:"button \\"Pay\\""'],
  ])('that a link from elsewhere has, %s, is read as far as it makes sense', (query, text) => {
    expect(read(`/sessions?${query}`).text).toBe(text);
  });
});

describe('the question to the API', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  const ask = (text: string, cursor: string | null = null): Record<string, string> => {
    const {
      sort: _,
      limit: __,
      processing: ___,
      ...rest
    } = Object.fromEntries(apiQuery({ ...NO_SEARCH, text }, now, cursor));
    return rest;
  };

  it('has only what narrows', () => {
    expect(apiQuery(NO_SEARCH, now, null).toString()).toBe('sort=recent&limit=50&processing=include');
    expect(ask('')).toEqual({});
  });

  it('counts a range back from now, and knows the days of the reader', () => {
    expect(ask('from:1h')).toEqual({ from: '2026-11-21T11:00:00.000Z' });
    const day = new Date(2026, 10, 1).toISOString();
    expect(ask('ada from:2026-11-01')).toEqual({ q: 'ada', from: day });
    expect(ask('-from:2026-11-01')).toEqual({ to: day });
    expect(ask('from:1h from:7d to:24h').from).toBe('2026-11-21T11:00:00.000Z');
  });

  it('is the written form of what was understood', () => {
    expect(ask('pay  "card declined" -url:/thanks score:many device:phone')).toEqual({
      q: 'pay "card declined" -url:/thanks device:mobile',
    });
    expect(ask('a', 'next-page')).toEqual({ q: 'a', cursor: 'next-page' });
  });
});

describe('what is chosen beside the box', () => {
  const terms = (text: string) => parseTerms(text).map(({ start: _, end: __, open: ___, ...one }) => one);

  it('stands in it, and the rest stays as it was typed', () => {
    const isSignal = ({ field, not }: { field: string; not: boolean }): boolean => field === 'signal' && !not;
    expect(withTerms('pay  SIGNAL:js-error -signal:x', isSignal, terms('signal:rage-click'))).toBe(
      'pay -signal:x signal:rage-click',
    );
    expect(withTerms('pay signal:js-error', isSignal, [])).toBe('pay');
    expect(withTerms('error:"card', isSignal, terms('signal:a'))).toBe('error:"card" signal:a');
  });

  it('is known by what is written', () => {
    expect(chosenValue(understand('device:phone').terms, 'device')).toBe('mobile');
    expect(chosenValue(understand('-device:phone').terms, 'device')).toBe('');
  });
});
