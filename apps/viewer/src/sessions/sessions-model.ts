import type { SessionList, SessionRow } from '@falter/wire';
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError, readSessions } from '../api-client.ts';
import { appendRows, mergeRows } from './merge-rows.ts';
import { apiQuery, type Search } from './search.ts';

/** How often the list looks for news. Milliseconds. */
export const REFRESH_EVERY_MS = 4_000;

/** The session list without its looks. */
export class SessionsModel {
  readonly #rows: Signal<SessionRow[] | null> = signal(null);
  readonly #newcomers: Signal<SessionRow[]> = signal([]);
  readonly #error: Signal<ApiError | null> = signal(null);
  readonly #loadingMore: Signal<boolean> = signal(false);
  readonly #next: Signal<string | null> = signal(null);
  readonly #now: Signal<number> = signal(Date.now());
  readonly #excludedBy: Signal<readonly string[]> = signal([]);

  /** Null while the first page loads. */
  readonly rows: ReadonlySignal<SessionRow[] | null> = this.#rows;
  /** Sessions that came since and are not shown, so that nothing jumps. */
  readonly newcomers: ReadonlySignal<SessionRow[]> = this.#newcomers;
  readonly error: ReadonlySignal<ApiError | null> = this.#error;
  readonly loadingMore: ReadonlySignal<boolean> = this.#loadingMore;
  readonly next: ReadonlySignal<string | null> = this.#next;
  /** Where nothing was found: terms without any one of which something would have been. */
  readonly excludedBy: ReadonlySignal<readonly string[]> = this.#excludedBy;
  /** The time that relative times count from: the last answer's. */
  readonly now: ReadonlySignal<number> = this.#now;

  #search: Search | undefined;
  /** Pages that are shown. Only one alone can be replaced whole. */
  #pages = 0;
  #request: AbortController = new AbortController();

  /** Shows the first page for this search. Answers to older questions are dropped. */
  async load(search: Search): Promise<void> {
    this.#search = search;
    this.#rows.value = null;
    await this.#ask({ cursor: null, explain: true }, ({ sessions, excludedBy = [] }) => {
      this.#rows.value = sessions;
      this.#excludedBy.value = excludedBy;
      this.#newcomers.value = [];
      this.#pages = 1;
    });
  }

  /** Adds the next page, if there is one. */
  async more(): Promise<void> {
    const cursor = this.#next.value;
    if (cursor === null || this.#loadingMore.value) return;
    this.#loadingMore.value = true;
    await this.#ask({ cursor }, ({ sessions }) => {
      this.#rows.value = appendRows(this.#rows.value ?? [], sessions);
      this.#pages++;
    });
    this.#loadingMore.value = false;
  }

  /** Looks for news. `undisturbed`: nobody reads or points at the list, so it may show them at once. */
  async refresh(undisturbed: boolean): Promise<void> {
    if (this.#search === undefined || this.#loadingMore.value) return;
    const cursor = this.#next.value;
    const shown = this.#rows.value;
    await this.#ask({ cursor: null }, ({ sessions: fresh }) => {
      if (shown === null || shown.length === 0 || (undisturbed && this.#pages === 1)) {
        this.#rows.value = fresh;
        this.#newcomers.value = [];
        this.#pages = 1;
        return;
      }
      const { rows, newcomers } = mergeRows(shown, fresh);
      this.#rows.value = rows;
      this.#newcomers.value = newcomers;
      // The rows below the first page stay, and so does the way to those after them.
      if (this.#pages > 1) this.#next.value = cursor;
    });
  }

  /** Shows what came since, from the top. */
  async showNewcomers(): Promise<void> {
    if (this.#search !== undefined) await this.load(this.#search);
  }

  stop(): void {
    this.#request.abort();
  }

  async #ask(
    { cursor, explain = false }: { cursor: string | null; explain?: boolean },
    take: (list: SessionList) => void,
  ): Promise<void> {
    if (this.#search === undefined) return;
    const query = apiQuery(this.#search, Date.now(), cursor);
    if (explain) query.set('explain', 'yes');
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      const list = await readSessions(query, request.signal);
      if (request.signal.aborted) return;
      batch(() => {
        this.#now.value = Date.now();
        this.#error.value = null;
        this.#next.value = list.next;
        take(list);
      });
    } catch (cause) {
      if (request.signal.aborted) return;
      this.#error.value = cause instanceof ApiError ? cause : brokenAnswer(cause);
    }
  }
}

function brokenAnswer(cause: unknown): ApiError {
  const detail = 'The session list could not be read. Reload the page; if that does not help, look at the server log.';
  return new ApiError({ status: 0, name: 'broken_answer', detail }, { cause });
}
