const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Whether a text has more than `max` bytes; counts exactly only where its length leaves it open. */
export function exceeds(text: string, max: number): boolean {
  // A UTF-16 unit takes one to three bytes.
  return text.length > max || (text.length * 3 > max && encode(text).length > max);
}
