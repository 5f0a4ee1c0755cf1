import type { RecordedEvent } from '@falter/wire';
import type { Replay, Viewport } from '../replay/replayer.ts';
import type { FromReplay, ToFrame } from './messages.ts';

/** What the player hears from a replay that runs in its own page. */
export interface RemoteListener {
  /** The frame that was asked for last is on the screen; of a replay that runs, its first one. */
  onShown(): void;
  onViewport(viewport: Viewport): void;
  /** So many changes in the recording did not fit the page as it stands: picture and truth may differ from here on. */
  onDrift(changes: number): void;
  /** A snapshot that could not be built. */
  onBroken(why: string): void;
}

/** Events that cross at a time: a few milliseconds of work for who takes them. */
const EVENTS_AT_A_TIME = 500;

/** Numbers that differ over all replays: what is late of one is not taken for another's. */
let moves = 0;

/**
 * A replay in the page of replays, told of what to do by messages. While one frame is being built, of others that are asked for only the last is
 * built after it: whoever draws the playhead sees each frame that there is time for.
 */
export class RemoteReplay implements Replay {
  readonly number: number;
  readonly #tell: (message: ToFrame) => void;
  readonly #listener: RemoteListener;
  #onOpened: { resolve: () => void; reject: (cause: Error) => void } | undefined;

  #numbers = new Map<RecordedEvent, number>();
  #next = 0;
  #film = '';

  #move = 0;
  #at = 0;
  #isBuilding = false;
  #isPlaying = false;
  /** The frame to build next. */
  #waiting: number | undefined;

  constructor(number: number, listener: RemoteListener, tell: (message: ToFrame) => void) {
    this.number = number;
    this.#listener = listener;
    this.#tell = tell;
  }

  /** Resolves once it stands, without anything to show. @param startedAt epoch ms. */
  open(startedAt: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#onOpened = { resolve, reject };
      this.#tell({ kind: 'open', replay: this.number, startedAt });
    });
  }

  /** Only what was not told so far crosses. */
  setEvents({ events, touch }: { events: RecordedEvent[]; touch: boolean }): void {
    const numbers = this.#numbersOf(events);
    const ranges = rangesOf(numbers);
    const film = `${touch} ${ranges.join()}`;
    if (film === this.#film) return;
    this.#film = film;
    this.#tell({ kind: 'film', ranges, touch });
  }

  showAt(at: number): void {
    this.#at = at;
    this.#isPlaying = false;
    this.#waiting = at;
    // Who stands still and goes elsewhere at once needs one frame, not two.
    queueMicrotask(() => this.#build());
  }

  playFrom(at: number): void {
    this.#at = at;
    this.#isPlaying = true;
    this.#isBuilding = false;
    this.#waiting = undefined;
    this.#move = ++moves;
    this.#tell({ kind: 'play', move: this.#move, at });
  }

  pause(): void {
    if (this.#isPlaying) this.#tell({ kind: 'pause' });
    this.#isPlaying = false;
  }

  setSpeed(speed: number): void {
    this.#tell({ kind: 'speed', speed });
  }

  /** Where it was in the last frame that it told of. */
  now(): number {
    return this.#at;
  }

  destroy(): void {
    this.#waiting = undefined;
    this.#tell({ kind: 'close', replay: this.number });
  }

  /** Takes what its page says of it. */
  hear(message: FromReplay): void {
    switch (message.kind) {
      case 'opened':
        this.#onOpened?.resolve();
        break;
      case 'refused':
        this.#onOpened?.reject(new Error(message.why));
        break;
      case 'viewport':
        this.#listener.onViewport({ width: message.width, height: message.height });
        break;
      case 'drift':
        this.#listener.onDrift(message.changes);
        break;
      default:
        if (message.move === this.#move) this.#hearOfMove(message);
    }
  }

  #hearOfMove(message: Extract<FromReplay, { move: number }>): void {
    if (message.kind === 'broken') this.#listener.onBroken(message.why);
    else if (message.kind === 'time') this.#hearTime(message.at);
    else {
      this.#isBuilding = false;
      if (this.#waiting === undefined) this.#listener.onShown();
      else this.#build();
    }
  }

  #hearTime(at: number): void {
    if (!this.#isPlaying) return;
    this.#at = at;
    this.#listener.onShown();
  }

  #build(): void {
    const at = this.#waiting;
    if (at === undefined || this.#isBuilding) return;
    this.#isBuilding = true;
    this.#waiting = undefined;
    this.#move = ++moves;
    this.#tell({ kind: 'show', move: this.#move, at });
  }

  /** The number of each event; new ones get theirs and cross. */
  #numbersOf(events: readonly RecordedEvent[]): number[] {
    const before = this.#numbers;
    this.#numbers = new Map();
    let added: RecordedEvent[] = [];
    const hand = (): void => {
      if (added.length > 0)
        this.#tell({ kind: 'events', first: this.#next - added.length, events: JSON.stringify(added) });
      added = [];
    };
    const numbers = events.map((event) => {
      const known = before.get(event);
      const number = known ?? this.#next++;
      if (known === undefined && added.push(event) === EVENTS_AT_A_TIME) hand();
      this.#numbers.set(event, number);
      return number;
    });
    hand();
    return numbers;
  }
}

/** Pairs of the first and the one after the last of numbers that follow each other. */
function rangesOf(numbers: readonly number[]): number[] {
  const ranges: number[] = [];
  for (const number of numbers) {
    if (ranges.length > 0 && ranges.at(-1) === number) ranges[ranges.length - 1] = number + 1;
    else ranges.push(number, number + 1);
  }
  return ranges;
}
