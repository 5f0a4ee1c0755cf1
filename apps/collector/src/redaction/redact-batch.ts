import { ASSET_HASH_PATTERN, EVENT_TYPE, isAssetReference, PLUGIN, type RedactionClass } from '@falter/wire';
import type { EventScanner } from '../unpacking/event-scanner.ts';
import type { PageAddress } from './page-address.ts';
import { kindOf, placeOf } from './place.ts';
import type { Redactor } from './redact-text.ts';

/** What was taken out of a batch: how many times, of which class and where. */
export interface Redaction {
  /** Path of the page; '' where the batch does not say it. */
  page: string;
  place: string;
  class: RedactionClass;
  count: number;
}

/** Bytes of a batch from `start` to `end` that are stored as `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Strings of a batch that are redacted one by one: what is suspicious after so many is masked whole, in its place. Real batches have
 * some dozen; half a million e-mail addresses took 8 s and 270 MB.
 */
const EDITS_MAX = 10_000;
/** Places of a batch that are told apart. */
const PLACES_MAX = 500;
const STAR = 42;

/** What rrweb writes behind the text of a style element. */
const IS_STYLE = Buffer.from(',"isStyle":true');

/** What a site says on purpose, in a call made for it: an e-mail address may be how it calls a person. */
const SAID: ReadonlySet<unknown> = new Set([PLUGIN.person, PLUGIN.attributes, PLUGIN.track, PLUGIN.mark]);
const PLUGIN_MAYBE = Buffer.from('"falter/');

/** Which file an address of the page meant: the address as the page's own elements have it, and a hash that looks like a key. */
const NAMING: ReadonlySet<unknown> = new Set([PLUGIN.asset]);

/**
 * Redacts the strings that a scan found suspicious: what is to be written instead of which bytes, and what it was. Structure,
 * keys, numbers and all other strings stay byte for byte. A string's escapes are undone first, so that none hides anything.
 */
export function redactBatch(
  bytes: Buffer,
  { suspects, spans }: Pick<EventScanner, 'suspects' | 'spans'>,
  { redactor, addresses }: { redactor: Redactor; addresses: readonly PageAddress[] },
): { edits: Edit[]; redactions: Redaction[] } {
  const edits: Edit[] = [];
  const tally = new Tally(addresses);
  const said = new PluginLines(bytes, spans, SAID);
  const naming = new PluginLines(bytes, spans, NAMING);
  for (const suspect of suspects) {
    const { line, start, end } = suspect;
    const key = bytes.toString('utf8', suspect.keyStart, suspect.keyEnd);
    const kind = key === 'url' && naming.has(line) ? 'resource' : kindOf(key);
    if (kind === 'kept' || isStyleText(bytes, end)) continue;
    if (kind === 'name' && !mayHaveAtSign(bytes, start, end)) continue;
    if (edits.length >= EDITS_MAX) {
      bytes.fill(STAR, start, end);
      tally.add(line, placeOf(key), ['token']);
      continue;
    }
    const found: RedactionClass[] = [];
    const text = JSON.parse(bytes.toString('utf8', start - 1, end + 1)) as string;
    if (isAssetReference(text)) continue;
    if (key === 'hash' && ASSET_HASH_PATTERN.test(text) && naming.has(line)) continue;
    const redacted = redactor.redact(text, kind, (what) => found.push(what));
    if (redacted === text || said.has(line)) continue;
    edits.push({ start: start - 1, end: end + 1, text: JSON.stringify(redacted) });
    tally.add(line, placeOf(key), found);
  }
  return { edits, redactions: tally.redactions };
}

/** Adds up what is alike. Lines come in order, so the page is found by going on. */
class Tally {
  readonly #addresses: readonly PageAddress[];
  readonly #counts = new Map<string, Redaction>();
  #next = 0;

  constructor(addresses: readonly PageAddress[]) {
    this.#addresses = addresses;
  }

  get redactions(): Redaction[] {
    return [...this.#counts.values()];
  }

  add(line: number, place: string, found: readonly RedactionClass[]): void {
    while ((this.#addresses[this.#next]?.line ?? Number.POSITIVE_INFINITY) <= line) this.#next++;
    const page = this.#addresses[this.#next - 1]?.path ?? '';
    const told = this.#counts.size < PLACES_MAX ? place : 'other';
    for (const what of found) {
      const name = JSON.stringify([page, told, what]);
      const known = this.#counts.get(name);
      if (known) known.count++;
      else this.#counts.set(name, { page, place: told, class: what, count: 1 });
    }
  }
}

/** An at sign, or something that may be read as one. Most names have neither, and many are long. */
function mayHaveAtSign(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === 64 || byte === 37 || byte === 92 || byte >= 0x80) return true;
  }
  return false;
}

function isStyleText(bytes: Buffer, end: number): boolean {
  return bytes[end + 1] === IS_STYLE[0] && IS_STYLE.equals(bytes.subarray(end + 1, end + 1 + IS_STYLE.length));
}

/** Events of these plugins. Lines come in order, and each is searched once. */
class PluginLines {
  readonly #bytes: Buffer;
  readonly #spans: readonly number[];
  readonly #plugins: ReadonlySet<unknown>;
  #line = -1;
  #found = false;

  constructor(bytes: Buffer, spans: readonly number[], plugins: ReadonlySet<unknown>) {
    this.#bytes = bytes;
    this.#spans = spans;
    this.#plugins = plugins;
  }

  has(line: number): boolean {
    if (line === this.#line) return this.#found;
    this.#line = line;
    const text = this.#bytes.subarray(this.#spans[2 * line], this.#spans[2 * line + 1]);
    this.#found = text.includes(PLUGIN_MAYBE) && this.#isOne(text);
    return this.#found;
  }

  #isOne(line: Buffer): boolean {
    const { type, data } = JSON.parse(line.toString()) as { type?: unknown; data?: { plugin?: unknown } | null };
    return type === EVENT_TYPE.plugin && this.#plugins.has(data?.plugin);
  }
}
