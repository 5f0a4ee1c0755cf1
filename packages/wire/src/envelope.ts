import { WireError } from './errors.ts';
import { ID_PATTERN, RELEASE_MAX_CHARS, SEQ_MAX, WIRE_VERSION } from './limits.ts';

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
  /** Epoch milliseconds of the page's clock at the moment of sending; tells the clock's skew. */
  sentAt: number;
  /** Id of the document that recorded these events. */
  page: string;
  /** The site's own name for what it deployed, '' when it gave none. */
  release: string;
  counters: Counters;
}

/**
 * Reads an envelope line. Unknown fields are ignored (a newer snippet may send more under the same version).
 * @throws WireError `bad_envelope` for anything that is not one, `wrong_version` for another version of the format.
 */
export function parseEnvelope(line: string): Envelope {
  const value = parseObject(line);
  if (value.v !== WIRE_VERSION) {
    throw new WireError('wrong_version', `batch has version ${show(value.v)}. This collector reads ${WIRE_VERSION}.`);
  }
  return {
    v: WIRE_VERSION,
    key: text(value, 'key', 256),
    session: id(value, 'session'),
    secret: id(value, 'secret'),
    tab: id(value, 'tab'),
    seq: integer(value, 'seq', SEQ_MAX),
    sentAt: integer(value, 'sentAt', Number.MAX_SAFE_INTEGER),
    page: id(value, 'page'),
    release: text(value, 'release', RELEASE_MAX_CHARS),
    counters: counters(value.counters),
  };
}

function parseObject(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new WireError('bad_envelope', 'the first line is not JSON. Send the envelope as one line.', { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WireError('bad_envelope', 'the first line is not a JSON object. Send the envelope as one line.');
  }
  return value as Record<string, unknown>;
}

function text(value: Record<string, unknown>, field: string, max: number): string {
  const found = value[field];
  if (typeof found === 'string' && found.length <= max) return found;
  throw new WireError('bad_envelope', `${field} is ${show(found)}. Send a string of at most ${max} characters.`);
}

function id(value: Record<string, unknown>, field: string): string {
  const found = value[field];
  if (typeof found === 'string' && ID_PATTERN.test(found)) return found;
  throw new WireError('bad_envelope', `${field} is ${show(found)}. Send 16 to 64 of A-Z a-z 0-9 _ -.`);
}

function integer(value: Record<string, unknown>, field: string, max: number): number {
  const found = value[field];
  if (typeof found === 'number' && Number.isInteger(found) && found >= 0 && found <= max) return found;
  throw new WireError('bad_envelope', `${field} is ${show(found)}. Send a whole number from 0 to ${max}.`);
}

function counters(found: unknown): Counters {
  const value = typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {};
  const max = Number.MAX_SAFE_INTEGER;
  return { dropped: integer(value, 'dropped', max), faults: integer(value, 'faults', max) };
}

/** Names what was found without echoing it: the text of a refused batch belongs in no answer and no log. */
function show(found: unknown): string {
  if (found === undefined) return 'missing';
  if (typeof found === 'string') return `a string of ${found.length} characters`;
  return typeof found === 'number' ? `the number ${found}` : `a ${found === null ? 'null' : typeof found}`;
}
