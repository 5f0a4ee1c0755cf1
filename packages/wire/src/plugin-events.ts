/**
 * What the snippet adds to rrweb's events: rrweb plugin events (type 6) whose `data` is `{plugin, payload}`. A recording
 * without them is complete for the detector's purposes; with them it is sharper.
 */
export const PLUGIN = {
  page: 'falter/page@1',
  error: 'falter/error@1',
  navigation: 'falter/navigation@1',
  visibility: 'falter/visibility@1',
  submit: 'falter/submit@1',
  request: 'falter/request@1',
  person: 'falter/person@1',
  attributes: 'falter/attributes@1',
  track: 'falter/track@1',
  mark: 'falter/mark@1',
  console: 'falter/console@1',
  resource: 'falter/resource@1',
  csp: 'falter/csp@1',
  vital: 'falter/vital@1',
  dialog: 'falter/dialog@1',
  clipboard: 'falter/clipboard@1',
  lost: 'falter/lost@1',
  degraded: 'falter/degraded@1',
  asset: 'falter/asset@1',
} as const;

/**
 * Fields of payloads that hold free text, by plugin: what a page or its code wrote, and what patterns for secrets are looked for in, on
 * the page and again on the server. Fields that are not named here are numbers, words of a fixed list, scrubbed addresses, or (person,
 * attributes, track, mark) what the site says on purpose through the API: an e-mail address in a trait was meant.
 */
export const FREE_TEXT: Readonly<Record<string, readonly string[]>> = {
  [PLUGIN.page]: ['title'],
  [PLUGIN.error]: ['message', 'stack'],
  [PLUGIN.console]: ['text'],
};

/** Sent once per document, right after rrweb's first snapshot. URLs are scrubbed. */
export interface PagePayload {
  /** Id of this document in this tab (the envelope's `page`). */
  page: string;
  url: string;
  referrer: string;
  title: string;
  language: string;
  /** CSS pixels. */
  viewport: { width: number; height: number };
  touch: boolean;
  /** `navigator.webdriver`: a browser that a program drives. */
  automated: boolean;
}

/** An uncaught exception or an unhandled rejection. */
export interface ErrorPayload {
  kind: 'error' | 'rejection';
  /** Constructor name of the error ("TypeError"), or '' for something thrown that is no Error. */
  name: string;
  message: string;
  stack: string;
  /** Script URL, line and column as the browser told them; '' and 0 where it did not. */
  source: string;
  line: number;
  column: number;
}

/** The URL changed without a new document. */
export interface NavigationPayload {
  kind: 'push' | 'replace' | 'pop' | 'hash';
  from: string;
  to: string;
}

/** `left` is pagehide: the document is going away. */
export interface VisibilityPayload {
  state: 'visible' | 'hidden' | 'left';
}

/** A form was submitted (`submit`), or the browser's own validation refused to (`invalid`: first invalid field). */
export interface SubmitPayload {
  kind: 'submit' | 'invalid';
  /** rrweb node id of the form, or of the invalid field; 0 when rrweb does not know it. */
  id: number;
  /** A page's handler called preventDefault: the page sends the form itself (usual in single-page apps). */
  prevented: boolean;
}

/** A fetch or an XMLHttpRequest of the page, told when it has ended. No headers and no bodies, ever. */
export interface RequestPayload {
  kind: 'fetch' | 'xhr';
  /** Upper case: `GET`. */
  method: string;
  /** Absolute and scrubbed. */
  url: string;
  /** HTTP status; 0 when there was no answer. */
  status: number;
  /**
   * Why there was no answer: the network or the browser refused (`network`), it took longer than the page allows (`timeout`), the page
   * took it back (`abort`), or the document went away meanwhile (`left`). '' when there was one.
   */
  failure: '' | 'network' | 'timeout' | 'abort' | 'left';
  /** Page clock, epoch milliseconds. The event's own timestamp is the end of it. */
  startedAt: number;
  durationMs: number;
  /** Trace id of its `traceparent` (32 hex digits): under it the site's own backend knows this request. Absent: it had none. */
  trace?: string;
}
