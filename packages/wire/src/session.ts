import type { BotReason } from './bot-reasons.ts';
import type { SignalCount } from './finding.ts';
import type { VitalPayload } from './note-events.ts';

/** One document or single-page view that the visitor saw. Times in epoch milliseconds of the page's clock. */
export interface PageView {
  /** Stable within the session: tab and number. */
  id: string;
  tab: string;
  url: string;
  title: string;
  at: number;
  until: number;
  /** How the document felt that began with this view; absent where nothing was told. */
  vitals?: Vitals | undefined;
}

/** Milliseconds; of CLS the score. */
export type Vitals = { [Name in VitalPayload['name']]?: number | undefined };

/** Something that happened in a session beside what is flagged, in words. */
export interface SessionNote {
  /**
   * `mark` and `track` are what the site told. Not recorded in full is what the page had to give up (`lost`), batches that never
   * arrived (`missing`), and a part of the page that changed too fast (`degraded`). `foreign-error`: code failed in the page that is not
   * the page's, but an extension's, or of another site that tells nothing.
   */
  kind:
    | 'console'
    | 'resource'
    | 'csp'
    | 'dialog'
    | 'clipboard'
    | 'track'
    | 'mark'
    | 'foreign-error'
    | 'lost'
    | 'missing'
    | 'degraded';
  tab: string;
  /** Epoch milliseconds of the page's clock. */
  at: number;
  /** `pasted into field "Card number"`; of a mark the step alone. */
  text: string;
  /** Only of what is not recorded in full: until when, and how many events (`lost`), batches (`missing`) or changes a second. */
  until?: number | undefined;
  count?: number | undefined;
}

/** What a session can be found by, by kind: each once, in the order in which it came, as the recording has it. */
export interface SeenWords {
  /** Scrubbed addresses of the pages that were seen. */
  urls: string[];
  /** What errors, error messages on the page and failed requests said. */
  errors: string[];
  /** What was clicked: `button "Pay now"`. */
  elements: string[];
}

/** A finding as a mark on a strip: milliseconds since the session's start. */
export interface StripMark {
  signal: string;
  at: number;
  until: number;
}

/** What is known of a session without its recording; outlives the recording. Times in epoch milliseconds. */
export interface Session {
  project: string;
  id: string;
  /** Server time at which its first batch came; fixed, it names the partition and the place in the list. */
  firstSeenAt: number;
  /** Server time of its last batch. */
  lastSeenAt: number;
  /** Page clock: first and last event of the recording. */
  startedAt: number;
  endedAt: number;
  /** Scrubbed. */
  entryUrl: string;
  title: string;
  release: string;
  browser: string;
  os: string;
  device: 'desktop' | 'mobile' | 'tablet' | 'unknown';
  viewport: string;
  language: string;
  /** No visitor of this site now: an automated browser, `falter doctor`, or a recording that was imported. */
  bot: boolean;
  /** Why; empty for a visitor. */
  botReasons: BotReason[];
  /** Nothing more is expected: 30 min idle or 24 h old. */
  closed: boolean;
  /** Struggle score, 0..100. */
  score: number;
  findings: SignalCount[];
  pages: number;
  clicks: number;
  events: number;
  tabs: string[];
  /** Events that the pages say they could not deliver. */
  dropped: number;
  /** Batches missing between the first and the last sequence number of each tab. */
  gaps: number;
  /** Events that were no rrweb events and were left out. */
  skipped: number;
  /** A full snapshot came: without one there is nothing to replay on. */
  hasSnapshot: boolean;
  /** The site's own id of who was there, '' when it did not say. */
  person: string;
  /** What the site told of the person and of the session, by name. */
  traits: Record<string, string>;
  attributes: Record<string, string>;
  /** What the visitor may have read out to support: see `supportCode`. */
  supportCode: string;
  /** In order of time, at most some hundred; not told by lists. */
  notes: SessionNote[];
  /** What free-text search looks at, in lower case: URLs, labels of targets, error messages, person, traits and attributes. */
  search: string;
  /** What of `search` is asked for by kind. Absent from sessions written before this was kept. */
  seen?: SeenWords | undefined;
  /** When its findings were, in order of time, the first hundred. Absent from sessions written before this was kept. */
  strip?: StripMark[] | undefined;
}
