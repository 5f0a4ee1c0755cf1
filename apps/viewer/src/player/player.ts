import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Span, spanAt } from './inactivity.ts';
import type { Recording } from './recording.ts';
import { createReplay, type Replay, type Viewport } from './replayer.ts';

export type PlayerState = 'loading' | 'paused' | 'playing' | 'ended' | 'failed';

/** Times real time. */
export const SPEEDS = [0.5, 1, 2, 4, 8, 16] as const;

/** What to play: one tab's recording on the session's clock. */
export interface Reel {
  recording: Recording;
  startedAt: number;
  durationMs: number;
  /** Stretches to jump over while skipping inactivity. */
  inactive: Span[];
}

/**
 * The player without its looks: what plays, where it stands and why not. All times are milliseconds since the session's
 * start. The frame on the screen is always the one at `at`: a running replay is asked, a standing one was put there.
 */
export class Player {
  readonly #state: Signal<PlayerState> = signal('loading');
  readonly #at: Signal<number> = signal(0);
  readonly #durationMs: Signal<number> = signal(0);
  readonly #reel: Signal<Reel | null> = signal(null);
  readonly #viewport: Signal<Viewport> = signal({ width: 1280, height: 800 });
  readonly #drift: Signal<number> = signal(0);
  readonly #skipped: Signal<Span | null> = signal(null);
  readonly #failure: Signal<string> = signal('');
  readonly speed: Signal<number> = signal(1);
  readonly skipInactive: Signal<boolean> = signal(true);

  readonly state: ReadonlySignal<PlayerState> = this.#state;
  readonly at: ReadonlySignal<number> = this.#at;
  readonly durationMs: ReadonlySignal<number> = this.#durationMs;
  readonly reel: ReadonlySignal<Reel | null> = this.#reel;
  readonly viewport: ReadonlySignal<Viewport> = this.#viewport;
  /** Changes that did not fit the page: from the first one on, picture and truth may differ. */
  readonly drift: ReadonlySignal<number> = this.#drift;
  /** The stretch that was jumped over just now. */
  readonly skipped: ReadonlySignal<Span | null> = this.#skipped;
  readonly failure: ReadonlySignal<string> = this.#failure;

  #replay: Replay | undefined;
  #animation = 0;
  #generation = 0;
  /** The quiet stretch into which the reader went on purpose: it is not skipped. */
  #wanted: Span | undefined;

  /** Where it will stand once something is loaded: the readout tells it from the start. */
  prepare(at: number, durationMs: number): void {
    this.#tearDown();
    this.#state.value = 'loading';
    this.#failure.value = '';
    this.#durationMs.value = durationMs;
    this.#at.value = this.#clamp(at);
  }

  /** Builds the replay into `root` and shows the frame at `at`, standing. */
  async load(root: HTMLElement, reel: Reel): Promise<void> {
    const generation = this.#tearDown();
    this.#durationMs.value = Math.max(reel.durationMs, reel.recording.lastAt);
    try {
      const replay = await createReplay(
        root,
        { events: reel.recording.events, startedAt: reel.startedAt },
        this.#listener(),
      );
      if (generation !== this.#generation) return replay.destroy();
      this.#replay = replay;
      this.#reel.value = reel;
      replay.setSpeed(this.speed.value);
      if (this.#state.value === 'failed') return;
      this.#state.value = 'paused';
      this.seek(this.#at.value);
    } catch (cause) {
      this.fail(`This recording cannot be replayed: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }

  /** There is nothing to see, and this is why. */
  fail(why: string): void {
    this.#stopClock();
    this.#failure.value = why;
    this.#state.value = 'failed';
  }

  play(): void {
    if (this.#replay === undefined || this.#state.value === 'playing' || this.#state.value === 'failed') return;
    if (this.#at.value >= this.#durationMs.value) this.#place(0);
    this.#state.value = 'playing';
    this.#replay.playFrom(this.#at.value);
    this.#startClock();
  }

  pause(): void {
    if (this.#state.value !== 'playing') return;
    this.#stopClock();
    this.#at.value = this.#clamp(Math.round(this.#replay?.now() ?? this.#at.value));
    this.#state.value = 'paused';
    this.#show();
  }

  toggle(): void {
    if (this.#state.value === 'playing') this.pause();
    else this.play();
  }

  /**
   * Shows the frame at `at`, or plays on from there when it plays. While loading it only remembers the moment. A damaged
   * snapshot stops the player at its place; elsewhere in the recording there may be a whole one.
   */
  seek(at: number): void {
    this.#skipped.value = null;
    this.#place(at);
    this.#wanted = this.#quietAt(this.#at.value);
    if (this.#replay === undefined) return;
    if (this.#state.value === 'playing') this.#replay.playFrom(this.#at.value);
    else {
      this.#state.value = 'paused';
      this.#show();
    }
  }

  /** To the next moment at which the picture changes, or to the one before. */
  step(direction: 1 | -1): void {
    this.pause();
    const frames = this.#reel.value?.recording.frames ?? [];
    const at = this.#at.value;
    const next = direction > 0 ? frames.find((frame) => frame > at) : frames.findLast((frame) => frame < at);
    if (next !== undefined) this.seek(next);
  }

  setSpeed(speed: number): void {
    this.speed.value = speed;
    this.#replay?.setSpeed(speed);
  }

  /** One speed up or down. */
  changeSpeed(direction: 1 | -1): void {
    const index = SPEEDS.indexOf(this.speed.value as (typeof SPEEDS)[number]);
    this.setSpeed(SPEEDS[index + direction] ?? this.speed.value);
  }

  destroy(): void {
    this.#tearDown();
  }

  #listener(): Parameters<typeof createReplay>[2] {
    return {
      onViewport: (viewport) => {
        this.#viewport.value = viewport;
      },
      onDrift: () => {
        this.#drift.value++;
      },
      onBroken: (cause) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        this.fail(`A snapshot in this recording is damaged and cannot be shown (${reason}).`);
      },
    };
  }

  #tick(): void {
    this.#animation = requestAnimationFrame(() => {
      const at = this.#clamp(Math.round(this.#replay?.now() ?? 0));
      const quiet = this.skipInactive.value ? this.#quietAt(at) : undefined;
      if (at >= this.#durationMs.value) this.#end();
      else if (quiet !== undefined && quiet !== this.#wanted) this.#skip(quiet);
      else this.#at.value = at;
      if (this.#state.value === 'playing') this.#tick();
    });
  }

  #skip(quiet: Span): void {
    this.#skipped.value = quiet;
    this.#place(quiet.until);
    this.#replay?.playFrom(this.#at.value);
  }

  #end(): void {
    this.#stopClock();
    this.#place(this.#durationMs.value);
    this.#state.value = 'ended';
    this.#show();
  }

  #show(): void {
    const first = this.#reel.value?.recording.firstFrameAt ?? 0;
    this.#replay?.showAt(Math.max(first, this.#at.value));
  }

  #place(at: number): void {
    this.#at.value = this.#clamp(Math.round(at));
  }

  #quietAt(at: number): Span | undefined {
    return spanAt(this.#reel.value?.inactive ?? [], at);
  }

  #clamp(at: number): number {
    return Math.min(Math.max(0, at), Math.max(0, this.#durationMs.value));
  }

  #startClock(): void {
    cancelAnimationFrame(this.#animation);
    this.#tick();
  }

  #stopClock(): void {
    cancelAnimationFrame(this.#animation);
    this.#replay?.pause();
  }

  #tearDown(): number {
    cancelAnimationFrame(this.#animation);
    this.#replay?.destroy();
    this.#replay = undefined;
    this.#reel.value = null;
    this.#drift.value = 0;
    this.#skipped.value = null;
    this.#wanted = undefined;
    return ++this.#generation;
  }
}
