import type { DegradedPayload } from '@falter/wire';

/** rrweb's MutationBuffer, one for the document and one for each shadow root and frame, as far as it is asked here. */
export interface MutationBuffer {
  processMutation(record: MutationRecord): void;
  /** Notes a node and what is in it as added (or moved, when rrweb knows it). */
  genAdds(node: Node, parent: Node): void;
  emit(): void;
  removes: { parentId: number; id: number }[];
  mirror: { getId(node: Node): number; getNode(id: number): Node | null; removeNodeFromMap(node: Node): void };
}

/** A part of the page that changes faster than it is worth to follow: looked at now and then instead. */
interface Part {
  root: Element;
  buffer: MutationBuffer;
  /** What a replay has in it: ids of the root's children, and every node below that has an id. */
  children: number[];
  nodes: Node[];
  /** Changes left out since it was looked at. */
  skipped: number;
  lookedAt: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Over this stretch of time, ms, a recorder may be busy with changes for at most this share: then a page still answers. */
const WINDOW_MS = 2000;
const BUSY_MAX = 0.4;

/** A part is looked at so seldom that it costs a tenth of the time, but not less often than this, ms. */
const LOOK_SHARE = 0.1;
const LOOK_MIN_MS = 1000;
const LOOK_MAX_MS = 10_000;

/** Changes a second, at most, of a part that is followed again. */
const CALM = 200;

/** Changes that are asked where they happened. */
const SAMPLE = 400;

/** Takes rrweb's mutations in its place, so that no page is brought to its knees by being recorded. */
export interface Storm {
  take(buffer: MutationBuffer, records: MutationRecord[]): void;
  /** A full snapshot was taken: a replay has everything as it is now. */
  refresh(): void;
  stop(): void;
}

/** `tell` hears when a part begins to be sampled, and with rate 0 when it is followed again. */
export function createStorm(tell: (payload: DegradedPayload) => void): Storm {
  const parts = new Set<Part>();
  let window = { from: 0, spent: 0, records: 0, batches: 0 };

  function take(buffer: MutationBuffer, records: MutationRecord[]): void {
    const began = performance.now();
    const followed = parts.size > 0 ? records.filter((record) => !isSkipped(buffer, record)) : records;
    for (const record of followed) buffer.processMutation(record);
    buffer.emit();
    const now = performance.now();
    if (now - window.from > WINDOW_MS) window = { from: began, spent: 0, records: 0, batches: 0 };
    window.spent += now - began;
    for (const record of records) window.records += weight(record);
    window.batches++;
    // As soon as it is spent: a flood may leave no time for the window's end. One large change is no flood.
    if (window.spent < WINDOW_MS * BUSY_MAX || window.batches < 3) return;
    const root = rootOf(followed);
    if (root && buffer.mirror.getId(root) > 0)
      sample(buffer, root, (window.records / Math.max(1, now - window.from)) * 1000);
    window = { from: now, spent: 0, records: 0, batches: 0 };
  }

  function isSkipped(buffer: MutationBuffer, record: MutationRecord): boolean {
    const { type, target } = record;
    for (const part of parts) {
      if (part.buffer !== buffer) continue;
      const isInside = part.root.contains(target) && (target !== part.root || type === 'childList');
      // What was taken out of the page is nobody's change: where it comes back it is told whole.
      if (isInside) part.skipped += weight(record);
      if (isInside || !target.isConnected) return true;
    }
    return false;
  }

  function sample(buffer: MutationBuffer, root: Element, rate: number): void {
    for (const inner of parts) if (root.contains(inner.root)) drop(inner);
    const part: Part = { root, buffer, children: [], nodes: [], skipped: 0, lookedAt: 0, timer: undefined };
    parts.add(part);
    remember(part);
    plan(part, LOOK_MIN_MS);
    tell({ id: buffer.mirror.getId(root), rate: Math.round(rate) });
  }

  function plan(part: Part, afterMs: number): void {
    clearTimeout(part.timer);
    part.timer = setTimeout(() => look(part), afterMs);
  }

  /** Tells a part as it is now, in the place of all that was left out. */
  function look(part: Part): void {
    const { root, buffer, skipped } = part;
    const id = buffer.mirror.getId(root);
    const began = performance.now();
    const rate = (skipped / Math.max(1, began - part.lookedAt)) * 1000;
    if (root.isConnected && id > 0) {
      if (skipped > 0) retell(part, id);
      remember(part);
      const seldom = (part.lookedAt - began) / LOOK_SHARE;
      // A few changes for each frame are what pages do all day.
      if (rate > CALM) return void plan(part, Math.min(LOOK_MAX_MS, Math.max(LOOK_MIN_MS, seldom)));
    }
    drop(part);
    tell({ id: Math.max(0, id), rate: 0 });
  }

  function drop(part: Part): void {
    clearTimeout(part.timer);
    parts.delete(part);
  }

  return {
    take,
    refresh() {
      for (const part of parts) remember(part);
    },
    stop() {
      for (const part of parts) drop(part);
    },
  };
}

/** All that a replay has in a part goes, and what is there now comes; nodes that stayed keep their ids. */
function retell({ root, buffer, children, nodes }: Part, parentId: number): void {
  const { mirror } = buffer;
  const isElsewhere = (node: Node | null): boolean => node?.isConnected === true && !root.contains(node);
  for (const id of children) if (!isElsewhere(mirror.getNode(id))) buffer.removes.push({ parentId, id });
  // Else the mirror would hold whatever was ever there.
  for (const node of nodes) if (!node.isConnected) mirror.removeNodeFromMap(node);
  for (const child of root.childNodes) buffer.genAdds(child, root);
  buffer.emit();
}

/** Notes what a replay has: the part as it is now. */
function remember(part: Part): void {
  const { mirror } = part.buffer;
  part.children = [...part.root.childNodes].map((child) => mirror.getId(child)).filter((id) => id > 0);
  part.nodes = [];
  const walker = document.createTreeWalker(part.root);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (mirror.getId(node) > 0) part.nodes.push(node);
  part.skipped = 0;
  part.lookedAt = performance.now();
}

/** The smallest element in which four of five changes happened. */
function rootOf(records: readonly MutationRecord[]): Element | undefined {
  const every = Math.ceil(records.length / SAMPLE);
  const asked = records.filter(({ target }, index) => index % every === 0 && target.isConnected);
  const hits = new Map<Node, number>();
  for (const { target } of asked) {
    for (let node: Node | null = target; node; node = node.parentNode) hits.set(node, (hits.get(node) ?? 0) + 1);
  }
  // A node comes after those in it: of one line upwards the first that is hit often enough is the deepest.
  for (
    let node: Node | null = asked[0]?.target ?? null, tried = 0;
    tried < asked.length;
    node = asked[++tried]?.target ?? null
  ) {
    for (let up: Node | null = node; up; up = up.parentNode) {
      if ((hits.get(up) ?? 0) >= asked.length * 0.8) return followable(up);
    }
  }
  return undefined;
}

/** Changes in a record: one, or the nodes that came and went. */
function weight({ addedNodes, removedNodes }: MutationRecord): number {
  return Math.max(1, addedNodes.length + removedNodes.length);
}

/** Head and body are not taken out of a replay: what happens in both is followed in the head. */
function followable(node: Node): Element | undefined {
  const element = node.nodeType === 1 ? (node as Element) : undefined;
  return element?.localName === 'html' ? element.ownerDocument.body : element;
}
