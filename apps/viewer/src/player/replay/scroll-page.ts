import type { RecordedEvent } from '@falter/wire';
import { lateScroll, type Scroll, scrollsAt } from './scrolls.ts';

/** What knows the nodes of a replayed page by their ids. */
interface Mirror {
  getNode(id: number): Node | null;
}

/**
 * Scrolls everything in the replayed page to where it is in the recording. rrweb, jumping ahead, keeps the scroll of the jump before and
 * applies it last, where the newer one came before the first change of the page; a glide that was under way it stops midway;
 * and a page that scrolls smoothly by its style would glide still.
 * @param events in order.
 * @param until epoch ms; events of this time count.
 */
export function scrollPage(mirror: Mirror, events: readonly RecordedEvent[], until: number): void {
  const scrolls = scrollsAt(events, until);
  for (const [id, scroll] of scrolls) scrollNode(mirror, id, scroll);
  const late = lateScroll(events, until);
  if (late === undefined) return;
  const isHit = (): boolean => holds(mirror.getNode(late.click.id), late.click);
  if (isHit()) return;
  scrollNode(mirror, late.id, late.scroll);
  if (!isHit()) scrollNode(mirror, late.id, scrolls.get(late.id) ?? { x: 0, y: 0 });
}

function scrollNode(mirror: Mirror, id: number, { x, y }: Scroll): void {
  const node = mirror.getNode(id);
  const scrollable = node?.nodeType === Node.DOCUMENT_NODE ? (node as Document).defaultView : (node as Element | null);
  scrollable?.scrollTo({ left: x, top: y, behavior: 'instant' });
}

/** Whether a point of the window lies on a node. What is not there, or has no place, nothing is known of: it does. */
function holds(node: Node | null, { x, y }: Scroll): boolean {
  if (node?.nodeType !== Node.ELEMENT_NODE) return true;
  const box = (node as Element).getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return true;
  return x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1;
}
