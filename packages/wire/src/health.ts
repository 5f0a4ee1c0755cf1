import type { WireErrorName } from './errors.ts';
import type { QuarantineReason } from './quarantine.ts';

/**
 * How what came to the collector ended: the snippet was fetched, a batch was stored, known, not kept because project or visitor do not want
 * it, refused by name, or failed by a fault of ours.
 */
export type IntakeOutcome = 'script' | 'stored' | 'duplicate' | 'declined' | 'failed' | WireErrorName;

/** Outcomes of a batch that was not taken. */
export type RefusalReason = 'failed' | WireErrorName;

/** `unknown` is for what nobody could find out; it is never shown as ok, nor as 0. */
export type HealthState = 'ok' | 'warning' | 'failing' | 'unknown';

/** One third of a project's health. `cause` is a sentence, `todo` the one thing to do about it ('' when there is nothing). */
export interface HealthPart<Facts> {
  state: HealthState;
  cause: string;
  todo: string;
  /** Since when it is so, ISO 8601; null where that is not known. */
  since: string | null;
  /** null stands for what is not known, never 0. */
  facts: Facts;
}

export interface RecordingFacts {
  /** ISO 8601. */
  lastBatchAt: string | null;
  lastScriptAt: string | null;
  storedLastHour: number | null;
  storedLastDay: number | null;
  /** Of this project, and of keys that no project has. */
  refusedLastHour: number | null;
  refusedLastDay: number | null;
}

export interface DetectingFacts {
  lastBeatAt: string | null;
  behindMs: number | null;
  waitingSessions: number | null;
  failingSessions: number | null;
}

export interface StoringFacts {
  /** Milliseconds from a batch's first byte to the disk in the last hour; null when none came. */
  meanInsertMs: number | null;
  slowestInsertMs: number | null;
  damagedParts: number | null;
  freeBytes: number | null;
  totalBytes: number | null;
  keptBytes: number | null;
  keptBatches: number | null;
  /** ISO 8601. */
  oldestRecordingAt: string | null;
}

/** GET /api/v1/health */
export interface Health {
  project: string;
  recording: HealthPart<RecordingFacts>;
  detecting: HealthPart<DetectingFacts>;
  storing: HealthPart<StoringFacts>;
}

/** Recordings that were dropped because there was no room. Times are ISO 8601. */
export interface DroppedRecordings {
  at: string;
  /** A day, and which recordings of it. */
  what: string;
  why: string;
  batches: number;
}

/** Batches that were kept apart alike in the last two weeks. */
export interface KeptApart {
  reason: QuarantineReason;
  batches: number;
  lastAt: string;
  meaning: string;
  todo: string;
}

/** GET /api/v1/health/keeping: what does not fit, what was kept apart, and what is missing. */
export interface Keeping {
  /** The disk guard; null where it runs in another process than the API. Bytes of the whole installation; counts since it began. */
  guard: {
    active: boolean;
    nothingLeft: boolean;
    recordingBytes: number;
    /** null: as many as fit. */
    budgetBytes: number | null;
    keepsFreeBytes: number;
    droppedDays: number;
    droppedBatches: number;
  } | null;
  /** Newest first. */
  dropped: DroppedRecordings[];
  apart: KeptApart[];
  /** Sessions that began in the last day, and those of them in which something is missing. */
  sessions: number;
  incomplete: number;
}

/** Batches that were refused alike in the last day. */
export interface Refusal {
  reason: RefusalReason;
  /** `https://shop.example`; `other` where the page named none, or too many came to count each. */
  origin: string;
  /** First characters of a key that no project has, else ''. */
  keyHint: string;
  count: number;
  lastAt: string;
  meaning: string;
  todo: string;
}

/** GET /api/v1/health/refusals: newest first. */
export interface RefusalList {
  refusals: Refusal[];
}

/** What came in the last minutes and ended alike. */
export interface Arrived {
  outcome: IntakeOutcome;
  origin: string;
  keyHint: string;
  count: number;
  lastAt: string;
  /** Of refusals: what it means and what to do; '' otherwise. */
  meaning: string;
  todo: string;
}

/** GET /api/v1/health/arrivals: what somebody needs who waits for the first session. */
export interface Arrivals {
  project: string;
  /** The server's clock, ISO 8601: ages are reckoned from it. */
  now: string;
  /** Write key for the tag; '' when the project has none. */
  writeKey: string;
  /** Origins that may send. */
  origins: string[];
  /** Newest first. */
  arrived: Arrived[];
  /** The session that began last, whenever that was. */
  newestSession: { id: string; startedAt: string } | null;
  /** Where the demo shop runs that sends into this project; '' where none does. */
  demoUrl: string;
}
