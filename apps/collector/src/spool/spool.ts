import { Appender } from './appender.ts';
import { type Checkpoint, type Plan, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { Disk } from './disk.ts';
import { SpoolError } from './errors.ts';
import { decode, decodeHead, encode, type RecordHead, type SpoolRecord } from './record.ts';
import { type Entry, nameOf, numberOf, type Position, readEntries, type Segment } from './segment.ts';

/** Bytes at which the next segment begins: what is drained is freed in pieces of this size. */
const SEGMENT_BYTES: number = 32 * 1024 * 1024;

/** Bytes of records that are looked at together: one insert, compressed. */
export const PEEK_BYTES: number = 2 * 1024 * 1024;

/** Damaged pieces that are kept for somebody to look at. */
const SET_ASIDE_MAX = 100;

export interface SpoolLimits {
  /** Bytes of all segments. */
  capBytes: number;
  /** Share of the free disk (with what the spool has itself) that it may take, 0..1. */
  diskShare: number;
  segmentBytes: number;
}

export const SPOOL: SpoolLimits = {
  capBytes: 2 * 1024 * 1024 * 1024,
  diskShare: 0.2,
  segmentBytes: SEGMENT_BYTES,
};

/** What waits in the spool. */
export interface Depth {
  records: number;
  /** On the disk, with what was drained from a segment that is still in use. */
  bytes: number;
  /** When the oldest of it was received, epoch milliseconds; undefined when nothing waits. */
  oldestAt: number | undefined;
}

/** Something that stands in the spool, and the position behind it. */
export type Spooled = { end: Position } & (
  | { kind: 'record'; record: SpoolRecord }
  /** No record of ours: flipped or torn bytes. */
  | { kind: 'damage'; bytes: Buffer; start: number }
);

/**
 * Batches on disk, in order, until the store has them: segments that are only appended to, each record with a checksum, and a
 * checkpoint that says how far the store is. One process, one spool: see `lock.ts`.
 */
export class Spool {
  readonly #disk: Disk;
  readonly #appender: Appender;
  #checkpoint: Checkpoint;
  #closed = false;
  #records = 0;
  #oldestAt: number | undefined;

  private constructor(disk: Disk, appender: Appender, checkpoint: Checkpoint) {
    this.#disk = disk;
    this.#appender = appender;
    this.#checkpoint = checkpoint;
  }

  /** Reads what an earlier process left; `recall` hears of each record that waits. @throws the disk's errors */
  static async open(
    disk: Disk,
    { recall, ...given }: Partial<SpoolLimits> & { recall?: (head: RecordHead) => void } = {},
  ): Promise<Spool> {
    const names = await disk.names();
    const checkpoint = await readCheckpoint(disk, names);
    const numbers = names.flatMap((name) => numberOf(name) ?? []).toSorted((a, b) => a - b);
    const segments: Segment[] = [];
    for (const number of numbers) {
      // Drained by then: its removal was cut off between the checkpoint and the end of the name.
      if (number < checkpoint.at.segment) await disk.remove(nameOf(number));
      else segments.push({ number, size: await disk.size(nameOf(number)) });
    }
    const next = Math.max(checkpoint.at.segment, numbers.at(-1) ?? 0) + 1;
    const appender = new Appender(disk, { segments, next, limits: { ...SPOOL, ...given } });
    const spool = new Spool(disk, appender, checkpoint);
    await spool.#recover(recall ?? (() => {}));
    return spool;
  }

  /** Bytes at which it is full. */
  get capBytes(): number {
    return this.#appender.capBytes;
  }

  get depth(): Depth {
    const { bytes } = this.#appender;
    return { records: this.#records, bytes, oldestAt: this.#records > 0 ? this.#oldestAt : undefined };
  }

  /** What was going to be done with the records at the present position, if a process ended over it. */
  get plan(): Plan | undefined {
    return this.#checkpoint.plan;
  }

  get position(): Position {
    return this.#checkpoint.at;
  }

  /** On disk, with fsync, when it resolves: all of them, next to each other. @throws SpoolError `full`, `failed` */
  async append(records: readonly SpoolRecord[]): Promise<void> {
    const frames = await Promise.all(records.map(encode));
    await this.#appender.append(frames);
    if (this.#records === 0) this.#oldestAt = records[0]?.batch.receivedAt;
    this.#records += records.length;
  }

  /** The oldest of what waits, all from one segment, at least one and about `atMost` bytes; empty when nothing does. */
  async peek(atMost: number = PEEK_BYTES): Promise<Spooled[]> {
    for (;;) {
      const segment = this.#appender.segmentFrom(this.#checkpoint.at.segment);
      if (!segment) return this.#nothing();
      const offset = segment.number === this.#checkpoint.at.segment ? this.#checkpoint.at.offset : 0;
      const entries = await readEntries(this.#disk, segment, offset, atMost);
      const found = await Promise.all(entries.map((entry) => spooledOf(entry, segment.number)));
      const first = found.find(({ kind }) => kind === 'record');
      if (first?.kind === 'record') this.#oldestAt = first.record.batch.receivedAt;
      if (found.length > 0) return found;
      if (segment.size <= offset && !(await this.#leave(segment, offset))) return [];
    }
  }

  /**
   * Writes down, with fsync, what is about to be done with the records at the present position. On a full disk the plan is kept in memory
   * only, or nothing would ever be drained: after a crash the store is asked again what it has.
   */
  async decide(plan: Plan): Promise<void> {
    const checkpoint = { at: this.#checkpoint.at, plan };
    await this.#save(checkpoint).catch(() => {});
    this.#checkpoint = checkpoint;
  }

  /** The store has `records` records, up to `end`. Written down with the next plan or the end of the segment. */
  advance(end: Position, records: number): void {
    this.#checkpoint = { at: end, plan: undefined };
    this.#records = Math.max(0, this.#records - records);
  }

  /** Keeps bytes that are no record for somebody to look at, a bounded number of pieces. */
  async setAside(bytes: Uint8Array, at: Position): Promise<void> {
    const names = await this.#disk.names();
    if (names.filter((name) => name.startsWith('damaged-')).length >= SET_ASIDE_MAX) return;
    const name = `damaged-${at.segment}-${at.offset}`;
    if (names.includes(name)) return;
    const file = await this.#disk.create(name);
    await file.append(bytes).finally(() => file.close());
  }

  /** Resolves when what is being appended is on the disk. From here on the directory may be another process's. */
  async close(): Promise<void> {
    await this.#save(this.#checkpoint).catch(() => {});
    this.#closed = true;
    await this.#appender.close();
  }

  #nothing(): Spooled[] {
    this.#records = 0;
    return [];
  }

  /**
   * A segment all of which the store has goes. False when it stays, since more is coming into it. On a full disk it goes without a
   * word: that is what makes room, and a start finds by itself that the segment is gone.
   */
  async #leave(segment: Segment, offset: number): Promise<boolean> {
    if (this.#closed || !(await this.#appender.retire(segment, offset))) return false;
    const checkpoint = { at: { segment: segment.number + 1, offset: 0 }, plan: undefined };
    await this.#save(checkpoint).catch(() => {});
    this.#checkpoint = checkpoint;
    await this.#disk.remove(nameOf(segment.number));
    return true;
  }

  async #save(checkpoint: Checkpoint): Promise<void> {
    if (this.#closed) throw new SpoolError('failed', 'it is closed. Open it again.');
    await writeCheckpoint(this.#disk, checkpoint);
    this.#checkpoint = checkpoint;
  }

  async #recover(recall: (head: RecordHead) => void): Promise<void> {
    for (const segment of this.#appender.segments) {
      let offset = segment.number === this.#checkpoint.at.segment ? this.#checkpoint.at.offset : 0;
      let entries = await readEntries(this.#disk, segment, offset, PEEK_BYTES);
      for (; entries.length > 0; entries = await readEntries(this.#disk, segment, offset, PEEK_BYTES)) {
        for (const entry of entries) {
          offset = entry.end;
          const head = headOf(entry);
          if (!head) continue;
          this.#oldestAt ??= head.receivedAt;
          this.#records++;
          recall(head);
        }
      }
    }
  }
}

function headOf(entry: Entry): RecordHead | undefined {
  try {
    return entry.kind === 'record' ? decodeHead(entry.payload) : undefined;
  } catch {
    return undefined;
  }
}

async function spooledOf(entry: Entry, segment: number): Promise<Spooled> {
  const end = { segment, offset: entry.end };
  if (entry.kind !== 'record') return { kind: 'damage', bytes: entry.bytes, start: entry.start, end };
  try {
    return { kind: 'record', record: await decode(entry.payload), end };
  } catch {
    return { kind: 'damage', bytes: entry.payload, start: entry.end - entry.payload.length, end };
  }
}
