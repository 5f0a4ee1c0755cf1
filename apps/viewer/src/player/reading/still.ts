import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { SOURCE } from '../replay/rrweb-shapes.ts';
import type { Hand } from './hand.ts';
import { type Built, type Change, PageTree } from './page-tree.ts';

/** The page of a moment as a snapshot of its own, with what a snapshot cannot say in the events after it; all at that moment, epoch ms. */
export interface Still {
  segment: string;
  at: number;
  events: RecordedEvent[];
  /** What comes in the next moment: a scroll may be told of after the click that saw it. */
  next: RecordedEvent[];
  /** What the visitor's hand did last. */
  hand: Hand;
}

/** The frame of a moment has everything up to and including it. Half a millisecond. */
export const INCLUSIVE_MS = 0.5;

/** Changed nodes below which rrweb is as quick by itself, and what was recorded is here as soon as a snapshot of it. */
const WORTH_CHANGES = 100;

/** As late as a recorder tells of a scroll, and a little more. Milliseconds. */
const NEXT_MS = 250;

/** The pointer is where the last of these says; of the rest, each kind by itself has something that lasts. */
const POINTER: ReadonlySet<number> = new Set([SOURCE.mouseMove, SOURCE.touchMove, SOURCE.drag]);

/** What was done to sheets is done again, in order. */
const SHEETS: ReadonlySet<number> = new Set([SOURCE.styleSheetRule, SOURCE.styleDeclaration, SOURCE.adoptedStyleSheet]);

/** More of it than this is no shorter than the recording itself. */
const SHEET_CHANGES_MAX = 2_000;

/**
 * Follows a segment from its snapshot on and can say at any moment what the page is like: so a frame late in a segment takes one snapshot
 * to build, and not all that happened before it. Where it cannot follow exactly, it has nothing to say.
 */
export class Standing {
  readonly #segment: string;
  readonly #tree: PageTree;
  readonly #documentId: number;
  readonly #offset: { left: number; top: number };
  #size: RecordedEvent;
  /** What lasts, by what it overrides; in the order in which it came. */
  readonly #lasting = new Map<string, RecordedEvent>();
  readonly #sheets: RecordedEvent[] = [];
  #changes = 0;
  #last = 0;
  #fits = true;

  /** @param size of the window, and the snapshot that the segment begins with. */
  constructor(segment: string, size: RecordedEvent, snapshot: RecordedEvent) {
    this.#segment = segment;
    this.#size = size;
    this.#offset = snapshot.data.initialOffset;
    this.#documentId = snapshot.data.node.id;
    this.#tree = new PageTree(snapshot.data.node, (id) => this.#forget(id));
  }

  /** False once something was met that is not followed. */
  get fits(): boolean {
    return this.#fits && this.#tree.fits;
  }

  /** Takes what comes next. Once something did not fit it says nothing any more. */
  take(event: RecordedEvent): void {
    if (!this.fits || event.type !== EVENT_TYPE.incremental) return;
    const { source, id } = event.data;
    if (source === SOURCE.mutation) this.#change(event);
    else if (source === SOURCE.viewportResize)
      this.#size = { ...this.#size, data: { ...this.#size.data, ...sizeOf(event) } };
    else if (POINTER.has(source)) this.#keep('pointer', event);
    else if (source === SOURCE.mouseInteraction) this.#keep(`press ${event.data.type}`, event);
    else if (source === SOURCE.selection) this.#keep('selection', event);
    else if (source === SOURCE.scroll || source === SOURCE.input) this.#keep(`${source} ${id}`, event);
    else if (SHEETS.has(source)) this.#fits &&= this.#sheets.push(event) <= SHEET_CHANGES_MAX;
  }

  /**
   * The page after all that was taken; undefined where that is not known exactly, or little has changed since the snapshot.
   * @param around what comes after it, and what the visitor's hand did before.
   */
  at(moment: number, { later, hand }: { later: readonly RecordedEvent[]; hand: Hand }): Still | undefined {
    if (!this.fits || this.#changes < WORTH_CHANGES) return undefined;
    const scrolled = this.#lasting.get(`${SOURCE.scroll} ${this.#documentId}`)?.data;
    const initialOffset = scrolled === undefined ? this.#offset : { left: scrolled.x, top: scrolled.y };
    const data = { node: this.#tree.snapshot(), initialOffset };
    const events = [
      this.#size,
      { type: EVENT_TYPE.fullSnapshot, timestamp: moment, data },
      ...this.#sheets,
      ...this.#lasting.values(),
    ];
    const next = later.filter(({ timestamp }) => timestamp <= moment + NEXT_MS);
    return {
      segment: this.#segment,
      at: moment,
      events: events.map((event) => ({ ...event, timestamp: moment })),
      ...{ next, hand },
    };
  }

  #change(event: RecordedEvent): void {
    const change = event.data as Change;
    // Clocks that were set back: the replay goes by times, this by what was written first.
    this.#fits &&= event.timestamp >= this.#last && !this.#touchesChangedSheet(change) && this.#tree.apply(change);
    this.#last = event.timestamp;
    this.#changes += change.adds.length + change.removes.length + change.texts.length + change.attributes.length;
    if (this.#fits) for (const { node } of change.adds) this.#scrolled(event, node);
  }

  /** Rules that were put in by a script are gone when the text of their sheet changes. */
  #touchesChangedSheet({ removes, adds, texts, attributes }: Change): boolean {
    if (this.#sheets.length === 0) return false;
    const isSheet = (id: number): boolean => ['style', 'link'].includes(this.#tree.tagOf(id));
    return (
      removes.some(({ id, parentId }) => isSheet(id) || isSheet(parentId)) ||
      adds.some(({ parentId }) => isSheet(parentId)) ||
      attributes.some(({ id }) => isSheet(id)) ||
      texts.some(({ id }) => isSheet(this.#tree.parentOf(id)))
    );
  }

  /** A recorder says of what was put in how far it was scrolled at once. */
  #scrolled(event: RecordedEvent, { id, attributes = {} }: Built): void {
    const [x, y] = [Number(attributes.rr_scrollLeft) || 0, Number(attributes.rr_scrollTop) || 0];
    if (x === 0 && y === 0) return;
    this.#keep(`${SOURCE.scroll} ${id}`, { ...event, data: { source: SOURCE.scroll, id, x, y } });
  }

  #keep(name: string, event: RecordedEvent): void {
    this.#lasting.delete(name);
    this.#lasting.set(name, event);
  }

  /** Of a node that left the page, or came anew, nothing lasts. */
  #forget(id: number): void {
    this.#lasting.delete(`${SOURCE.scroll} ${id}`);
    this.#lasting.delete(`${SOURCE.input} ${id}`);
  }
}

function sizeOf({ data }: RecordedEvent): { width: number; height: number } {
  return { width: data.width, height: data.height };
}
