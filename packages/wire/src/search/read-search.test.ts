import { describe, expect, it } from 'vitest';
import { nearest, readSearch } from './read-search.ts';
import { SEARCH_FIELDS } from './search-fields.ts';
import { printSearch } from './search-terms.ts';
import { readSearchTime, readSpan } from './search-values.ts';

const known = { signals: ['rage-click', 'dead-click', 'js-error'], names: ['plan', 'tenant'] };
const read = (text: string) => readSearch(text, known);

describe('what is understood', () => {
  it.each(Object.values(SEARCH_FIELDS).map(({ example }) => example))('%s, without a word', (example) => {
    expect(read(example).warnings).toEqual([]);
    expect(read(example).terms).toHaveLength(1);
  });

  it.each([
    ['device:phone', 'device:mobile'],
    ['signal:"Rage click"', 'signal:rage-click'],
    ['code:7k2mq9xd', 'code:7K2M-Q9XD'],
    ['-is:Robot', '-is:bot'],
    ['plan:gold', 'plan:gold'],
    ['TypeError: x is null', '"TypeError:" x is null'],
  ])('%s is %s', (text, meant) => {
    expect(printSearch(read(text).terms)).toBe(meant);
    expect(read(text).warnings).toEqual([]);
  });
});

describe('a signal', () => {
  it('may be any while nobody knows which there are', () => {
    const term = { field: 'signal', not: false, compare: '', value: 'js-error' };
    expect(readSearch('signal:js-error', {})).toEqual({ terms: [term], warnings: [] });
    expect(readSearch('signal:js-error', { signals: ['rage-click'] }).terms).toEqual([]);
  });
});

describe('what is not understood', () => {
  it.each([
    ['sgnal:rage-click', 'There is no field `sgnal`', 'signal:rage-click'],
    ['tennant:acme', 'There is no field `tennant`', 'tenant:acme'],
    ['signal:rageclick', '`signal:` knows no `rageclick`', 'signal:rage-click'],
    ['device:fridge', 'there are `desktop`, `mobile`, `tablet`, `unknown`', undefined],
    ['score:>many', '`score:` expects a number', undefined],
    ['duration:>2y', '`duration:` expects a time such as `90s`', undefined],
    ['from:yesterday', '`from:` expects a day (`2026-11-01`)', undefined],
    ['code:123', '`123` is no support code', undefined],
    ['url:', '`url:` needs a value, as in `url:/checkout`', undefined],
    ['url:""', '`url:` needs a value', undefined],
    ['error:"card', 'The quote is not closed', 'error:card'],
  ])('%s is told', (text, told, instead) => {
    const { warnings } = read(`calm ${text}`);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.text).toContain(told);
    expect(warnings[0]).toMatchObject({ start: 5, end: 5 + text.length });
    expect(warnings[0]?.instead).toBe(instead);
  });

  it('leaves the rest as it was', () => {
    expect(printSearch(read('ada score:>many -url:/thanks').terms)).toBe('ada -url:/thanks');
  });

  it('asks no store for more terms than it can answer', () => {
    const { terms, warnings } = read('word '.repeat(30));
    expect(terms).toHaveLength(20);
    expect(warnings[0]?.text).toContain('first 20 terms');
  });
});

describe('words that are near', () => {
  it.each([
    ['singal', 'signal'],
    ['brwser', 'browser'],
    ['relaese', 'release'],
    ['plan', undefined],
    ['tier', undefined],
    ['cart', undefined],
    ['isp', undefined],
  ])('%s means %s', (word, meant) => {
    expect(nearest(word, Object.keys(SEARCH_FIELDS))).toBe(meant);
  });
});

describe('times', () => {
  it('are spans', () => {
    expect(['90s', '2m', '1.5h', '40', '7d', '250ms'].map(readSpan)).toEqual([9e4, 12e4, 54e5, 4e4, 6048e5, 250]);
    expect(['', '2y', '-1s', '1e9', 'm'].map(readSpan)).toEqual(Array(5).fill(undefined));
  });

  it('are days, moments, and how long ago', () => {
    const clock = { now: Date.UTC(2026, 10, 30), zone: 'utc' as const };
    expect(readSearchTime('2026-11-01', clock)).toBe(Date.UTC(2026, 10, 1));
    expect(readSearchTime('2026-11-01T10:30', clock)).toBe(Date.UTC(2026, 10, 1, 10, 30));
    expect(readSearchTime('2026-11-01T10:30:05.250+01:00', clock)).toBe(Date.UTC(2026, 10, 1, 9, 30, 5, 250));
    expect(readSearchTime('7d', clock)).toBe(Date.UTC(2026, 10, 23));
    expect(['7', '2026-13-01', 'now', '2026-11-01x'].map((text) => readSearchTime(text, clock))).toEqual(
      Array(4).fill(undefined),
    );
    const local = readSearchTime('2026-11-01', { now: 0, zone: 'local' });
    expect(local).toBe(new Date(2026, 10, 1).getTime());
  });
});
