import { ISSUE_STATES, type IssueState } from '@falter/wire';

/** What the list of issues is narrowed to, and its order. */
export interface IssueFilters {
  /** `open`: neither muted nor resolved. `all`: whatever it is. */
  state: IssueState | 'open' | 'all';
  signal: string;
  q: string;
  range: 'day' | 'week' | 'month' | 'quarter';
  sort: 'sessions' | 'last' | 'first';
}

export const NO_ISSUE_FILTERS: IssueFilters = { state: 'open', signal: '', q: '', range: 'month', sort: 'sessions' };

/** Rows that the list asks for at a time. */
export const ISSUES_PAGE_SIZE = 50;

const DAY_MS = 86_400_000;
const RANGE_MS: Readonly<Record<IssueFilters['range'], number>> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  quarter: 90 * DAY_MS,
};

/** Reads filters from the address. What is not understood is left out, so that an old link still opens. */
export function readIssueFilters(query: URLSearchParams): IssueFilters {
  const one = <T extends string>(name: string, known: readonly T[], fallback: T): T =>
    known.find((word) => word === query.get(name)) ?? fallback;
  return {
    state: one('state', [...ISSUE_STATES, 'open', 'all'], NO_ISSUE_FILTERS.state),
    signal: query.get('signal') ?? '',
    q: query.get('q') ?? '',
    range: one('range', ['day', 'week', 'month', 'quarter'], NO_ISSUE_FILTERS.range),
    sort: one('sort', ['sessions', 'last', 'first'], NO_ISSUE_FILTERS.sort),
  };
}

/** The address of a list with these filters. The opposite of `readIssueFilters`. */
export function issuesPath(filters: IssueFilters): string {
  const names = ['state', 'signal', 'q', 'range', 'sort'] as const;
  const said = names.filter((name) => filters[name] !== NO_ISSUE_FILTERS[name]);
  const text = new URLSearchParams(said.map((name) => [name, filters[name]])).toString();
  return text === '' ? '/issues' : `/issues?${text}`;
}

/** The query of `GET /api/v1/issues` for these filters, at a time (epoch ms), from a cursor on. */
export function issuesQuery(filters: IssueFilters, now: number, cursor: string | null): URLSearchParams {
  const { state, signal, q, range, sort } = filters;
  const query = new URLSearchParams({ sort, limit: String(ISSUES_PAGE_SIZE), ...fromRange(range, now) });
  if (state !== 'all') query.set('state', state);
  if (signal !== '') query.set('signal', signal);
  if (q.trim() !== '') query.set('q', q.trim());
  if (cursor !== null) query.set('cursor', cursor);
  return query;
}

function fromRange(range: IssueFilters['range'], now: number): { from: string } {
  return { from: new Date(now - RANGE_MS[range]).toISOString() };
}

/** Whether anything narrows the list. Order and range do not. */
export function isIssueListNarrowed({ state, signal, q }: IssueFilters): boolean {
  return state !== NO_ISSUE_FILTERS.state || signal !== '' || q !== '';
}
