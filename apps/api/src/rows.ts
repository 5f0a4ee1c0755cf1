import type { TabSummary } from '@falter/store';
import {
  type Finding,
  type FindingRow,
  type PageRow,
  type PageView,
  type Session,
  type SessionDetail,
  type SessionRow,
  supportCode,
  type TabRow,
} from '@falter/wire';

/** Milliseconds after its last batch for which an open session counts as live. */
export const LIVE_MS = 60_000;

/** `now` in epoch milliseconds: whether a session is live depends on it. */
export function toSessionRow(session: Session, now: number): SessionRow {
  const { id, entryUrl, title, score, bot, findings, browser, os, device, release, pages, clicks, person, traits } =
    session;
  const { strip } = session;
  return {
    id,
    startedAt: new Date(session.startedAt).toISOString(),
    arrivedAt: new Date(session.firstSeenAt).toISOString(),
    durationMs: Math.max(0, session.endedAt - session.startedAt),
    entryUrl,
    title,
    score,
    bot,
    live: !session.closed && now - session.lastSeenAt < LIVE_MS,
    findings,
    browser,
    os,
    device,
    release,
    pages,
    clicks,
    person,
    traits,
    ...(strip && { strip }),
  };
}

export interface DetailParts {
  session: Session;
  tabs: readonly TabSummary[];
  pageViews: readonly PageView[];
  /** The detector has not looked yet. */
  processing: boolean;
}

export function toSessionDetail({ session, tabs, pageViews, processing }: DetailParts, now: number): SessionDetail {
  const { closed, botReasons, viewport, language, dropped, gaps, skipped, hasSnapshot, attributes } = session;
  return {
    ...toSessionRow(session, now),
    endedAt: new Date(session.endedAt).toISOString(),
    closed,
    botReasons,
    viewport,
    language,
    tabs: tabs.map(toTabRow),
    pageViews: pageViews.map((page) => toPageRow(page, session.startedAt)),
    dropped,
    gaps,
    skipped,
    hasSnapshot,
    recording: tabs.length > 0,
    processing,
    attributes,
    supportCode: supportCode(session.id),
    ...notesOf(session),
  };
}

/** What happened beside the findings, each kind in its own list. */
function notesOf({ notes, startedAt }: Session): Pick<SessionDetail, 'marks' | 'losses' | 'notes'> {
  const told: Pick<SessionDetail, 'marks' | 'losses' | 'notes'> = { marks: [], losses: [], notes: [] };
  for (const { kind, tab, text, until, count = 0, ...note } of notes) {
    const at = note.at - startedAt;
    if (kind === 'mark') told.marks.push({ step: text, tab, at });
    else if (kind === 'lost' || kind === 'missing' || kind === 'degraded') {
      told.losses.push({ kind, tab, at, until: (until ?? note.at) - startedAt, count, text });
    } else told.notes.push({ kind, tab, at, text });
  }
  return told;
}

function toTabRow({ tab, batches, events, bytes }: TabSummary): TabRow {
  return { id: tab, batches, events, bytes };
}

function toPageRow({ id, tab, url, title, at, until, vitals }: PageView, startedAt: number): PageRow {
  return { id, tab, url, title, at: at - startedAt, until: until - startedAt, ...(vitals && { vitals }) };
}

export function toFindingRow({ cause, ...finding }: Finding, startedAt: number): FindingRow {
  const { at, until } = finding;
  return { ...finding, at: at - startedAt, until: until - startedAt, timestamp: at, issue: cause?.id ?? '' };
}

/**
 * A session that has a recording and that the detector has not looked at yet: what the batches themselves tell, in
 * server time, and zeros for the rest. `hasSnapshot` stays true: nothing is known to be wrong with it.
 */
export function sessionFromRecording(key: { project: string; session: string }, tabs: readonly TabSummary[]): Session {
  const first = Math.min(...tabs.map(({ firstReceivedAt }) => firstReceivedAt));
  const last = Math.max(...tabs.map(({ lastReceivedAt }) => lastReceivedAt));
  return {
    project: key.project,
    id: key.session,
    firstSeenAt: first,
    lastSeenAt: last,
    startedAt: first,
    endedAt: last,
    entryUrl: '',
    title: '',
    release: '',
    browser: '',
    os: '',
    device: 'unknown',
    viewport: '',
    language: '',
    bot: false,
    botReasons: [],
    closed: false,
    score: 0,
    findings: [],
    pages: 0,
    clicks: 0,
    events: sum(tabs.map(({ events }) => events)),
    tabs: tabs.map(({ tab }) => tab),
    dropped: sum(tabs.map(({ dropped }) => dropped)),
    gaps: sum(tabs.map(({ expected, batches }) => expected - batches)),
    skipped: 0,
    hasSnapshot: true,
    search: '',
    person: '',
    traits: {},
    attributes: {},
    supportCode: supportCode(key.session),
    notes: [],
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
