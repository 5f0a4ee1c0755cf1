import type { RecordingBatch } from './batches.ts';
import type { Client } from './client.ts';
import { StoreError } from './errors.ts';
import { sql } from './queries.ts';

/** A batch of one of several sessions. */
export interface SessionBatch extends RecordingBatch {
  session: string;
}

/** Which batches are wanted. */
export interface StreamWish {
  project: string;
  sessions: readonly string[];
  /** First sequence number that is wanted of a tab, by its name; 0 for tabs that are not named. */
  next?: Readonly<Record<string, number>>;
}

const NEWLINE = 10;

/**
 * Batches of sessions by session, tab and sequence, each once, as they stream in: a long recording is never here as a whole. Who stops in
 * the middle ends the question. @throws StoreError
 */
export async function* streamRecordings(
  client: Client,
  { project, sessions, next = {} }: StreamWish,
): AsyncGenerator<SessionBatch> {
  if (sessions.length === 0) return;
  const stream = await client.text(sql('recording-stream'), { project, sessions, next });
  const text = new Bytes();
  let facts: Facts | undefined;
  for await (const chunk of stream) {
    text.add(chunk as Buffer);
    for (;;) {
      facts ??= factsIn(text.line());
      if (!facts) break;
      const lines = text.take(facts.bytes + 1);
      if (lines === undefined) break;
      const { bytes: _, ...batch } = facts;
      yield { ...batch, lines: lines.slice(0, -1) };
      facts = undefined;
    }
  }
  if (facts || text.size > 0)
    throw new StoreError('unavailable', 'a recording ended in the middle of a batch. Ask again.');
}

interface Facts extends Omit<SessionBatch, 'lines'> {
  bytes: number;
}

function factsIn(line: string | undefined): Facts | undefined {
  if (line === undefined) return undefined;
  const row = JSON.parse(line) as [string, string, number, string, string, number, number, number, number, number];
  const [session, tab, seq, release, userAgent, dropped, firstSeenAt, receivedAt, sentAt, bytes] = row;
  return { session, tab, seq, release, userAgent, dropped, firstSeenAt, receivedAt, sentAt, bytes: Number(bytes) };
}

/** Bytes that came and were not taken yet. Pieces are put together once, when there are enough. */
class Bytes {
  #pieces: Buffer[] = [];
  size = 0;

  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.size += piece.length;
  }

  /** Text of the next `length` bytes; undefined while they have not come. */
  take(length: number): string | undefined {
    if (this.size < length) return undefined;
    const all = this.#whole();
    this.#pieces = all.length > length ? [all.subarray(length)] : [];
    this.size = all.length - length;
    return all.toString('utf8', 0, length);
  }

  /** Text up to the next newline, without it. */
  line(): string | undefined {
    const end = this.size > 0 ? this.#whole().indexOf(NEWLINE) : -1;
    return end < 0 ? undefined : this.take(end + 1)?.slice(0, -1);
  }

  #whole(): Buffer {
    const [first = Buffer.alloc(0)] = this.#pieces;
    const whole = this.#pieces.length < 2 ? first : Buffer.concat(this.#pieces);
    this.#pieces = [whole];
    return whole;
  }
}
