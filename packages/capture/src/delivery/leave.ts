import { KEEPALIVE_MAX_BYTES } from '@falter/wire';
import { type Batch, frameBatch, type Sender as Party, plainEvents, seal } from './batch.ts';
import { fit } from './fit.ts';
import type { Line } from './queue.ts';
import type { Transport } from './transport.ts';

/** Bytes set aside for the envelope line of each batch: 400, and room for the longest key and release. */
const ENVELOPE_ROOM = 2048;

/**
 * The page's last words, synchronous and plain, because a compressor would answer too late. All keepalive requests of a page
 * share 64 KiB: what is under way takes its part, a batch that was interrupted is handed over again under its own number with
 * the same lines (the collector stores it once), and what waits is cut to the rest, the cut events counted.
 */
export function leaveWith(waiting: Line[], under: Batch | undefined, party: Party, transport: Transport): void {
  let room = KEEPALIVE_MAX_BYTES - (under?.safeBytes ?? 0);
  if (under && under.safeBytes === 0) {
    const body = frameBatch(under, under.events ?? plainEvents(under.lines), party);
    if (body.length <= room && transport.leave(body)) room -= body.length;
    // Interrupted while under way it may have arrived, and the gap in the numbers tells if not. Sent back, it is lost.
    else if (under.waiting) under.first.stream.dropped += under.lines.length;
  }
  const groups = together(waiting);
  const { kept, left } = fit(waiting, room - groups.length * ENVELOPE_ROOM);
  for (const line of left) line.stream.dropped++;
  for (const lines of together(kept)) {
    const batch = seal(lines);
    if (!batch || transport.leave(frameBatch(batch, plainEvents(lines), party))) continue;
    batch.first.stream.dropped += lines.length;
  }
}

/** Cuts lines where the stream or the page changes: a batch has one of each. */
function together(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first?.stream === line.stream && first.page === line.page) group.push(line);
    else groups.push([line]);
  }
  return groups;
}
