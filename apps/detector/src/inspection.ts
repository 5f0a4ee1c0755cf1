import { type Detection, detect } from '@falter/detector';
import { type Client, type RecordingBatch, readRecording, type SessionKey } from '@falter/store';
import {
  FLUSH_AFTER_CLICK_MS,
  IMPORT_AGENT,
  SESSION_IDLE_MS,
  SESSION_MAX_MS,
  type Session,
  type SignalCount,
} from '@falter/wire';
import { toTabs } from './tabs.ts';
import { readUserAgent } from './visitor.ts';

/** Milliseconds that a batch may be on its way: what a page recorded that long ago is here, or there was nothing. */
const TRAVEL_MS = 500;

/** Most that a column of counts holds (UInt32). */
const MOST = 0xffffffff;

/** What one look at a session's recording told. */
export interface Inspection {
  session: Session;
  detection: Detection;
}

/**
 * Reads a session's recording and runs the detector over it. Undefined when there is no recording. `now` is the
 * server's time in epoch milliseconds. @throws StoreError
 */
export async function inspect(store: Client, key: SessionKey, now: number): Promise<Inspection | undefined> {
  const batches = await readRecording(store, key);
  const last = batches.reduce<RecordingBatch | undefined>(newer, undefined);
  if (!last) return undefined;
  const firstSeenAt = batches.reduce((first, batch) => Math.min(first, batch.firstSeenAt), last.firstSeenAt);
  const over = now - last.receivedAt > SESSION_IDLE_MS || now - firstSeenAt > SESSION_MAX_MS + SESSION_IDLE_MS;
  const closed = over || batches.some(({ userAgent }) => userAgent === IMPORT_AGENT);
  const detection = detect(toTabs(batches), { closed, until: knownUntil(last, now) });
  return { session: toSession(key, batches, { detection, closed, last, firstSeenAt }), detection };
}

function newer(last: RecordingBatch | undefined, batch: RecordingBatch): RecordingBatch {
  return !last || batch.receivedAt > last.receivedAt ? batch : last;
}

/**
 * Page-clock time up to which everything is here: the last batch told all up to its sending; after that a page that has
 * something to say about a click says it within its flush interval, so silence tells as much as a batch, a little later.
 * Where it was wrong (a slow network, a timer held back), the next look corrects it.
 */
function knownUntil({ sentAt, receivedAt }: RecordingBatch, now: number): number {
  return sentAt + Math.max(0, now - receivedAt - FLUSH_AFTER_CLICK_MS - TRAVEL_MS);
}

interface Known {
  detection: Detection;
  closed: boolean;
  last: RecordingBatch;
  firstSeenAt: number;
}

function toSession(key: SessionKey, batches: readonly RecordingBatch[], known: Known): Session {
  const { detection, closed, last, firstSeenAt } = known;
  const { browser, os, device, bot } = readUserAgent(last.userAgent === IMPORT_AGENT ? '' : last.userAgent);
  const tabs = [...countTabs(batches).entries()];
  return {
    project: key.project,
    id: key.session,
    firstSeenAt,
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
    bot: bot || detection.automated,
    closed,
    score: Math.round(detection.score.value),
    findings: countBySignal(detection),
    pages: detection.pages.length,
    clicks: detection.clicks,
    events: detection.events,
    tabs: tabs.map(([tab]) => tab),
    dropped: Math.min(MOST, sum(tabs.map(([, { dropped }]) => dropped))),
    gaps: Math.min(MOST, sum(tabs.map(([, { expected, batches: count }]) => expected - count))),
    skipped: detection.skipped,
    hasSnapshot: detection.hasSnapshot,
    search: detection.search,
  };
}

/** What each tab's batches say of what is missing. One pass: a hostile session may have a hundred thousand of them. */
function countTabs(
  batches: readonly RecordingBatch[],
): Map<string, { batches: number; expected: number; dropped: number }> {
  const tabs = new Map<string, { batches: number; expected: number; dropped: number }>();
  for (const { tab, seq, dropped } of batches) {
    const counts = tabs.get(tab) ?? { batches: 0, expected: 0, dropped: 0 };
    tabs.set(tab, counts);
    counts.batches++;
    counts.expected = Math.max(counts.expected, seq + 1);
    counts.dropped = Math.max(counts.dropped, dropped);
  }
  return tabs;
}

/** How often each signal was found, what weighs most first. */
function countBySignal({ findings, score }: Detection): SignalCount[] {
  const counts = new Map<string, number>();
  for (const { signal } of findings) counts.set(signal, (counts.get(signal) ?? 0) + 1);
  const points = new Map(score.parts.map((part) => [part.signal, part.points]));
  const heaviestFirst = [...counts].sort(([a], [b]) => (points.get(b) ?? 0) - (points.get(a) ?? 0) || (a < b ? -1 : 1));
  return heaviestFirst.map(([signal, count]) => ({ signal, count }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
