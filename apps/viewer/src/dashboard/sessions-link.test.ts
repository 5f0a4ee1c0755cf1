import { describe, expect, it } from 'vitest';
import { apiQuery, readFilters } from '../sessions/filters.ts';
import { sessionsLink } from './sessions-link.ts';

/** Every parameter that the API may put into the query of a number. */
const QUERY = {
  ...{ from: '2026-11-15T00:00:00.000Z', to: '2026-11-21T12:00:10.000Z', bots: 'exclude', minScore: '25' },
  ...{ device: 'mobile', browser: 'Firefox', release: '1.2+3', page: '/tea/:id', foundOn: '/tea/:id' },
  ...{ element: 'button "Pay & go"', signal: 'rage-click', flagged: 'yes' },
};

describe('the link of a number', () => {
  const asked = (query: Record<string, string>, sort?: 'score') => {
    const address = sessionsLink(query, sort);
    const filters = readFilters(new URLSearchParams(address.split('?')[1]));
    return Object.fromEntries(apiQuery(filters, 0, null));
  };

  it('makes the list ask exactly what the number counted', () => {
    expect(asked(QUERY)).toEqual({ ...QUERY, sort: 'recent', limit: '50' });
    expect(asked({ ...QUERY, bots: 'only' }, 'score')).toEqual({ ...QUERY, bots: 'only', sort: 'score', limit: '50' });
  });

  it.each(Object.keys(QUERY))('keeps %s alone', (name) => {
    const one = { [name]: QUERY[name as keyof typeof QUERY] };
    expect(asked(one)).toEqual({ ...one, sort: 'recent', limit: '50' });
  });

  it('leads to the list', () => expect(sessionsLink({})).toBe('/sessions?range=custom'));
});
