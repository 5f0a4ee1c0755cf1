import type { Dashboard, DashboardElement, DashboardRow } from '@falter/wire';
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError } from '../api-client.ts';
import { causeKey } from './cause-name.tsx';
import { readDashboard } from './dashboard-client.ts';
import { type DashboardFilters, dashboardQuery } from './dashboard-filters.ts';
import { keepOrder } from './keep-order.ts';

/** The dashboard without its looks. */
export class DashboardModel {
  readonly #shown: Signal<Dashboard | null> = signal(null);
  readonly #error: Signal<ApiError | null> = signal(null);
  readonly #loading: Signal<boolean> = signal(false);
  readonly #updatedAt: Signal<number> = signal(0);

  /** Null until the first answer. Stays while another range loads. */
  readonly shown: ReadonlySignal<Dashboard | null> = this.#shown;
  readonly error: ReadonlySignal<ApiError | null> = this.#error;
  /** What is shown does not fit the filters yet. */
  readonly loading: ReadonlySignal<boolean> = this.#loading;
  /** When the last answer came, epoch ms by this browser's clock; 0 before the first. */
  readonly updatedAt: ReadonlySignal<number> = this.#updatedAt;

  #filters: DashboardFilters | undefined;
  #request: AbortController = new AbortController();

  /** Shows the numbers for these filters. Answers to older questions are dropped. */
  async load(filters: DashboardFilters): Promise<void> {
    this.#filters = filters;
    this.#loading.value = true;
    await this.#ask((fresh) => fresh);
  }

  /** Renews the numbers. `undisturbed`: nobody reads or points at the tables, so rows may change places. */
  async refresh(undisturbed: boolean): Promise<void> {
    if (this.#loading.value) return;
    await this.#ask((fresh) => {
      const shown = this.#shown.value;
      return shown === null || undisturbed ? fresh : inOrderOf(shown, fresh);
    });
  }

  stop(): void {
    this.#request.abort();
  }

  async #ask(settle: (fresh: Dashboard) => Dashboard): Promise<void> {
    const filters = this.#filters;
    if (filters === undefined) return;
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      const fresh = await readDashboard(dashboardQuery(filters, Date.now()), request.signal);
      if (request.signal.aborted) return;
      batch(() => {
        this.#shown.value = settle(fresh);
        this.#error.value = null;
        this.#loading.value = false;
        this.#updatedAt.value = Date.now();
      });
    } catch (cause) {
      if (request.signal.aborted) return;
      this.#error.value = cause instanceof ApiError ? cause : unreadable(cause);
      this.#loading.value = false;
    }
  }
}

const nameOf = (row: DashboardRow): string => row.name;

/** Names an element among the others: a signal on it, on a page. */
export const elementKey = (row: DashboardElement): string => JSON.stringify([row.signal, row.page, row.element]);

function inOrderOf(shown: Dashboard, fresh: Dashboard): Dashboard {
  const kept = { ...fresh };
  for (const kind of ['signals', 'pages', 'devices', 'browsers', 'releases'] as const) {
    kept[kind] = { ...fresh[kind], rows: keepOrder(shown[kind].rows, fresh[kind].rows, nameOf) };
  }
  for (const kind of ['causes', 'improved'] as const) {
    kept[kind] = { ...fresh[kind], rows: keepOrder(shown[kind].rows, fresh[kind].rows, causeKey) };
  }
  kept.elements = { ...fresh.elements, rows: keepOrder(shown.elements.rows, fresh.elements.rows, elementKey) };
  return kept;
}

function unreadable(cause: unknown): ApiError {
  const detail = 'The answer of Falter could not be read. Reload the page.';
  return new ApiError({ status: 0, name: 'unexpected_answer', detail }, { cause });
}
