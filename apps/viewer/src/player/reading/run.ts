import { EVENT_TYPE, isRecordedEvent, type RecordedEvent } from '@falter/wire';
import { AssetNotes } from '../assets/asset-notes.ts';
import { Gaps } from '../assets/gap.ts';
import type { SheetTexts } from '../assets/sheet-texts.ts';
import { ShownFiles } from '../assets/shown-files.ts';
import { type Findings, Sanitizer } from '../sanitize/sanitizer.ts';
import { Intake, type TakenEvent } from './intake.ts';
import { type Hands, MomentFirst } from './moment-first.ts';
import { Standing } from './still.ts';
import { asResize, type Bounds, StretchMaker } from './stretch.ts';

/** Events of a stretch, and characters of their lines, after which it is handed over: a few milliseconds of work for whoever gets it. */
const HANDED_EVENTS = 500;
const HANDED_CHARS = 200_000;

/** Where a run reads, and for whom. */
export interface RunPlaces {
  /** Epoch milliseconds. */
  startedAt: number;
  texts: SheetTexts;
  /** The address of the viewer. */
  base: string;
  addressOf(hash: string): string;
}

/** A range of a recording: whole parts, each after the one before. */
export interface Range {
  lines: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Snapshots in it, in order: which segment begins with each (undefined: one that is left out), the time of its event, where the segment lies. */
  snapshots: readonly { id: string; timestamp: number; bounds: Bounds | undefined }[];
  /** The segment that the run begins with; what lies before it is passed over. Of ranges that go on from another: undefined. */
  begin: string | undefined;
  /** Lines with what was told of files since the last range, times of snapshots since, and hashes that never arrived. */
  told: readonly string[];
  tellers: readonly number[];
  absent: readonly string[];
  /** The moment that somebody waits for, epoch ms: its page comes first. */
  moment?: number | undefined;
}

/** What became of a range. */
export interface RangeReport {
  /** What the sanitiser met so far in the segments of this range, by segment. */
  findings: Record<string, Findings>;
  /** Snapshots that nothing can be built of, by segment. */
  broken: string[];
  /** Damaged events before the segment that the run began with. */
  refusedBefore: number;
}

/** What belongs to the segment that is being read. */
interface Current {
  id: string;
  sanitizer: Sanitizer;
  gaps: Gaps;
  maker: StretchMaker;
  standing: Standing;
  /** Lines that are no JSON. */
  malformed: number;
}

interface Answer {
  first: MomentFirst;
  report: RangeReport;
}

/** Snapshots that are still to come in a range, and the segment that the run begins with. */
interface Expected {
  snapshots: { id: string; timestamp: number; bounds: Bounds | undefined }[];
  begin: string | undefined;
}

/** A snapshot that the run comes to. */
interface Met {
  id: string;
  bounds: Bounds | undefined;
  begin: string | undefined;
}

/**
 * Reads a recording from a snapshot on, range after range, and makes stretches of it that can be replayed. Every segment is sanitised by
 * itself: nothing of what was known of a page holds beyond the next snapshot.
 */
export class Run {
  readonly #places: RunPlaces;
  readonly #notes: AssetNotes = new AssetNotes();
  #absent: ReadonlySet<string> = new Set();
  #current: Current | undefined;
  #size: RecordedEvent | undefined;
  #pending: RecordedEvent[] = [];
  #chars = 0;
  #refusedBefore = 0;

  constructor(places: RunPlaces) {
    this.#places = places;
  }

  /** Takes the next range; stretches are handed over as they are done. */
  async read(range: Range, hands: Hands): Promise<RangeReport> {
    this.#notes.learn(range.told, range.tellers);
    this.#absent = new Set(range.absent);
    const intake = new Intake(this.#places.texts, range.lines);
    const snapshots = [...range.snapshots];
    const report: RangeReport = { findings: {}, broken: [], refusedBefore: 0 };
    const first = new MomentFirst(hands, range.moment, this.#current?.standing);
    const to: Answer = { first, report };
    for await (const bit of intake.events())
      for (const taken of bit) await this.#take(taken, { snapshots, begin: range.begin }, to);
    const { malformed } = await intake.report;
    report.broken.push(...snapshots.filter(({ bounds }) => bounds).map(({ id }) => id));
    if (this.#current) this.#current.malformed += malformed;
    else this.#refusedBefore += malformed;
    this.#settle(to);
    await first.before(Number.POSITIVE_INFINITY);
    return report;
  }

  async #take({ event, chars, missing }: TakenEvent, { snapshots, begin }: Expected, to: Answer): Promise<void> {
    const next = isSnapshot(event) ? passedBy(snapshots, event.timestamp) : undefined;
    to.report.broken.push(...(next?.skipped ?? []));
    if (isSnapshot(event) && next?.found) await this.#meet(event, { ...next.found, begin }, to);
    else if (this.#current) this.#go(event);
    else this.#pass(event);
    for (const { use, address, gap } of missing) this.#current?.gaps.add(use, address, gap);
    this.#chars += chars;
    if (this.#pending.length >= HANDED_EVENTS || this.#chars >= HANDED_CHARS) this.#hand(to.first);
  }

  /** A snapshot begins its segment, unless it is left out or the run has not come to its first. */
  async #meet(event: RecordedEvent, { id, bounds, begin }: Met, to: Answer): Promise<void> {
    if (bounds === undefined || (this.#current === undefined && id !== begin)) return;
    this.#hand(to.first);
    await to.first.before(bounds.from);
    if (!this.#begin(event, { id, bounds, begin }, to)) to.report.broken.push(id);
  }

  #settle({ first, report }: Answer): void {
    this.#hand(first);
    report.refusedBefore = this.#refusedBefore;
    if (this.#current === undefined) return;
    const { id, sanitizer, malformed } = this.#current;
    const { findings } = sanitizer;
    report.findings[id] = { ...findings, refusedEvents: findings.refusedEvents + malformed };
  }

  /** False when nothing can be made of the snapshot: what comes after it belongs to the segment before. */
  #begin(event: RecordedEvent, { id, bounds }: Met, to: Answer): boolean {
    const { base, startedAt, addressOf } = this.#places;
    const gaps = new Gaps();
    const shelf = { addressOf, isAbsent: (hash: string) => this.#absent.has(hash), base };
    const sanitizer = new Sanitizer(new ShownFiles(this.#notes, shelf, gaps));
    const clean = sanitizer.accept(event);
    if (clean === undefined || bounds === undefined) {
      if (this.#current === undefined) this.#refusedBefore++;
      else this.#current.malformed++;
      return false;
    }
    this.#settle(to);
    const maker = new StretchMaker(id, startedAt, bounds);
    const [size, snapshot] = maker.begin(clean, this.#size);
    const standing = new Standing(id, size, snapshot);
    this.#current = { id, sanitizer, gaps, maker, standing, malformed: 0 };
    to.first.begin(standing);
    this.#pending = [size, snapshot];
    this.#size = undefined;
    return true;
  }

  #go(value: unknown): void {
    const event = this.#current?.sanitizer.accept(value);
    if (event === undefined) return;
    if (event.type !== EVENT_TYPE.meta) this.#pending.push(event);
    else {
      if (this.#size) this.#pending.push(asResize(this.#size));
      this.#size = event;
    }
  }

  /** Before the first snapshot only the size of the window matters. */
  #pass(value: unknown): void {
    const isSize = isRecordedEvent(value) && value.type === EVENT_TYPE.meta;
    const size = isSize ? new Sanitizer().accept(value) : undefined;
    if (!isRecordedEvent(value) || (isSize && size === undefined)) this.#refusedBefore++;
    this.#size = size ?? this.#size;
  }

  #hand(first: MomentFirst): void {
    if (this.#current && this.#pending.length > 0) first.take(this.#current.maker.make(this.#pending), this.#chars);
    this.#pending = [];
    this.#chars = 0;
  }
}

function isSnapshot(event: unknown): event is RecordedEvent {
  return isRecordedEvent(event) && event.type === EVENT_TYPE.fullSnapshot;
}

/** Takes the snapshot of this time off the list, and those before it whose lines were none. */
function passedBy(
  snapshots: { id: string; timestamp: number; bounds: Bounds | undefined }[],
  timestamp: number,
): { found: (typeof snapshots)[number] | undefined; skipped: string[] } {
  const index = snapshots.findIndex((snapshot) => snapshot.timestamp === Math.trunc(timestamp));
  if (index < 0) return { found: undefined, skipped: [] };
  const [...passed] = snapshots.splice(0, index + 1);
  const found = passed.pop();
  return { found, skipped: passed.filter(({ bounds }) => bounds).map(({ id }) => id) };
}
