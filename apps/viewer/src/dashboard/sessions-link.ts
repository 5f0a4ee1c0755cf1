import type { SessionsQuery } from '@falter/wire';
import { type Filters, readFilters, sessionsPath } from '../sessions/filters.ts';

/**
 * The address of the session list that asks the API this. The list has all of these parameters by the same names; only
 * a range of one's own has a name there.
 */
export function sessionsLink(query: SessionsQuery, sort: Filters['sort'] = 'recent'): string {
  return sessionsPath({ ...readFilters(new URLSearchParams({ ...query, range: 'custom' })), sort });
}
