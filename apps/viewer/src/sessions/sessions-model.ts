import type { SessionRow } from '@falter/wire';
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError, readSessions } from '../api-client.ts';
import { apiQuery, type Filters } from './filters.ts';
import { appendRows, mergeRows } from './merge-rows.ts';

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

  /** Null while the first page loads. */
  readonly rows: ReadonlySignal<SessionRow[] | null> = this.#rows;
  /** Sessions that came since and are not shown, so that nothing jumps. */
  readonly newcomers: ReadonlySignal<SessionRow[]> = this.#newcomers;
  readonly error: ReadonlySignal<ApiError | null> = this.#error;
  readonly loadingMore: ReadonlySignal<boolean> = this.#loadingMore;
  readonly next: ReadonlySignal<string | null> = this.#next;
  /** The time that relative times count from: the last answer's. */
  readonly now: ReadonlySignal<number> = this.#now;

  #filters: Filters | undefined;
  /** Pages that are shown. Only one alone can be replaced whole. */
  #pages = 0;
  #request: AbortController = new AbortController();

  /** Shows the first page for these filters. Answers to older questions are dropped. */
  async load(filters: Filters): Promise<void> {
    this.#filters = filters;
    this.#rows.value = null;
    await this.#ask(null, (list) => {
      this.#rows.value = list;
      this.#newcomers.value = [];
      this.#pages = 1;
    });
  }

  /** Adds the next page, if there is one. */
  async more(): Promise<void> {
    const cursor = this.#next.value;
    if (cursor === null || this.#loadingMore.value) return;
    this.#loadingMore.value = true;
    await this.#ask(cursor, (list) => {
      this.#rows.value = appendRows(this.#rows.value ?? [], list);
      this.#pages++;
    });
    this.#loadingMore.value = false;
  }

  /** Looks for news. `undisturbed`: nobody reads or points at the list, so it may show them at once. */
  async refresh(undisturbed: boolean): Promise<void> {
    if (this.#filters === undefined || this.#loadingMore.value) return;
    const cursor = this.#next.value;
    const shown = this.#rows.value;
    await this.#ask(null, (fresh) => {
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
    if (this.#filters !== undefined) await this.load(this.#filters);
  }

  stop(): void {
    this.#request.abort();
  }

  async #ask(cursor: string | null, take: (rows: SessionRow[]) => void): Promise<void> {
    const filters = this.#filters;
    if (filters === undefined) return;
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      const { sessions, next } = await readSessions(apiQuery(filters, Date.now(), cursor), request.signal);
      if (request.signal.aborted) return;
      batch(() => {
        this.#now.value = Date.now();
        this.#error.value = null;
        this.#next.value = next;
        take(sessions);
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
