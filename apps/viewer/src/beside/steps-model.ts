import type { StepList, StepRow } from '@falter/wire';
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError, readSteps } from '../api-client.ts';
import type { SessionModel } from '../session/session-model.ts';
import { whenShown } from '../session/when-shown.ts';
import { seesNumbersOnly } from '../shell/sign-in-state.ts';
import { knownRows } from './known-rows.ts';

/** How often the rows of a running session are asked for: with the reading, less than three seconds behind. Milliseconds. */
const LIVE_MS = 2_000;
/** The same while it is not live but may still go on, and after a refusal. */
const SLOW_MS = 10_000;

/** Refusals that stay: the role may not watch, or the session was erased. */
const OVER: ReadonlySet<number> = new Set([403, 410]);

/** For who may not watch; what is known without the recording stands below it. */
const NUMBERS_ONLY = 'Your role does not see what visitors did, step by step. An admin can let you watch.';

type Told = Pick<StepList, 'version' | 'rows' | 'stacks' | 'leftOut'>;

/** The rows beside a replay, and the present moment of a session that runs. Times in milliseconds since the session's start. */
export class StepsModel {
  readonly #session: SessionModel;
  readonly #told: Signal<Told | null> = signal(null);
  readonly #problem: Signal<string> = signal('');
  readonly #now: Signal<{ at: number; told: number } | null> = signal(null);
  readonly #life: AbortController = new AbortController();
  #timer: number | undefined;
  #callOff: () => void = () => {};
  #asking = false;
  /** Asking again would be answered the same. */
  #isOver = false;

  /** By time; without a recording what is known of it all the same. */
  readonly rows: ReadonlySignal<readonly StepRow[]>;
  readonly stacks: ReadonlySignal<StepList['stacks']> = computed(() => this.#told.value?.stacks ?? []);
  readonly leftOut: ReadonlySignal<readonly string[]> = computed(() => this.#told.value?.leftOut ?? []);
  /** Nothing is there yet, and nobody said why. */
  readonly loading: ReadonlySignal<boolean> = computed(() => this.#told.value === null && this.#problem.value === '');
  /** Why there are none, or none that are newer; '' when all is well. */
  readonly problem: ReadonlySignal<string> = this.#problem;

  constructor(session: SessionModel) {
    this.#session = session;
    this.rows = computed(() => {
      const told = this.#told.value;
      if (told !== null) return told.rows;
      const detail = session.detail.value;
      return detail === null || this.#problem.value === '' ? [] : knownRows(detail);
    });
  }

  /** The visitor's clock as it stands, since the session's start; undefined when the session is over or nothing was told. */
  get now(): number | undefined {
    const now = this.#now.value;
    return now === null ? undefined : now.at + (performance.now() - now.told);
  }

  /** Asks once there is something to see, and again by itself as long as the session goes on. */
  follow(): void {
    if (seesNumbersOnly()) {
      this.#problem.value = NUMBERS_ONLY;
      return;
    }
    this.#callOff = whenShown(this.#session.player.shown.state, () => void this.#ask());
  }

  close(): void {
    this.#callOff();
    clearTimeout(this.#timer);
    this.#life.abort();
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      if (!document.hidden) await this.#read();
    } finally {
      this.#asking = false;
      this.#again();
    }
  }

  async #read(): Promise<void> {
    const { signal: alive } = this.#life;
    try {
      const list = await readSteps(this.#session.id, this.#told.value?.version ?? '', alive);
      batch(() => {
        if (!list.unchanged) this.#told.value = list;
        this.#now.value = list.now === null ? null : { at: list.now, told: performance.now() };
        this.#problem.value = '';
      });
    } catch (cause) {
      if (alive.aborted) return;
      this.#problem.value = cause instanceof ApiError ? cause.message : String(cause);
      this.#isOver = cause instanceof ApiError && OVER.has(cause.status);
    }
  }

  #again(): void {
    const detail = this.#session.detail.value;
    if (this.#life.signal.aborted || this.#isOver) return;
    if (detail?.closed === true && (this.#told.value !== null || !detail.recording)) return;
    const wait = detail?.live === true && this.#problem.value === '' ? LIVE_MS : SLOW_MS;
    this.#timer = window.setTimeout(() => void this.#ask(), wait);
  }
}
