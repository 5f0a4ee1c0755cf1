import { batch, effect, type Signal, signal } from '@preact/signals';
import type { RemoteListener } from './frame/remote-replay.ts';
import type { Span } from './inactivity.ts';
import type { Hand } from './reading/hand.ts';
import type { Reel } from './reel.ts';
import type { Viewport } from './replay/replayer.ts';

export type PlayerState = 'loading' | 'paused' | 'playing' | 'ended' | 'failed';

/** What the player tells, as it writes it itself. */
export interface PlayerSignals {
  state: Signal<PlayerState>;
  at: Signal<number>;
  durationMs: Signal<number>;
  reel: Signal<Reel | null>;
  viewport: Signal<Viewport>;
  /** Changes that did not fit the page: from the first one on, picture and truth may differ. */
  drift: Signal<number>;
  /** The stretch that was jumped over just now. */
  skipped: Signal<Span | null>;
  failure: Signal<string>;
  /** True while what is to be shown is still being read, or still being recorded. */
  waiting: Signal<boolean>;
  /** Of what is here. */
  hand: Signal<Hand>;
  /** False from when a frame is asked for until the replay says that it is on the screen. */
  settled: Signal<boolean>;
  shown: Shown;
}

/** State and moment of what is on the screen. A frame takes a moment to build: until then these are of the one before. */
export interface Shown {
  state: Signal<PlayerState>;
  at: Signal<number>;
}

export const NO_HAND: Hand = { clicks: [], pointers: [] };

export function playerSignals(): PlayerSignals {
  const signals: PlayerSignals = {
    state: signal<PlayerState>('loading'),
    at: signal(0),
    durationMs: signal(0),
    reel: signal<Reel | null>(null),
    viewport: signal<Viewport>({ width: 1280, height: 800 }),
    drift: signal(0),
    skipped: signal<Span | null>(null),
    failure: signal(''),
    waiting: signal(false),
    hand: signal(NO_HAND),
    settled: signal(true),
    shown: { state: signal<PlayerState>('loading'), at: signal(0) },
  };
  effect(() => tellShown(signals));
  return signals;
}

/** What has no frame, or none any more, is told of at once. */
function tellShown({ state, at, settled, shown }: PlayerSignals): void {
  const next = { state: state.value, at: at.value };
  if (!settled.value && next.state !== 'loading' && next.state !== 'failed') return;
  batch(() => {
    shown.state.value = next.state;
    shown.at.value = next.at;
  });
}

/** What the player makes of what its replay tells. */
export function hears({ viewport, drift, settled }: PlayerSignals, fail: (why: string) => void): RemoteListener {
  return {
    onShown: () => {
      settled.value = true;
    },
    onViewport: (size) => {
      const { width, height } = viewport.value;
      if (size.width !== width || size.height !== height) viewport.value = size;
    },
    onDrift: (changes) => {
      drift.value += changes;
    },
    onBroken: (why) => fail(`A snapshot in this recording is damaged and cannot be shown (${why}).`),
  };
}
