import type { BotReason } from './bot-reasons.ts';
import type { Evidence, SignalCount, Target } from './finding.ts';
import type { SessionNote, StripMark, Vitals } from './session.ts';

/** One row of the session list. Times are ISO 8601 in UTC; durations and offsets are milliseconds. */
export interface SessionRow {
  id: string;
  /** By the clock of the visitor: of an imported recording, when it was made. */
  startedAt: string;
  /** When the first of it came, by the server's clock: the list is sorted by this. */
  arrivedAt: string;
  durationMs: number;
  /** Scrubbed. */
  entryUrl: string;
  title: string;
  /** Struggle score, 0..100. */
  score: number;
  bot: boolean;
  /** Something came within the last minute and the session is not closed. */
  live: boolean;
  findings: SignalCount[];
  browser: string;
  os: string;
  device: string;
  release: string;
  pages: number;
  clicks: number;
  /** The site's own id of who was there, '' when it did not say; and what it told of the person, by name. */
  person: string;
  traits: Record<string, string>;
  /** When its findings were; absent where that was not kept. */
  strip?: StripMark[] | undefined;
  /** Where the words of a search were found, the first places; absent where none were asked for. */
  why?: MatchRow[] | undefined;
  /** It has just begun: score, findings, page and browser are still to come. */
  processing?: boolean | undefined;
}

/** A place where a term of a search was found. */
export interface MatchRow {
  /** The term, as it is typed. */
  term: string;
  /** What it was found in: a field of a search, `title`, `words` where it is only known that it is said, or a name that the site told. */
  field: string;
  /** An excerpt as it was recorded, and the part of it that matched: [from, to) in characters. */
  text: string;
  from: number;
  to: number;
}

/** GET /api/v1/sessions. `next` is the cursor of the following page, null on the last. */
export interface SessionList {
  sessions: SessionRow[];
  next: string | null;
  /** What of `q` was not understood, in words; absent where all was. */
  warnings?: string[] | undefined;
  /** With `explain=yes`, where nothing was found: terms as they are typed, without any one of which something would have been. */
  excludedBy?: string[] | undefined;
}

/** A finding as the API tells it: `at` and `until` count from the session's start, `timestamp` is `at` in epoch ms. */
export interface FindingRow {
  id: string;
  signal: string;
  version: number;
  tab: string;
  at: number;
  until: number;
  timestamp: number;
  page: string;
  target: Target | null;
  evidence: Evidence[];
  why: string;
  confidence: number;
  provisional: boolean;
  /** Id of the issue that it is one of; '' where it was found before there were issues. */
  issue: string;
}

/** GET /api/v1/sessions/ID/findings. */
export interface FindingList {
  findings: FindingRow[];
}

export interface PageRow {
  id: string;
  tab: string;
  url: string;
  title: string;
  /** Milliseconds since the session's start. */
  at: number;
  until: number;
  /** How the document felt that began with this view; absent where nothing was told. */
  vitals?: Vitals | undefined;
}

/** Something that happened beside what is flagged, in words. */
export interface NoteRow {
  kind: Exclude<SessionNote['kind'], LossRow['kind']>;
  tab: string;
  /** Milliseconds since the session's start. */
  at: number;
  text: string;
}

/** A stretch of a tab that is not recorded in full. */
export interface LossRow {
  /** Events that the page could not deliver, batches that never arrived, a part of the page that changed too fast to be followed. */
  kind: 'lost' | 'missing' | 'degraded';
  tab: string;
  /** Milliseconds since the session's start. */
  at: number;
  until: number;
  /** Events, batches, changes a second. */
  count: number;
  text: string;
}

/** A step that the visitor reached, as the site marked it. */
export interface MarkRow {
  step: string;
  tab: string;
  /** Milliseconds since the session's start. */
  at: number;
}

export interface TabRow {
  id: string;
  batches: number;
  events: number;
  /** Inflated bytes of its part of the recording. */
  bytes: number;
}

/** GET /api/v1/sessions/ID. */
export interface SessionDetail extends SessionRow {
  endedAt: string;
  closed: boolean;
  /** Why it is taken for no visitor's; empty for a visitor. */
  botReasons: BotReason[];
  viewport: string;
  language: string;
  tabs: TabRow[];
  pageViews: PageRow[];
  /** What the viewer must say on the screen: events lost on the page, batches missing, no snapshot to start from. */
  dropped: number;
  gaps: number;
  skipped: number;
  hasSnapshot: boolean;
  /** False once the recording was dropped by retention while this row stays. */
  recording: boolean;
  /** The detector has not looked at it yet: score, findings, pages and what the browser was are still to come. */
  processing: boolean;
  /** What the site told of the session, by name. */
  attributes: Record<string, string>;
  /** What the visitor may have read out to support. */
  supportCode: string;
  marks: MarkRow[];
  /** Where something is missing; `dropped` and `gaps` have the whole sums. */
  losses: LossRow[];
  /** What else happened, marks and losses apart. */
  notes: NoteRow[];
}

/** GET /api/v1/persons/sums?person=ID: what all sessions of a person add up to. Times are ISO 8601 in UTC, null without a session. */
export interface PersonSumsRow {
  sessions: number;
  /** With a score from `STRUGGLING_MIN_SCORE` on. */
  struggling: number;
  firstSeenAt: string | null;
  lastSeenAt: string | null;
  /** The most often first. */
  findings: SignalCount[];
}

/** GET /api/v1/persons/neighbours?person=ID&session=ID: the sessions of the person just before and after one; null where there is none. */
export interface PersonNeighbours {
  previous: string | null;
  next: string | null;
}

/** A person of whom somebody wants to see the next session. Times are ISO 8601 in UTC. */
export interface PersonWish {
  person: string;
  /** Name of who wished it. */
  wishedBy: string;
  wishedAt: string;
  expiresAt: string;
}

/** GET and PUT /api/v1/persons/wish?person=ID: `wish` is null when nobody waits for this person. */
export interface PersonWishAnswer {
  wish: PersonWish | null;
}

/** One number of a signal's rule, in words for people. */
export interface SignalOption {
  /** Its name in the settings: `withinMs`. */
  name: string;
  /** A person's words for it: `Longest pause between two of the clicks`. */
  label: string;
  /** `ms`, `px`, `clicks`, ... */
  unit: string;
  min: number;
  max: number;
  /** What one step up or down is. */
  step: number;
  /** Where nobody said otherwise. */
  standard: number;
}

/** What a signal is, from the detector's own definitions. GET /api/v1/signals. */
export interface SignalInfo {
  id: string;
  title: string;
  summary: string;
  /** Points in the struggle score of one sure finding, where nobody said otherwise. */
  weight: number;
  options: readonly SignalOption[];
}

/** Every refusal of the API: RFC 9457 problem details with a permanent `name`. */
export interface Problem {
  status: number;
  name: string;
  detail: string;
}

/** GET /api/v1/search-values: what sessions of the last days have most often, to be offered to whoever types a search. */
export interface SearchValues {
  /** Paths of pages. */
  urls: string[];
  errors: string[];
  elements: string[];
  browsers: string[];
  systems: string[];
  releases: string[];
  /** What the site told of sessions: `plan:gold`. */
  attributes: string[];
  /** What colleagues filed sessions under. */
  tags: string[];
}
