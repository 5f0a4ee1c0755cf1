import type { ForeignNode } from '../sanitize/node.ts';
import { NODE } from './rrweb-shapes.ts';

/** A node that a mutation adds: below its parent, before its next sibling where it has one. Old recorders wrote -1 for none. */
interface Add {
  parentId: number;
  nextId?: number | null;
  node: ForeignNode;
}

/**
 * Of the nodes that a mutation adds, those that find their place: parent and next sibling stand on the page or are added by the
 * same mutation and find theirs. What rrweb cannot place it tries again for half a second, with the whole viewer standing
 * still, and then leaves out; recordings of 0.x have dozens of such mutations.
 * @param stands whether a node of this id is on the page; a yes too many costs time, a no too many a node.
 */
export function placeable<T extends Add>(adds: readonly T[], stands: (id: number) => boolean): T[] {
  const waiting = new Map<number, T[]>();
  const placed = new Set<T>();
  const added = new Set<number>();
  const missing = (add: T): number | undefined => needs(add).find((id) => !added.has(id) && !stands(id));
  const ready = adds.filter((add) => !defer(add));

  function defer(add: T): boolean {
    const id = missing(add);
    if (id === undefined) return false;
    const others = waiting.get(id);
    if (others) others.push(add);
    else waiting.set(id, [add]);
    return true;
  }

  for (let add = ready.pop(); add !== undefined; add = ready.pop()) {
    placed.add(add);
    const id = add.node?.id;
    if (added.has(id)) continue;
    added.add(id);
    const freed = waiting.get(id) ?? [];
    waiting.delete(id);
    for (const next of freed) if (!defer(next)) ready.push(next);
  }
  return adds.filter((add) => placed.has(add));
}

/** The documents of frames wait for their frame elsewhere. */
function needs({ parentId, nextId, node }: Add): number[] {
  if (node?.type === NODE.document) return [];
  return nextId === null || nextId === undefined || nextId === -1 ? [parentId] : [parentId, nextId];
}
