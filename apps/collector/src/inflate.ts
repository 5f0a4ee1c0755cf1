import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { WireError } from '@falter/wire';

/** Bytes that are inflated at one go: four usual batches, so that most need one trip to another thread. */
const CHUNK_BYTES = 64 * 1024;

const inflateWhole = promisify(gunzip);

/**
 * What `gunzip` of the wire does, through Node's own zlib, at a third of its cost: for `inflateEvents`.
 * @throws WireError `inflates_too_far` past `maxBytes`, `truncated` for what is incomplete or damaged.
 */
export async function inflate(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  try {
    return await inflateWhole(bytes, { maxOutputLength: maxBytes, chunkSize: CHUNK_BYTES });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new WireError('inflates_too_far', `batch inflates past ${maxBytes} bytes. Send less.`, { cause });
    }
    throw new WireError('truncated', 'gzip stream is incomplete or damaged. Send the batch again.', { cause });
  }
}
