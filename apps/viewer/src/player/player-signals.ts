import { type Signal, signal } from '@preact/signals';
import type { Span } from './inactivity.ts';
import type { Hand } from './reading/hand.ts';
import type { Reel } from './reel.ts';
import type { ReplayListener, Viewport } from './replay/replayer.ts';

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
}

export const NO_HAND: Hand = { clicks: [], pointers: [] };

export function playerSignals(): PlayerSignals {
  return {
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
  };
}

/** What the player makes of what its replay tells. */
export function hears({ viewport, drift }: PlayerSignals, fail: (why: string) => void): ReplayListener {
  return {
    onViewport: (size) => {
      viewport.value = size;
    },
    onDrift: () => {
      drift.value++;
    },
    onBroken: (cause) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      fail(`A snapshot in this recording is damaged and cannot be shown (${reason}).`);
    },
  };
}
