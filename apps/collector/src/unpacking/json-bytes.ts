const MINUS = 45;
const PLUS = 43;
const DOT = 46;
const ZERO = 48;
const SPACE = 32;
/** `e` and `E` differ in this bit. */
const SMALL = 32;

export function codes(word: string): Uint8Array {
  return new TextEncoder().encode(word);
}

const TRUE = codes('true');
const FALSE = codes('false');
const NULL = codes('null');

/** Where a number, true, false or null ends; -1 where there is none of them. */
export function scalarEnd(bytes: Uint8Array, from: number): number {
  const first = bytes[from];
  if (first === MINUS || isDigit(first)) return numberEnd(bytes, first === MINUS ? from + 1 : from);
  const word = first === TRUE[0] ? TRUE : first === FALSE[0] ? FALSE : NULL;
  return isWord(bytes, from, word) ? from + word.length : -1;
}

function numberEnd(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === ZERO ? from + 1 : skipDigits(bytes, from);
  if (at === from) return -1;
  if (bytes[at] === DOT) {
    const fraction = at + 1;
    at = skipDigits(bytes, fraction);
    if (at === fraction) return -1;
  }
  if ((bytes[at]! | SMALL) !== 101) return at;
  const sign = bytes[at + 1];
  const exponent = at + (sign === MINUS || sign === PLUS ? 2 : 1);
  at = skipDigits(bytes, exponent);
  return at === exponent ? -1 : at;
}

export function isWord(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
  return true;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= 57;
}

function skipDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(bytes[at])) at++;
  return at;
}

export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === 9 || byte === 13;
}

/** Bytes of an escape behind its backslash; 0 where it is none. */
export function escapeLength(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte !== 117) return byte !== undefined && ESCAPES.includes(byte) ? 1 : 0;
  for (let i = 1; i <= 4; i++) if (!isHex(bytes[at + i])) return 0;
  return 5;
}

const ESCAPES = codes('"\\/bfnrt');

function isHex(byte: number | undefined): boolean {
  return byte !== undefined && (isDigit(byte) || ((byte | SMALL) >= 97 && (byte | SMALL) <= 102));
}
