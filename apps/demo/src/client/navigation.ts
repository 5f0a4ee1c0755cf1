import { showCollection } from './catalogue.ts';

/**
 * Walks between the pages of the catalogue without loading them: the new document is fetched, its `<main>` replaces ours, and
 * `history.pushState` names it. Only links marked `data-spa`, only inside the catalogue; everything else loads as ever.
 */
export function mountNavigation(mountMain: (main: HTMLElement) => void): void {
  if (document.body.dataset.shell !== 'catalogue') return;
  let shown = location.pathname;
  const go = async (path: string) => {
    shown = path;
    if (!(await showPage(path, mountMain))) location.assign(path);
  };
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-spa]') : null;
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.pathname !== location.pathname) history.pushState(null, '', link.pathname);
    void go(link.pathname);
    if (link.closest('.menu')) document.getElementById('teas')?.scrollIntoView();
  });
  addEventListener('popstate', () => {
    // A jump to a fragment is a popstate too, and stays on the page that is shown.
    if (location.pathname !== shown) void go(location.pathname);
  });
}

async function showPage(path: string, mountMain: (main: HTMLElement) => void): Promise<boolean> {
  const main = document.querySelector('main');
  if (!main) return false;
  if (showCollection(main, path)) return true;
  const next = await fetchPage(path);
  const arrived = next?.querySelector('main');
  // The visitor may have walked on while the page was on its way: then it is not shown any more.
  if (!arrived || location.pathname !== path) return arrived !== undefined && arrived !== null;
  main.replaceChildren(...arrived.childNodes);
  document.title = next?.title ?? document.title;
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
  mountMain(main);
  return true;
}

async function fetchPage(path: string): Promise<Document | undefined> {
  try {
    const answer = await fetch(path, { headers: { accept: 'text/html' } });
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return undefined;
  }
}
