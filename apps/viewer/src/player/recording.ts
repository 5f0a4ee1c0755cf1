import { EVENT_TYPE, type RecordedEvent, SESSION_MAX_MS } from '@falter/wire';
import { type Click, clicksOf } from './clicks.ts';
import { SOURCE } from './rrweb-shapes.ts';
import type { Findings } from './sanitize/sanitizer.ts';

/** The clock of a session: when it started (epoch ms) and how long it ran. */
export interface SessionClock {
  startedAt: number;
  durationMs: number;
}

/** One tab's recording, ready for the replayer. All times but `events` are milliseconds since the session's start. */
export interface Recording {
  /** In order, none before the session's start, each snapshot together with the size of its window. */
  events: RecordedEvent[];
  /** When this tab can first be seen, and when its last event came. */
  firstFrameAt: number;
  lastAt: number;
  /** Times at which the picture changes, for stepping. */
  frames: number[];
  /** Times at which the visitor did something. */
  actions: number[];
  clicks: Click[];
  /** Events before the first snapshot: seen by nobody, there is nothing to apply them to. */
  beforeFirstSnapshot: number;
  findings: Findings;
}

/** Why there is nothing to replay. */
export type NoRecording = 'empty' | 'no_snapshot';

/** What the visitor does, among rrweb's sources: the same that rrweb itself counts as user interaction. */
const ACTIONS: ReadonlySet<number> = new Set([
  SOURCE.mouseMove,
  SOURCE.mouseInteraction,
  SOURCE.scroll,
  SOURCE.viewportResize,
  SOURCE.input,
  SOURCE.touchMove,
  SOURCE.drag,
  SOURCE.selection,
]);

/**
 * Puts the sanitised events of one tab in order for the replayer.
 *
 * rrweb writes the size of the window (`meta`) a few milliseconds before the snapshot it belongs to. A seek to a moment in between
 * would start from that snapshot without showing it, so the size moves to the snapshot's time. Times outside of the session
 * (clocks were set meanwhile) move into it.
 */
export function prepareRecording(
  events: RecordedEvent[],
  clock: SessionClock,
  findings: Findings,
): Recording | NoRecording {
  if (events.length < 2) return 'empty';
  keepTimesInside(events, clock.startedAt);
  const ordered = events.toSorted((a, b) => a.timestamp - b.timestamp);
  const first = ordered.findIndex((event) => event.type === EVENT_TYPE.fullSnapshot);
  const snapshot = ordered[first];
  if (snapshot === undefined) return 'no_snapshot';
  const lastMeta = ordered.slice(0, first).findLast((event) => event.type === EVENT_TYPE.meta);
  const kept = [lastMeta ?? assumedWindow(snapshot), ...ordered.slice(first)];
  joinSizeAndSnapshot(kept);
  const visible = kept.filter(changesPicture);
  return {
    events: kept,
    firstFrameAt: snapshot.timestamp - clock.startedAt,
    lastAt: (kept.at(-1)?.timestamp ?? clock.startedAt) - clock.startedAt,
    frames: distinct(visible.map((event) => event.timestamp - clock.startedAt)),
    actions: kept.filter(isAction).map((event) => event.timestamp - clock.startedAt),
    clicks: clicksOf(kept, clock.startedAt),
    beforeFirstSnapshot: ordered.slice(0, first).filter((event) => event.type === EVENT_TYPE.incremental).length,
    findings,
  };
}

/** A session ends after 24 h. What lies two days behind its start (year 9999) is no time of it; the detector says the same. */
const FARTHEST_MS: number = 2 * SESSION_MAX_MS;

/** Too early: at the start. Too late: when the event before it was, which is all that is known of it. */
function keepTimesInside(events: readonly RecordedEvent[], startedAt: number): void {
  let before = startedAt;
  for (const event of events) {
    const late = event.timestamp - startedAt > FARTHEST_MS;
    event.timestamp = late ? before : Math.max(startedAt, event.timestamp);
    before = event.timestamp;
  }
}

function joinSizeAndSnapshot(events: RecordedEvent[]): void {
  let size: RecordedEvent | undefined;
  for (const event of events) {
    if (event.type === EVENT_TYPE.meta) size = event;
    else if (event.type === EVENT_TYPE.fullSnapshot) {
      if (size !== undefined) size.timestamp = event.timestamp;
      size = undefined;
    }
  }
  events.sort((a, b) => a.timestamp - b.timestamp);
}

/** Some recordings begin with the snapshot: a common window then has to do. */
function assumedWindow({ timestamp }: RecordedEvent): RecordedEvent {
  return { type: EVENT_TYPE.meta, timestamp, data: { href: '', width: 1280, height: 800 } };
}

function changesPicture({ type, data }: RecordedEvent): boolean {
  return type === EVENT_TYPE.fullSnapshot || (type === EVENT_TYPE.incremental && data.source !== SOURCE.log);
}

function isAction({ type, data }: RecordedEvent): boolean {
  return type === EVENT_TYPE.incremental && ACTIONS.has(data.source);
}

function distinct(times: number[]): number[] {
  return times.filter((at, index) => index === 0 || at !== times[index - 1]);
}
