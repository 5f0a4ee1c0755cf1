/** What the visitor acted on, as the recording shows it. Text is what the recording has: masked where the page masked. */
export interface Target {
  /** rrweb node id in that tab at that time; 0 when unknown. */
  nodeId: number;
  /** Lower-case tag name, '' when unknown. */
  tag: string;
  /** A person's words for it: `button "Pay now"`, `field "Card number"`. */
  label: string;
  /** A readable CSS path without generated class names. */
  selector: string;
}

/** One step that a finding rests on. `at` in epoch milliseconds of the page's clock. */
export interface Evidence {
  kind: string;
  at: number;
  /** What happened, in words: `click on button "Pay now", no effect`. */
  text: string;
}

/** What would have to be changed so that a finding stops. */
export interface Cause {
  /** Equal for findings with the same cause, in other sessions and releases too, and of other signals: names the issue. */
  id: string;
  kind: 'error' | 'request' | 'element' | 'form' | 'message' | 'page';
  /** `TypeError: total is not a function`, `POST /api/order fails`, `button "Pay now" does not answer`. */
  title: string;
  /** Of an error its stack as the browser told it, else ''. */
  stack: string;
}

/** One occurrence of a signal in a session, with its evidence. */
export interface Finding {
  /** Same recording, same id, however its batches were cut: derived from signal, tab, time and target. */
  id: string;
  /** `rage-click`, `dead-click`, ... */
  signal: string;
  /** Version of the rule that found it. */
  version: number;
  tab: string;
  /** Start and end in epoch milliseconds of the page's clock. */
  at: number;
  until: number;
  /** Scrubbed URL of the page it happened on, '' when unknown. */
  page: string;
  target: Target | null;
  evidence: Evidence[];
  /** A sentence that a support agent can read aloud. */
  why: string;
  /** 0..1: how sure the rule is. */
  confidence: number;
  /** The session still runs and this may be corrected or withdrawn. */
  provisional: boolean;
  /** Absent from what was found before causes were. */
  cause?: Cause | undefined;
}

/** How often a signal occurs in a session. */
export interface SignalCount {
  signal: string;
  count: number;
}
