import type { Readable } from 'node:stream';
import type { SessionKey } from './batches.ts';
import type { Client } from './client.ts';
import { type Outlined, partOf } from './part-outline.ts';
import { sql } from './queries.ts';

/** What a batch of a recording holds, without its lines. Times are epoch milliseconds of the page's clock, 0 where no event has one. */
export interface RecordingPart {
  tab: string;
  seq: number;
  events: number;
  bytes: number;
  from: number;
  until: number;
  /** Times of the snapshots in it, in the order of their lines. */
  snapshots: number[];
  /** Changes of the page before its first snapshot; all of them where it has none. */
  before: number;
  /** Stretches in which the visitor did something: first, last, how often. */
  acts: [from: number, until: number, count: number][];
  /** Lines that say what addresses on a page meant. */
  told: string[];
}

/** The map of a recording: the batches of a tab, or of all tabs for `tab: ''`, from `fromSeq` on, in order, each once. */
export async function listRecordingParts(
  client: Client,
  { project, session, tab, fromSeq }: SessionKey & { tab: string; fromSeq: number },
): Promise<RecordingPart[]> {
  const rows = await client.rows<Outlined>(sql('recording-parts'), { project, session, tab, fromSeq });
  return rows.map(partOf);
}

/** Highest sequence number that a batch can have. */
const LAST_SEQ = 4_294_967_295;

/** Which events: of one tab, or of all tabs for `tab: ''`; of batches with these sequence numbers, both included, where they are given. */
export interface RecordingRange extends SessionKey {
  tab: string;
  fromSeq?: number;
  toSeq?: number;
}

/** NDJSON of one tab's events, or of all tabs one after another, streamed. */
export function streamRecording(client: Client, range: RecordingRange): Promise<Readable> {
  const { project, session, tab, fromSeq = 0, toSeq = LAST_SEQ } = range;
  return client.text(sql('recording-lines'), { project, session, tab, fromSeq, toSeq });
}
