import { type Arriving, listArriving } from '@falter/store';
import type { SessionRow } from '@falter/wire';
import { sessionFromRecording, toSessionRow } from './rows.ts';
import type { SessionQuery } from './session-query.ts';
import type { Source } from './session-routes.ts';
import type { SessionSearch } from './session-search.ts';

/** A session that nobody has looked at for so long waits for something else: the health page tells. Milliseconds. */
const ARRIVING_MS = 120_000;

/** Rows of them: with more, the detector is behind, and the list is of use without them. */
const ARRIVING_MAX = 10;

/**
 * Sessions that have just begun and of which nothing is known yet, as rows: at the top of a list that nothing narrows but the time,
 * for whether they fit anything else is what is not known yet.
 */
export async function arrivingRows(
  { store, project }: Source,
  { query, search, now }: { query: SessionQuery; search: SessionSearch; now: number },
): Promise<SessionRow[]> {
  if (!mayShow(query, search)) return [];
  const { from, to } = search.filter;
  const arriving = await listArriving(store, { project, since: now - ARRIVING_MS, limit: ARRIVING_MAX });
  return arriving.filter(({ firstAt }) => firstAt >= from && firstAt < to).map((one) => toRow(project, one, now));
}

function mayShow({ processing, sort, cursor, bots }: SessionQuery, { filter, terms }: SessionSearch): boolean {
  if (
    processing === 'exclude' ||
    sort !== 'recent' ||
    cursor !== '' ||
    bots === 'only' ||
    filter.flagged ||
    filter.minScore > 0
  )
    return false;
  const { signal, person, device, browser, release, page, foundOn, element, issue } = filter;
  if ([signal, person, device, browser, release, page, foundOn, element, issue].some((one) => one !== '')) return false;
  return terms.every(
    ({ field, not, value }) => field === 'from' || field === 'to' || (field === 'is' && value === 'live' && !not),
  );
}

function toRow(project: string, { id, firstAt, lastAt }: Arriving, now: number): SessionRow {
  const tab = {
    tab: '',
    batches: 1,
    expected: 1,
    events: 0,
    bytes: 0,
    dropped: 0,
    lastSentAt: lastAt,
    firstSeenAt: firstAt,
  };
  const known = sessionFromRecording({ project, session: id }, [
    { ...tab, firstReceivedAt: firstAt, lastReceivedAt: lastAt },
  ]);
  return { ...toSessionRow(known, now), processing: true };
}
