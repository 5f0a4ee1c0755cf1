import { isRecordedEvent, type RecordedEvent } from '@falter/wire';
import type { Replay, ReplayListener, Viewport } from '../replay/replayer.ts';
import { type FromFrame, type ToFrame, toFrame } from './messages.ts';

/** What a host needs of its page. */
export interface HostPlace {
  build(startedAt: number, listener: ReplayListener): Promise<Replay>;
  /** Calls back before the next frame is painted; returns how to call it off. */
  nextFrame(act: () => void): () => void;
}

/**
 * In the page of replays: builds a replay, keeps its events, does what the viewer's page tells it, and says when that is on the screen. One replay
 * at a time, and all that it says has its number and the number of the last thing that it was told to do, so that nothing late is taken for new.
 */
export class ReplayHost {
  readonly #port: MessagePort;
  readonly #place: HostPlace;
  #number = -1;
  #replay: Replay | undefined;
  #move = 0;
  #drift = 0;
  /** A size of the window that is not told so far. */
  #size: Viewport | undefined;
  #events = new Map<number, RecordedEvent>();
  #stopTelling: () => void = () => {};

  constructor(port: MessagePort, place: HostPlace) {
    this.#port = port;
    this.#place = place;
    port.addEventListener('message', ({ data }: MessageEvent) => {
      const message = toFrame(data);
      if (message !== undefined) this.#do(message);
    });
    port.start();
    this.#tell({ kind: 'ready' });
  }

  #do(message: ToFrame): void {
    switch (message.kind) {
      case 'open':
        void this.#open(message.replay, message.startedAt);
        break;
      case 'events':
        this.#take(message.first, message.events);
        break;
      case 'film':
        this.#setFilm(message.ranges, message.touch);
        break;
      case 'pause':
        this.#stopTelling();
        this.#replay?.pause();
        break;
      case 'speed':
        this.#replay?.setSpeed(message.speed);
        break;
      case 'close':
        if (message.replay === this.#number) this.#close();
        break;
      default:
        this.#go(message);
    }
  }

  async #open(number: number, startedAt: number): Promise<void> {
    this.#close();
    this.#number = number;
    try {
      const replay = await this.#place.build(startedAt, this.#listener(number));
      if (this.#number === number) {
        this.#replay = replay;
        this.#tell({ kind: 'opened', replay: number });
      } else replay.destroy();
    } catch (cause) {
      this.#tell({ kind: 'refused', replay: number, why: words(cause) });
    }
  }

  #listener(replay: number): ReplayListener {
    return {
      onViewport: (size) => {
        // A jump meets every size on its way: the last one is that of the frame.
        if (replay === this.#number && this.#size === undefined) queueMicrotask(() => this.#tellSize());
        if (replay === this.#number) this.#size = { width: size.width, height: size.height };
      },
      onDrift: () => {
        // Hundreds of them can come at once.
        if (replay === this.#number && this.#drift++ === 0) queueMicrotask(() => this.#tellDrift());
      },
      onBroken: (cause) => this.#tell({ kind: 'broken', replay, move: this.#move, why: words(cause) }),
    };
  }

  #take(first: number, json: string): void {
    const events = listIn(json);
    for (const [index, event] of events.entries()) if (isRecordedEvent(event)) this.#events.set(first + index, event);
  }

  #setFilm(ranges: readonly number[], touch: boolean): void {
    const kept = new Map<number, RecordedEvent>();
    for (let pair = 0; pair < ranges.length; pair += 2) {
      for (let number = ranges[pair] ?? 0; number < (ranges[pair + 1] ?? 0); number++) {
        const event = this.#events.get(number);
        if (event !== undefined) kept.set(number, event);
      }
    }
    this.#events = kept;
    this.#replay?.setEvents({ events: [...kept.values()], touch });
  }

  #go({ kind, move, at }: ToFrame & { kind: 'show' | 'play' }): void {
    const replay = this.#replay;
    if (replay === undefined) return;
    this.#stopTelling();
    this.#move = move;
    try {
      if (kind === 'show') replay.showAt(at);
      else replay.playFrom(at);
    } catch (cause) {
      this.#tell({ kind: 'broken', replay: this.#number, move, why: words(cause) });
    }
    this.#tellSize();
    this.#tellDrift();
    if (kind === 'show') this.#tell({ kind: 'shown', replay: this.#number, move });
    else this.#tellTime(replay);
  }

  #tellTime(replay: Replay): void {
    this.#tell({ kind: 'time', replay: this.#number, move: this.#move, at: replay.now() });
    this.#stopTelling = this.#place.nextFrame(() => this.#tellTime(replay));
  }

  #tellSize(): void {
    if (this.#size !== undefined) this.#tell({ kind: 'viewport', replay: this.#number, ...this.#size });
    this.#size = undefined;
  }

  #tellDrift(): void {
    if (this.#drift > 0) this.#tell({ kind: 'drift', replay: this.#number, changes: this.#drift });
    this.#drift = 0;
  }

  #close(): void {
    this.#stopTelling();
    this.#replay?.destroy();
    this.#replay = undefined;
    this.#number = -1;
    this.#drift = 0;
    this.#size = undefined;
    this.#events.clear();
  }

  #tell(message: FromFrame): void {
    this.#port.postMessage(message);
  }
}

function listIn(json: string): unknown[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function words(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
