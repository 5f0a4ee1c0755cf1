import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { attempt } from '../host/guard.ts';
import type { SnapshotNode } from '../privacy/mask-tree.ts';

/** The canvases and frames that are in the page and that rrweb knows, as if they were added now: this part came after the first snapshot. */
export function tellLive(idOf: (node: Node) => number): RecordedEvent {
  const adds: { node: SnapshotNode }[] = [];
  const open: (Document | ShadowRoot)[] = [document];
  for (let root = open.pop(); root; root = open.pop()) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) open.push(element.shadowRoot);
      const tagName = element.localName;
      if (tagName !== 'canvas' && tagName !== 'iframe') continue;
      const id = idOf(element);
      if (id > 0) adds.push({ node: { type: 2, id, tagName } });
      const inner = attempt(() => (element as HTMLIFrameElement).contentDocument, null);
      if (inner) open.push(inner);
    }
  }
  return { type: EVENT_TYPE.incremental, timestamp: Date.now(), data: { source: 0, adds } };
}
