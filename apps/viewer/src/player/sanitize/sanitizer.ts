import { EVENT_TYPE, isRecordedEvent, type RecordedEvent } from '@falter/wire';
import type { Missing } from '../assets/gap.ts';
import { ShownFiles } from '../assets/shown-files.ts';
import { SOURCE } from '../replay/rrweb-shapes.ts';
import { safeAttributes } from './attributes.ts';
import { Canvases } from './canvas.ts';
import { nestsTooDeep, safeCss, TEXT_NESTING_MAX } from './css.ts';
import { type ForeignNode, type Known, MASKED, sanitizeTree } from './node.ts';
import { Pictures } from './pictures.ts';

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
  /** Pictures, fonts and sheets that the page told of, or would have, and that are not here. */
  gaps: Missing[];
  /** Whether the page told of its files at all. */
  tellsFiles: boolean;
}

/**
 * Takes the events of a tab from a snapshot on, one by one, in order, and makes each safe to give to the replayer: nothing in it can fetch, navigate or
 * run, and no shape in it can crash the rebuild. The sandboxed frame and its content security policy hold without this;
 * what they do not hold (a preconnect opens a connection before any policy is asked, a nesting bomb takes the tab) is why
 * this exists.
 */
export class Sanitizer {
  readonly #files: ShownFiles;
  readonly #known: Known;
  #refusedEvents = 0;
  #unplayedEvents = 0;

  constructor(files: ShownFiles = new ShownFiles()) {
    const counts = { refused: 0, canvases: 0, absentPictures: 0, maskedFields: 0 };
    const shown = { files, pictures: new Pictures(files), drawn: new Canvases() };
    this.#files = files;
    this.#known = { tags: new Map(), sheets: new Set(), ...shown, ...counts };
  }

  /** The same event, cleaned in place, or undefined when it must not be replayed. Never throws. */
  accept(value: unknown): RecordedEvent | undefined {
    if (isRecordedEvent(value)) this.#files.time = value.timestamp;
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
    const { gaps, tells: tellsFiles } = this.#files;
    return {
      ...events,
      refusedNodes: refused,
      canvases,
      picturedCanvases,
      absentPictures,
      maskedFields,
      gaps,
      tellsFiles,
    };
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
    this.#known.sheets.clear();
    this.#known.pictures.forget();
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
        return cleanRules(data, this.#files);
      case SOURCE.styleDeclaration:
        if (typeof data.set?.value === 'string') data.set.value = this.#files.css(data.set.value);
        return true;
      default:
        return typeof data.source === 'number';
    }
  }

  #cleanMutation(data: ForeignNode): boolean {
    for (const part of ['adds', 'removes', 'texts', 'attributes']) {
      if (!Array.isArray(data[part])) data[part] = [];
      data[part] = data[part].filter((entry: unknown) => typeof entry === 'object' && entry !== null);
    }
    const { tags, sheets, files, pictures, drawn } = this.#known;
    // rrweb tells siblings from the last to the first; an image wants to know of the sources before it.
    for (const { node, parentId } of data.adds) if (isSource(node)) pictures.addSource(parentId, node.attributes ?? {});
    data.adds = data.adds.filter((add: ForeignNode) => sanitizeTree(add.node, this.#known, add.parentId));
    for (const text of data.texts) {
      text.value = safeText(text.value);
      if (sheets.has(text.id)) text.value = files.css(text.value);
    }
    for (const change of data.attributes) {
      const recorded = typeof change.attributes === 'object' && change.attributes !== null ? change.attributes : {};
      const tag = tags.get(change.id) ?? '';
      change.attributes = safeAttributes({ tag, id: change.id, files }, recorded);
      if (tag === 'img') pictures.change(change.id, recorded, change.attributes);
      drawn.change(change.id, change.attributes);
    }
    return true;
  }
}

function isSource(node: ForeignNode): boolean {
  return typeof node?.tagName === 'string' && node.tagName.toLowerCase() === 'source';
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

function cleanRules(data: ForeignNode, files: ShownFiles): boolean {
  const lists = [
    data.adds,
    ...(Array.isArray(data.styles) ? data.styles.map((style: ForeignNode) => style?.rules) : []),
  ];
  for (const rules of lists) {
    if (!Array.isArray(rules)) continue;
    for (const entry of rules) if (typeof entry?.rule === 'string') entry.rule = files.css(safeCss(entry.rule));
  }
  if (typeof data.replace === 'string') data.replace = files.css(safeCss(data.replace));
  if (typeof data.replaceSync === 'string') data.replaceSync = files.css(safeCss(data.replaceSync));
  return true;
}

/** The text may stand in a style element, which the mutation does not say. */
function safeText(value: unknown): string {
  return typeof value === 'string' && !nestsTooDeep(value, TEXT_NESTING_MAX) ? value : '';
}

function finite(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
