import type { PartRow } from '@falter/wire';
import type { Findings } from '../sanitize/sanitizer.ts';
import { addFindings } from './found.ts';
import { addStretch, type Loaded, LoadedSegments } from './loaded.ts';
import type { RangeMessage } from './messages.ts';
import type { PartMap } from './part-map.ts';
import type { RangeReader } from './reader.ts';
import type { RangeReport } from './run.ts';
import { ENOUGH_MS, nextStep, type Step } from './steps.ts';

/** How far ahead of the playhead is read, at real time. Milliseconds; twice as far at twice the speed. */
const AHEAD_MS = 30_000;

/** Characters of lines that are kept: some minutes behind and ahead of the playhead. What plays now stays whatever it weighs. */
const BUDGET_CHARS = 8 * 1_048_576;

/** What a film is read from. */
export interface FilmSource {
  map: PartMap;
  reader: RangeReader;
  /** The address of the viewer. */
  base: string;
  /** The lines of these parts, both included, as they came. */
  fetch(fromSeq: number, toSeq: number, alive: AbortSignal): Promise<Uint8Array<ArrayBuffer>[]>;
  /** Hashes of assets that never arrived. */
  absent(): string[];
  onChange(): void;
  /** It cannot be read, after a second attempt. */
  onFailure(cause: unknown): void;
}

let runs = 0;

/**
 * The recording of one tab around the playhead: reads from the nearest snapshot before it, goes on ahead of it, and drops what is far
 * away. One run at a time, because what is known of a page while one reads on holds from its snapshot on only. All times are
 * milliseconds since the session's start.
 */
export class Film {
  readonly map: PartMap;
  readonly #source: FilmSource;
  readonly #loaded: LoadedSegments = new LoadedSegments();
  readonly #findings = new Map<string, Findings>();
  #refusedBefore = 0;
  #at = 0;
  #speed = 1;
  #run = 0;
  /** Last part that the run has read, and up to which part and snapshot it was told what pages say of their files. */
  #readTo = -1;
  #toldTo = -1;
  #request: AbortController | undefined;
  /** The segment that a run under way begins with, until something of it is here. */
  #beginsWith: string | undefined;
  #busy = false;
  #closed = false;

  constructor(source: FilmSource) {
    this.#source = source;
    this.map = source.map;
  }

  /** Says where the playhead is, or is to be; what it needs is read. */
  want(at: number, speed: number): void {
    this.#at = at;
    this.#speed = speed;
    // What is under way for another place is given up; a range that goes on from what plays here is not.
    if (this.#busy && !this.has(at) && !this.#isComing(at)) this.#request?.abort();
    void this.#pump();
  }

  /** Whether everything up to this moment is here. */
  has(at: number): boolean {
    return this.until(at) > at;
  }

  /** Up to when it can be played from a moment on without a halt; that moment where nothing is here, Infinity where nothing is missing. */
  until(at: number): number {
    const { segments } = this.map;
    const start = this.map.indexAt(at);
    if (start < 0) return at;
    for (const [index, segment] of segments.entries()) {
      if (index < start) continue;
      const loaded = this.#loaded.get(segment.id);
      if (loaded === undefined || loaded.events.length === 0) return index === start ? at : segment.at;
      if (!loaded.complete) return Math.max(at, this.map.readUntil(loaded.readTo));
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Whether enough is here to go on playing. */
  isReady(at: number): boolean {
    const until = this.until(at);
    return until > at && (until >= at + ENOUGH_MS * this.#speed || !this.#busy);
  }

  /** Segments that are here, in order. */
  get window(): Loaded[] {
    return this.#loaded.in(this.map.segments);
  }

  get findings(): Findings {
    const sum = addFindings(this.#findings.values());
    return { ...sum, refusedEvents: sum.refusedEvents + this.#refusedBefore };
  }

  /** Where the picture changes next, or changed before; undefined where nothing of that is here. */
  frame(at: number, direction: 1 | -1): number | undefined {
    const frames = this.window.flatMap((loaded) => loaded.frames);
    const { segments } = this.map;
    const index = this.map.indexAt(at);
    if (direction > 0) {
      const next = frames.find((frame) => frame > at);
      const until = this.until(at);
      return next !== undefined && next <= until ? next : until === Number.POSITIVE_INFINITY ? undefined : until;
    }
    const here = segments[index];
    const before = frames.findLast((frame) => frame < at);
    if (here === undefined) return before;
    if (before !== undefined && before >= here.at) return before;
    const previous = segments[index - 1];
    if (previous === undefined) return before;
    return this.#loaded.get(previous.id)?.complete ? before : Math.max(previous.at, here.at - 1);
  }

  /** Takes parts that arrived since. */
  learn(rows: readonly PartRow[]): boolean {
    const isNew = this.map.learn(rows);
    if (isNew) void this.#pump();
    return isNew;
  }

  close(): void {
    this.#closed = true;
    this.#request?.abort();
  }

  #isComing(at: number): boolean {
    const segment = this.map.segments[this.map.indexAt(at)];
    const loaded = segment && this.#loaded.get(segment.id);
    return segment?.id === this.#beginsWith || (loaded !== undefined && !loaded.complete);
  }

  async #pump(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    let failures = 0;
    for (let step = this.#plan(); step !== undefined && !this.#closed; step = this.#plan()) {
      try {
        await this.#read(step);
        failures = 0;
      } catch (cause) {
        if (this.#closed) return;
        this.#loaded.dropUnfinished();
        this.#run = 0;
        if (this.#request?.signal.aborted) continue;
        if (++failures > 1) {
          this.#busy = false;
          return this.#source.onFailure(cause);
        }
      }
    }
    this.#busy = false;
    if (!this.#closed) this.#source.onChange();
  }

  #plan(): Step | undefined {
    return nextStep(this.map, this.#loaded, {
      ...{ at: this.#at, until: this.#target, runTo: this.#run === 0 ? undefined : this.#readTo },
    });
  }

  /** Up to when it is read ahead. */
  get #target(): number {
    return this.#at + AHEAD_MS * Math.max(1, this.#speed);
  }

  async #read(step: Step): Promise<void> {
    const { fromSeq, toSeq, begin } = step;
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.#beginsWith = begin?.id;
    if (begin) {
      this.#loaded.dropUnfinished();
      this.#run = ++runs;
      this.#toldTo = -1;
    }
    const chunks = await this.#source.fetch(fromSeq, toSeq, signal);
    signal.throwIfAborted();
    const mine = new Set<string>();
    const report = await this.#source.reader.read(this.#message(step, chunks), (stretch, chars) => {
      if (signal.aborted || (!mine.has(stretch.segment) && this.#loaded.get(stretch.segment)?.complete)) return;
      mine.add(stretch.segment);
      addStretch(this.#loaded.get(stretch.segment) ?? this.#loaded.open(stretch.segment), stretch, chars);
    });
    signal.throwIfAborted();
    this.#readTo = toSeq;
    this.#settle(report, toSeq);
  }

  #message({ fromSeq, toSeq, begin }: Step, chunks: Uint8Array<ArrayBuffer>[]): RangeMessage {
    const bounds = new Map(
      this.map.segments.map(({ id, at, until }) => [
        id,
        { from: this.map.startedAt + at, until: this.map.startedAt + until },
      ]),
    );
    const since = this.map.parts.filter(({ seq }) => seq > this.#toldTo);
    this.#toldTo = this.map.parts.at(-1)?.seq ?? -1;
    return {
      ...{ run: this.#run, startedAt: this.map.startedAt, base: this.#source.base, chunks, begin: begin?.id },
      snapshots: this.map
        .snapshotsIn(fromSeq, toSeq)
        .map((snapshot) => ({ ...snapshot, bounds: bounds.get(snapshot.id) })),
      told: since.flatMap(({ told }) => told),
      tellers: since.flatMap(({ snapshots }) => snapshots),
      absent: this.#source.absent(),
    };
  }

  #settle({ findings, broken, refusedBefore }: RangeReport, toSeq: number): void {
    for (const [segment, found] of Object.entries(findings)) this.#findings.set(segment, found);
    this.#refusedBefore = Math.max(this.#refusedBefore, refusedBefore);
    for (const id of broken) this.#breakOff(id);
    const { segments } = this.map;
    for (const [index, { id }] of segments.entries()) {
      const loaded = this.#loaded.get(id);
      if (loaded === undefined || loaded.complete) continue;
      loaded.readTo = toSeq;
      // Only the last segment of a run is unfinished: one after it has begun.
      const next = segments[index + 1];
      loaded.complete = next !== undefined && next.fromSeq <= toSeq;
    }
    const here = this.map.indexAt(this.#at);
    const to = this.map.indexAt(this.#target);
    this.#loaded.evict(segments, { from: here, to }, BUDGET_CHARS);
    this.#source.onChange();
  }

  /** Nothing can be built of a snapshot: its segment becomes the rest of the one before, which is read again where it had ended. */
  #breakOff(id: string): void {
    const index = this.map.segments.findIndex((segment) => segment.id === id);
    const before = this.map.segments[index - 1];
    this.map.breakOff(id);
    this.#loaded.drop(id);
    if (before && this.#loaded.get(before.id)?.complete) this.#loaded.drop(before.id);
    if (!before) this.#run = 0;
  }
}
