import type { FindingRow, SessionDetail } from '@falter/wire';
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError, readFindings, readSession } from '../api-client.ts';
import type { ReplayFrame } from '../player/frame/replay-frame.ts';
import { Player } from '../player/player.ts';
import { currentFinding, inOrder, neighbour } from '../player/timeline.ts';
import { seesNumbersOnly } from '../shell/sign-in-state.ts';
import { FilmRoom, type Progress } from './film-room.ts';
import { openingOf } from './opening.ts';
import type { Moment } from './session-url.ts';

/** How often a running session is asked for what came since: what the collector has is here within three seconds. Milliseconds. */
export const FOLLOW_EVERY_MS = 2_000;

/** Farther than this behind the end of a running session, one is offered the way there. Milliseconds. */
const BEHIND_MS = 10_000;

/** How far before the end following begins: batches come every few seconds, and what is in them is played meanwhile. Milliseconds. */
const FOLLOW_FROM_MS = 3_000;

const NOTHING_TO_REPLAY = {
  numbers_only: 'Your role sees what was found and counted, not what visitors did. An admin can let you watch.',
  expired: 'The recording was deleted when its time was over. What was found in it is kept.',
  no_tabs: 'No recording of this session has arrived so far. This page looks again by itself.',
} as const;

/** One session: what is known of it, the tab that plays, and the player. Times are ms since the session's start. */
export class SessionModel {
  readonly id: string;
  readonly player: Player = new Player();
  readonly #detail: Signal<SessionDetail | null> = signal(null);
  readonly #findings: Signal<FindingRow[]> = signal([]);
  readonly #error: Signal<ApiError | null> = signal(null);
  readonly #tab: Signal<string | undefined> = signal(undefined);
  readonly #selected: Signal<string | null> = signal(null);

  readonly detail: ReadonlySignal<SessionDetail | null> = this.#detail;
  /** In the order in which they happened. */
  readonly findings: ReadonlySignal<FindingRow[]> = this.#findings;
  readonly error: ReadonlySignal<ApiError | null> = this.#error;
  readonly tab: ReadonlySignal<string | undefined> = this.#tab;
  /** Id of the finding that the moment on the screen belongs to, in the tab on the screen; of several, the one asked for. */
  readonly selected: ReadonlySignal<string | null> = computed(() => {
    const at = this.player.at.value;
    const here = this.#findings.value.filter((finding) => finding.tab === this.#tab.value);
    return currentFinding(here, at, this.#selected.value)?.id ?? null;
  });

  /** Where the recording is read. */
  readonly #room: FilmRoom;
  readonly progress: ReadonlySignal<Progress | null>;
  /** What was met in the recording so far, for the notices. */
  readonly recorded: FilmRoom['recorded'];

  #life: AbortController = new AbortController();
  /** What is known is being asked for. */
  #asking = false;

  constructor(id: string) {
    this.id = id;
    this.#room = new FilmRoom(id, this.player);
    this.progress = this.#room.progress;
    this.recorded = this.#room.recorded;
  }

  /** Reads what is known of the session, then opens it at the moment a link asks for. */
  async open(wish: Moment): Promise<void> {
    if (!seesNumbersOnly()) this.#room.lookAhead();
    await this.refresh();
    const detail = this.#detail.value;
    if (detail === null) return;
    const { at, tab } = openingOf(atOf(wish, detail), this.#findings.value, detail.tabs);
    const opened = this.#findings.value.find((finding) => finding.at === at && finding.tab === tab);
    this.#selected.value = opened?.id ?? null;
    this.player.prepare(at, detail.durationMs);
    await this.#play(tab);
  }

  /**
   * Asks for what came since, or for a session of which nothing had come. Where an answer is still awaited there is no second question: on
   * a server that is slow they would pile up.
   */
  async keepUp(wish: Moment): Promise<void> {
    if (this.#asking) return;
    const nothing = this.#detail.value === null || this.#detail.value.tabs.length === 0;
    await (nothing ? this.open(wish) : this.refresh());
  }

  /** Asks again what is known, and reads on in a recording that has grown; nothing on the screen changes. */
  async refresh(): Promise<void> {
    const { signal: alive } = this.#life;
    this.#asking = true;
    try {
      const [detail, { findings }] = await Promise.all([readSession(this.id, alive), readFindings(this.id, alive)]);
      batch(() => {
        this.#detail.value = newer(this.#detail.value, detail);
        this.#findings.value = newer(this.#findings.value, inOrder(findings));
        this.#error.value = null;
      });
      if (this.#tab.value !== undefined) await this.#room.readOn(this.#shown(this.#detail.value ?? detail));
    } catch (cause) {
      if (!alive.aborted) this.#error.value = cause instanceof ApiError ? cause : brokenAnswer(cause);
    } finally {
      this.#asking = false;
    }
  }

  /** Where the replay is built, once its place is on the page. */
  mount(frame: ReplayFrame): void {
    this.#room.frame = frame;
  }

  /** The recorded page as it stands on the screen. */
  get recordedPage(): Document | null {
    return this.#room.frame?.recordedPage ?? null;
  }

  async selectTab(tab: string): Promise<void> {
    if (tab === this.#tab.value) return;
    this.player.prepare(this.player.at.value, this.player.durationMs.value);
    await this.#play(tab);
  }

  /** Shows a moment, in the tab where it happened. */
  async jump(at: number, tab?: string): Promise<void> {
    this.player.pause();
    this.player.seek(at);
    if (tab !== undefined && tab !== this.#tab.value) await this.selectTab(tab);
  }

  async jumpToFinding(finding: FindingRow): Promise<void> {
    this.#selected.value = finding.id;
    await this.jump(finding.at, finding.tab);
  }

  async jumpToNeighbour(direction: 1 | -1): Promise<void> {
    const finding = neighbour(this.#findings.value, this.player.at.value, direction);
    if (finding !== undefined) await this.jumpToFinding(finding);
  }

  /** True where the session goes on right now and one looks at something before. */
  get isBehind(): boolean {
    const { durationMs, at, reel } = this.player;
    const isRunning = this.#detail.value?.live === true && reel.value !== null;
    return isRunning && durationMs.value - at.value > BEHIND_MS;
  }

  /** Goes to where the visitor is now, and stays with them. `tab`: the one that they are in, where that is known. */
  async follow(tab?: string): Promise<void> {
    this.player.setSpeed(1);
    this.player.seek(this.player.durationMs.value - FOLLOW_FROM_MS);
    if (tab !== undefined) await this.selectTab(tab);
    this.player.play();
  }

  close(): void {
    this.#life.abort();
    this.#room.close();
    this.player.destroy();
  }

  async #play(tab: string | undefined): Promise<void> {
    const detail = this.#detail.value;
    if (detail === null) return;
    this.#tab.value = tab;
    if (seesNumbersOnly()) return this.player.fail(NOTHING_TO_REPLAY.numbers_only);
    if (!detail.recording) return this.player.fail(NOTHING_TO_REPLAY.expired);
    if (tab === undefined) return this.player.fail(NOTHING_TO_REPLAY.no_tabs);
    await this.#room.show(tab, this.#shown(detail));
  }

  #shown(detail: SessionDetail): Parameters<FilmRoom['show']>[1] {
    const found = this.#findings.value.filter((finding) => finding.tab === this.#tab.value);
    return { detail, found: found.map((finding) => finding.at) };
  }
}

/** What is known already where it says the same: most answers of a session that is followed do, and nothing is drawn anew for them. */
function newer<T>(known: T, told: T): T {
  return JSON.stringify(known) === JSON.stringify(told) ? known : told;
}

function brokenAnswer(cause: unknown): ApiError {
  const detail = 'The answer of the API could not be read. Reload the page.';
  return new ApiError({ status: 0, name: 'broken_answer', detail }, { cause });
}

/** A moment by the visitor's clock as one that counts from the session's start. */
function atOf(wish: Moment, { startedAt, durationMs }: SessionDetail): Moment {
  if (wish.time === undefined || wish.at !== undefined) return wish;
  return { ...wish, at: Math.min(durationMs, Math.max(0, wish.time - Date.parse(startedAt))) };
}
