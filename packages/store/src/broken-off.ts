import { StoreError } from './errors.ts';

/** What the engine writes into an answer that it cannot finish. No stored line begins with it: lines are JSON. */
const MARK = Buffer.from('\r\n__exception__\r\n');

/**
 * The bytes of a streamed answer. Where the engine breaks off, the reader gets an error and not the engine's text.
 * @throws StoreError `refused`
 */
export async function* untilBrokenOff(answer: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of answer) {
    const bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    const at = bytes.indexOf(MARK);
    if (at >= 0) {
      if (at > 0) yield bytes.subarray(0, at);
      throw new StoreError('refused', 'ClickHouse broke off in the middle of an answer. See its log.');
    }
    // The mark may be cut by the border of two chunks: what could be its beginning waits for what follows.
    const whole = bytes.length - Math.min(MARK.length - 1, bytes.length);
    if (whole > 0) yield bytes.subarray(0, whole);
    held = bytes.subarray(whole);
  }
  if (held.length > 0) yield held;
}
