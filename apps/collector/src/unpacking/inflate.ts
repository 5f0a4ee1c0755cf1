import { gunzipSync } from 'node:zlib';
import { isGzip, WireError } from '@falter/wire';

/** Bytes that are inflated at one go, at least and at most. */
const CHUNK_MIN_BYTES = 64;
const CHUNK_MAX_BYTES = 1024 * 1024;

/** How long events say they are once inflated. Only inflating them tells whether that is true. */
export function declaredBytes(events: Uint8Array): number {
  if (!isGzip(events)) return events.length;
  if (events.length < 4) return 0;
  return new DataView(events.buffer, events.byteOffset, events.length).getUint32(events.length - 4, true);
}

/**
 * What `gunzip` of the wire does, through Node's own zlib, at once: for `inflateEvents`. Who calls it decides by `declaredBytes`
 * whether that is soon done.
 * @throws WireError `inflates_too_far` past `maxBytes`, `truncated` for what is incomplete or damaged.
 */
export async function inflate(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  try {
    const expected = Math.min(declaredBytes(bytes), maxBytes);
    // One byte more than it says of itself, so that a lie is found without inflating all of it.
    const most = expected < maxBytes ? expected + 1 : maxBytes;
    const chunkSize = Math.min(CHUNK_MAX_BYTES, Math.max(CHUNK_MIN_BYTES, most));
    return gunzipSync(bytes, { maxOutputLength: most, chunkSize });
  } catch (cause) {
    const tooMuch = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    if (tooMuch && declaredBytes(bytes) >= maxBytes) {
      throw new WireError('inflates_too_far', `batch inflates past ${maxBytes} bytes. Send less.`, { cause });
    }
    throw new WireError('truncated', 'gzip stream is incomplete or damaged. Send the batch again.', { cause });
  }
}
