import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ReplayFrame } from './frame/replay-frame.ts';
import { type Span, spanAt } from './inactivity.ts';
import { hears, NO_HAND, type PlayerSignals, type PlayerState, playerSignals, type Shown } from './player-signals.ts';
import type { Film } from './reading/film.ts';
import type { Hand } from './reading/hand.ts';
import type { Reel } from './reel.ts';
import type { Viewport } from './replay/replayer.ts';
import { Screen } from './screen.ts';
import { nextSpeed } from './speeds.ts';

/**
 * The player without its looks: what plays, where it stands and why not. All times are milliseconds since the session's start. `at` is where it stands
 * or plays, `shown` what is on the screen already. What is not read has no frame: it waits (`loading` standing, `waiting` playing) and goes on by itself.
 */
export class Player {
  readonly #now: PlayerSignals = playerSignals();
  readonly speed: Signal<number> = signal(1);
  readonly skipInactive: Signal<boolean> = signal(true);
  /** Whether the way of the pointer is drawn. */
  readonly trail: Signal<boolean> = signal(true);

  readonly state: ReadonlySignal<PlayerState> = this.#now.state;
  readonly at: ReadonlySignal<number> = this.#now.at;
  readonly durationMs: ReadonlySignal<number> = this.#now.durationMs;
  readonly reel: ReadonlySignal<Reel | null> = this.#now.reel;
  readonly viewport: ReadonlySignal<Viewport> = this.#now.viewport;
  readonly drift: ReadonlySignal<number> = this.#now.drift;
  readonly skipped: ReadonlySignal<Span | null> = this.#now.skipped;
  readonly failure: ReadonlySignal<string> = this.#now.failure;
  readonly waiting: ReadonlySignal<boolean> = this.#now.waiting;
  readonly hand: ReadonlySignal<Hand> = this.#now.hand;
  readonly shown: Shown = this.#now.shown;

  #screen: Screen | undefined;
  #animation = 0;
  /** The quiet stretch into which the reader went on purpose: it is not skipped. */
  #wanted: Span | undefined;

  /** Where it will stand once something is loaded: the readout tells it from the start. */
  prepare(at: number, durationMs: number): void {
    this.destroy();
    this.#now.state.value = 'loading';
    this.#now.failure.value = '';
    this.#now.durationMs.value = durationMs;
    this.#now.at.value = this.#clamp(at);
  }

  /** Builds the replay in its page and shows the frame at `at`, standing, as soon as the film has it. */
  async load(frame: ReplayFrame, film: Film, reel: Reel): Promise<void> {
    this.destroy();
    const screen = new Screen(film);
    this.#screen = screen;
    this.#grow(reel);
    this.#want();
    try {
      const listener = hears(this.#now, (why) => this.fail(why));
      if (!(await screen.open(frame, listener))) return;
      screen.setSpeed(this.speed.value);
      this.refresh();
    } catch (cause) {
      this.fail(`This recording cannot be replayed: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }

  /** The recording has grown, or its session has ended. Nothing of what is on the screen changes. */
  grow(reel: Reel): void {
    this.#grow(reel);
    this.refresh();
  }

  /** The film has read on: what waited for it goes on. */
  refresh(): void {
    const screen = this.#screen;
    if (!screen?.isOpen || this.#now.state.value === 'failed') return;
    this.#now.hand.value = screen.refresh();
    if (this.#now.state.value === 'loading' && screen.film.has(this.#shownAt)) this.#stand();
    else if (this.#now.state.value === 'playing' && this.#now.waiting.value && this.#canGoOn()) this.#run();
  }

  /** There is nothing to see, and this is why. */
  fail(why: string): void {
    this.#stopClock();
    this.#now.failure.value = why;
    this.#now.state.value = 'failed';
  }

  play(): void {
    if (!this.#screen?.isOpen || this.#now.state.value === 'playing' || this.#now.state.value === 'failed') return;
    if (this.#now.at.value >= this.#now.durationMs.value && !this.#isRunning) this.#place(0);
    this.#now.state.value = 'playing';
    this.#go();
  }

  pause(): void {
    if (this.#now.state.value !== 'playing') return;
    this.#stopClock();
    if (!this.#now.waiting.value) this.#place(this.#screen?.now() ?? this.#now.at.value);
    this.#stand();
  }

  toggle(): void {
    if (this.#now.state.value === 'playing') this.pause();
    else this.play();
  }

  /**
   * Shows the frame at `at`, or plays on from there when it plays. While loading it only remembers the moment. A damaged
   * snapshot stops the player at its place; elsewhere in the recording there may be a whole one.
   */
  seek(at: number): void {
    this.#now.skipped.value = null;
    this.#now.settled.value = false;
    this.#place(at);
    this.#wanted = spanAt(this.#now.reel.value?.inactive ?? [], this.#now.at.value);
    this.#want();
    if (!this.#screen?.isOpen) return;
    if (this.#now.state.value === 'playing') this.#go();
    else this.#stand();
  }

  /** To the next moment at which the picture changes, or to the one before. */
  step(direction: 1 | -1): void {
    this.pause();
    const next = this.#screen?.film.frame(this.#now.at.value, direction);
    if (next !== undefined) this.seek(next);
  }

  setSpeed(speed: number): void {
    this.speed.value = speed;
    this.#screen?.setSpeed(speed);
    this.#want();
  }

  /** One speed up or down. */
  changeSpeed(direction: 1 | -1): void {
    this.setSpeed(nextSpeed(this.speed.value, direction));
  }

  #tick(): void {
    this.#animation = requestAnimationFrame(() => {
      const at = this.#clamp(Math.round(this.#screen?.now() ?? 0));
      const quiet = this.skipInactive.value ? spanAt(this.#now.reel.value?.inactive ?? [], at) : undefined;
      const until = this.#screen?.film.until(this.#now.at.value) ?? at;
      if (at >= this.#now.durationMs.value) this.#end();
      else if (quiet !== undefined && quiet !== this.#wanted) this.#skip(quiet);
      else if (at >= until) this.#halt(until);
      else this.#now.at.value = at;
      this.#want();
      if (this.#now.state.value === 'playing' && !this.#now.waiting.value) this.#tick();
    });
  }

  #skip(quiet: Span): void {
    this.#now.skipped.value = quiet;
    this.#place(quiet.until);
    this.#go();
  }

  #end(): void {
    if (this.#isRunning) this.#halt(this.#now.durationMs.value);
    else {
      this.#stopClock();
      this.#now.settled.value = false;
      this.#place(this.#now.durationMs.value);
      this.#now.state.value = 'ended';
      this.#screen?.showAt(this.#shownAt);
    }
  }

  /** Plays on from `at`, or waits for it. */
  #go(): void {
    if (this.#canGoOn()) this.#run();
    else this.#halt(this.#now.at.value);
  }

  /** At the end of a running session more is to come; at that of another one the next tick ends it. */
  #canGoOn(): boolean {
    if (this.#now.at.value >= this.#now.durationMs.value) return !this.#isRunning;
    return this.#screen?.film.isReady(this.#shownAt) ?? false;
  }

  #run(): void {
    this.#now.waiting.value = false;
    this.#screen?.playFrom(this.#now.at.value);
    cancelAnimationFrame(this.#animation);
    this.#tick();
  }

  #halt(at: number): void {
    this.#stopClock();
    this.#place(at);
    this.#now.settled.value = true;
    this.#now.waiting.value = true;
    this.#want();
  }

  /** Stands at `at`, or waits for it. */
  #stand(): void {
    const isHere = this.#screen?.film.has(this.#shownAt) ?? false;
    this.#stopClock();
    this.#now.settled.value = false;
    this.#now.waiting.value = !isHere;
    this.#now.state.value = isHere ? 'paused' : 'loading';
    if (isHere) this.#screen?.showAt(this.#shownAt);
  }

  #want(): void {
    this.#screen?.film.want(this.#now.at.value, this.speed.value);
  }

  get #isRunning(): boolean {
    return this.#now.reel.value?.isRunning ?? false;
  }

  /** Before the first snapshot the first frame is shown. */
  get #shownAt(): number {
    return Math.max(this.#now.reel.value?.firstFrameAt ?? 0, this.#now.at.value);
  }

  #grow(reel: Reel): void {
    this.#now.reel.value = reel;
    this.#now.durationMs.value = Math.max(reel.durationMs, reel.lastAt);
  }

  #place(at: number): void {
    this.#now.at.value = this.#clamp(Math.round(at));
  }

  #clamp(at: number): number {
    return Math.min(Math.max(0, at), Math.max(0, this.#now.durationMs.value));
  }

  #stopClock(): void {
    cancelAnimationFrame(this.#animation);
    this.#screen?.pause();
  }

  destroy(): void {
    cancelAnimationFrame(this.#animation);
    this.#screen?.close();
    this.#screen = undefined;
    this.#now.reel.value = null;
    this.#now.hand.value = NO_HAND;
    this.#now.waiting.value = false;
    this.#now.drift.value = 0;
    this.#now.skipped.value = null;
    this.#wanted = undefined;
  }
}
