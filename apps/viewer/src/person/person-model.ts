import type { PersonSumsRow, SessionRow } from '@falter/wire';
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError, getJson, readSessions } from '../api-client.ts';
import { appendRows } from '../sessions/merge-rows.ts';

/** How often it is looked whether somebody came or went. Milliseconds. */
export const REFRESH_EVERY_MS = 4_000;

const PAGE_SIZE = '50';

/** A person without the looks: their sessions, the running ones first, and what they add up to. */
export class PersonModel {
  readonly person: string;
  readonly #rows: Signal<SessionRow[] | null> = signal(null);
  readonly #sums: Signal<PersonSumsRow | null> = signal(null);
  readonly #error: Signal<ApiError | null> = signal(null);
  readonly #next: Signal<string | null> = signal(null);
  readonly #now: Signal<number> = signal(Date.now());

  /** Null while the first page loads. */
  readonly rows: ReadonlySignal<SessionRow[] | null> = this.#rows;
  readonly sums: ReadonlySignal<PersonSumsRow | null> = this.#sums;
  readonly error: ReadonlySignal<ApiError | null> = this.#error;
  readonly next: ReadonlySignal<string | null> = this.#next;
  readonly now: ReadonlySignal<number> = this.#now;

  #life: AbortController = new AbortController();
  /** Rows of further pages are there, which a refresh of the first must not take away. */
  #goneOn = false;

  constructor(person: string) {
    this.person = person;
  }

  async refresh(): Promise<void> {
    this.#life.abort();
    this.#life = new AbortController();
    const { signal: alive } = this.#life;
    try {
      const who = new URLSearchParams({ person: this.person });
      const [list, sums] = await Promise.all([
        readSessions(new URLSearchParams({ person: this.person, limit: PAGE_SIZE }), alive),
        getJson<PersonSumsRow>(`/api/v1/persons/sums?${who}`, alive),
      ]);
      if (alive.aborted) return;
      batch(() => {
        this.#now.value = Date.now();
        this.#error.value = null;
        this.#sums.value = sums;
        this.#rows.value = runningFirst(
          this.#goneOn ? appendRows(list.sessions, this.#rows.value ?? []) : list.sessions,
        );
        if (!this.#goneOn) this.#next.value = list.next;
      });
    } catch (cause) {
      if (!alive.aborted && cause instanceof ApiError) this.#error.value = cause;
    }
  }

  /** Adds the next page, if there is one. */
  async more(): Promise<void> {
    const cursor = this.#next.value;
    if (cursor === null) return;
    this.#goneOn = true;
    const list = await readSessions(new URLSearchParams({ person: this.person, limit: PAGE_SIZE, cursor }));
    this.#rows.value = appendRows(this.#rows.value ?? [], list.sessions);
    this.#next.value = list.next;
  }

  stop(): void {
    this.#life.abort();
  }
}

/** What runs now is what somebody on the phone means. */
function runningFirst(rows: readonly SessionRow[]): SessionRow[] {
  return [...rows.filter(({ live }) => live), ...rows.filter(({ live }) => !live)];
}
