import { describe, expect, it } from 'vitest';
import { isIssueListNarrowed, issuesPath, issuesQuery, NO_ISSUE_FILTERS, readIssueFilters } from './issue-filters.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const read = (text: string) => readIssueFilters(new URLSearchParams(text));

describe('filters of issues', () => {
  it('are the address, there and back', () => {
    const filters = { state: 'muted', signal: 'js-error', q: 'total & co', range: 'week', sort: 'first' } as const;
    expect(read(issuesPath(filters).split('?')[1] ?? '')).toEqual(filters);
    expect(issuesPath(NO_ISSUE_FILTERS)).toBe('/issues');
  });

  it('of an old or broken link are left out', () => {
    expect(read('state=gone&range=year&sort=x')).toEqual(NO_ISSUE_FILTERS);
  });

  it('ask the API for a time range and a page', () => {
    const query = issuesQuery({ ...NO_ISSUE_FILTERS, q: ' total ' }, NOW, 'next');
    expect(Object.fromEntries(query)).toEqual({
      ...{ sort: 'sessions', limit: '50', from: '2026-10-22T12:00:00.000Z', state: 'open', q: 'total', cursor: 'next' },
    });
    expect(issuesQuery({ ...NO_ISSUE_FILTERS, state: 'all' }, NOW, null).has('state')).toBe(false);
  });

  it('narrow by state, signal and text, not by range and order', () => {
    expect(isIssueListNarrowed({ ...NO_ISSUE_FILTERS, range: 'day', sort: 'last' })).toBe(false);
    expect(isIssueListNarrowed({ ...NO_ISSUE_FILTERS, state: 'all' })).toBe(true);
    expect(isIssueListNarrowed({ ...NO_ISSUE_FILTERS, q: 'x' })).toBe(true);
  });
});
