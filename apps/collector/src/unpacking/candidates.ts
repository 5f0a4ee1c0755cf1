/** Nothing that is looked for is shorter: `a@.bc` has passed for an e-mail address, `/?a=b` for one of a page. */
export const SHORTEST = 5;
/** Characters of a run that may be a key, and digits of a row that may be a card: `sensitive-text.ts` of the wire. */
const KEY_MIN = 20;
const CARD_MIN = 13;

/** What a byte of a string means to the search, as bits: what may go on with it, and whether it wants a closer look. */
const IN_KEY = 1;
const IN_CARD = 2;
const IS_DIGIT = 4;
const LOOK = 8;

/** First bytes, in UTF-8, of the decimal digits outside of ASCII, and of the at signs there. */
const FIRST_OF_DIGITS = Uint8Array.of(0xd9, 0xdb, 0xdf, 0xe0, 0xe1, 0xea, 0xef, 0xf0);

const MEANINGS = Uint8Array.from({ length: 256 }, (_, byte) => meaningOf(byte));

/**
 * Whether the text of a JSON string, as its bytes stand there, may hold what `redactText` would change: a closer look at few
 * strings instead of patterns over all of them. Never says no to what would be changed (a test holds the two together); where
 * it says yes for nothing, that costs time only. Linear: each byte is looked at once, and once more behind an at sign.
 */
export function mayHoldSecrets(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < SHORTEST) return false;
  const relative = RELATIVE.includes(bytes[start]!);
  let run = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const meaning = MEANINGS[bytes[at]!]!;
    run = (meaning & IN_KEY) === 0 ? 0 : run + 1;
    digits = (meaning & IN_CARD) === 0 ? 0 : digits + ((meaning & IS_DIGIT) >> 2);
    if (run >= KEY_MIN || digits >= CARD_MIN) return true;
    if ((meaning & LOOK) === 0) continue;
    if (isSuspicious(bytes, at, { start, end, relative })) return true;
    // The letter of an escape: `n` is none.
    if (bytes[at] === BACKSLASH) at++;
  }
  return false;
}

const PERCENT = 37;
const SLASH = 47;
const QUESTION = 63;
const HASH = 35;
const SEMICOLON = 59;
const COLON = 58;
const AT = 64;
const BACKSLASH = 92;

/** How an address without its origin begins. */
const RELATIVE = bytesOf('/.?');

/** What ends a word of `sensitive-text.ts`. Blanks beside the space are escaped in JSON. */
const WORD_ENDS = bytesOf(' <>()[]{}"\'`,;:|/?&=!');

function meaningOf(byte: number): number {
  const char = String.fromCharCode(byte);
  if (/\d/.test(char)) return IN_KEY | IN_CARD | IS_DIGIT;
  if (/[-.]/.test(char)) return IN_KEY | IN_CARD;
  if (char === '/') return IN_KEY | LOOK;
  if (/[\w+]/.test(char)) return IN_KEY;
  if (char === ' ') return IN_CARD;
  if (char === '\\') return IN_CARD | LOOK;
  if (/[@%?#;]/.test(char)) return LOOK;
  if (FIRST_OF_DIGITS.includes(byte)) return IN_CARD | LOOK;
  return byte >= 0x80 ? IN_CARD : 0;
}

interface Place {
  start: number;
  end: number;
  /** The string begins as an address without its origin does. */
  relative: boolean;
}

function isSuspicious(bytes: Uint8Array, at: number, { start, end, relative }: Place): boolean {
  const next = bytes[at + 1]!;
  switch (bytes[at]) {
    case SLASH:
      return at - start >= 2 && bytes[at - 1] === SLASH && bytes[at - 2] === COLON;
    case AT:
      return relative || (at > start && isWithinAddress(bytes, at, end));
    case PERCENT:
      // %40 is an at sign, and so is %2540.
      return (next === 52 && bytes[at + 2] === 48) || (next === 50 && bytes[at + 2] === 53);
    case QUESTION:
    case HASH:
    case SEMICOLON:
      return relative;
    case BACKSLASH:
      // An escaped character may be anything; pages write them for control characters and half surrogate pairs only.
      return next === 117 || next === SLASH;
    default:
      return mayBeDigit(bytes[at]!, next, bytes[at + 2]!);
  }
}

/** `@` right behind something, and a dot in the same word. */
function isWithinAddress(bytes: Uint8Array, at: number, end: number): boolean {
  if (WORD_ENDS.includes(bytes[at - 1]!)) return false;
  for (let next = at + 1; next < end; next++) {
    const byte = bytes[next]!;
    if (byte === 46 || byte === PERCENT || byte >= 0x80) return true;
    if (byte === BACKSLASH || WORD_ENDS.includes(byte)) return false;
  }
  return false;
}

/** Whether it may be such a digit: no for Arabic and Vietnamese letters, Hangul, full-width commas and emoji. */
function mayBeDigit(first: number, second: number, third: number): boolean {
  switch (first) {
    case 0xd9:
      return second >= 0xa0 && second <= 0xa9;
    case 0xdb:
      return second >= 0xb0 && second <= 0xb9;
    case 0xdf:
      return second <= 0x89;
    case 0xe1:
      return second < 0xb2;
    case 0xea:
      return second < 0xb0;
    case 0xef:
      return (second === 0xbc && third >= 0x90 && third <= 0xa0) || (second === 0xb9 && third === 0xab);
    case 0xf0:
      return second < 0x9f || (second === 0x9f && third === 0xaf);
    default:
      return true;
  }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
