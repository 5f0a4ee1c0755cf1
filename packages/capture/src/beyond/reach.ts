import { openAssets } from '../assets/open.ts';
import type { Undo } from '../host/listen.ts';
import type { Site } from '../recording/recording.ts';
import type { Tape } from '../recording/tape.ts';
import type { openBeyond } from './open.ts';

/** Gets the part beyond for a page. */
export type BringBeyond = (endpoint: string, arrived: (open: typeof openBeyond) => void) => void;

/**
 * What goes beyond the events of a page: its assets; and where a project wishes of what is beyond the page's own markup, the part that
 * records it.
 */
export function reachWith(bring: BringBeyond): (tape: Tape, site: Site) => void {
  let close: Undo | undefined;
  return (tape, site) => {
    close?.();
    close = openAssets(tape, site);
    const { canvas, frames, privacy, endpoint } = site;
    if ((canvas && privacy !== 'strict') || frames.length > 0) {
      const { note } = tape;
      bring(endpoint, (open) => tape.reach((known) => open({ ...known, canvas, frames, note })));
    }
  };
}
