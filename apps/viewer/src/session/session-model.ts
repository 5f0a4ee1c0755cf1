import type { FindingRow, SessionDetail } from '@falter/wire';
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import {
  ApiError,
  assetAddress,
  hasAsset,
  openRecording,
  readAsset,
  readFindings,
  readSession,
} from '../api-client.ts';
import { Intake } from '../player/assets/intake.ts';
import { inactiveSpans } from '../player/inactivity.ts';
import { readLines } from '../player/ndjson.ts';
import { Player } from '../player/player.ts';
import { prepareRecording, type Recording } from '../player/recording.ts';
import { currentFinding, inOrder, neighbour } from '../player/timeline.ts';
import { counted } from '../words/text.ts';
import { openingOf } from './opening.ts';
import type { Moment } from './session-url.ts';

/** How often a running session is asked for what came since. Milliseconds. */
export const FOLLOW_EVERY_MS = 4_000;

/** How far the recording is read. `total` in bytes is 0 when nobody knows. */
export interface Progress {
  bytes: number;
  total: number;
}

const NOTHING_TO_REPLAY = {
  empty: 'The recording of this tab has fewer than two events: there is nothing to replay.',
  no_snapshot: 'The recording of this tab has no snapshot of a page to start from: nothing can be shown.',
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
  readonly #progress: Signal<Progress | null> = signal(null);
  readonly #malformed: Signal<number> = signal(0);
  readonly #selected: Signal<string | null> = signal(null);

  readonly detail: ReadonlySignal<SessionDetail | null> = this.#detail;
  /** In the order in which they happened. */
  readonly findings: ReadonlySignal<FindingRow[]> = this.#findings;
  readonly error: ReadonlySignal<ApiError | null> = this.#error;
  readonly tab: ReadonlySignal<string | undefined> = this.#tab;
  readonly progress: ReadonlySignal<Progress | null> = this.#progress;
  readonly malformed: ReadonlySignal<number> = this.#malformed;
  /** Id of the finding that the moment on the screen belongs to, in the tab on the screen; of several, the one asked for. */
  readonly selected: ReadonlySignal<string | null> = computed(() => {
    const at = this.player.at.value;
    const here = this.#findings.value.filter((finding) => finding.tab === this.#tab.value);
    return currentFinding(here, at, this.#selected.value)?.id ?? null;
  });

  #root: HTMLElement | undefined;
  /** Lines and events of the recording that nothing could be made of. */
  #damaged = 0;
  #request: AbortController = new AbortController();
  #life: AbortController = new AbortController();

  constructor(id: string) {
    this.id = id;
  }

  /** Reads what is known of the session, then opens it at the moment a link asks for. */
  async open(wish: Moment): Promise<void> {
    await this.refresh();
    const detail = this.#detail.value;
    if (detail === null) return;
    const { at, tab } = openingOf(atOf(wish, detail), this.#findings.value, detail.tabs);
    const opened = this.#findings.value.find((finding) => finding.at === at && finding.tab === tab);
    this.#selected.value = opened?.id ?? null;
    this.player.prepare(at, detail.durationMs);
    await this.#play(tab);
  }

  /** Asks again what is known; a session that had no recording yet begins to play when it has. */
  async refresh(): Promise<void> {
    const { signal: alive } = this.#life;
    try {
      const [detail, { findings }] = await Promise.all([readSession(this.id, alive), readFindings(this.id, alive)]);
      batch(() => {
        this.#detail.value = detail;
        this.#findings.value = inOrder(findings);
        this.#error.value = null;
      });
    } catch (cause) {
      if (!alive.aborted) this.#error.value = cause instanceof ApiError ? cause : brokenAnswer(cause);
    }
  }

  /** Where the replay is built, once its place is on the page. */
  mount(root: HTMLElement): void {
    this.#root = root;
  }

  async selectTab(tab: string): Promise<void> {
    if (tab === this.#tab.value) return;
    this.player.prepare(this.player.at.value, this.player.durationMs.value);
    await this.#play(tab);
  }

  /** Reads the recording again, which has grown meanwhile, and stays where it is. */
  async reload(): Promise<void> {
    this.player.prepare(this.player.at.value, this.#detail.value?.durationMs ?? this.player.durationMs.value);
    await this.#play(this.#tab.value ?? this.#detail.value?.tabs[0]?.id);
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

  /** True when the session went on after what the player has. */
  get hasNews(): boolean {
    const reel = this.player.reel.value;
    return reel !== null && (this.#detail.value?.durationMs ?? 0) > reel.durationMs;
  }

  close(): void {
    this.#life.abort();
    this.#request.abort();
    this.player.destroy();
  }

  async #play(tab: string | undefined): Promise<void> {
    const detail = this.#detail.value;
    if (detail === null) return;
    this.#tab.value = tab;
    if (!detail.recording) return this.player.fail(NOTHING_TO_REPLAY.expired);
    if (tab === undefined) return this.player.fail(NOTHING_TO_REPLAY.no_tabs);
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      const recording = await this.#read(detail, tab, request.signal);
      if (request.signal.aborted) return;
      this.#progress.value = null;
      await this.#load(detail, tab, recording);
    } catch (cause) {
      if (request.signal.aborted) return;
      this.#progress.value = null;
      this.player.fail(`The recording could not be read. ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }

  async #read(detail: SessionDetail, tab: string, alive: AbortSignal): Promise<Recording | 'empty' | 'no_snapshot'> {
    const total = detail.tabs.find(({ id }) => id === tab)?.bytes ?? 0;
    this.#progress.value = { bytes: 0, total };
    const stream = await openRecording(this.id, tab, alive);
    const intake = new Intake({
      text: (hash) => readAsset(hash, alive),
      has: (hash) => hasAsset(hash, alive),
      addressOf: assetAddress,
      base: location.href,
    });
    const take = (event: unknown, line: string): void => intake.take(event, line);
    const report = await readLines(stream, take, ({ bytes }) => {
      this.#progress.value = { bytes, total };
    });
    const { events, findings } = await intake.events();
    this.#malformed.value = report.malformed;
    this.#damaged = report.malformed + findings.refusedEvents;
    const clock = { startedAt: Date.parse(detail.startedAt), durationMs: detail.durationMs };
    return prepareRecording(events, clock, findings);
  }

  async #load(detail: SessionDetail, tab: string, recording: Recording | 'empty' | 'no_snapshot'): Promise<void> {
    if (typeof recording === 'string') {
      const damaged = this.#damaged > 0 ? ` ${counted(this.#damaged, 'damaged event')} left out.` : '';
      return this.player.fail(`${NOTHING_TO_REPLAY[recording]}${damaged}`);
    }
    if (this.#root === undefined) return;
    const found = this.#findings.value.filter((finding) => finding.tab === tab).map((finding) => finding.at);
    const bounds = { from: recording.firstFrameAt, until: recording.lastAt };
    const inactive = inactiveSpans([...recording.actions, ...found], bounds);
    const startedAt = Date.parse(detail.startedAt);
    await this.player.load(this.#root, { recording, startedAt, durationMs: detail.durationMs, inactive });
  }
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
