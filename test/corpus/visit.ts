import type { RecordedEvent } from '@falter/wire';

/** What a person can go through. README.md says each in a sentence about page and person. */
export const KINDS = [
  'js-error',
  'failed-request',
  'slow-response',
  'error-click',
  'error-message',
  'rage-click',
  'dead-click',
  'form-abandonment',
  'field-struggle',
  'validation-loop',
  'quick-back',
  'page-loop',
  'excessive-scroll',
  'thrashed-cursor',
  'search-struggle',
  'slow-page',
] as const;

export type Kind = (typeof KINDS)[number];

/** `report`: figures are published from it, and nobody looks at it while building. `tune`: free to look at. */
export type Split = 'report' | 'tune';

/** What made the events: our snippet, masking and all, or rrweb's record as its author ships it. */
export type Recorder = 'snippet' | 'rrweb';

/** One thing that the person did, or went through (`did: 'went-through'`). Times are epoch milliseconds of the one clock of this machine. */
export interface DriverEntry {
  at: number;
  until: number;
  /** The tab, from 0, in the order in which they were opened. */
  tab: number;
  did: string;
  target?: string;
  /** What it was for, or what was typed. */
  text?: string;
  /** Of `went-through` alone. */
  statement?: Statement;
}

/** What whoever plays the person says about a stretch of the visit. labels.ts believes it only where the page's log bears it out. */
export interface Statement {
  kind: Kind;
  verdict: Verdict;
  /** What a careless observer takes it for that: `stepper`, `carousel`, ... */
  widget?: string;
}

export type Verdict = 'positive' | 'hard-negative';

/** One line of a page's own log. page/corpus-log.js and page/observer.js write them, and say what each `what` means. */
export interface PageEntry {
  at: number;
  tab: number;
  /** Path of the document. */
  path: string;
  what: string;
  target?: string;
  text?: string;
  [more: string]: unknown;
}

export interface Label {
  kind: Kind;
  verdict: Verdict;
  at: number;
  until: number;
  /** Selector in the page; `host >>> inner` through a shadow root. Absent where the whole page is meant. */
  target?: string;
  /** False: honest observers would argue. Such a label counts neither for nor against anybody. */
  sure: boolean;
  /** Of hard negatives: what it really was. */
  widget?: string;
  /** The ground, in words. */
  why: string;
}

export interface Visit {
  family: string;
  split: Split;
  seed: number;
  recorder: Recorder;
  tabs: { tab: string; events: RecordedEvent[] }[];
  driver: DriverEntry[];
  page: PageEntry[];
  labels: Label[];
}
