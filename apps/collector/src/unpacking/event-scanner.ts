import { BATCH_MAX_EVENTS, BATCH_MAX_VALUES, EVENT_MAX_BYTES, JSON_MAX_DEPTH, TIME_MAX_MS } from '@falter/wire';
import { mayHoldSecrets } from './candidates.ts';
import { codes, escapeLength, isBlank, isDigit, isWord, scalarEnd } from './json-bytes.ts';

const NEWLINE = 10;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const ZERO = 48;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Bytes at which a string ends or has something special: its quote, a backslash, a control character. */
const STOPS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < SPACE || byte === QUOTE || byte === BACKSLASH ? 1 : 0,
);

/** A string that may hold something secret: from behind its opening quote to its closing one; key and line by their places. */
export interface Suspect {
  line: number;
  start: number;
  end: number;
  /** Key that it is the value of, from behind its quote; both 0 where it stands in a list. */
  keyStart: number;
  keyEnd: number;
}

/**
 * Reads the event lines of a batch in one pass over their bytes, without making a value of them: whether each is JSON and an
 * rrweb event within the limits of the wire, and which strings may hold something secret. What it takes, `parseEventLines` of
 * the wire takes too (a test holds them together); where it says no, or is not sure, the wire's reader has the last word.
 */
export class EventScanner {
  /** Start and end of each line that is not empty, in turn. */
  readonly spans: number[] = [];
  readonly suspects: Suspect[] = [];
  /** Lines that are JSON, and of which only a parser can tell whether they are events. */
  readonly unsure: number[] = [];
  /** Lines of meta and plugin events: those that may tell where the page is. */
  readonly telling: number[] = [];
  readonly #bytes: Uint8Array;
  readonly #stack: Uint8Array = new Uint8Array(JSON_MAX_DEPTH + 1);
  #end = 0;
  #values = 0;
  #depth = 0;
  #keyStart = 0;
  #keyEnd = 0;
  #seen = 0;
  #plain = true;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** False: something is wrong with the batch. */
  scan(): boolean {
    const bytes = this.#bytes;
    for (let start = 0; start < bytes.length; ) {
      const newline = bytes.indexOf(NEWLINE, start);
      const end = newline < 0 ? bytes.length : newline;
      if (end > start) {
        if (this.spans.length >= 2 * BATCH_MAX_EVENTS || end - start > EVENT_MAX_BYTES) return false;
        this.spans.push(start, end);
        if (!this.#line(start, end)) return false;
      }
      start = end + 1;
    }
    return this.spans.length > 0;
  }

  #line(start: number, end: number): boolean {
    this.#end = end;
    this.#depth = 0;
    this.#seen = 0;
    this.#plain = true;
    const open = this.#blanks(start);
    if (this.#bytes[open] !== OPEN_BRACE || this.#blanks(this.#tree(open)) !== end) return false;
    if (this.#seen !== SEEN_ALL || !this.#plain) this.unsure.push(this.spans.length / 2 - 1);
    return true;
  }

  /** Where the value that begins at `at`, with all that is in it, has ended; -1 where it is no JSON, or too much of it. */
  #tree(from: number): number {
    const bytes = this.#bytes;
    let at = from;
    for (;;) {
      const byte = bytes[at];
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (++this.#depth > JSON_MAX_DEPTH || ++this.#values > BATCH_MAX_VALUES) return -1;
        this.#stack[this.#depth] = byte;
        at = this.#blanks(at + 1);
        this.#keyStart = this.#keyEnd = 0;
        // `[` and `{` are two below what closes them.
        if (bytes[at] === byte + 2) at = --this.#depth === 0 ? at + 1 : this.#closed(at + 1);
        else if (byte === OPEN_BRACE) at = this.#key(at);
        else continue;
      } else {
        at = byte === QUOTE ? this.#string(at + 1) : scalarEnd(bytes, at);
        if (at >= 0) at = this.#closed(at);
      }
      if (at < 0 || this.#depth === 0) return at;
    }
  }

  /** Behind a value: closes what ends here and goes to where the next value begins. */
  #closed(from: number): number {
    const bytes = this.#bytes;
    let at = this.#blanks(from);
    for (;;) {
      const open = this.#stack[this.#depth];
      const byte = at < this.#end ? bytes[at] : 0;
      if (byte === COMMA) {
        if (++this.#values > BATCH_MAX_VALUES) return -1;
        at = this.#blanks(at + 1);
        this.#keyStart = this.#keyEnd = 0;
        return open === OPEN_BRACE ? this.#key(at) : at;
      }
      if (open === undefined || byte !== open + 2) return -1;
      at++;
      if (--this.#depth === 0) return at;
      at = this.#blanks(at);
    }
  }

  /** From a key's quote to where its value begins. At the top, type and timestamp are looked at on the way. */
  #key(from: number): number {
    const bytes = this.#bytes;
    if (bytes[from] !== QUOTE) return -1;
    const start = from + 1;
    const quote = this.#closingQuote(start);
    if (quote < 0) return -1;
    let at = this.#blanks(quote + 1);
    if (bytes[at] !== COLON) return -1;
    at = this.#blanks(at + 1);
    this.#keyStart = start;
    this.#keyEnd = quote;
    if (this.#depth === 1) this.#field(start, quote, at);
    return at;
  }

  /** Type and timestamp of an event, where they are written as rrweb writes them; whatever else is left to a parser. */
  #field(start: number, end: number, at: number): void {
    const bytes = this.#bytes;
    const length = end - start;
    if (length === 4 && isWord(bytes, start, TYPE)) {
      const known = bytes[at]! >= ZERO && bytes[at]! <= ZERO + 6 && isBehindNumber(bytes[at + 1]);
      this.#note(SEEN_TYPE, known);
      if (bytes[at] === META || bytes[at] === PLUGIN) this.telling.push(this.spans.length / 2 - 1);
    } else if (length === 9 && isWord(bytes, start, TIMESTAMP)) {
      let digits = at;
      while (isDigit(bytes[digits])) digits++;
      this.#note(SEEN_TIMESTAMP, digits > at && digits - at < MOST_DIGITS && isBehindNumber(bytes[digits]));
    } else if (length >= 9 && bytes.subarray(start, end).includes(BACKSLASH)) this.#plain = false;
  }

  /** A field that stands twice, and one that is not plain, is left to a parser. */
  #note(field: number, fine: boolean): void {
    if (!fine || (this.#seen & field) !== 0) this.#plain = false;
    this.#seen |= field;
  }

  #string(start: number): number {
    const quote = this.#closingQuote(start);
    if (quote < 0) return -1;
    if (mayHoldSecrets(this.#bytes, start, quote)) {
      const line = this.spans.length / 2 - 1;
      this.suspects.push({ line, start, end: quote, keyStart: this.#keyStart, keyEnd: this.#keyEnd });
    }
    return quote + 1;
  }

  /** The quote that ends the string whose text begins at `from`; -1 where none does, or where something in it is not JSON. */
  #closingQuote(from: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    for (let at = from; at < end; at++) {
      if (STOPS[bytes[at]!] === 0) continue;
      if (bytes[at] === QUOTE) return at;
      if (bytes[at] !== BACKSLASH) return -1;
      const length = escapeLength(bytes, at + 1);
      if (length === 0 || at + length >= end) return -1;
      at += length;
    }
    return -1;
  }

  /** Skips what JSON calls whitespace; negative stays negative. */
  #blanks(from: number): number {
    let at = from;
    while (at >= 0 && at < this.#end && isBlank(this.#bytes[at])) at++;
    return at;
  }
}

/** Event types as digits. */
const META = 52;
const PLUGIN = 54;
const SEEN_TYPE = 1;
const SEEN_TIMESTAMP = 2;
const SEEN_ALL = 3;
/** Below it no whole number is past what a Date can hold. */
const MOST_DIGITS = String(TIME_MAX_MS).length;

const TYPE = codes('type');
const TIMESTAMP = codes('timestamp');

function isBehindNumber(byte: number | undefined): boolean {
  return byte === COMMA || byte === CLOSE_BRACE;
}
