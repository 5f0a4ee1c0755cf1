import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import type { SnapshotNode } from '../privacy/mask-tree.ts';

/** Trees of nodes that an event brings: a whole page, or what was added to it. */
export function treesIn({ type, data }: RecordedEvent): SnapshotNode[] {
  if (type === EVENT_TYPE.fullSnapshot) return [data.node];
  if (type !== EVENT_TYPE.incremental || data.source !== 0) return [];
  return (data.adds as { node: SnapshotNode }[]).map(({ node }) => node);
}

/** Every node of a tree. Not recursive: pages nest deep. */
export function* nodesIn(root: SnapshotNode): Generator<SnapshotNode> {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    for (const child of node.childNodes ?? []) open.push(child);
  }
}
