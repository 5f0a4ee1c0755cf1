import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { Replayer } from 'rrweb';
import { ABSENT_PICTURE } from '../sanitize/attributes.ts';
import { isFar } from './far.ts';
import { HoverRules } from './hover-rules.ts';
import { placeable } from './placeable.ts';
import { scrollPage } from './scroll-page.ts';

/** Size of the recorded window in CSS pixels. */
export interface Viewport {
  width: number;
  height: number;
}

/** What is heard from a replay. */
export interface ReplayListener {
  onViewport(viewport: Viewport): void;
  /** A change in the recording that did not fit the page as it stands: picture and truth may differ from here on. */
  onDrift(): void;
  /** A snapshot that could not be built. */
  onBroken(cause: unknown): void;
}

/** A recording on the screen. Times are milliseconds since the session's start. */
export interface Replay {
  /** What can be shown from now on, instead of what could be; the frame stays as it is, and what plays plays on. */
  setEvents(film: { events: RecordedEvent[]; touch: boolean }): void;
  /** Shows the frame at this moment, everything recorded up to and including it applied, and stands still. */
  showAt(at: number): void;
  playFrom(at: number): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** Where a running replay is. */
  now(): number;
  destroy(): void;
}

/** How far behind the session's start the replayer's own end lies: never reached, because its end resets its state. */
const BEYOND_END_MS: number = 8 * 24 * 60 * 60 * 1000;

/** A moment's events have its own timestamp, and rrweb applies what lies before an offset. Half a millisecond. */
const INCLUSIVE_MS = 0.5;

const FRAME_RULES = [
  `[${ABSENT_PICTURE}] { background: repeating-linear-gradient(135deg, #8882 0 6px, #8881 6px 12px) !important; }`,
  // Without scripts a browser gives every video its controls.
  'video::-webkit-media-controls { display: none !important; }',
];

/**
 * Builds the replayer into `root`, without anything to show, and resolves once it stands. The only place that knows rrweb. It runs in a page of its own
 * (../frame), whose content security policy the frame of the recorded page inherits; that frame is sandboxed without `allow-scripts`, and inert.
 * @param startedAt epoch ms.
 */
export async function createReplay(root: HTMLElement, startedAt: number, listener: ReplayListener): Promise<Replay> {
  const replayer = new Replayer(marked([], startedAt) as ConstructorParameters<typeof Replayer>[0], {
    root,
    speed: 1,
    mouseTail: false,
    triggerFocus: false,
    UNSAFE_replayCanvas: false,
    insertStyleRules: FRAME_RULES,
    logger: { log: () => {}, warn: () => listener.onDrift() },
  });
  replayer.iframe.title = 'Recorded page';
  replayer.wrapper.inert = true;
  replayer.on('resize', (size) => listener.onViewport(size as Viewport));
  (replayer as unknown as { cache: { stylesWithHoverClass: Map<string, string> } }).cache.stylesWithHoverClass =
    new HoverRules();
  guard(replayer, listener);
  leaveOutWhatHasNoPlace(replayer, listener);
  await firstFrame();
  let shown: RecordedEvent[] = [];
  /** Where the page stands and where it goes to decide how rrweb gets there. */
  const prepare = (at: number): void => {
    forgetCursor(replayer, at);
    replayer.config.useVirtualDom = isFar(shown, startedAt + replayer.getCurrentTime(), startedAt + at + INCLUSIVE_MS);
  };
  const scroll = (at: number): void => scrollPage(replayer.getMirror(), shown, startedAt + at + INCLUSIVE_MS);
  return {
    setEvents: ({ events, touch }) => {
      shown = events;
      replaceEvents(replayer, marked(events, startedAt));
      replayer.wrapper.querySelector('.replayer-mouse')?.classList.toggle('touch-device', touch);
    },
    showAt: (at) => {
      prepare(at);
      replayer.pause(at + INCLUSIVE_MS);
      scroll(at);
    },
    playFrom: (at) => {
      prepare(at);
      replayer.play(at + INCLUSIVE_MS);
      scroll(at);
    },
    pause: () => replayer.pause(),
    setSpeed: (speed) => replayer.setConfig({ speed }),
    now: () => replayer.getCurrentTime(),
    destroy: () => replayer.destroy(),
  };
}

interface Inside {
  service: { state: { context: { events: RecordedEvent[] }; matches(state: string): boolean } };
}

/**
 * rrweb can only be told of one event more, and forgets none. It reads its list anew whenever it is moved, so the list is changed where it
 * is; while it plays it is asked to go on from where it is, which applies nothing twice.
 */
function replaceEvents(replayer: Replayer, events: RecordedEvent[]): void {
  const { state } = (replayer as unknown as Inside).service;
  const list = state.context.events;
  list.length = 0;
  for (const event of events) list.push(event);
  if (!state.matches('playing')) return;
  replayer.config.useVirtualDom = false;
  replayer.play(replayer.getCurrentTime());
}

/** rrweb counts from its first event and ends after its last: two events without meaning make that the session's clock. */
function marked(events: readonly RecordedEvent[], startedAt: number): RecordedEvent[] {
  const mark = (tag: string, timestamp: number): RecordedEvent => ({
    type: EVENT_TYPE.custom,
    timestamp,
    data: { tag: `falter/${tag}`, payload: null },
  });
  return [mark('start', startedAt), ...events, mark('end', startedAt + BEYOND_END_MS)];
}

/** A jump back rebuilds the page and not the cursor, which would stay where it only will be later. Without a place: hidden. */
function forgetCursor(replayer: Replayer, at: number): void {
  if (at < replayer.getCurrentTime()) replayer.wrapper.querySelector('.replayer-mouse')?.removeAttribute('style');
}

/** One event that cannot be applied must not stop the clock, whose callback it would throw into. */
function guard(replayer: Replayer, listener: ReplayListener): void {
  const inner = replayer as unknown as Record<'applyIncremental' | 'rebuildFullSnapshot', (...args: unknown[]) => void>;
  const { applyIncremental, rebuildFullSnapshot } = inner;
  inner.applyIncremental = (...args) => {
    try {
      applyIncremental.apply(replayer, args);
    } catch {
      listener.onDrift();
    }
  };
  inner.rebuildFullSnapshot = (...args) => {
    try {
      rebuildFullSnapshot.apply(replayer, args);
    } catch (cause) {
      listener.onBroken(cause);
    }
  };
}

interface Mirror {
  getNode(id: number): unknown;
}

/**
 * Leaves out what rrweb would try to place for half a second each time, and not place in the end. A page that has the parent and
 * not the sibling is another one than was recorded; without a parent rrweb says nothing either: pages change faster than a
 * recorder writes, and what is gone already is often told of once more.
 */
function leaveOutWhatHasNoPlace(replayer: Replayer, listener: ReplayListener): void {
  const inner = replayer as unknown as {
    applyMutation(data: { adds: Parameters<typeof placeable>[0] }, isSync: boolean): void;
    usingVirtualDom: boolean;
    virtualDom: { mirror: Mirror };
  };
  const applyMutation = inner.applyMutation.bind(replayer);
  inner.applyMutation = (data, isSync) => {
    const mirror: Mirror = inner.usingVirtualDom ? inner.virtualDom.mirror : replayer.getMirror();
    const adds = placeable(data.adds, (id) => Boolean(mirror.getNode(id)));
    applyMutation({ ...data, adds }, isSync);
    if (adds.length === data.adds.length) return;
    const after: Mirror = inner.usingVirtualDom ? inner.virtualDom.mirror : replayer.getMirror();
    const placed = new Set(adds);
    if (data.adds.some((add) => !placed.has(add) && after.getNode(add.parentId))) listener.onDrift();
  };
}

/** The constructor shows the first frame by timers of 0 and 1 ms; a seek before them would be overwritten by them. */
function firstFrame(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}
