import type { IssueRow } from '@falter/wire';
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError } from '../api-client.ts';
import { type IssueFilters, issuesQuery } from './issue-filters.ts';
import { readIssues } from './issues-client.ts';

/** The list of issues without its looks. */
export class IssuesModel {
  readonly #rows: Signal<IssueRow[] | null> = signal(null);
  readonly #error: Signal<ApiError | null> = signal(null);
  readonly #next: Signal<string | null> = signal(null);
  readonly #busy: Signal<boolean> = signal(false);
  #request: AbortController = new AbortController();
  /** Of all pages of one list: else the second would count other sessions than the first. */
  #askedAt = 0;

  /** Null while the first page loads. */
  readonly rows: ReadonlySignal<IssueRow[] | null> = this.#rows;
  readonly error: ReadonlySignal<ApiError | null> = this.#error;
  readonly next: ReadonlySignal<string | null> = this.#next;
  readonly busy: ReadonlySignal<boolean> = this.#busy;

  /** Shows the first page for these filters; what is shown stays until its answer is there. */
  async load(filters: IssueFilters): Promise<void> {
    this.#askedAt = Date.now();
    await this.#ask(filters, null, []);
  }

  /** Adds the next page, if there is one. */
  async more(filters: IssueFilters): Promise<void> {
    const cursor = this.#next.value;
    if (cursor !== null && !this.#busy.value) await this.#ask(filters, cursor, this.#rows.value ?? []);
  }

  stop(): void {
    this.#request.abort();
  }

  async #ask(filters: IssueFilters, cursor: string | null, before: IssueRow[]): Promise<void> {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    this.#busy.value = true;
    try {
      const { issues, next } = await readIssues(issuesQuery(filters, this.#askedAt, cursor), request.signal);
      if (request.signal.aborted) return;
      const shown = new Set(before.map(({ id }) => id));
      batch(() => {
        this.#error.value = null;
        this.#next.value = next;
        this.#rows.value = [...before, ...issues.filter(({ id }) => !shown.has(id))];
      });
    } catch (cause) {
      if (request.signal.aborted) return;
      if (!(cause instanceof ApiError)) throw cause;
      this.#error.value = cause;
    } finally {
      if (this.#request === request) this.#busy.value = false;
    }
  }
}
