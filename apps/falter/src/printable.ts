/** Recordings come from strangers, with the names that those gave: none of them speaks to the terminal, or fakes a line. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}
