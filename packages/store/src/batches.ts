import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** A batch as it is stored. Times in epoch milliseconds. */
export interface StoredBatch {
  project: string;
  session: string;
  tab: string;
  seq: number;
  /** Server time of the session's first batch, the same in all its batches: it names the partition. */
  firstSeenAt: number;
  receivedAt: number;
  sentAt: number;
  page: string;
  /** SHA-256, hex. */
  secret: string;
  /** SHA-256 of the lines as they arrived, hex. */
  hash: string;
  release: string;
  userAgent: string;
  dropped: number;
  events: number;
  bytes: number;
  /** Event lines, newline between them. */
  lines: string;
  /** Hashes of the assets that the lines refer to or name. */
  assets?: readonly string[];
}

export interface SessionKey {
  project: string;
  session: string;
}

const DAY_MS = 86_400_000;

/** Number of the UTC day that a batch is filed under, its partition: the same for all batches of a session. */
export function dayOf({ firstSeenAt }: Pick<StoredBatch, 'firstSeenAt'>): number {
  return Math.floor(firstSeenAt / DAY_MS);
}

/**
 * Writes batches as one block; on disk with fsync when it resolves. All must share one day of `firstSeenAt`: a block
 * over two partitions could be written by half, and the engine refuses it as well. The same batches in the same order
 * under the same `token` are stored once, however often they are sent (within the last 10,000 inserts); without a token
 * every call stands for itself.
 */
export async function insertBatches(
  client: Client,
  batches: readonly StoredBatch[],
  token: string = randomUUID(),
): Promise<void> {
  const days = new Set(batches.map(dayOf));
  if (days.size > 1) throw new Error('[store] batches of several days in one insert. Insert each day by itself.');
  await client.insert(
    'batches',
    batches.map((batch) => ({
      project: batch.project,
      session: batch.session,
      tab: batch.tab,
      seq: batch.seq,
      first_seen_at: time(batch.firstSeenAt),
      received_at: time(batch.receivedAt),
      sent_at: time(batch.sentAt),
      page: batch.page,
      secret: batch.secret,
      hash: batch.hash,
      release: batch.release,
      user_agent: batch.userAgent,
      dropped: batch.dropped,
      events: batch.events,
      bytes: batch.bytes,
      lines: batch.lines,
      ...(batch.assets && { assets: batch.assets }),
    })),
    { insert_deduplication_token: token, max_partitions_per_insert_block: '1' },
  );
}

/** Years that DateTime64(3) can hold: a client's clock may say anything. */
const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2299, 11, 31);

/** ISO 8601 of an epoch time in milliseconds, clamped to what the store can hold. */
export function time(epochMs: number): string {
  return new Date(Math.min(LATEST, Math.max(EARLIEST, epochMs))).toISOString();
}

/** What makes a batch the same batch, however often it is sent. */
export interface BatchKey extends SessionKey {
  tab: string;
  seq: number;
}

/** The hash of each of these batches, in their order; undefined for one that is not stored. */
export async function findBatchHashes(client: Client, keys: readonly BatchKey[]): Promise<(string | undefined)[]> {
  const params = { ...columnsOf(keys), tabs: keys.map(({ tab }) => tab), seqs: keys.map(({ seq }) => seq) };
  const rows = await client.rows<BatchKey & { hash: string }>(sql('batch-hashes'), params);
  const nameOf = ({ project, session, tab, seq }: BatchKey) => JSON.stringify([project, session, tab, seq]);
  const hashes = new Map(rows.map((row) => [nameOf(row), row.hash]));
  return keys.map((key) => hashes.get(nameOf(key)));
}

/** What decides about all later batches of a session. */
export interface SessionOrigin {
  /** Epoch ms, server time. */
  firstSeenAt: number;
  /** SHA-256 of the session's secret, hex. */
  secret: string;
  /** Inflated bytes stored so far; a batch that was stored twice counts twice. */
  bytes: number;
}

/** When each of these sessions was first seen, whose it is and how large, in their order; undefined for a new one. */
export async function findSessionOrigins(
  client: Client,
  keys: readonly SessionKey[],
): Promise<(SessionOrigin | undefined)[]> {
  const rows = await client.rows<SessionKey & SessionOrigin>(sql('session-origins'), columnsOf(keys));
  const nameOf = ({ project, session }: SessionKey) => JSON.stringify([project, session]);
  const origins = new Map(
    rows.map(({ firstSeenAt, secret, bytes, ...key }) => [nameOf(key), { firstSeenAt, secret, bytes }]),
  );
  return keys.map((key) => origins.get(nameOf(key)));
}

function columnsOf(keys: readonly SessionKey[]): { projects: string[]; sessions: string[] } {
  return { projects: keys.map(({ project }) => project), sessions: keys.map(({ session }) => session) };
}

export interface RecordingBatch {
  tab: string;
  seq: number;
  release: string;
  userAgent: string;
  dropped: number;
  lines: string;
  /** Server time of the session's first batch, and of this one; `sentAt` is the page's clock. Epoch milliseconds. */
  firstSeenAt: number;
  receivedAt: number;
  sentAt: number;
}

/** All batches of a session by tab and sequence, each once. */
export function readRecording(client: Client, { project, session }: SessionKey): Promise<RecordingBatch[]> {
  return client.rows(sql('recording-batches'), { project, session });
}

export interface TabSummary {
  tab: string;
  batches: number;
  /** Highest sequence number + 1: more than `batches` where some are missing. */
  expected: number;
  events: number;
  bytes: number;
  dropped: number;
  firstReceivedAt: number;
  lastReceivedAt: number;
  lastSentAt: number;
  firstSeenAt: number;
}

/** What the recording holds, tab by tab, in order of appearance; empty when there is no recording (any more). */
export function summariseRecording(client: Client, { project, session }: SessionKey): Promise<TabSummary[]> {
  return client.rows(sql('recording-summary'), { project, session });
}

/** NDJSON of all tabs with a line `#TAB SEQ` before the lines of each batch: who reads it sees where some are missing. */
export function streamBatches(client: Client, { project, session }: SessionKey): Promise<Readable> {
  return client.text(sql('recording-with-heads'), { project, session });
}
