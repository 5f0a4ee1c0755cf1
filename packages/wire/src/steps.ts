import type { StackFrame } from './issue.ts';
import type { SessionNote, Vitals } from './session.ts';

/**
 * What a row beside the replay tells of: something the visitor did (`click`, `input`, `submit`), a page view, the tab looked away from
 * (`away`) and come back to (`back`), the
 * page left for good (`gone`), an error message on the page (`message`), a request, an error of the page's code, a line of its console, or what else was noted.
 */
export type StepRowKind =
  | 'click'
  | 'input'
  | 'submit'
  | 'page'
  | 'away'
  | 'back'
  | 'gone'
  | 'message'
  | 'request'
  | 'error'
  | SessionNote['kind'];

/** One row beside the replay. Every text in it is plain, of bounded length, and to be shown as text. */
export interface StepRow {
  /** Stable while the session grows: kind and time, with a number where several share them. */
  id: string;
  kind: StepRowKind;
  tab: string;
  /** Milliseconds since the session's start: when it began, and when it was over. */
  at: number;
  until: number;
  /** In words: `clicked "Pay now"`, `POST /pay failed with 502 after 3.1 s`. */
  text: string;
  /** What came of it, in words; '' where there is nothing to say: `nothing happened`. */
  outcome: string;
  level: '' | 'warn' | 'error';
  request?: StepRequest | undefined;
  page?: StepPage | undefined;
  /** Of an error with a stack: its place in `StepList.stacks`. */
  stack?: number | undefined;
}

export interface StepRequest {
  method: string;
  /** Scrubbed. */
  url: string;
  /** 0 when there was no answer. */
  status: number;
  /** Why there was none: `network`, `timeout`, `abort`, `left`; '' when there was one. */
  failure: string;
  failed: boolean;
  /** Bytes that came, where the recorder tells. */
  size?: number | undefined;
  /** Under this id the site's own backend knows the request. */
  trace?: string | undefined;
  /** What the visitor did to cause it, and when. */
  cause?: { at: number; text: string } | undefined;
}

export interface StepPage {
  url: string;
  title: string;
  /** Milliseconds for which it was in the foreground. */
  shownMs: number;
  vitals?: Vitals | undefined;
}

/** The stack of an error, once for all rows that have it. */
export interface StepStack {
  /** As the browser told it. */
  text: string;
  /** In original code, where the release of the session has source maps; [] else. */
  frames: StackFrame[];
}

/** GET /api/v1/sessions/ID/steps: the rows beside the replay, by `at`. */
export interface StepList {
  /** Of what was read. Asked for with `known`, the same answer comes without its rows, and `unchanged`. */
  version: string;
  unchanged: boolean;
  rows: StepRow[];
  stacks: StepStack[];
  /** What is not among the rows, in sentences for people; [] when all is there. */
  leftOut: string[];
  /** Milliseconds since the session's start by the visitor's clock, as it stands now; null when the session is over. */
  now: number | null;
}
