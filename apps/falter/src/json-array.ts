const NEWLINE = 10;
const BETWEEN: Buffer = Buffer.from(',\n');

/**
 * One JSON array from lines of JSON, as they come: what is read is handed on at once and never held. A line may be cut
 * anywhere between two chunks; empty lines are nothing. `onLine` hears of every value.
 */
export async function* toJsonArray(lines: AsyncIterable<Uint8Array>, onLine: () => void): AsyncGenerator<Uint8Array> {
  yield Buffer.from('[\n');
  let inside = false;
  let any = false;
  for await (const chunk of lines) {
    for (let from = 0; from < chunk.length; ) {
      const newline = chunk.indexOf(NEWLINE, from);
      const end = newline < 0 ? chunk.length : newline;
      if (end > from) {
        if (!inside) {
          if (any) yield BETWEEN;
          onLine();
        }
        inside = true;
        any = true;
        yield chunk.subarray(from, end);
      }
      if (newline >= 0) inside = false;
      from = end + 1;
    }
  }
  yield Buffer.from(any ? '\n]\n' : ']\n');
}
