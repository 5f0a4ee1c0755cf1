import { EVENT_MAX_BYTES, EVENT_TYPE, PLUGIN, type RecordedEvent, scrubResource } from '@falter/wire';
import type { Beyond, Known } from '../beyond/inside.ts';
import type { Line } from '../delivery/batch.ts';
import type { Loss } from '../delivery/losses.ts';
import { createPace, SOON_MS } from '../delivery/pace.ts';
import type { Sender } from '../delivery/sender.ts';
import { exceeds } from '../host/bytes.ts';
import type { Guard } from '../host/guard.ts';
import { toJson } from '../host/json.ts';
import { describePage } from '../notes/page.ts';
import { createStates } from '../privacy/marks.ts';
import { createPrivacy } from '../privacy/mask.ts';
import type { Preset } from '../privacy/preset.ts';
import { isVisitors } from '../session/activity.ts';
import type { Identity } from '../session/identity.ts';
import type { Presence } from '../session/presence.ts';
import { createHolding, type Holding } from './holding.ts';
import { idOf, nodeOf, startRecorder } from './record.ts';
import type { Rings } from './rings.ts';

type Plugin = (typeof PLUGIN)[keyof typeof PLUGIN];

/** What rrweb sees and what the snippet notes, masked and in one order, on its way to the sender. */
export interface Tape {
  /** The snapshot of this page was taken: what follows can be replayed. */
  readonly begun: boolean;
  /** Adds a plugin event, of this moment or of `at`. Before the first snapshot it waits, so that every recording begins with one. */
  note(plugin: Plugin, payload: object, at?: number): void;
  /** Session, tab or page changed: nothing more until a full snapshot, which this takes. */
  begin(): void;
  /** Says that events are missing here, and goes on from a full snapshot. */
  lost(loss: Loss): void;
  /** Takes a full snapshot, unless nothing is recorded right now. */
  snapshot(): void;
  /** Whether what is recorded leaves the page. */
  readonly holding: Holding;
  /** The visitor did something. */
  sign(now: number): void;
  /** Canvases and frames of other origins, where they are wished: that part came. */
  reach(open: (known: Known) => Beyond): void;
  /** While the document is in the back/forward cache, or for good. */
  pause(): void;
  stop(): void;
}

/** Notes that may wait for the first snapshot: a hundred requests, fifty errors, and what else there is. */
const EARLY_MAX = 200;

/** After a mark came or went, the page is told anew as it may be seen from then on; what follows it is masked at once. */
const REMARK_MS = 500;

/** Who records, where it goes, and what happens to a fault of ours. */
export interface TapeParts {
  identity: Identity;
  sender: Sender;
  guard: Guard;
  onFault(): void;
  /** How much of the page may leave. */
  preset: Preset;
  /** Whether the present session is one that is recorded. */
  isChosen(): boolean;
  /** Another session has begun that is not: stop, without a sound. */
  onUnchosen(): void;
  /** A page or a session has begun, and its snapshot was taken: what stands must be said again. */
  onBegun(): void;
  /** Somebody waits for the first batches. */
  hurried: boolean;
  presence: Presence;
  /** Where only struggle is recorded: what earlier pages held. */
  rings: Rings | undefined;
  /** What was held goes out for the first time. */
  onOpen(): void;
}

/** What of the privacy pass others need as well. */
const PASS = { scrub: scrubResource, look: createStates };

export function startTape(parts: TapeParts): Tape {
  const { identity, sender, guard, onFault } = parts;
  const pace = createPace(parts.hurried, () => holding.trigger());
  const holding = createHolding({
    ...parts,
    snapshot,
    introduce: (at) => toLine(noteOf(PLUGIN.page, describePage(identity.page), at)),
    onOpen() {
      parts.onOpen();
      sender.within(SOON_MS);
    },
  });
  let early: [Plugin, object, number | undefined][] = [];
  /** rrweb has begun; before that it must not be asked for a snapshot. */
  let ready = false;
  /** The snapshot of this page was taken: what follows can be replayed. */
  let begun = false;
  let paused = false;
  let stopped = false;
  let beyond: Beyond | undefined;
  let remarked: ReturnType<typeof setTimeout> | undefined;

  const privacy = createPrivacy(parts.preset, {
    nodeOf,
    onFault,
    onUnknown() {
      identity.stream.dropped++;
    },
    // A page that sets marks one after another gets one snapshot for all of them.
    onMark() {
      if (remarked) return;
      remarked = setTimeout(
        guard(() => {
          remarked = undefined;
          if (begun && !paused) recorder.snapshot();
        }),
        REMARK_MS,
      );
    },
  });

  /** Undefined for what may not leave, and for what goes to the page around this frame. */
  function toLine(event: RecordedEvent, isMasked?: boolean): Line | undefined {
    if (!(isMasked || privacy.mask(event)) || beyond?.see(event)) return undefined;
    const text = toJson(event);
    const { stream, page } = identity;
    return { text, type: event.type, at: event.timestamp, stream, page };
  }

  function add(event: RecordedEvent, isMasked?: boolean): void {
    const line = toLine(event, isMasked);
    if (!line) return;
    if (exceeds(line.text, EVENT_MAX_BYTES)) tooLarge(line);
    else holding.add(line);
    sender.within(pace(event));
  }

  function tooLarge({ type, at }: Line): void {
    identity.stream.dropped++;
    const loss: Loss = { why: 'size', events: 1, from: at, until: at };
    // A page whose snapshot is too large has no smaller one.
    if (type === EVENT_TYPE.fullSnapshot) note(PLUGIN.lost, loss);
    else lost(loss);
  }

  function lost(loss: Loss): void {
    note(PLUGIN.lost, loss);
    snapshot();
  }

  function snapshot(): void {
    if (ready && !paused) recorder.snapshot();
  }

  function note(plugin: Plugin, payload: object, at?: number): void {
    const timestamp = at ?? Date.now();
    if (paused || !identity.alive(timestamp)) return;
    if (begun) add(noteOf(plugin, payload, timestamp));
    else if (early.length < EARLY_MAX) early.push([plugin, payload, at]);
  }

  /** `isMasked`: where it was recorded, in a frame. */
  function emit(event: RecordedEvent, isMasked?: boolean): void {
    const isSnapshot = event.type === EVENT_TYPE.fullSnapshot;
    if (isSnapshot) ready = true;
    if (paused) return;
    const now = Date.now();
    if (isVisitors(event)) sign(now);
    if (!identity.alive(now)) return;
    if (!begun && !isSnapshot && event.type !== EVENT_TYPE.meta) return;
    add(event, isMasked);
    if (isSnapshot && !begun) announce();
  }

  function announce(): void {
    begun = true;
    note(PLUGIN.page, describePage(identity.page));
    parts.onBegun();
    for (const waited of early) note(...waited);
    early = [];
  }

  function begin(): void {
    if (stopped) return;
    paused = false;
    begun = false;
    holding.restart();
    if (!parts.isChosen()) parts.onUnchosen();
    else if (ready) recorder.snapshot();
  }

  function sign(now: number): void {
    const wasAway = !parts.presence.isAwake();
    if (identity.touch(now)) begin();
    holding.wake();
    if (wasAway) sender.within(SOON_MS);
  }

  const recorder = startRecorder({
    emit: guard(emit),
    maskInput: privacy.maskInput,
    degraded: (payload) => note(PLUGIN.degraded, payload),
    onFault,
  });
  return {
    get begun() {
      return begun;
    },
    note,
    begin,
    lost,
    snapshot,
    sign,
    holding,
    reach(open) {
      if (!stopped) beyond = open({ ...parts, emit, snapshot, idOf, nodeOf, forget: holding.restart, ...PASS });
    },
    pause() {
      paused = true;
    },
    stop() {
      stopped = true;
      paused = true;
      beyond?.stop();
      recorder.stop();
    },
  };
}

function noteOf(plugin: Plugin, payload: object, timestamp: number): RecordedEvent {
  return { type: EVENT_TYPE.plugin, data: { plugin, payload }, timestamp };
}
