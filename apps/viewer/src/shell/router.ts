import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { projectOf, withProject } from './project-address.ts';

/** Where the reader is. `id` is the second part of the path, '' where the page has none. */
export interface Route {
  page:
    | 'dashboard'
    | 'health'
    | 'issues'
    | 'issue'
    | 'sessions'
    | 'session'
    | 'person'
    | 'shared'
    | 'settings'
    | 'sign-in'
    | 'set-up'
    | 'invitation'
    | 'unknown';
  id: string;
}

/** Path and query as shown in the address bar. Change it through `navigate` or `replace` only. */
export const url: Signal<string> = signal('/');

export const route: ReadonlySignal<Route> = computed(() => matchRoute(url.value));

/** Id of the project that one looks at. */
export const project: ReadonlySignal<string> = computed(() => projectOf(url.value));

/** An address of the viewer or of the API for the project that one looks at, unless it names another itself. */
export function inProject(address: string): string {
  return withProject(address, project.value);
}

/** Pages by the first part of their path, alone and with a second part behind it. */
const PAGES: Record<string, { alone?: Route['page']; withId?: Route['page'] }> = {
  '': { alone: 'sessions' },
  health: { alone: 'health' },
  dashboard: { alone: 'dashboard' },
  issues: { alone: 'issues', withId: 'issue' },
  sessions: { alone: 'sessions', withId: 'session' },
  persons: { withId: 'person' },
  shared: { withId: 'shared' },
  settings: { alone: 'settings', withId: 'settings' },
  'sign-in': { alone: 'sign-in' },
  'set-up': { alone: 'set-up' },
  invitation: { alone: 'invitation' },
};

/** Which page a path asks for. `/` is the session list. */
export function matchRoute(path: string): Route {
  const [first = '', second, ...rest] = (path.split('?')[0] ?? '').split('/').filter((part) => part !== '');
  const known = rest.length === 0 && Object.hasOwn(PAGES, first) ? PAGES[first] : undefined;
  const page = second === undefined ? known?.alone : known?.withId;
  return page === undefined ? { page: 'unknown', id: '' } : { page, id: safeDecode(second ?? '') };
}

/** The query of the present address. */
export function query(): URLSearchParams {
  return new URLSearchParams(url.value.split('?')[1] ?? '');
}

/** Goes to another page of the viewer, in the same project unless `to` names one: the back button returns from it. */
export function navigate(to: string): void {
  const address = inProject(to);
  history.pushState(null, '', address);
  url.value = address;
  scrollTo(0, 0);
}

/** Writes state into the address without a step in the history. */
export function replace(to: string): void {
  const address = inProject(to);
  history.replaceState(null, '', address);
  url.value = address;
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
