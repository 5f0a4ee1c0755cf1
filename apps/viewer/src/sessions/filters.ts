/** What the session list is narrowed to. Empty texts and zeros mean: not narrowed. */
export interface Filters {
  q: string;
  signal: string;
  minScore: number;
  range: '' | 'hour' | 'day' | 'week' | 'custom';
  /** ISO 8601 in UTC; only with the range `custom`. */
  from: string;
  to: string;
  sort: 'recent' | 'score';
  /** Sessions of automated browsers are listed too, left out, or the only ones. */
  bots: '' | 'exclude' | 'only';
  /** Only sessions with a finding of any signal. */
  flagged: boolean;
  /** The site's own id of a person. */
  person: string;
  device: string;
  browser: string;
  release: string;
  /** Route of a page that was seen. */
  page: string;
  /** Route and element of one finding, which is of `signal` too where that is set. */
  foundOn: string;
  element: string;
  /** Issue of that finding. */
  issue: string;
}

/** Filters that links set and people take away: a parameter each, and what the list says about it. */
export const NARROWINGS: readonly (readonly [name: Narrowing, label: string])[] = [
  ['person', 'Person'],
  ['device', 'Device'],
  ['browser', 'Browser'],
  ['release', 'Release'],
  ['page', 'Saw'],
  ['foundOn', 'Found on'],
  ['element', 'On'],
  ['issue', 'Issue'],
];

type Narrowing = 'person' | 'device' | 'browser' | 'release' | 'page' | 'foundOn' | 'element' | 'issue';

export const NO_FILTERS: Filters = {
  q: '',
  signal: '',
  minScore: 0,
  range: '',
  from: '',
  to: '',
  sort: 'recent',
  bots: '',
  flagged: false,
  person: '',
  device: '',
  browser: '',
  release: '',
  page: '',
  foundOn: '',
  element: '',
  issue: '',
};

const RANGE_MS = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000 } as const;

/** Rows the list asks for at a time. */
export const PAGE_SIZE = 50;

/** Reads filters from the address. What is not understood is left out, so that an old link still opens. */
export function readFilters(query: URLSearchParams): Filters {
  const minScore = Number(query.get('minScore') ?? 0);
  const range = query.get('range') ?? '';
  const known = range === 'hour' || range === 'day' || range === 'week' || range === 'custom';
  return {
    q: query.get('q') ?? '',
    signal: query.get('signal') ?? '',
    minScore: Number.isFinite(minScore) ? Math.min(100, Math.max(0, Math.round(minScore))) : 0,
    range: known ? range : '',
    from: range === 'custom' ? isoOrNothing(query.get('from')) : '',
    to: range === 'custom' ? isoOrNothing(query.get('to')) : '',
    sort: query.get('sort') === 'score' ? 'score' : 'recent',
    bots: botsOf(query.get('bots')),
    flagged: query.get('flagged') === 'yes',
    person: query.get('person') ?? '',
    device: query.get('device') ?? '',
    browser: query.get('browser') ?? '',
    release: query.get('release') ?? '',
    page: query.get('page') ?? '',
    foundOn: query.get('foundOn') ?? '',
    element: query.get('element') ?? '',
    issue: query.get('issue') ?? '',
  };
}

/** The address of a list with these filters. The opposite of `readFilters`. */
export function sessionsPath(filters: Filters): string {
  const query = new URLSearchParams();
  if (filters.q !== '') query.set('q', filters.q);
  if (filters.signal !== '') query.set('signal', filters.signal);
  if (filters.minScore > 0) query.set('minScore', String(filters.minScore));
  if (filters.range !== '') query.set('range', filters.range);
  if (filters.range === 'custom' && filters.from !== '') query.set('from', filters.from);
  if (filters.range === 'custom' && filters.to !== '') query.set('to', filters.to);
  if (filters.sort !== 'recent') query.set('sort', filters.sort);
  writeNarrowings(filters, query);
  const text = query.toString();
  return text === '' ? '/sessions' : `/sessions?${text}`;
}

/** The query of `GET /api/v1/sessions` for these filters, at a time (epoch ms), from a cursor on. */
export function apiQuery(filters: Filters, now: number, cursor: string | null): URLSearchParams {
  const query = new URLSearchParams({ sort: filters.sort, limit: String(PAGE_SIZE) });
  if (filters.q.trim() !== '') query.set('q', filters.q.trim());
  if (filters.signal !== '') query.set('signal', filters.signal);
  if (filters.minScore > 0) query.set('minScore', String(filters.minScore));
  writeNarrowings(filters, query);
  if (filters.range === 'custom') {
    if (filters.from !== '') query.set('from', filters.from);
    if (filters.to !== '') query.set('to', filters.to);
  } else if (filters.range !== '') query.set('from', new Date(now - RANGE_MS[filters.range]).toISOString());
  if (cursor !== null) query.set('cursor', cursor);
  return query;
}

/** What the address of the list and the query of the API call by the same names. */
function writeNarrowings(filters: Filters, query: URLSearchParams): void {
  if (filters.bots !== '') query.set('bots', filters.bots);
  if (filters.flagged) query.set('flagged', 'yes');
  for (const [name] of NARROWINGS) if (filters[name] !== '') query.set(name, filters[name]);
}

function botsOf(text: string | null): Filters['bots'] {
  return text === 'exclude' || text === 'only' ? text : '';
}

/** Whether anything narrows the list. The order does not. */
export function isNarrowed(filters: Filters): boolean {
  return sessionsPath({ ...filters, sort: 'recent' }) !== '/sessions';
}

/** An instant as `<input type="datetime-local">` writes it, in the reader's time zone; '' for none. */
export function toLocalInput(iso: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return '';
  const offset = new Date(time).getTimezoneOffset() * 60_000;
  return new Date(time - offset).toISOString().slice(0, 16);
}

/** The instant that such an input means, ISO 8601 in UTC; '' for none. */
export function fromLocalInput(local: string): string {
  return isoOrNothing(local);
}

function isoOrNothing(text: string | null): string {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
