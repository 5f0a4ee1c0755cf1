import { botReasons, type Detection, judge } from '@falter/detector';
import type { Client, SessionKey } from '@falter/store';
import {
  type BotReason,
  type DetectionSettings,
  type Session,
  type SignalCount,
  type StripMark,
  supportCode,
} from '@falter/wire';
import type { LiveSessions } from './live-sessions.ts';
import type { ProjectNorms } from './norms.ts';
import { knownAt, readStoredSession, type SessionReading } from './session-reading.ts';

/** Most that a column of counts holds (UInt32). */
const MOST = 0xffffffff;

/** What one look at a session's recording told. */
export interface Inspection {
  session: Session;
  detection: Detection;
  /** Server time at which silence alone would change what was found; Infinity when it would not. */
  lookAgainAt: number;
}

export interface InspectionOptions {
  /** The server's time in epoch milliseconds. */
  now: number;
  settings?: DetectionSettings;
  /** What is usual. Default: nothing is known. */
  norms?: ProjectNorms;
  /** Sessions that go on, of which only what is new need be read. Default: all of it is. */
  live?: LiveSessions;
  /** Ends a long reading in the middle. */
  signal?: AbortSignal;
}

/**
 * Reads a session's recording and runs the detector over it, as the project has it set. Undefined when there is no
 * recording. @throws StoreError
 */
export async function inspect(
  store: Client,
  key: SessionKey,
  { now, settings, norms, live, signal }: InspectionOptions,
): Promise<Inspection | undefined> {
  const from = { store, key, signal };
  const read = await (live ? live.read(from, now) : readStoredSession(from, now));
  if (!read) return undefined;
  const detection = judge(read.reading, { settings, norms: await norms?.of(key.project, read) });
  return {
    session: toSession(key, { ...read, detection }),
    detection,
    lookAgainAt: read.closed ? Number.POSITIVE_INFINITY : knownAt(detection.nextVerdictAt, read.last),
  };
}

/** What is kept of a session: what was detected, and what its batches say. */
export function toSession(key: SessionKey, known: SessionReading & { detection: Detection }): Session {
  const { detection, facts, closed, last } = known;
  const { browser, os, device } = facts.visitor;
  const reasons = reasonsOf(known);
  const tabs = [...facts.tabs.entries()];
  return {
    project: key.project,
    id: key.session,
    firstSeenAt: facts.firstSeenAt,
    lastSeenAt: last.receivedAt,
    startedAt: detection.startedAt,
    endedAt: detection.endedAt,
    entryUrl: detection.entryUrl,
    title: detection.title,
    release: last.release,
    browser,
    os,
    device,
    viewport: detection.viewport,
    language: detection.language,
    bot: reasons.length > 0,
    botReasons: reasons,
    closed,
    score: Math.round(detection.score.value),
    findings: countBySignal(detection),
    pages: detection.pages.length,
    clicks: detection.clicks,
    events: detection.events,
    tabs: tabs.map(([tab]) => tab),
    dropped: Math.min(MOST, sum(tabs.map(([, { dropped }]) => dropped))),
    gaps: Math.min(MOST, sum(tabs.map(([, { expected, batches }]) => expected - batches))),
    skipped: detection.skipped,
    hasSnapshot: detection.hasSnapshot,
    search: detection.search,
    seen: detection.seen,
    strip: stripOf(detection),
    person: detection.person,
    traits: detection.traits,
    attributes: detection.attributes,
    supportCode: supportCode(key.session),
    notes: detection.notes,
  };
}

/** Why the session is no visitor's: by its user agent, by `navigator.webdriver`, by what it did beside what it is. */
function reasonsOf({ detection, facts }: Pick<SessionReading, 'facts'> & { detection: Detection }): BotReason[] {
  const { declared, device } = facts.visitor;
  const driven: BotReason[] = detection.automated ? ['webdriver'] : [];
  const isHandheld = device === 'mobile' || device === 'tablet';
  const hinted: BotReason[] = isHandheld && detection.language !== '' && !detection.touch ? ['no-touch'] : [];
  return botReasons(detection.suspicion, [...declared, ...driven], hinted);
}

/** How often each signal was found, what weighs most first. */
function countBySignal({ findings, score }: Detection): SignalCount[] {
  const counts = new Map<string, number>();
  for (const { signal } of findings) counts.set(signal, (counts.get(signal) ?? 0) + 1);
  const points = new Map(score.parts.map((part) => [part.signal, part.points]));
  const heaviestFirst = [...counts].sort(([a], [b]) => (points.get(b) ?? 0) - (points.get(a) ?? 0) || (a < b ? -1 : 1));
  return heaviestFirst.map(([signal, count]) => ({ signal, count }));
}

/** Findings that a strip shows: a row of a list is a few hundred pixels wide. */
const STRIP_MAX = 100;

function stripOf({ findings, startedAt }: Detection): StripMark[] {
  return findings.slice(0, STRIP_MAX).map(({ signal, at, until }) => {
    // The clock of a page may be anything, and a mark before the start is none.
    const from = Math.min(MOST, Math.max(0, at - startedAt));
    return { signal, at: from, until: Math.min(MOST, Math.max(from, until - startedAt)) };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
