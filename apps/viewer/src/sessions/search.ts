import { parseTerms, printSearch, type ReadSearch, readSearch, readSearchTime, type SearchTerm } from '@falter/wire';
import { signalCatalog } from '../shell/signal-catalog.ts';
import { knownValues } from './known-values.ts';

/** What the session list is asked for. The written form is all of it: what is chosen elsewhere is written into it. */
export interface Search {
  text: string;
  sort: 'recent' | 'score';
}

export const NO_SEARCH: Search = { text: '', sort: 'recent' };

/** Rows the list asks for at a time. */
export const PAGE_SIZE = 50;

/** Parameters of links from elsewhere, as the API has them, and the field that says the same. */
const FIELDS: Readonly<Record<string, string>> = {
  signal: 'signal',
  person: 'person',
  device: 'device',
  browser: 'browser',
  release: 'release',
  page: 'page',
  foundOn: 'found-on',
  element: 'element',
  issue: 'issue',
};

const RANGES: Readonly<Record<string, string>> = { hour: '1h', day: '24h', week: '7d' };

const term = (field: string, value: string, more: Partial<SearchTerm> = {}): SearchTerm => {
  return { field, not: false, compare: '', value, ...more };
};

/** Reads a search from the address, that of a link from elsewhere too. What is not understood is left out, so that an old link still opens. */
export function readAddress(query: URLSearchParams): Search {
  const terms = [...namedTerms(query), ...rangeTerms(query)];
  const text = [query.get('q') ?? '', printSearch(terms)].filter((part) => part !== '').join(' ');
  return { text, sort: query.get('sort') === 'score' ? 'score' : 'recent' };
}

function namedTerms(query: URLSearchParams): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [name, field] of Object.entries(FIELDS)) {
    const value = query.get(name) ?? '';
    if (value !== '') terms.push(term(field, value));
  }
  const score = Math.min(100, Math.round(Number(query.get('minScore') ?? 0)));
  if (score > 0) terms.push(term('score', String(score), { compare: '>=' }));
  if (query.get('flagged') === 'yes') terms.push(term('is', 'flagged'));
  const bots = query.get('bots');
  if (bots === 'only' || bots === 'exclude') terms.push(term('is', 'bot', { not: bots === 'exclude' }));
  return terms;
}

function rangeTerms(query: URLSearchParams): SearchTerm[] {
  const range = query.get('range') ?? '';
  if (Object.hasOwn(RANGES, range)) return [term('from', RANGES[range] ?? '')];
  if (range !== 'custom') return [];
  return ['from', 'to'].flatMap((field) => {
    const time = Date.parse(query.get(field) ?? '');
    return Number.isNaN(time) ? [] : [term(field, new Date(time).toISOString())];
  });
}

/** The address of a list with this search. The opposite of `readAddress`. */
export function sessionsPath({ text, sort }: Search): string {
  const query = new URLSearchParams();
  if (text.trim() !== '') query.set('q', text.trim());
  if (sort !== 'recent') query.set('sort', sort);
  const asked = query.toString();
  return asked === '' ? '/sessions' : `/sessions?${asked}`;
}

/** What a text means, with what is known of signals and of what the site tells. */
export function understand(text: string): ReadSearch {
  const names = knownValues.value.attributes.map((pair) => pair.split(':')[0] ?? '');
  // A page that was just opened does not know the signals yet, and must not show the list without what the address asks for.
  const signals = signalCatalog.value.size > 0 ? [...signalCatalog.value.keys()] : undefined;
  return readSearch(text, { signals, names });
}

/** The query of `GET /api/v1/sessions` for this search, at a time (epoch ms), from a cursor on. Days are the reader's own. */
export function apiQuery({ text, sort }: Search, now: number, cursor: string | null): URLSearchParams {
  const query = new URLSearchParams({ sort, limit: String(PAGE_SIZE), processing: 'include' });
  const { terms } = understand(text);
  const others: SearchTerm[] = [];
  const range = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  for (const one of terms) {
    const at =
      one.field === 'from' || one.field === 'to' ? readSearchTime(one.value, { now, zone: 'local' }) : undefined;
    if (at === undefined) others.push(one);
    else if ((one.field === 'from') !== one.not) range.from = Math.max(range.from, at);
    else range.to = Math.min(range.to, at);
  }
  if (others.length > 0) query.set('q', printSearch(others));
  for (const [name, at] of Object.entries(range)) if (Number.isFinite(at)) query.set(name, new Date(at).toISOString());
  if (cursor !== null) query.set('cursor', cursor);
  return query;
}

/** Whether anything narrows the list. The order does not. */
export function isNarrowed({ text }: Search): boolean {
  return text.trim() !== '';
}

/** The value of the first term of a field that must hold; '' for none. */
export function chosenValue(terms: readonly SearchTerm[], field: string): string {
  return terms.find((one) => one.field === field && !one.not)?.value ?? '';
}

/** A text with other terms in place of those of a field; the rest of it stays as it was typed. */
export function withTerms(text: string, replaced: (one: SearchTerm) => boolean, terms: readonly SearchTerm[]): string {
  const kept = parseKept(text, replaced);
  return [...kept, printSearch(terms)].filter((part) => part !== '').join(' ');
}

/** The pieces of a text, as they were typed, but for some terms. */
function parseKept(text: string, dropped: (one: SearchTerm) => boolean): string[] {
  return parseTerms(text)
    .filter(({ start, end, ...one }) => !dropped(understand(text.slice(start, end)).terms[0] ?? one))
    .map(({ start, end, open }) => text.slice(start, end) + (open ? '"' : ''));
}
