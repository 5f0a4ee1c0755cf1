import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** Where the reader is. Null parameters: that page is not shown. */
export type Route = { page: 'sessions' } | { page: 'session'; id: string } | { page: 'sign-in' } | { page: 'unknown' };

/** Path and query as shown in the address bar. Change it through `navigate` or `replace` only. */
export const url: Signal<string> = signal('/');

export const route: ReadonlySignal<Route> = computed(() => matchRoute(url.value));

/** Which page a path asks for. `/` is the session list. */
export function matchRoute(path: string): Route {
  const [first = '', second, ...rest] = (path.split('?')[0] ?? '').split('/').filter((part) => part !== '');
  if (rest.length > 0) return { page: 'unknown' };
  if (first === '' || (first === 'sessions' && second === undefined)) return { page: 'sessions' };
  if (first === 'sessions' && second !== undefined) return { page: 'session', id: safeDecode(second) };
  if (first === 'sign-in' && second === undefined) return { page: 'sign-in' };
  return { page: 'unknown' };
}

/** The query of the present address. */
export function query(): URLSearchParams {
  return new URLSearchParams(url.value.split('?')[1] ?? '');
}

/** Goes to another page of the viewer: the back button returns from it. */
export function navigate(to: string): void {
  history.pushState(null, '', to);
  url.value = to;
  scrollTo(0, 0);
}

/** Writes state into the address without a step in the history. */
export function replace(to: string): void {
  history.replaceState(null, '', to);
  url.value = to;
}

/** Reads the address bar, follows back and forward, and takes over clicks on links that stay in the viewer. */
export function startRouter(): void {
  const read = (): void => {
    url.value = location.pathname + location.search;
  };
  read();
  if (location.pathname === '/') replace(`/sessions${location.search}`);
  addEventListener('popstate', read);
  addEventListener('click', followLink);
}

function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.origin !== location.origin || link.target !== '' || link.hasAttribute('download')) return;
  if (matchRoute(link.pathname).page === 'unknown' || link.getAttribute('href')?.startsWith('#') === true) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
