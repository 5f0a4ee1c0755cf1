import type { PartRow, RecordingParts, SessionDetail } from '@falter/wire';
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError, assetAddress, openRecording, readAsset, readParts } from '../api-client.ts';
import type { ReplayFrame } from '../player/frame/replay-frame.ts';
import { inactiveSpans } from '../player/inactivity.ts';
import type { Player } from '../player/player.ts';
import { Film } from '../player/reading/film.ts';
import { PartMap } from '../player/reading/part-map.ts';
import { Reader } from '../player/reading/reader.ts';
import type { Reel } from '../player/reel.ts';
import type { Findings } from '../player/sanitize/sanitizer.ts';
import { counted } from '../words/text.ts';
import { whenShown } from './when-shown.ts';

/** How far what is waited for is read. `total` in bytes is 0 when nobody knows. */
export interface Progress {
  bytes: number;
  total: number;
}

/** What was met in the recording so far. */
export interface Recorded {
  /** When this tab can first be seen. */
  firstFrameAt: number;
  /** Changes before the first snapshot: seen by nobody. */
  beforeFirstSnapshot: number;
  findings: Findings;
}

/** What of a session is shown: all that is known of it, and when something was found in the tab that plays. */
export interface Shown {
  detail: SessionDetail;
  found: number[];
}

const NOTHING_TO_REPLAY = {
  empty: 'The recording of this tab has fewer than two events: there is nothing to replay.',
  no_snapshot: 'The recording of this tab has no snapshot of a page to start from: nothing can be shown.',
} as const;

/** A frame takes as long as its page is large; after this the rest of a recording waits no longer for it. Milliseconds. */
const SHOWN_MAX_MS = 1_000;

/** Parts that came out of their order are looked for so far back. */
const LATE_PARTS = 20;

/** Reads the recording of a session for its player: the map first, then what the moment needs, then what came since. */
export class FilmRoom {
  readonly #session: string;
  readonly #player: Player;
  readonly #progress: Signal<Progress | null> = signal(null);
  readonly #recorded: Signal<Recorded | null> = signal(null);
  readonly progress: ReadonlySignal<Progress | null> = this.#progress;
  readonly recorded: ReadonlySignal<Recorded | null> = this.#recorded;
  /** Where the replay is built, once its place is on the page. */
  frame: ReplayFrame | undefined;

  #reader: Reader | undefined;
  #film: Film | undefined;
  #tab = '';
  #shown: Shown | undefined;
  #absent: string[] = [];
  /** The map of all tabs, asked for together with what is known of the session. */
  #ahead: Promise<RecordingParts> | undefined;
  #life: AbortController = new AbortController();
  #request: AbortController = new AbortController();

  constructor(session: string, player: Player) {
    this.#session = session;
    this.#player = player;
  }

  /** Asks for the map before it is known which tab is shown, and wakes what reads recordings. */
  lookAhead(): void {
    this.#reader ??= new Reader({ text: (hash) => readAsset(hash, this.#life.signal), addressOf: assetAddress });
    this.#ahead = readParts(this.#session, {}, this.#life.signal);
    this.#ahead.catch(() => {});
  }

  /** Shows a tab at the moment where the player stands. */
  async show(tab: string, shown: Shown): Promise<void> {
    this.#request.abort();
    this.#film = undefined;
    this.#recorded.value = null;
    this.#request = new AbortController();
    const alive = this.#request.signal;
    try {
      const parts = await this.#partsOf(tab);
      if (alive.aborted || this.#life.signal.aborted) return;
      if (parts === undefined) throw new Error('There is no recording of this session or tab, or no longer.');
      this.#tab = tab;
      this.#shown = shown;
      await this.#load(new PartMap(Date.parse(shown.detail.startedAt), parts), alive);
    } catch (cause) {
      if (!alive.aborted && !this.#life.signal.aborted) this.#fail(cause);
    }
  }

  /** Takes what came since. A start that turned out to be another one makes all times others: then the tab is shown anew. */
  async readOn(shown: Shown): Promise<void> {
    const film = this.#film;
    if (film === undefined) return;
    if (film.map.startedAt !== Date.parse(shown.detail.startedAt)) {
      this.#player.prepare(this.#player.at.value, shown.detail.durationMs);
      return this.show(this.#tab, shown);
    }
    const isTheSame = shown.detail === this.#shown?.detail && String(shown.found) === String(this.#shown.found);
    this.#shown = shown;
    const last = film.map.parts.at(-1)?.seq ?? 0;
    const fromSeq = Math.max(0, last + 1 - LATE_PARTS);
    const { tabs, absent } = await readParts(this.#session, { tab: this.#tab, fromSeq }, this.#life.signal);
    if (film !== this.#film) return;
    this.#absent = absent;
    const isNew = film.learn(tabs.find(({ id }) => id === this.#tab)?.parts ?? []);
    if (isNew || !isTheSame) this.#player.grow(reelOf(film.map, shown));
  }

  close(): void {
    this.#life.abort();
    this.#request.abort();
    this.#reader?.close();
  }

  async #partsOf(tab: string): Promise<PartRow[] | undefined> {
    const asked = this.#ahead ?? readParts(this.#session, { tab }, this.#life.signal);
    this.#ahead = undefined;
    try {
      const { tabs, absent } = await asked;
      this.#absent = absent;
      return tabs.find(({ id }) => id === tab)?.parts;
    } catch (cause) {
      if (cause instanceof ApiError && cause.problem === 'no_recording') return undefined;
      throw cause;
    }
  }

  async #load(map: PartMap, alive: AbortSignal): Promise<void> {
    const shown = this.#shown;
    const reader = this.#reader;
    if (this.frame === undefined || shown === undefined || reader === undefined) return;
    const nothing = map.events < 2 ? 'empty' : 'no_snapshot';
    if (map.events < 2 || map.segments.length === 0) {
      this.#player.fail(NOTHING_TO_REPLAY[nothing]);
      return;
    }
    const film = new Film({
      ...{ map, reader, base: location.href },
      open: (fromSeq, toSeq, signal) => this.#openRange({ fromSeq, toSeq, signal: AbortSignal.any([signal, alive]) }),
      absent: () => this.#absent,
      onChange: () => this.#onChange(film),
      shown: () => new Promise((resolve) => whenShown(this.#player.shown.state, resolve, SHOWN_MAX_MS)),
      onFailure: (cause) => this.#fail(cause),
    });
    this.#film = film;
    await this.#player.load(this.frame, film, reelOf(map, shown));
  }

  #onChange(film: Film): void {
    if (film !== this.#film || this.#shown === undefined) return;
    const { map, findings } = film;
    const damaged = findings.refusedEvents > 0 ? ` ${counted(findings.refusedEvents, 'damaged event')} left out.` : '';
    if (map.segments.length === 0) {
      const why = map.events - findings.refusedEvents < 2 ? 'empty' : 'no_snapshot';
      this.#player.fail(`${NOTHING_TO_REPLAY[why]}${damaged}`);
      return;
    }
    const { firstFrameAt, beforeFirstSnapshot } = map;
    batch(() => {
      this.#progress.value = null;
      this.#recorded.value = { firstFrameAt, beforeFirstSnapshot, findings };
      if (firstFrameAt !== this.#player.reel.value?.firstFrameAt && this.#shown)
        this.#player.grow(reelOf(map, this.#shown));
      else this.#player.refresh();
    });
  }

  async #openRange(range: {
    fromSeq: number;
    toSeq: number;
    signal: AbortSignal;
  }): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const { fromSeq, toSeq, signal } = range;
    const parts = this.#film?.map.parts.filter(({ seq }) => seq >= fromSeq && seq <= toSeq) ?? [];
    const total = parts.reduce((sum, part) => sum + part.bytes, 0);
    const stream = await openRecording(this.#session, { tab: this.#tab, fromSeq, toSeq }, signal);
    let bytes = 0;
    const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (chunk, controller) => {
        bytes += chunk.length;
        this.#progress.value = { bytes, total };
        controller.enqueue(chunk);
      },
    });
    return stream.pipeThrough(counted);
  }

  #fail(cause: unknown): void {
    this.#progress.value = null;
    this.#player.fail(`The recording could not be read. ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function reelOf(map: PartMap, { detail, found }: Shown): Reel {
  const { firstFrameAt, lastAt, acts } = map;
  const moments = [...acts.flatMap(({ from, until }) => [from, until]), ...found];
  const inactive = inactiveSpans(moments, { from: firstFrameAt, until: lastAt });
  return { firstFrameAt, lastAt, acts, inactive, durationMs: detail.durationMs, isRunning: !detail.closed };
}
