import type { SessionsQuery } from './dashboard.ts';
import type { Cause } from './finding.ts';

/**
 * `new`: seen first within `ISSUE_NEW_MS`. `regressed`: it was resolved, and was seen again in the release that should have ended it, or
 * in a later one. `muted` and `resolved` are what somebody decided; the others follow from what was seen.
 */
export const ISSUE_STATES = ['new', 'ongoing', 'regressed', 'muted', 'resolved'] as const;
export type IssueState = (typeof ISSUE_STATES)[number];

/** What can be decided of an issue; `open` takes it back. */
export const ISSUE_DECIDED = ['open', 'muted', 'resolved'] as const;
export type IssueDecided = (typeof ISSUE_DECIDED)[number];

/** Milliseconds for which an issue is new: a week, so that who looks on Mondays sees what the week brought. */
export const ISSUE_NEW_MS: number = 7 * 24 * 3_600_000;

/** Characters of a note on a decision. */
export const ISSUE_NOTE_MAX_CHARS = 500;

/** Parts into which the range of the list is cut for the trend. */
export const ISSUE_TREND_PARTS = 24;

/** Findings of many sessions with one cause. Times are ISO 8601 in UTC. */
export interface IssueRow {
  id: string;
  kind: Cause['kind'];
  title: string;
  state: IssueState;
  /** Signals that tell of it. */
  signals: string[];
  /** Routes of pages, at most three, the most frequent first. */
  pages: string[];
  /** In the range that was asked for. */
  sessions: number;
  /** Those that the site named. */
  persons: number;
  /** Mean struggle score of its sessions. */
  meanScore: number;
  /** Sessions of each of `ISSUE_TREND_PARTS` equal parts of the range. */
  trend: number[];
  /** Of all times that are looked at. */
  firstSeenAt: string;
  lastSeenAt: string;
  /** '' where the site did not say. */
  firstRelease: string;
  lastRelease: string;
  /** Of GET /api/v1/sessions: exactly its sessions. */
  query: SessionsQuery;
}

/** GET /api/v1/issues. `next` is the cursor of the following page, null on the last. */
export interface IssueList {
  from: string;
  to: string;
  issues: IssueRow[];
  next: string | null;
}

/** What somebody decided. */
export interface IssueDecision {
  state: IssueDecided;
  /** In which it is resolved; '' for whatever came from then on. */
  release: string;
  at: string;
  by: string;
  note: string;
}

/** An issue in one release, on one page, in one browser or on one kind of device. */
export interface IssuePart {
  name: string;
  sessions: number;
  firstSeenAt: string;
  lastSeenAt: string;
  query: SessionsQuery;
}

/** A finding of an issue in one session. */
export interface IssueExample {
  session: string;
  finding: string;
  signal: string;
  /** Milliseconds since the session's start: what the replay opens at. */
  at: number;
  page: string;
  why: string;
  /** When the session began, by the server's clock. */
  seenAt: string;
  release: string;
  browser: string;
  os: string;
  device: string;
  score: number;
  person: string;
  /** An error's stack is known: GET /api/v1/issues/ID/stack shows the newest. */
  hasStack: boolean;
}

/** GET /api/v1/issues/ID, and the answer to PUT /api/v1/issues/ID/state. */
export interface IssueDetail extends IssueRow {
  /** The range of `sessions`, `persons` and `trend`. */
  from: string;
  to: string;
  decision: IssueDecision | null;
  releases: IssuePart[];
  where: IssuePart[];
  browsers: IssuePart[];
  devices: IssuePart[];
  examples: IssueExample[];
  /** Who decided what, and why, newest first. */
  history: IssueDecision[];
}

/** PUT /api/v1/issues/ID/state. */
export interface IssueDecisionWish {
  state: IssueDecided;
  release?: string | undefined;
  note?: string | undefined;
}

/** One frame of a stack, in original code where its source map is known. Lines and columns count from 1. */
export interface StackFrame {
  /** Function; '' where nobody tells. */
  name: string;
  /** Path of the source, or the address of the script. */
  file: string;
  line: number;
  column: number;
  /** Code that the site takes from others. */
  library: boolean;
  /** A source map told it. */
  mapped: boolean;
  /** Where it is in the code that the browser ran. */
  built: { file: string; line: number; column: number };
  /** The lines around; [] where no source is known. */
  code: { line: number; text: string }[];
}

/** GET /api/v1/issues/ID/stack. */
export interface IssueStack {
  /** `TypeError: total is not a function`. */
  title: string;
  /** What it means, where the message is a code or a riddle; else ''. */
  explained: string;
  session: string;
  release: string;
  /** [] where no browser told a stack. */
  frames: StackFrame[];
  /** Scripts of the site in it of which no source map was uploaded for this release. */
  missing: string[];
}

/** One source map that was uploaded. */
export interface SourceMapRow {
  release: string;
  url: string;
  bytes: number;
  uploadedAt: string;
  uploadedBy: string;
}

/** GET /api/v1/sourcemaps. */
export interface SourceMapList {
  maps: SourceMapRow[];
}

/** PUT /api/v1/sourcemaps. */
export interface SourceMapTaken {
  url: string;
  release: string;
  bytes: number;
  /** Sources that it holds. */
  sources: number;
}
