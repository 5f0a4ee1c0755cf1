import type { PageView, SeenWords, Session, SessionNote, StripMark, Vitals } from '@falter/wire';
import { type SessionKey, time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** Writes sessions as they are now. `revision` must grow with every write of the same session. */
export async function saveSessions(client: Client, sessions: readonly Session[], revision: number): Promise<void> {
  await client.insert(
    'sessions',
    sessions.map((session) => ({
      project: session.project,
      session: session.id,
      first_seen_at: time(session.firstSeenAt),
      revision,
      last_seen_at: time(session.lastSeenAt),
      started_at: time(session.startedAt),
      ended_at: time(session.endedAt),
      entry_url: session.entryUrl,
      title: session.title,
      release: session.release,
      browser: session.browser,
      os: session.os,
      device: session.device,
      viewport: session.viewport,
      language: session.language,
      bot: session.bot,
      bot_reasons: session.botReasons,
      closed: session.closed,
      score: session.score,
      findings: Object.fromEntries(session.findings.map(({ signal, count }) => [signal, count])),
      pages: session.pages,
      clicks: session.clicks,
      events: session.events,
      tabs: session.tabs,
      dropped: session.dropped,
      gaps: session.gaps,
      skipped: session.skipped,
      has_snapshot: session.hasSnapshot,
      search: session.search,
      urls: session.seen?.urls ?? [],
      errors: session.seen?.errors ?? [],
      elements: session.seen?.elements ?? [],
      strip: session.strip ? JSON.stringify(session.strip) : '',
      person: session.person,
      traits: session.traits,
      attributes: session.attributes,
      support_code: session.supportCode,
      notes: session.notes.length > 0 ? JSON.stringify(session.notes) : '',
    })),
  );
}

/** A row of `sessions` as the queries give it. */
export interface SessionColumns extends Omit<Session, 'findings' | 'notes' | 'seen' | 'strip'>, SeenWords {
  findings: Record<string, number>;
  /** JSON; '' for none. */
  notes: string;
  strip: string;
}

/** A session from its row. */
export function fromColumns(row: SessionColumns): Session {
  const { urls, errors, elements, strip, ...rest } = row;
  return {
    ...rest,
    findings: Object.entries(row.findings).map(([signal, count]) => ({ signal, count })),
    notes: row.notes === '' ? [] : (JSON.parse(row.notes) as SessionNote[]),
    // What was written before these were kept has neither.
    ...(strip === '' ? {} : { strip: JSON.parse(strip) as StripMark[], seen: { urls, errors, elements } }),
  };
}

/** One session, or undefined. */
export async function findSession(client: Client, { project, session }: SessionKey): Promise<Session | undefined> {
  const rows = await client.rows<SessionColumns>(sql('session-by-id'), { project, session });
  return rows[0] && fromColumns(rows[0]);
}

export interface UnfinishedSession extends SessionKey {
  /** Server time of its last batch, epoch milliseconds. */
  lastReceivedAt: number;
}

/** Sessions first seen since `since` (epoch ms) that a follower must still look at, longest waiting first. */
export function listUnfinishedSessions(client: Client, since: number): Promise<UnfinishedSession[]> {
  return client.rows(sql('unfinished-sessions'), { since });
}

/** The pages of one session that are to be written. */
export interface PagesWrite {
  of: SessionKey & { firstSeenAt: number; revision: number };
  pages: readonly PageView[];
}

/** Writes the pages of a session as they are now. */
export function savePageViews(client: Client, of: PagesWrite['of'], pages: readonly PageView[]): Promise<void> {
  return savePageViewsOf(client, [{ of, pages }]);
}

/** The same of many sessions, in one insert. */
export async function savePageViewsOf(client: Client, writes: readonly PagesWrite[]): Promise<void> {
  await client.insert(
    'page_views',
    writes.flatMap(({ of, pages }) =>
      pages.map((page) => ({
        project: of.project,
        session: of.session,
        id: page.id,
        first_seen_at: time(of.firstSeenAt),
        revision: of.revision,
        tab: page.tab,
        url: page.url,
        title: page.title,
        at: time(page.at),
        until: time(page.until),
        vitals: { ...page.vitals } as Record<string, number>,
      })),
    ),
  );
}

/** The pages of a session in order of time. */
export async function listPageViews(client: Client, { project, session }: SessionKey): Promise<PageView[]> {
  return (await listPageViewsOf(client, { project, sessions: [session] })).get(session) ?? [];
}

/** The same of many sessions of a project, by session; of one without pages nothing. */
export async function listPageViewsOf(
  client: Client,
  { project, sessions }: { project: string; sessions: readonly string[] },
): Promise<Map<string, PageView[]>> {
  type Row = PageView & { session: string; vitals: Vitals };
  const found = Map.groupBy(
    await client.rows<Row>(sql('page-views-of-sessions'), { project, sessions }),
    ({ session }) => session,
  );
  const toPage = ({ session: _, vitals, ...page }: Row): PageView =>
    Object.keys(vitals).length > 0 ? { ...page, vitals } : page;
  return new Map([...found].map(([session, rows]) => [session, rows.map(toPage)]));
}
