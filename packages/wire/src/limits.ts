/**
 * Every limit that both ends of the wire share, each with its unit and its reason. The collector enforces them; the
 * snippet stays inside them. Raise one only in the commit that needs it, with the reason here.
 */

/** Version of the batch format. A collector refuses what it does not know instead of guessing. */
export const WIRE_VERSION = 1;

/** Bytes of the envelope line. A real one has ~400; 8 KiB leaves room for long release names, and none for abuse. */
export const ENVELOPE_MAX_BYTES: number = 8 * 1024;

/** Bytes of one event. The largest full snapshots seen in the wild have 8 MiB. */
export const EVENT_MAX_BYTES: number = 10 * 1024 * 1024;

/**
 * Bytes of a batch as it travels: the largest event, its envelope, and what gzip adds to what it cannot shrink. A browser without
 * CompressionStream (Safari before 16.4) sends plain, and a snapshot that no batch can carry is a session that nobody can replay. A
 * peer's limit of 1 MB loses snapshots of large pages.
 */
export const BATCH_MAX_BYTES: number = EVENT_MAX_BYTES + 64 * 1024;

/** Bytes of a batch after inflating. Gzip reaches 1029:1, so the inflated size needs a limit of its own. */
export const INFLATED_MAX_BYTES: number = 20 * 1024 * 1024;

/** Events in one batch. A busy page makes some hundred in five seconds. */
export const BATCH_MAX_EVENTS = 5_000;

/**
 * JSON values in one batch, counted before parsing as commas and opening brackets outside of strings. A page of 100,000
 * nodes has about 740,000 (7.4 a node, measured); 10 MiB of `{},` would be 7 million, for which JSON.parse takes 1 s and 390 MB.
 */
export const BATCH_MAX_VALUES = 800_000;

/** Nesting of JSON in an event: about 1,000 DOM levels. 3,000 levels replay fine, 10,000 overflow the stack. */
export const JSON_MAX_DEPTH = 2_048;

/** The collector's: milliseconds a client may take to deliver one batch before its socket is freed. */
export const BODY_TIMEOUT_MS = 20_000;

/** The snippet's: milliseconds between two sends of a page that has something to say. A peer's measured optimum is 5 s. */
export const FLUSH_EVERY_MS = 3_000;

/**
 * Milliseconds between two sends while the answer to a click may still come. A click that nothing answers is only known
 * by what does not follow, so what does follow has to be told soon.
 */
export const FLUSH_AFTER_CLICK_MS = 1_000;

/** Milliseconds after a click in which that holds. */
export const CLICK_WATCH_MS = 3_000;

/** The snippet's: bytes that all keepalive requests of a page share while in flight: 65,536 pass, 65,537 fail (measured). */
export const KEEPALIVE_MAX_BYTES: number = 64 * 1024;

/** A session ends after this many milliseconds without anything from the visitor, in any tab. The field's standard. */
export const SESSION_IDLE_MS: number = 30 * 60 * 1000;

/** A session ends after this many milliseconds in any case, so that no recording grows without end. */
export const SESSION_MAX_MS: number = 24 * 60 * 60 * 1000;

/**
 * Largest distance of a time from 1970 in milliseconds, either way: past it `new Date(ms)` is invalid and toISOString throws. A
 * page's clock may say anything inside (H28): nothing is decided by it.
 */
export const TIME_MAX_MS = 8_640_000_000_000_000;

/** Highest sequence number of a batch in one tab: 24 h of one batch each 0.1 s, far inside UInt32. */
export const SEQ_MAX = 1_000_000;

/** What session, tab, page and secret look like. 16 characters of nanoid's alphabet carry 96 bits. */
export const ID_PATTERN: RegExp = /^[A-Za-z0-9_-]{16,64}$/;

/** Characters of a write key. Ours have 24; the room is for keys that an owner chose. */
export const KEY_MAX_CHARS = 256;

/** Characters of a release name: a full commit hash with a product name and a date still fits. */
export const RELEASE_MAX_CHARS = 128;

/**
 * Characters from which on the text of a style sheet leaves its event: below, reference and bookkeeping cost more than they save, and a page
 * that builds many small sheets would name hundreds.
 */
export const ASSET_MIN_CHARS = 1_024;

/** Hashes that one batch may name: 100 take 4.6 of the envelope's 8 KiB. What is over stays in its event. */
export const ASSETS_NAMED_MAX = 100;

/** Bytes of one asset before gzip: the largest sheets of real sites have 2 MB, and no picture that says more is needed to follow a visitor. */
export const ASSET_MAX_BYTES: number = 4 * 1024 * 1024;
