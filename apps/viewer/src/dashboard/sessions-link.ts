import type { SessionsQuery } from '@falter/wire';
import { readAddress, type Search, sessionsPath } from '../sessions/search.ts';

/** The address of the session list that asks the API this, in the written form of a search. */
export function sessionsLink(query: SessionsQuery, sort: Search['sort'] = 'recent'): string {
  return sessionsPath({ ...readAddress(new URLSearchParams({ ...query, range: 'custom' })), sort });
}
