import { isGzip } from '@falter/wire';
import { encode } from '../host/bytes.ts';
import { addressOf, type Batch, bytesOf, frameBody, isTooLarge, type Sender as Party, pack, textOf } from './batch.ts';
import type { Answer, Transport } from './transport.ts';

/** Bytes that one ordinary send may take of the 64 KiB that all keepalive requests share; the rest is for the last words. */
const SAFE_MAX_BYTES: number = 40 * 1024;

/** Packs a batch that takes no more lines; `forget`: whether its lines may go then. Never rejects. */
export async function packBatch(batch: Batch, party: Party, forget: () => boolean): Promise<void> {
  await party.ready;
  await party.shorten?.(batch);
  batch.packed = await pack(encode(textOf(batch.lines)));
  if (forget()) batch.lines = [];
}

/** Sends a packed batch and says what came back. */
export async function post(batch: Batch, party: Party, transport: Transport): Promise<Answer> {
  const answer = await postOnce(batch, party, transport);
  // Somebody between here and the collector cut it. What reads it may know text better than gzip.
  if (answer.error !== 'truncated' || !batch.lines.length || !isGzip(bytesOf(batch))) return answer;
  batch.packed = encode(textOf(batch.lines));
  return postOnce(batch, party, transport);
}

async function postOnce(batch: Batch, party: Party, transport: Transport): Promise<Answer> {
  const body = frameBody(party.key, addressOf(batch, party.release), bytesOf(batch));
  if (isTooLarge(body)) return { status: 413, retryAfterMs: 0, error: '' };
  // A first attempt may be cut off by leaving, so it is safe where it fits. Whoever repeats has time.
  batch.safeBytes = !batch.attempts && body.length <= SAFE_MAX_BYTES ? body.length : 0;
  batch.attempts++;
  const answer = await transport.post(body, batch.safeBytes > 0);
  batch.safeBytes = 0;
  return answer;
}
