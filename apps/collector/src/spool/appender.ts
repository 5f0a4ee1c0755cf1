import type { AppendFile, Disk } from './disk.ts';
import { SpoolError } from './errors.ts';
import { nameOf, type Segment } from './segment.ts';
import type { SpoolLimits } from './spool.ts';

/** Bytes of one write: a crowd that waits is taken in pieces, so that nobody waits for all of it. */
const WRITE_BYTES: number = 8 * 1024 * 1024;

/** Milliseconds for which what the disk said of its free room holds. */
const ROOM_HOLDS_MS = 1_000;

interface Waiting {
  frames: readonly Buffer[];
  bytes: number;
  done: () => void;
  failed: (cause: unknown) => void;
}

interface Open {
  segment: Segment;
  file: AppendFile;
}

/**
 * The end at which a spool grows. What arrives during an fsync waits and shares the next one. A failed fsync is the end of its segment:
 * after it nobody knows what the kernel has dropped, and asking again would say that all is well.
 */
export class Appender {
  readonly #disk: Disk;
  readonly #limits: SpoolLimits;
  readonly segments: Segment[];
  #next: number;
  #open: Open | undefined;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #room = { bytes: 0, askedAt: Number.NEGATIVE_INFINITY };

  constructor(disk: Disk, { segments, next, limits }: { segments: Segment[]; next: number; limits: SpoolLimits }) {
    this.#disk = disk;
    this.segments = segments;
    this.#next = next;
    this.#limits = limits;
  }

  /** Bytes at which it is full, whatever room the disk has. */
  get capBytes(): number {
    return this.#limits.capBytes;
  }

  /** Bytes of all segments. */
  get bytes(): number {
    return this.segments.reduce((sum, { size }) => sum + size, 0);
  }

  /** @throws SpoolError `full` or `failed`; then none of it counts as written */
  append(frames: readonly Buffer[]): Promise<void> {
    const bytes = frames.reduce((sum, { length }) => sum + length, 0);
    return new Promise((done, failed) => {
      this.#waiting.push({ frames, bytes, done, failed });
      this.#running ??= this.#run();
    });
  }

  /** The first segment with this number or a higher one. */
  segmentFrom(number: number): Segment | undefined {
    return this.segments.find((segment) => segment.number >= number);
  }

  /** Gives up a segment that is drained up to `offset`, unless there is more in it or something is being written. */
  async retire(segment: Segment, offset: number): Promise<boolean> {
    if (segment.size > offset) return false;
    if (this.#open?.segment === segment) {
      if (this.#running) return false;
      const { file } = this.#open;
      this.#open = undefined;
      await file.close().catch(() => {});
    }
    this.segments.splice(this.segments.indexOf(segment), 1);
    return true;
  }

  async close(): Promise<void> {
    while (this.#running) await this.#running;
    await this.#open?.file.close().catch(() => {});
    this.#open = undefined;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#take();
      try {
        await this.#write(
          group.flatMap(({ frames }) => frames),
          group.reduce((sum, { bytes }) => sum + bytes, 0),
        );
        for (const { done } of group) done();
      } catch (cause) {
        for (const { failed } of group) failed(cause);
      }
    }
    this.#running = undefined;
  }

  #take(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const waiting of this.#waiting) {
      if (count > 0 && bytes + waiting.bytes > WRITE_BYTES) break;
      bytes += waiting.bytes;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #write(frames: Buffer[], bytes: number): Promise<void> {
    if (this.bytes + bytes > (await this.#cap())) {
      throw new SpoolError('full', 'it has reached its cap. Bring the store back, or give the disk more room.');
    }
    const { segment, file } = await this.#openSegment();
    let synced = false;
    try {
      await file.append(Buffer.concat(frames, bytes));
      await file.sync();
      synced = true;
      segment.size += bytes;
    } catch (cause) {
      throw toSpoolError(cause);
    } finally {
      if (!synced) await this.#giveUp();
    }
  }

  /** What is behind the known size of the segment is not trusted, and no byte of it goes there any more. */
  async #giveUp(): Promise<void> {
    if (!this.#open) return;
    const { segment, file } = this.#open;
    this.#open = undefined;
    // Only to free the room: it may well fail as the write did.
    await file.truncate(segment.size).catch(() => {});
    await file.close().catch(() => {});
  }

  async #openSegment(): Promise<Open> {
    if (this.#open && this.#open.segment.size < this.#limits.segmentBytes) return this.#open;
    await this.#open?.file.close().catch(() => {});
    this.#open = undefined;
    const segment = { number: this.#next++, size: 0 };
    try {
      const file = await this.#disk.create(nameOf(segment.number));
      await this.#disk.syncNames().catch(async (cause: unknown) => {
        await file.close();
        throw cause;
      });
      this.segments.push(segment);
      this.#open = { segment, file };
      return this.#open;
    } catch (cause) {
      throw toSpoolError(cause);
    }
  }

  async #cap(): Promise<number> {
    if (performance.now() - this.#room.askedAt > ROOM_HOLDS_MS) {
      const free = await this.#disk.freeBytes().catch(() => 0);
      const share = (free + this.bytes) * this.#limits.diskShare;
      this.#room = { bytes: Math.min(this.#limits.capBytes, share), askedAt: performance.now() };
    }
    return this.#room.bytes;
  }
}

function toSpoolError(cause: unknown): SpoolError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new SpoolError('full', 'the disk is full. Free some of it.', { cause });
  }
  const advice = 'Look at the disk; batches are refused until it takes them.';
  return new SpoolError('failed', `a write did not reach the disk (${code || message}). ${advice}`, { cause });
}
