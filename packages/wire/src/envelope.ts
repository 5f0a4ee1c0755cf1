import { ASSET_HASH_PATTERN } from './asset.ts';
import { WireError } from './errors.ts';
import {
  ASSETS_NAMED_MAX,
  ENVELOPE_MAX_BYTES,
  ID_PATTERN,
  KEY_MAX_CHARS,
  RELEASE_MAX_CHARS,
  SEQ_MAX,
  TIME_MAX_MS,
  WIRE_VERSION,
} from './limits.ts';

/** What the page could not record or deliver since the session's first batch in this tab: honest counters, never reset. */
export interface Counters {
  /** Events dropped because the queue was full or a batch was refused for good. */
  dropped: number;
  /** Errors inside the snippet itself that it swallowed. */
  faults: number;
}

/** The first line of a batch: plain JSON, so that key, origin and sequence are checked before anything is inflated. */
export interface Envelope {
  v: typeof WIRE_VERSION;
  /** Write key of the project. Public: it stands in the page. */
  key: string;
  session: string;
  /** Made by the first page of the session: who does not know it cannot append to the recording. */
  secret: string;
  tab: string;
  /** Number of the batch in this session and tab, from 0, without gaps unless something was lost. */
  seq: number;
  /** Epoch milliseconds of the page's clock at the moment of sending; tells the clock's skew. Any time, also before 1970. */
  sentAt: number;
  /** Id of the document that recorded these events. */
  page: string;
  /** The site's own name for what it deployed, '' when it gave none. */
  release: string;
  counters: Counters;
  /** Hashes of the assets that the events of this batch refer to or name, at most `ASSETS_NAMED_MAX`: what is lacking is asked for. */
  assets?: readonly string[];
  /** False: the visitor said no, and nothing of this batch may be kept. Ours never sends such a batch. */
  consent?: false;
}

/**
 * Reads an envelope line, as bytes or as text. Unknown fields are ignored (a newer snippet may send more under the same
 * version); a key that stands there twice is not, because two readers could take it for two things.
 * @throws WireError `bad_envelope` for anything that is not one, `wrong_version` for another version of the format.
 */
export function parseEnvelope(line: string | Uint8Array): Envelope {
  const value = parseObject(typeof line === 'string' ? line : decode(line));
  if (value.v !== WIRE_VERSION) {
    throw new WireError('wrong_version', `v is ${show(value.v)}. Send version ${WIRE_VERSION}.`);
  }
  return {
    v: WIRE_VERSION,
    key: text(value, 'key', KEY_MAX_CHARS),
    session: id(value, 'session'),
    secret: id(value, 'secret'),
    tab: id(value, 'tab'),
    seq: integer(value, 'seq', [0, SEQ_MAX]),
    sentAt: integer(value, 'sentAt', [-TIME_MAX_MS, TIME_MAX_MS]),
    page: id(value, 'page'),
    release: text(value, 'release', RELEASE_MAX_CHARS),
    counters: counters(value.counters),
    ...(value.assets !== undefined && { assets: hashes(value.assets) }),
    ...(value.consent === false && { consent: false }),
  };
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws WireError `bad_envelope` for what is not UTF-8. */
export function decode(line: Uint8Array): string {
  try {
    return STRICT.decode(line);
  } catch (cause) {
    throw new WireError('bad_envelope', 'the first line is not UTF-8. Send the envelope as one line.', { cause });
  }
}

/** The object of a line in which no key stands twice. @throws WireError `bad_envelope` */
export function parseObject(line: string): Record<string, unknown> {
  if (line.length > ENVELOPE_MAX_BYTES) {
    throw new WireError('bad_envelope', `the envelope is over ${ENVELOPE_MAX_BYTES} bytes. Send less.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // No cause: the parser's message quotes the text, and the secret stands in it.
    throw new WireError('bad_envelope', 'the first line is not JSON. Send the envelope as one line.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WireError('bad_envelope', 'the first line is not a JSON object. Send the envelope as one line.');
  }
  if (writtenKeys(line) !== keptKeys(value)) {
    throw new WireError('bad_envelope', 'the envelope has a key twice. Send each key once.');
  }
  return value as Record<string, unknown>;
}

/** Keys in text that is JSON: the colons outside of its strings. */
function writtenKeys(json: string): number {
  let keys = 0;
  let isText = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) isText = !isText;
    else if (code === BACKSLASH) at++;
    else if (code === COLON && !isText) keys++;
  }
  return keys;
}

const QUOTE = 34;
const COLON = 58;
const BACKSLASH = 92;

/**
 * Keys that JSON.parse kept, at every level: of two that are the same it keeps one, however they were escaped. Not
 * recursive: 8 KiB nest deep enough to overflow the stack.
 */
function keptKeys(root: object): number {
  let keys = 0;
  const unseen: unknown[] = [root];
  while (unseen.length > 0) {
    const value = unseen.pop();
    if (typeof value !== 'object' || value === null) continue;
    const children = Object.values(value);
    if (!Array.isArray(value)) keys += children.length;
    unseen.push(...children);
  }
  return keys;
}

/** A field that is a text. @throws WireError `bad_envelope`, which does not say what was sent */
export function text(value: Record<string, unknown>, field: string, max: number): string {
  const found = value[field];
  if (typeof found === 'string' && found.length <= max) return found;
  throw new WireError('bad_envelope', `${field} is ${show(found)}. Send a string of at most ${max} characters.`);
}

/** A field that is an id. @throws WireError `bad_envelope`, which does not say what was sent */
export function id(value: Record<string, unknown>, field: string): string {
  const found = value[field];
  if (typeof found === 'string' && ID_PATTERN.test(found)) return found;
  throw new WireError('bad_envelope', `${field} is ${show(found)}. Send 16 to 64 of A-Z a-z 0-9 _ -.`);
}

/** -0 is refused with the fractions: JSON has it, no counter and no clock does. */
function integer(value: Record<string, unknown>, field: string, [min, max]: [number, number]): number {
  const found = value[field];
  const whole = typeof found === 'number' && Number.isInteger(found) && !Object.is(found, -0);
  if (whole && found >= min && found <= max) return found;
  throw new WireError('bad_envelope', `${field} is ${show(found)}. Send a whole number from ${min} to ${max}.`);
}

function hashes(found: unknown): string[] {
  const isOne = (hash: unknown): boolean => typeof hash === 'string' && ASSET_HASH_PATTERN.test(hash);
  if (Array.isArray(found) && found.length <= ASSETS_NAMED_MAX && found.every(isOne)) return [...new Set(found)];
  throw new WireError('bad_envelope', `assets are no list of hashes. Send at most ${ASSETS_NAMED_MAX} SHA-256.`);
}

function counters(found: unknown): Counters {
  const value = typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {};
  const range: [number, number] = [0, Number.MAX_SAFE_INTEGER];
  return { dropped: integer(value, 'dropped', range), faults: integer(value, 'faults', range) };
}

/** Names what was found without echoing it: what stands in a refused batch belongs in no answer and no log. */
function show(found: unknown): string {
  if (found === undefined) return 'missing';
  if (found === null) return 'null';
  if (typeof found === 'string') return `a string of ${found.length} characters`;
  if (typeof found === 'number') return 'another number';
  return Array.isArray(found) ? 'an array' : `of type ${typeof found}`;
}
