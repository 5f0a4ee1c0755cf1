import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import type { StoredBatch } from '@falter/store';
import type { QuarantineReason } from '@falter/wire';
import { frame } from './frame.ts';

/** A batch that waits for the store, and what is not known of it yet. */
export interface SpoolRecord {
  batch: StoredBatch;
  /** The group in which it may have been inserted already, and how many it has: it is tried again unchanged. */
  group?: { token: string; size: number };
  /** Kept apart, not stored. */
  quarantine?: QuarantineReason;
}

const NEWLINE = 10;

/** The fastest level: an outage must cost no more than the store does. Recordings shrink five to eight times by it. */
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** The record as it stands in a segment: a line of JSON, and the compressed event lines behind it. */
export async function encode({ batch, ...rest }: SpoolRecord): Promise<Buffer> {
  const { lines, ...columns } = batch;
  const head = Buffer.from(`${JSON.stringify({ ...columns, ...rest })}\n`);
  return frame(Buffer.concat([head, await compress(lines, LEVEL)]));
}

/** A record without its event lines: what is remembered of it. */
export type RecordHead = Omit<StoredBatch, 'lines'> & Omit<SpoolRecord, 'batch'>;

/** @throws Error for what is no record of ours, though its checksum holds */
export function decodeHead(payload: Buffer): RecordHead {
  const head = JSON.parse(payload.toString('utf8', 0, payload.indexOf(NEWLINE))) as RecordHead;
  if (typeof head.session !== 'string' || typeof head.hash !== 'string') throw new Error('[spool] not a record.');
  return head;
}

/** @throws Error as `decodeHead` */
export async function decode(payload: Buffer): Promise<SpoolRecord> {
  const { group, quarantine, ...columns } = decodeHead(payload);
  const lines = await decompress(payload.subarray(payload.indexOf(NEWLINE) + 1));
  const batch = { ...columns, lines: lines.toString('utf8') };
  return { batch, ...(group && { group }), ...(quarantine && { quarantine }) };
}
