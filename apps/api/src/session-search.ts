import type { SessionFilter } from '@falter/store';
import { readSearch, readSearchTime, readSupportCode, type SearchTerm } from '@falter/wire';
import { LIVE_MS } from './rows.ts';
import { termsOfParameters } from './search-parameters.ts';
import type { SessionQuery } from './session-query.ts';

/** What is asked of the store for a search, and what is told beside the answer. */
export interface SessionSearch {
  filter: Omit<SessionFilter, 'project' | 'limit'>;
  /** Every term, as it was understood: of `q`, then of the parameters. */
  terms: SearchTerm[];
  /** What of `q` was not understood. */
  warnings: string[];
}

/** Fields that are of one and the same finding, where one of the last three is asked for. */
const OF_ONE_FINDING = { signal: 'signal', 'found-on': 'foundOn', element: 'element', issue: 'issue' } as const;

/** By whom a search is asked, and what is known then. */
export interface Asking {
  /** Ids of the signals that there are. */
  signals: readonly string[];
  /** Epoch ms. */
  now: number;
  /** Who sees numbers only may not know what colleagues did with a session either. */
  mayWatch: boolean;
}

const NOT_FOR_NUMBERS =
  'Tags, comments and who watched are for those who may watch sessions: these terms are left out.';

function isOfColleagues({ field, value }: SearchTerm): boolean {
  return field === 'tag' || field === 'watched' || (field === 'is' && value === 'commented');
}

/**
 * The search that a query means: its written form and its parameters, all of which hold.
 * @throws ApiError `bad_parameter`
 */
export function searchOf(query: SessionQuery, { signals, now, mayWatch }: Asking): SessionSearch {
  const { terms: typed, warnings } = readSearch(query.q, { signals });
  const asked = [...typed, ...termsOfParameters(query, signals)];
  const terms = mayWatch ? asked : asked.filter((term) => !isOfColleagues(term));
  const left = terms.length < asked.length ? [NOT_FOR_NUMBERS] : [];
  return { filter: filterOf(query, terms, now), terms, warnings: [...warnings.map(({ text }) => text), ...left] };
}

/** The filter for some terms: those of a search, or some of them. */
export function filterOf(
  query: SessionQuery,
  terms: readonly SearchTerm[],
  now: number,
): Omit<SessionFilter, 'project' | 'limit'> {
  const { signal, person, minScore, bots, flagged, device, browser, release, page, foundOn, element, issue } = query;
  const words = terms.filter((term) => term.field === '' && !term.not).map(({ value }) => value);
  const filter = {
    ...{ signal, person, minScore, device, browser, release, page, foundOn, element, issue },
    ...{ bots: bots !== 'exclude', onlyBots: bots === 'only', flagged: flagged === 'yes' },
    words,
    code: readSupportCode(words.join(' ')),
    ...rangeOf(query, terms, now),
    liveSince: now - LIVE_MS,
  };
  const left = oneFinding(filter, terms.filter(isLeft));
  return { ...filter, terms: left };
}

/** Neither a word nor a time. */
function isLeft({ field, not }: SearchTerm): boolean {
  return !(field === '' && !not) && field !== 'from' && field !== 'to';
}

/** A time that is not after is one before: `-from:2026-11-01` is `to:2026-11-01`. Days are those of UTC; the viewer sends moments. */
function rangeOf({ from, to }: SessionQuery, terms: readonly SearchTerm[], now: number): { from: number; to: number } {
  const range = { from, to };
  for (const { field, not, value } of terms) {
    if (field !== 'from' && field !== 'to') continue;
    const moment = readSearchTime(value, { now, zone: 'utc' }) ?? now;
    if ((field === 'from') !== not) range.from = Math.max(range.from, moment);
    else range.to = Math.min(range.to, moment);
  }
  return range;
}

/**
 * Signal, page, element and issue of one finding go into the filter, which asks for one that is all of it; the terms that are left are
 * returned. A signal alone is quicker as a term.
 */
function oneFinding(
  filter: Pick<SessionFilter, 'signal' | 'foundOn' | 'element' | 'issue'>,
  terms: readonly SearchTerm[],
): SearchTerm[] {
  const isWanted = ({ field, not }: SearchTerm): boolean => !not && field !== 'signal' && field in OF_ONE_FINDING;
  if (!terms.some(isWanted)) return [...terms];
  return terms.filter(({ field, not, value }) => {
    const name = OF_ONE_FINDING[field as keyof typeof OF_ONE_FINDING];
    if (not || name === undefined || filter[name] !== '') return true;
    filter[name] = value;
    return false;
  });
}
