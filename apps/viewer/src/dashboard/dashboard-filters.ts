/** What the dashboard is about. Empty texts mean: not narrowed. */
export interface DashboardFilters {
  /** `week` and `month` are the last 7 and 30 days, today among them. */
  range: 'today' | 'week' | 'month' | 'custom';
  /** ISO 8601 in UTC; only with the range `custom`. */
  from: string;
  to: string;
  device: string;
  browser: string;
  release: string;
  page: string;
  signal: string;
  /** Whether bots count; '' as the server is set. */
  bots: '' | 'include' | 'exclude';
  /** What is compared with: just before, as many whole days earlier as it takes not to overlap, or whole weeks. */
  compare: 'before' | 'day' | 'week';
}

/** Days that the API answers for at most. */
export const RANGE_MAX_DAYS = 732;

/** Filters that a row of a table sets and a chip takes away, and what the page says about each. */
export const NARROWINGS: readonly (readonly [name: Narrowing, label: string])[] = [
  ['signal', 'Signal'],
  ['page', 'Page'],
  ['device', 'Device'],
  ['browser', 'Browser'],
  ['release', 'Release'],
];

export type Narrowing = 'signal' | 'page' | 'device' | 'browser' | 'release';

export const ALL: DashboardFilters = {
  ...{ range: 'week', from: '', to: '', bots: '', compare: 'day' },
  ...{ device: '', browser: '', release: '', page: '', signal: '' },
};

const DAYS = { today: 1, week: 7, month: 30 } as const;

/** `to` moves on in such steps, so that all who look at a project ask the same question and the server answers it once. */
export const GRID_MS = 10_000;

/** Reads filters from the address. What is not understood is left out, so that an old link still opens. */
export function readFilters(query: URLSearchParams): DashboardFilters {
  const range = query.get('range') ?? '';
  const bots = query.get('bots');
  const compare = query.get('compare');
  const known = range === 'today' || range === 'month' || range === 'custom';
  const narrowings = Object.fromEntries(NARROWINGS.map(([name]) => [name, query.get(name) ?? '']));
  return {
    ...ALL,
    ...narrowings,
    range: known ? range : 'week',
    from: range === 'custom' ? isoOrNothing(query.get('from')) : '',
    to: range === 'custom' ? isoOrNothing(query.get('to')) : '',
    bots: bots === 'include' || bots === 'exclude' ? bots : '',
    compare: compare === 'before' || compare === 'week' ? compare : 'day',
  };
}

/** The address of a dashboard with these filters. The opposite of `readFilters`. */
export function dashboardPath(filters: DashboardFilters): string {
  const query = new URLSearchParams();
  if (filters.range !== 'week') query.set('range', filters.range);
  if (filters.range === 'custom' && filters.from !== '') query.set('from', filters.from);
  if (filters.range === 'custom' && filters.to !== '') query.set('to', filters.to);
  for (const [name] of NARROWINGS) if (filters[name] !== '') query.set(name, filters[name]);
  if (filters.bots !== '') query.set('bots', filters.bots);
  if (filters.compare !== 'day') query.set('compare', filters.compare);
  return query.size === 0 ? '/dashboard' : `/dashboard?${query}`;
}

/** The query of GET /api/v1/dashboard at a time (epoch ms), days beginning where the reader is. */
export function dashboardQuery(filters: DashboardFilters, now: number): URLSearchParams {
  const query = new URLSearchParams({ tz: Intl.DateTimeFormat().resolvedOptions().timeZone });
  const until = Math.floor(now / GRID_MS) * GRID_MS;
  if (filters.range === 'custom') {
    if (filters.from !== '') query.set('from', filters.from);
    query.set('to', filters.to === '' ? new Date(until).toISOString() : filters.to);
  } else {
    query.set('from', firstDay(until, DAYS[filters.range]).toISOString());
    query.set('to', new Date(until).toISOString());
  }
  for (const [name] of NARROWINGS) if (filters[name] !== '') query.set(name, filters[name]);
  if (filters.bots !== '') query.set('bots', filters.bots);
  if (filters.compare !== 'day') query.set('compare', filters.compare);
  return query;
}

/** Whether these (ISO 8601 or '') are the ends of a range that can be asked for: a year half typed is none. */
export function isRange({ from, to }: Pick<DashboardFilters, 'from' | 'to'>): boolean {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  return first >= Date.UTC(2000, 0) && last > first && last - first <= RANGE_MAX_DAYS * 86_400_000;
}

/** Whether anything but time narrows the numbers. */
export function isNarrowed(filters: DashboardFilters): boolean {
  return NARROWINGS.some(([name]) => filters[name] !== '');
}

/** Midnight at which the first of so many days began, the last being that of `now`. */
function firstDay(now: number, days: number): Date {
  const date = new Date(now - 1);
  date.setHours(0, 0, 0, 0);
  date.setDate(date.getDate() - days + 1);
  return date;
}

function isoOrNothing(text: string | null): string {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
