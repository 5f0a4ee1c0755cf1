import { part } from './part.ts';

/** Milliseconds before the click at which the session opens: what one did last is what one wants to see. */
const LOOK_BACK_MS = 10_000;

/** What the recorder keeps of its session, as far as it can be read. */
interface Recorded {
  id: string;
  /** When it began, epoch milliseconds. */
  start: number | undefined;
}

/**
 * Aims “See this session in Falter” at the session being recorded, at what was just done, where the recorder tells; else the list of
 * sessions opens.
 */
export function mountViewerLink(root: ParentNode): void {
  const link = part(root, 'viewer-link', HTMLAnchorElement);
  const key = document.querySelector<HTMLElement>('script[data-key]')?.dataset.key;
  if (!link || key === undefined) return;
  // Not before the click: the recorder may start late, and a visit may end while the page is open.
  link.addEventListener('click', () => {
    const session = recordedSession(key);
    if (session === undefined) return;
    link.pathname = `/sessions/${encodeURIComponent(session.id)}`;
    link.search =
      session.start === undefined ? '' : `?at=${Math.max(0, Math.round(Date.now() - session.start - LOOK_BACK_MS))}`;
  });
}

/** The recorder keeps its session in localStorage, for all tabs of the site. */
function recordedSession(key: string): Recorded | undefined {
  try {
    const { id, start } = (JSON.parse(localStorage.getItem(`falter:${key}`) ?? 'null') ?? {}) as Record<
      string,
      unknown
    >;
    if (typeof id !== 'string') return undefined;
    return { id, start: typeof start === 'number' && Number.isFinite(start) ? start : undefined };
  } catch {
    return undefined;
  }
}
