import { type DegradedPayload, type DegradedReason, EVENT_TYPE, PLUGIN, type RecordedEvent } from '@falter/wire';
import { attempt } from '../host/guard.ts';
import { listen } from '../host/listen.ts';
import { type Budget, createBudget } from './budget.ts';
import type { Inside } from './inside.ts';
import { NODES_MAX, renumber } from './renumber.ts';
import { isIgnored, isShown } from './shown.ts';
import { nodesIn, treesIn } from './tree.ts';
import { isWord, SNAPSHOT, type Word } from './words.ts';

/** A frame that gives what it records. */
interface Hosted {
  port: MessagePort;
  /** What is added to its numbers of nodes. */
  base: number;
  /** The recording has its snapshot, and what follows can be replayed. */
  isWhole: boolean;
  chars: Budget;
  events: Budget;
}

/** A frame of the page, whatever is in it. */
interface Frame {
  element: HTMLIFrameElement;
  hosted?: Hosted;
  /** What was refused or left out of it. */
  left: number;
}

/** Documents in frames that one page takes in: a frame that loads itself again and again is given up. */
const DOCUMENTS_MAX = 200;

/** Characters of one event of a frame, and how many come. */
const EVENT_MAX_CHARS = 4_000_000;
const CHARS = { perSecond: 500_000, store: 8_000_000, total: 100_000_000 };
const EVENTS = { perSecond: 200, store: 2_000, total: 1_000_000 };

/** After a flood a frame is asked to begin anew. */
const AGAIN_MS = 5_000;

/** rrweb's sources that tell what a visitor does: moves (three kinds), clicks and touches, input. */
const DEEDS: ReadonlySet<number> = new Set([1, 2, 5, 6, 12]);

/** A frame's clock is the page's: what is further away is wrong. */
const CLOCK_MAX_MS = 5_000;

/** In the page around: takes in what frames of the listed origins record, masked there, as part of this page. */
export function watchFrames(inside: Inside): { see(event: RecordedEvent): void; stop(): void } {
  const frames = new Map<HTMLIFrameElement, Frame>();
  let documents = 0;
  let isBegun = false;
  let isStopped = false;

  const hear = inside.guard(({ source, origin, data }: MessageEvent) => {
    const frame = [...frames.values()].find(({ element }) => element.contentWindow === source);
    // Other windows have other business with the page.
    if (!frame || !isWord(data, 'frame')) return;
    if (!inside.frames.includes(origin) || documents >= DOCUMENTS_MAX) leaveOut(frame, 'frame-refused');
    else if (isShown(frame.element)) host(frame, origin);
  });
  const deafen = listen(window, 'message', hear as (event: Event) => void);

  function host(frame: Frame, origin: string): void {
    const { port1: port, port2 } = new MessageChannel();
    frame.hosted?.port.close();
    const base = ++documents * NODES_MAX;
    const hosted: Hosted = { port, base, isWhole: false, chars: createBudget(CHARS), events: createBudget(EVENTS) };
    frame.hosted = hosted;
    port.onmessage = inside.guard(({ data }: MessageEvent) => take(frame, hosted, data));
    const word: Word = { falter: 'take', preset: inside.preset };
    frame.element.contentWindow?.postMessage(word, origin, [port2]);
  }

  function take(frame: Frame, hosted: Hosted, text: unknown): void {
    const { element } = frame;
    const id = inside.idOf(element);
    if (isStopped || frame.hosted !== hosted || id === 0) return;
    // Under a mark the picture goes stale; the snapshot that follows when the mark goes asks for a new one.
    if (!isShown(element)) hosted.isWhole = false;
    else if (typeof text !== 'string' || text.length > EVENT_MAX_CHARS) leaveOut(frame, 'frame-refused');
    else if (!isAffordable(hosted, text.length)) flood(frame, hosted);
    else {
      const event = renumber(
        attempt(() => JSON.parse(text), undefined),
        hosted.base,
      );
      if (event) add(frame, event);
      else leaveOut(frame, 'frame-refused');
    }
  }

  function add({ element, hosted }: Frame, event: RecordedEvent): void {
    if (!hosted) return;
    const now = Date.now();
    if (Math.abs(event.timestamp - now) > CLOCK_MAX_MS) event.timestamp = now;
    if (event.type === EVENT_TYPE.fullSnapshot) {
      hosted.isWhole = true;
      for (const part of attached(event, inside.idOf(element))) inside.emit(part, true);
    } else if (hosted.isWhole && !(DEEDS.has(event.data.source) && isIgnored(element))) inside.emit(event, true);
  }

  /** Something is missing from here on: nothing more before it begins anew. */
  function flood(frame: Frame, hosted: Hosted): void {
    leaveOut(frame, 'frame-budget');
    if (!hosted.isWhole) return;
    hosted.isWhole = false;
    setTimeout(() => hosted.port.postMessage(SNAPSHOT), AGAIN_MS);
  }

  /** Said with the first one and then with each power of two. */
  function leaveOut(frame: Frame, why: DegradedReason): void {
    const id = inside.idOf(frame.element);
    frame.left++;
    const payload: DegradedPayload = { id, rate: frame.left, why };
    if (id > 0 && (frame.left & (frame.left - 1)) === 0) inside.note(PLUGIN.degraded, payload);
  }

  /** Says that there is a recording here, to whom the frame belongs by its address. The browser tells it to nobody else. */
  function call({ element, hosted }: Frame): void {
    const origin = attempt(() => new URL(element.src).origin, '');
    // A document that can be looked into is not the one that is waited for: the frame has not loaded so far.
    const isOwn = attempt(() => element.contentDocument, null) !== null;
    if (hosted || isOwn || !inside.frames.includes(origin) || !isShown(element)) return;
    element.contentWindow?.postMessage({ falter: 'page' } satisfies Word, origin);
  }

  /** In a snapshot of the page a frame of another origin is empty. */
  function refresh(frame: Frame): void {
    call(frame);
    if (!frame.hosted) return;
    frame.hosted.isWhole = false;
    frame.hosted.port.postMessage(SNAPSHOT);
  }

  function forget({ element, hosted }: Frame): void {
    hosted?.port.close();
    frames.delete(element);
  }

  return {
    see(event) {
      for (const tree of treesIn(event)) {
        for (const { tagName, id } of nodesIn(tree)) {
          const element = tagName === 'iframe' && (inside.nodeOf(id) as HTMLIFrameElement | null);
          if (element && !frames.has(element)) frames.set(element, { element, left: 0 });
        }
      }
      if (isBegun && event.type !== EVENT_TYPE.fullSnapshot) return;
      isBegun = true;
      for (const frame of frames.values()) {
        if (frame.element.isConnected) refresh(frame);
        else forget(frame);
      }
    },
    stop() {
      isStopped = true;
      deafen();
      for (const frame of frames.values()) forget(frame);
    },
  };
}

function isAffordable({ chars, events }: Hosted, length: number): boolean {
  const now = performance.now();
  return events.spend(1, now) && chars.spend(length, now);
}

/** A frame's snapshot as rrweb tells of a frame's document: added to its element, and scrolled to where it was. */
function attached({ timestamp, data }: RecordedEvent, parentId: number): RecordedEvent[] {
  const { node, initialOffset } = data;
  const { left = 0, top = 0 } = initialOffset ?? {};
  const adds = [{ parentId, nextId: null, node }];
  const attach = { source: 0, adds, removes: [], texts: [], attributes: [], isAttachIframe: true };
  const scroll = { source: 3, id: node.id, x: Number(left) || 0, y: Number(top) || 0 };
  return [attach, ...(scroll.x || scroll.y ? [scroll] : [])].map((data) => ({
    type: EVENT_TYPE.incremental,
    timestamp,
    data,
  }));
}
