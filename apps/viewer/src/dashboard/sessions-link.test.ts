import { describe, expect, it } from 'vitest';
import { apiQuery, readAddress } from '../sessions/search.ts';
import { sessionsLink } from './sessions-link.ts';

/** Every parameter that the API may put into the query of a number, and the term that says the same. */
const QUERY: Record<string, [value: string, term: string]> = {
  device: ['mobile', 'device:mobile'],
  browser: ['Mobile Safari', 'browser:"Mobile Safari"'],
  release: ['1.2+3', 'release:1.2+3'],
  page: ['/tea/:id', 'page:/tea/:id'],
  foundOn: ['/tea/:id', 'found-on:/tea/:id'],
  element: ['button "Pay & go"', 'element:"button \\"Pay & go\\""'],
  issue: ['i-1', 'issue:i-1'],
  minScore: ['25', 'score:>=25'],
  flagged: ['yes', 'is:flagged'],
};

describe('the link of a number', () => {
  const asked = (query: Record<string, string>, sort?: 'score') => {
    const address = sessionsLink(query, sort);
    return apiQuery(readAddress(new URLSearchParams(address.split('?')[1])), 0, null);
  };

  it.each(Object.entries(QUERY))('asks for %s', (name, [value, term]) => {
    expect(asked({ [name]: value }).get('q')).toBe(term);
  });

  it('makes the list ask exactly what the number counted', () => {
    const values = Object.fromEntries(Object.entries(QUERY).map(([name, [value]]) => [name, value]));
    const range = { from: '2026-11-15T00:00:00.000Z', to: '2026-11-21T12:00:10.000Z' };
    const query = asked({ ...values, ...range, bots: 'exclude' }, 'score');
    const terms = query.get('q') ?? '';
    for (const [, term] of Object.values(QUERY)) expect(terms).toContain(term);
    expect(terms).toContain('-is:bot');
    expect(query.get('from')).toBe(range.from);
    expect(query.get('to')).toBe(range.to);
    expect(query.get('sort')).toBe('score');
    expect(asked({ bots: 'only' }).get('q')).toBe('is:bot');
  });

  it('leads to the list', () => expect(sessionsLink({})).toBe('/sessions'));
});
