import type { PartRow, RecordedEvent } from '@falter/wire';
import type { Findings } from '../sanitize/sanitizer.ts';
import type { FilmSource } from './film-source.ts';
import { addFindings } from './found.ts';
import { nextFrame } from './frames.ts';
import type { Hand } from './hand.ts';
import { addStretch, eventsOf, handOf, type Loaded, LoadedSegments } from './loaded.ts';
import type { RangeMessage } from './messages.ts';
import type { Hands } from './moment-first.ts';
import type { PartMap } from './part-map.ts';
import { rangeMessage } from './range-message.ts';
import type { RangeReport } from './run.ts';
import { ENOUGH_MS, nextStep, type Step } from './steps.ts';

/** How far ahead of the playhead is read, at real time. Milliseconds; twice as far at twice the speed. */
const AHEAD_MS = 30_000;

/** Characters of lines that are kept: some minutes behind and ahead of the playhead. What plays now stays whatever it weighs. */
const BUDGET_CHARS = 8 * 1_048_576;

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

  /** Whether everything up to this moment is here, or the page of this very moment. */
  has(at: number): boolean {
    return this.until(at) > at || this.#loaded.get(this.#idAt(at))?.still?.at === at;
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
    const { refusedEvents, ...sum } = addFindings(this.#findings.values());
    return { ...sum, refusedEvents: refusedEvents + this.#refusedBefore };
  }

  /** Where the picture changes next, or changed before; undefined where nothing of that is here. */
  frame(at: number, direction: 1 | -1): number | undefined {
    return nextFrame({ map: this.map, loaded: this.#loaded, until: (from) => this.until(from) }, at, direction);
  }

  /** What can be replayed: of all segments that are here, in order. */
  get events(): RecordedEvent[] {
    return this.window.flatMap((loaded) => eventsOf(loaded, this.map.startedAt));
  }

  /** What the visitor's hand did in it. */
  get hand(): Hand {
    const hands = this.window.map(handOf);
    return { clicks: hands.flatMap(({ clicks }) => clicks), pointers: hands.flatMap(({ pointers }) => pointers) };
  }

  /** Pages of moments after this one are let go: played over, they would be built anew. Returns whether there were any. */
  forgetStills(after: number): boolean {
    return this.#loaded.forgetStills(after);
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
    const id = this.#idAt(at);
    return id === this.#beginsWith || this.#loaded.get(id)?.complete === false;
  }

  /** Of the segment that has a moment; '' where there is none. */
  #idAt(at: number): string {
    return this.map.segments[this.map.indexAt(at)]?.id ?? '';
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
    const lines = await this.#source.open(fromSeq, toSeq, signal);
    signal.throwIfAborted();
    const report = await this.#source.reader.read(
      { range: this.#message(step), lines, alive: signal },
      this.#hands(signal),
    );
    signal.throwIfAborted();
    this.#readTo = toSeq;
    this.#settle(report, toSeq);
  }

  /** Takes what is made of a range, for as long as anybody wants it. */
  #hands(signal: AbortSignal): Hands {
    const mine = new Set<string>();
    return {
      stretch: (stretch, chars) => {
        if (signal.aborted || (!mine.has(stretch.segment) && this.#loaded.get(stretch.segment)?.complete)) return;
        mine.add(stretch.segment);
        addStretch(this.#loaded.ensure(stretch.segment), stretch, chars);
      },
      still: async (still) => {
        if (signal.aborted) return;
        this.#loaded.ensure(still.segment).still = { ...still, at: still.at - this.map.startedAt };
        this.#source.onChange();
        await this.#source.shown();
      },
    };
  }

  #message(step: Step): RangeMessage {
    const toldTo = this.#toldTo;
    this.#toldTo = this.map.parts.at(-1)?.seq ?? -1;
    const { base, absent } = this.#source;
    return rangeMessage(this.map, step, { run: this.#run, toldTo, base, absent: absent() });
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
