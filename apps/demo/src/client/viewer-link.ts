import { part } from './part.ts';

/** Aims “See this session in Falter” at the session being recorded, where the recorder tells; else the list of sessions opens. */
export function mountViewerLink(root: ParentNode): void {
  const link = part(root, 'viewer-link', HTMLAnchorElement);
  const key = document.querySelector<HTMLElement>('script[data-key]')?.dataset.key;
  if (!link || key === undefined) return;
  // Not before the click: the recorder may start late, and a visit may end while the page is open.
  link.addEventListener('click', () => {
    const id = recordedSession(key);
    if (id !== undefined) link.pathname = `/sessions/${encodeURIComponent(id)}`;
  });
}

/** The recorder keeps its session in localStorage, for all tabs of the site. */
function recordedSession(key: string): string | undefined {
  try {
    const session = JSON.parse(localStorage.getItem(`falter:${key}`) ?? 'null') as { id?: unknown } | null;
    return typeof session?.id === 'string' ? session.id : undefined;
  } catch {
    return undefined;
  }
}
