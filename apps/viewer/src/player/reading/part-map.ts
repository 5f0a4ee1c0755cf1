import { type PartRow, SESSION_MAX_MS } from '@falter/wire';
import type { Span } from '../inactivity.ts';

/** A stretch of a recording that begins with a snapshot: the least that can be shown by itself. Times are ms since the session's start. */
export interface Segment {
  /** Names its snapshot, also when parts arrive later. */
  id: string;
  at: number;
  /** When the next snapshot was taken; Infinity for the last. */
  until: number;
  /** The parts with its events, both included; of the first and the last only a piece may be its own. */
  fromSeq: number;
  toSeq: number;
}

/** A stretch in which the visitor did something, and how often. */
export interface Acts extends Span {
  count: number;
}

/** A session ends after 24 h. What lies two days behind its start (year 9999) is no time of it; the detector says the same. */
export const FARTHEST_MS: number = 2 * SESSION_MAX_MS;

/**
 * Where everything is in the recording of one tab, without its events: which parts a moment needs, and what a timeline draws. Grows with
 * the recording. Times are milliseconds since the session's start; clocks that were set back do not set a segment back.
 */
export class PartMap {
  readonly startedAt: number;
  #parts: PartRow[] = [];
  #segments: Segment[] = [];
  /** Snapshots that nothing could be built of: what comes after them belongs to the one before. */
  readonly #broken = new Set<string>();

  constructor(startedAt: number, parts: readonly PartRow[]) {
    this.startedAt = startedAt;
    this.learn(parts);
  }

  /** Takes what arrived since; parts that are known already stay as they are. Returns whether there was anything. */
  learn(rows: readonly PartRow[]): boolean {
    const known = new Set(this.#parts.map(({ seq }) => seq));
    const fresh = rows.filter(({ seq }) => !known.has(seq));
    if (fresh.length === 0) return false;
    this.#parts = [...this.#parts, ...fresh].sort((a, b) => a.seq - b.seq);
    this.#arrange();
    return true;
  }

  /** Leaves a snapshot out. */
  breakOff(id: string): void {
    this.#broken.add(id);
    this.#arrange();
  }

  get parts(): readonly PartRow[] {
    return this.#parts;
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Events in all, as far as it is known. */
  get events(): number {
    return this.#parts.reduce((sum, { events }) => sum + events, 0);
  }

  /** When something can first be seen. */
  get firstFrameAt(): number {
    return this.#segments[0]?.at ?? 0;
  }

  /** When the last event came. */
  get lastAt(): number {
    return this.#parts.reduce((last, part) => Math.max(last, this.#inside(part.until)), this.firstFrameAt);
  }

  /** Changes before the first snapshot: seen by nobody, there is nothing to apply them to. */
  get beforeFirstSnapshot(): number {
    const [first] = this.#segments;
    if (first === undefined) return 0;
    const earlier = this.#parts.filter(({ seq, from }) => seq <= first.fromSeq && this.#inside(from) <= first.at);
    return earlier.reduce((sum, { before }) => sum + before, 0);
  }

  get acts(): Acts[] {
    return this.#parts.flatMap(({ acts }) =>
      acts.map(([from, until, count]) => ({ from: this.#inside(from), until: this.#inside(until), count })),
    );
  }

  /** Index of the segment that has a moment; before the first snapshot that is the first. -1: there is none. */
  indexAt(at: number): number {
    const index = this.#segments.findLastIndex((segment) => segment.at <= at);
    return index < 0 && this.#segments.length > 0 ? 0 : index;
  }

  /** The last part up to `toSeq` that may have an event of this moment or before. */
  partAt(at: number, { fromSeq, toSeq }: { fromSeq: number; toSeq: number }): number {
    const own = this.#parts.filter(({ seq }) => seq >= fromSeq && seq <= toSeq);
    return own.findLast(({ from }) => from > 0 && this.#inside(from) <= at)?.seq ?? fromSeq;
  }

  /** Up to when everything is known once all parts up to `seq` are read: the first time of a later part. */
  readUntil(seq: number): number {
    const later = this.#parts.filter((part) => part.seq > seq && part.from > 0);
    return later.reduce((least, { from }) => Math.min(least, this.#inside(from)), Number.POSITIVE_INFINITY);
  }

  /** The part after or before this one, as far as there is one. */
  neighbour(seq: number, direction: 1 | -1): PartRow | undefined {
    return direction > 0 ? this.#parts.find((part) => part.seq > seq) : this.#parts.findLast((part) => part.seq < seq);
  }

  /** Snapshots in these parts, in order, with the time that their event says. */
  snapshotsIn(fromSeq: number, toSeq: number): { id: string; timestamp: number }[] {
    return this.#parts
      .filter(({ seq }) => seq >= fromSeq && seq <= toSeq)
      .flatMap(({ seq, snapshots }) => snapshots.map((timestamp, index) => ({ id: `${seq}:${index}`, timestamp })));
  }

  #arrange(): void {
    const found: { id: string; seq: number; at: number }[] = [];
    let last = 0;
    for (const { seq, snapshots } of this.#parts) {
      for (const [index, timestamp] of snapshots.entries()) {
        const id = `${seq}:${index}`;
        if (this.#broken.has(id)) continue;
        last = Math.max(last, this.#inside(timestamp));
        found.push({ id, seq, at: last });
      }
    }
    const lastSeq = this.#parts.at(-1)?.seq ?? 0;
    this.#segments = found.map(({ id, seq, at }, index) => {
      const next = found[index + 1];
      return { id, at, until: next?.at ?? Number.POSITIVE_INFINITY, fromSeq: seq, toSeq: next?.seq ?? lastSeq };
    });
  }

  #inside(timestamp: number): number {
    const at = timestamp - this.startedAt;
    return at > FARTHEST_MS ? 0 : Math.max(0, at);
  }
}
