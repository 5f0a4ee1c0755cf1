import { NODE, type Raw, toList, toNumber, toRaw, toText } from './raw.ts';

/** One node of the page, as light as it can be: it keeps references into the recording, never copies. */
export interface MirrorNode {
  id: number;
  /** Lower-case tag of an element, '#document', '#text', or '' for everything else. */
  tag: string;
  attributes: Raw;
  /** `attributes` is a copy already; before that it is the recording's own object. */
  owned: boolean;
  /** Text of a text node. */
  text: string;
  /** Stays when the node is removed, so that "where was it" can still be answered. */
  parent: MirrorNode | null;
  first: MirrorNode | null;
  last: MirrorNode | null;
  next: MirrorNode | null;
  previous: MirrorNode | null;
  /** When a mutation brought it; -1 for what a snapshot held. */
  addedAt: number;
  /** When it was taken out of its parent; -1 while it is in. */
  removedAt: number;
}

/** Levels that any walk upwards takes at most. The deepest pages seen have some hundred. */
const DEEPEST = 512;

/** The page as the recording tells it, id -> node. Never recursive, never quadratic, whatever the recording says. */
export class Mirror {
  readonly #nodes = new Map<number, MirrorNode>();
  /** Nodes whose parent has not come yet, by the parent's id. */
  readonly #waiting = new Map<number, MirrorNode[]>();
  /** Called for every new node, when it has its place. */
  readonly #onNode: (node: MirrorNode) => void;
  root: MirrorNode | null = null;

  constructor(onNode: (node: MirrorNode) => void) {
    this.#onNode = onNode;
  }

  get(id: unknown): MirrorNode | null {
    return this.#nodes.get(id as number) ?? null;
  }

  /** Starts over from a full snapshot. Answers false when it holds no tree. */
  load(tree: unknown): boolean {
    const raw = toRaw(tree);
    if (typeof raw.type !== 'number') return false;
    this.#nodes.clear();
    this.#waiting.clear();
    this.root = this.#build(raw, null);
    return true;
  }

  /** Adds a node with all that hangs on it. `null`: it has no id. */
  add({ parentId, nextId, node }: Raw, at: number): MirrorNode | null {
    const raw = toRaw(node);
    if (typeof raw.id !== 'number') return null;
    const old = this.#nodes.get(raw.id);
    if (old) unlink(old);
    const parent = this.get(parentId);
    const added = this.#build(raw, null);
    added.addedAt = at;
    if (parent) {
      // It was there before, or what had waited for it may hold its parent: a circle is no page.
      if ((old || added.first) && isWithin(parent, added)) return null;
      link(added, parent, this.get(nextId));
      this.#onNode(added);
    } else {
      const queue = this.#waiting.get(parentId as number);
      if (queue) queue.push(added);
      else this.#waiting.set(parentId as number, [added]);
    }
    return added;
  }

  /** Takes a node out of its parent. It stays known: a click on it may come after it. */
  remove(id: unknown, at: number): MirrorNode | null {
    const node = this.get(id);
    if (!node || node.removedAt >= 0) return null;
    unlink(node);
    node.removedAt = at;
    return node;
  }

  #build(raw: Raw, parent: MirrorNode | null): MirrorNode {
    const top = toNode(raw);
    const stack: [MirrorNode, readonly unknown[]][] = [];
    this.#take(top, parent, raw, stack);
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      const [node, children] = entry;
      for (const child of children) {
        const rawChild = toRaw(child);
        if (typeof rawChild.type === 'number') this.#take(toNode(rawChild), node, rawChild, stack);
      }
    }
    return top;
  }

  #take(node: MirrorNode, parent: MirrorNode | null, raw: Raw, stack: [MirrorNode, readonly unknown[]][]): void {
    this.#nodes.set(node.id, node);
    if (parent) {
      link(node, parent, null);
      this.#onNode(node);
    }
    const children = toList(raw.childNodes);
    if (children.length > 0) stack.push([node, children]);
    if (this.#waiting.size > 0) this.#adopt(node);
  }

  /** Nodes that came before their parent get it now, unless they are above it: a circle is no page. */
  #adopt(parent: MirrorNode): void {
    const queue = this.#waiting.get(parent.id);
    if (!queue) return;
    this.#waiting.delete(parent.id);
    for (const node of queue) {
      const isCurrent = this.#nodes.get(node.id) === node && !node.parent && node.removedAt < 0;
      if (!isCurrent || isWithin(parent, node)) continue;
      link(node, parent, null);
      this.#onNode(node);
    }
  }
}

function toNode(raw: Raw): MirrorNode {
  const type = raw.type;
  const tag =
    type === NODE.element
      ? toText(raw.tagName).toLowerCase()
      : type === NODE.text
        ? '#text'
        : type === NODE.document
          ? '#document'
          : '';
  return {
    id: toNumber(raw.id, 0),
    tag,
    attributes: toRaw(raw.attributes),
    owned: false,
    text: toText(raw.textContent),
    parent: null,
    first: null,
    last: null,
    next: null,
    previous: null,
    addedAt: -1,
    removedAt: -1,
  };
}

function link(node: MirrorNode, parent: MirrorNode, before: MirrorNode | null): void {
  const next = before && before.parent === parent && before.removedAt < 0 ? before : null;
  const previous = next ? next.previous : parent.last;
  node.parent = parent;
  node.next = next;
  node.previous = previous;
  node.removedAt = -1;
  if (next) next.previous = node;
  else parent.last = node;
  if (previous) previous.next = node;
  else parent.first = node;
}

function unlink(node: MirrorNode): void {
  const { parent, previous, next } = node;
  if (!parent || node.removedAt >= 0) return;
  if (previous) previous.next = next;
  else parent.first = next;
  if (next) next.previous = previous;
  else parent.last = previous;
  node.next = null;
  node.previous = null;
}

/** The node itself, its parent, and so on, at most `levels` of them. */
export function* upwards(node: MirrorNode | null, levels: number = DEEPEST): Generator<MirrorNode> {
  let left = levels;
  for (let at = node; at && left > 0; at = at.parent, left--) yield at;
}

/** `node` is `ancestor` or hangs below it (or did, when it was removed). */
export function isWithin(node: MirrorNode, ancestor: MirrorNode): boolean {
  let left = DEEPEST;
  for (let at: MirrorNode | null = node; at && left > 0; at = at.parent, left--) if (at.id === ancestor.id) return true;
  return false;
}

/** The node hangs in the page: nothing above it was removed. */
export function isAttached(node: MirrorNode): boolean {
  let left = DEEPEST;
  for (let at: MirrorNode | null = node; at && left > 0; at = at.parent, left--) if (at.removedAt >= 0) return false;
  return true;
}

/** The node and what hangs below it, in document order, at most `budget` nodes. */
export function* downwards(top: MirrorNode, budget: number): Generator<MirrorNode> {
  let left = budget;
  let at: MirrorNode | null = top;
  while (at && left-- > 0) {
    yield at;
    if (at.first) at = at.first;
    else {
      while (at && at !== top && !at.next) at = at.parent;
      at = at && at !== top ? at.next : null;
    }
  }
}

/** An attribute as text, '' when it is absent. */
export function attribute(node: MirrorNode, name: string): string {
  const value = node.attributes[name];
  return typeof value === 'string' ? value : value === true ? name : typeof value === 'number' ? String(value) : '';
}

export function hasAttribute(node: MirrorNode, name: string): boolean {
  const value = node.attributes[name];
  return value !== undefined && value !== null && value !== false;
}
