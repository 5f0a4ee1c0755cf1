import { EVENT_TYPE, isRecordedEvent, type RecordedEvent } from '@falter/wire';
import { SOURCE } from './rrweb-shapes.ts';
import { safeAttributes } from './sanitize-attributes.ts';
import { Canvases } from './sanitize-canvas.ts';
import { nestsTooDeep, safeCss, TEXT_NESTING_MAX } from './sanitize-css.ts';
import { type ForeignNode, type Known, MASKED, sanitizeTree } from './sanitize-node.ts';

/** Pixels of a recorded viewport. Real ones end at 8K screens; the browser crashes on a billion. */
export const VIEWPORT_MAX_PX = 10_000;

const UNPLAYED: ReadonlySet<number> = new Set([SOURCE.mediaInteraction, SOURCE.font, SOURCE.customElement]);

/** What the sanitiser met, for the notices on the page. */
export interface Findings {
  /** Events that are none, or that nothing could be made of. */
  refusedEvents: number;
  /** Events that are fine and never replayed: media, lines drawn on a canvas, fonts, definitions of custom elements. */
  unplayedEvents: number;
  refusedNodes: number;
  canvases: number;
  /** Canvases of which there is a picture. */
  picturedCanvases: number;
  absentPictures: number;
  maskedFields: number;
}

/**
 * Takes a tab's events one by one, in order, and makes each safe to give to the replayer: nothing in it can fetch, navigate or
 * run, and no shape in it can crash the rebuild. The sandboxed frame and its content security policy hold without this;
 * what they do not hold (a preconnect opens a connection before any policy is asked, a nesting bomb takes the tab) is why
 * this exists.
 */
export class Sanitizer {
  #known: Known = {
    tags: new Map(),
    drawn: new Canvases(),
    refused: 0,
    canvases: 0,
    absentPictures: 0,
    maskedFields: 0,
  };
  #refusedEvents = 0;
  #unplayedEvents = 0;

  /** The same event, cleaned in place, or undefined when it must not be replayed. Never throws. */
  accept(value: unknown): RecordedEvent | undefined {
    if (!isRecordedEvent(value)) this.#refusedEvents++;
    else if (isUnplayed(value) || !this.#draw(value)) this.#unplayedEvents++;
    else if (this.#clean(value)) return value;
    else this.#refusedEvents++;
    return undefined;
  }

  get findings(): Findings {
    const { refused, canvases, drawn, absentPictures, maskedFields } = this.#known;
    const events = { refusedEvents: this.#refusedEvents, unplayedEvents: this.#unplayedEvents };
    const { pictured: picturedCanvases } = drawn;
    return { ...events, refusedNodes: refused, canvases, picturedCanvases, absentPictures, maskedFields };
  }

  /** False for something drawn on a canvas that is not shown. What is shown becomes a change of its picture. */
  #draw(event: RecordedEvent): boolean {
    if (event.type !== EVENT_TYPE.incremental || event.data?.source !== SOURCE.canvasMutation) return true;
    event.data = this.#known.drawn.draw(event.data);
    return event.data !== undefined;
  }

  #clean(event: RecordedEvent): boolean {
    if (event.type !== EVENT_TYPE.fullSnapshot && event.type !== EVENT_TYPE.incremental) {
      return event.type !== EVENT_TYPE.meta || cleanViewport(event.data);
    }
    if (typeof event.data !== 'object' || event.data === null) return false;
    if (event.type === EVENT_TYPE.fullSnapshot) return this.#cleanSnapshot(event.data);
    return this.#cleanIncremental(event.data);
  }

  #cleanSnapshot(data: ForeignNode): boolean {
    this.#known.tags.clear();
    this.#known.drawn.forget();
    const offset = data.initialOffset;
    data.initialOffset = { left: finite(offset?.left), top: finite(offset?.top) };
    return data.node?.type === 0 && sanitizeTree(data.node, this.#known) && data.node.childNodes.length > 0;
  }

  #cleanIncremental(data: ForeignNode): boolean {
    switch (data.source) {
      case SOURCE.mutation:
        return this.#cleanMutation(data);
      case SOURCE.viewportResize:
        return cleanViewport(data);
      case SOURCE.mouseMove:
      case SOURCE.touchMove:
      case SOURCE.drag:
        return cleanPositions(data);
      case SOURCE.input:
        if (typeof data.text === 'string' && MASKED.test(data.text)) this.#known.maskedFields++;
        return true;
      case SOURCE.styleSheetRule:
      case SOURCE.adoptedStyleSheet:
        return cleanRules(data);
      default:
        return typeof data.source === 'number';
    }
  }

  #cleanMutation(data: ForeignNode): boolean {
    for (const part of ['adds', 'removes', 'texts', 'attributes']) {
      if (!Array.isArray(data[part])) data[part] = [];
      data[part] = data[part].filter((entry: unknown) => typeof entry === 'object' && entry !== null);
    }
    data.adds = data.adds.filter((add: ForeignNode) => sanitizeTree(add.node, this.#known));
    for (const text of data.texts) text.value = safeText(text.value);
    for (const change of data.attributes) {
      const recorded = typeof change.attributes === 'object' && change.attributes !== null ? change.attributes : {};
      change.attributes = safeAttributes(this.#known.tags.get(change.id) ?? '', recorded);
      this.#known.drawn.change(change.id, change.attributes);
    }
    return true;
  }
}

/** Needs scripts inside the frame, which it never gets, or sounds and fonts that the recording does not carry. */
function isUnplayed({ type, data }: RecordedEvent): boolean {
  return type === EVENT_TYPE.incremental && UNPLAYED.has(data?.source);
}

function cleanViewport(data: ForeignNode): boolean {
  if (typeof data !== 'object' || data === null) return false;
  data.width = Math.min(VIEWPORT_MAX_PX, Math.max(1, finite(data.width)));
  data.height = Math.min(VIEWPORT_MAX_PX, Math.max(1, finite(data.height)));
  return true;
}

function cleanPositions(data: ForeignNode): boolean {
  if (!Array.isArray(data.positions)) return false;
  data.positions = data.positions.filter(
    (position: ForeignNode) =>
      Number.isFinite(position?.x) && Number.isFinite(position?.y) && Number.isFinite(position?.timeOffset),
  );
  return data.positions.length > 0;
}

function cleanRules(data: ForeignNode): boolean {
  const lists = [
    data.adds,
    ...(Array.isArray(data.styles) ? data.styles.map((style: ForeignNode) => style?.rules) : []),
  ];
  for (const rules of lists) {
    if (!Array.isArray(rules)) continue;
    for (const entry of rules) if (typeof entry?.rule === 'string') entry.rule = safeCss(entry.rule);
  }
  if (typeof data.replace === 'string') data.replace = safeCss(data.replace);
  if (typeof data.replaceSync === 'string') data.replaceSync = safeCss(data.replaceSync);
  return true;
}

/** The text may stand in a style element, which the mutation does not say. */
function safeText(value: unknown): string {
  return typeof value === 'string' && !nestsTooDeep(value, TEXT_NESTING_MAX) ? value : '';
}

function finite(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
