import { KEEPALIVE_MAX_BYTES } from '@falter/wire';
import {
  addressOf,
  append,
  type Batch,
  bytesOf,
  frameBody,
  type Line,
  openBatch,
  type Sender as Party,
} from './batch.ts';
import { fit } from './fit.ts';
import type { Transport } from './transport.ts';
import type { WriteAhead } from './write-ahead.ts';

/** Bytes set aside for the envelope line of a batch: 400, and room for the longest key and release. */
const ENVELOPE_ROOM = 2048;

/**
 * The page's last words, synchronous: what is packed goes as it is, the rest plain, because a compressor would answer too late. All
 * keepalive requests of a page share 64 KiB. What is under way takes its part; a batch that was interrupted is handed over again under its own
 * number (the collector stores it once); a batch that does not fit is cut, so that the small events travel and the large ones stay in the
 * write-ahead for the next visit, in their order under numbers of their own. Where there is no write-ahead they are counted as dropped.
 */
export function leaveWith(
  batches: readonly Batch[],
  party: Party,
  way: { transport: Transport; ahead: WriteAhead },
): void {
  const { transport, ahead } = way;
  let room = KEEPALIVE_MAX_BYTES - batches.reduce((sum, { safeBytes }) => sum + safeBytes, 0);

  function send(batch: Batch): boolean {
    const body = frameBody(party.key, addressOf(batch, party.release), bytesOf(batch));
    if (body.length > room || !transport.leave(body)) return false;
    room -= body.length;
    return true;
  }
  function drop(batch: Batch): void {
    // Interrupted while under way it may have arrived, and the gap in the numbers tells if not.
    if (!batch.attempts) batch.stream.dropped += batch.events;
  }
  function cut(batch: Batch): Batch[] {
    const { kept, left } = fit(batch.lines, room - ENVELOPE_ROOM);
    if (!kept.length) return [batch];
    const lost = new Set(left);
    if (ahead.holds) {
      ahead.remove(batch);
      return inRuns(batch, (line) => lost.has(line));
    }
    batch.stream.dropped += left.length;
    return inRuns({ ...batch, lines: kept }, () => true);
  }

  for (const [n, whole] of batches.entries()) {
    if (whole.safeBytes > 0) continue;
    const size = whole.packed?.length ?? bytesOf(whole).length;
    // A piece of it would come behind the batch that has the next number (never 0) already: it waits whole for the next visit.
    const isFollowed = ahead.holds && batches[n + 1]?.seq;
    const isCut = size + ENVELOPE_ROOM > room && !whole.attempts && !whole.packed && !isFollowed;
    const pieces = isCut ? cut(whole) : [whole];
    // Written first: when the page comes again nobody knows whether what was handed over arrived.
    ahead.write(pieces);
    for (const piece of pieces) if (!send(piece) && !ahead.holds) drop(piece);
  }
}

/** A batch cut where its lines change from one kind to the other; the first piece keeps its number. */
function inRuns(batch: Batch, kind: (line: Line) => boolean): Batch[] {
  const runs: Batch[] = [];
  let last: boolean | undefined;
  for (const line of batch.lines) {
    const run = runs.at(-1);
    if (run && kind(line) === last) append(run, line);
    else runs.push(openBatch(line));
    last = kind(line);
  }
  const [first] = runs;
  if (first) Object.assign(first, { tab: batch.tab, seq: batch.seq });
  return runs;
}
