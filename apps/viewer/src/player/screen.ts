import type { RemoteListener } from './frame/remote-replay.ts';
import type { ReplayFrame } from './frame/replay-frame.ts';
import type { Film } from './reading/film.ts';
import type { Hand } from './reading/hand.ts';
import type { Replay } from './replay/replayer.ts';

/** A film and the replay that shows it. Times are milliseconds since the session's start. */
export class Screen {
  readonly film: Film;
  #replay: Replay | undefined;
  #isClosed = false;

  constructor(film: Film) {
    this.film = film;
  }

  /** Builds the replay in its page. False when the screen was closed meanwhile. */
  async open(frame: ReplayFrame, listener: RemoteListener): Promise<boolean> {
    const replay = await frame.open(this.film.map.startedAt, listener);
    if (this.#isClosed) replay.destroy();
    else this.#replay = replay;
    return !this.#isClosed;
  }

  get isOpen(): boolean {
    return this.#replay !== undefined;
  }

  /** Takes what the film has now; returns what the visitor's hand did in it. */
  refresh(): Hand {
    const { window, events, hand } = this.film;
    this.#replay?.setEvents({ events, touch: window.some(({ touch }) => touch) });
    return hand;
  }

  showAt(at: number): void {
    this.#replay?.showAt(at);
  }

  playFrom(at: number): void {
    if (this.film.forgetStills(at)) this.refresh();
    this.#replay?.playFrom(at);
  }

  pause(): void {
    this.#replay?.pause();
  }

  setSpeed(speed: number): void {
    this.#replay?.setSpeed(speed);
  }

  /** Where a running replay is; undefined before there is one. */
  now(): number | undefined {
    return this.#replay?.now();
  }

  close(): void {
    this.#isClosed = true;
    this.film.close();
    this.#replay?.destroy();
  }
}
