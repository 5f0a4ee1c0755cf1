import { placeable } from '../replay/placeable.ts';
import { NODE } from '../replay/rrweb-shapes.ts';
import { changeStyle } from './inline-style.ts';

/** A node as rrweb-snapshot writes it, cleaned. */
export interface Built {
  type: number;
  id: number;
  tagName?: string;
  attributes?: Record<string, unknown>;
  childNodes?: Built[];
  textContent?: string;
  isShadow?: boolean;
  isShadowHost?: boolean;
  isStyle?: boolean;
  rootId?: number;
}

/** What a mutation event says, cleaned: all four lists are there. */
export interface Change {
  removes: { id: number; parentId: number }[];
  adds: { parentId: number; nextId?: number | null; previousId?: number | null; node: Built }[];
  texts: { id: number; value: unknown }[];
  attributes: { id: number; attributes: Record<string, unknown> }[];
}

/** Where a node stands. Siblings are chained, so that a list of ten thousand is no slower than one of ten. */
interface Place {
  node: Built;
  parent?: Place | undefined;
  first?: Place | undefined;
  last?: Place | undefined;
  before?: Place | undefined;
  after?: Place | undefined;
}

/** Of these a change means more than an attribute: what is shown is the browser's business. */
const STATEFUL: ReadonlySet<string> = new Set(['dialog', 'iframe', 'video', 'audio']);

/**
 * A recorded page without a browser: a snapshot to which changes are applied as rrweb would, for as long as each fits exactly. What
 * is rare or unclear (frames with documents of their own, changes that do not fit, recorders of old) is not guessed: then this says no,
 * and whoever asked lets rrweb do it.
 */
export class PageTree {
  readonly #byId = new Map<number, Place>();
  readonly #root: Place;
  readonly #onLeft: (id: number) => void;
  #fits = true;

  /** @param onLeft hears of each node that is taken away, or put in anew: what was known of it beside its place is over. */
  constructor(root: Built, onLeft: (id: number) => void = () => {}) {
    this.#onLeft = onLeft;
    this.#root = { node: root };
    const open = [this.#root];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      const { node } = place;
      if (this.#byId.has(node.id) || (node.type === NODE.document && place !== this.#root)) this.#fits = false;
      this.#byId.set(node.id, place);
      for (const child of node.childNodes ?? []) open.push(link({ node: child }, place));
    }
  }

  /** False from the first change on that could not be followed. */
  get fits(): boolean {
    return this.#fits;
  }

  has(id: number): boolean {
    return this.#byId.has(id);
  }

  tagOf(id: number): string {
    return tagOf(this.#byId.get(id)?.node);
  }

  /** Id of the node above; 0 where there is none. */
  parentOf(id: number): number {
    return this.#byId.get(id)?.parent?.node.id ?? 0;
  }

  /** Applies a change; returns whether everything still fits. */
  apply(change: Change): boolean {
    const gone = new Set(change.removes.map(({ id }) => id));
    this.#fits &&=
      change.removes.every((remove) => this.#remove(remove)) &&
      this.#addAll(change.adds) &&
      change.texts.every((text) => this.#setText(text) ?? gone.has(text.id)) &&
      change.attributes.every((one) => this.#setAttributes(one) ?? gone.has(one.id));
    return this.#fits;
  }

  /** The page as it stands, as a snapshot has it; shares no object with later ones that could change. */
  snapshot(): Built {
    const root = copyOf(this.#root);
    const open: [Place, Built][] = [[this.#root, root]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [place, copy] = next;
      for (let child = place.first; child !== undefined; child = child.after) {
        const below = copyOf(child);
        copy.childNodes?.push(below);
        if (below.childNodes !== undefined) open.push([child, below]);
      }
    }
    return root;
  }

  #remove({ id, parentId }: { id: number; parentId: number }): boolean {
    const place = this.#byId.get(id);
    if (place === undefined || place.parent === undefined || place.parent.node.id !== parentId) return false;
    unlink(place);
    const open = [place];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      this.#byId.delete(one.node.id);
      this.#onLeft(one.node.id);
      for (let child = one.first; child !== undefined; child = child.after) open.push(child);
    }
    return true;
  }

  /** Nodes may come before the siblings that they stand before. What has no parent is left out without a word, as rrweb does. */
  #addAll(adds: Change['adds']): boolean {
    let waiting = placeable(adds, (id) => this.#byId.has(id));
    const left = new Set(adds);
    for (const add of waiting) left.delete(add);
    while (waiting.length > 0) {
      const ready = waiting.filter((add) => this.#hasPlace(add));
      if (ready.length === 0) return false;
      if (!ready.every((add) => this.#add(add))) return false;
      const done = new Set(ready);
      waiting = waiting.filter((add) => !done.has(add));
    }
    return ![...left].some(({ parentId }) => this.#byId.has(parentId));
  }

  #hasPlace({ parentId, nextId }: Change['adds'][number]): boolean {
    return this.#byId.has(parentId) && (nextId === null || nextId === undefined || this.#byId.has(nextId));
  }

  #add({ parentId, nextId, previousId, node }: Change['adds'][number]): boolean {
    const parent = this.#byId.get(parentId);
    const next = typeof nextId === 'number' ? this.#byId.get(nextId) : undefined;
    const isOld = Boolean(previousId) || nextId === -1;
    if (parent === undefined || isOld || this.#byId.has(node.id) || (next && next.parent !== parent)) return false;
    if (node.type === NODE.document || node.type === NODE.docType || node.rootId !== undefined) return false;
    if (!takesChild(parent.node, node)) return false;
    this.#byId.set(node.id, link({ node: { ...node, ...(node.childNodes && { childNodes: [] }) } }, parent, next));
    this.#onLeft(node.id);
    return true;
  }

  /** Undefined where there is no such node. */
  #setText({ id, value }: Change['texts'][number]): boolean | undefined {
    const place = this.#byId.get(id);
    if (place === undefined) return undefined;
    const { node, parent } = place;
    if (typeof value !== 'string' || node.textContent === undefined || !takesChild(parent?.node, node)) return false;
    const isStyle = tagOf(parent?.node) === 'style';
    place.node = { ...node, textContent: value, ...(isStyle && { isStyle }) };
    return true;
  }

  #setAttributes({ id, attributes }: Change['attributes'][number]): boolean | undefined {
    const place = this.#byId.get(id);
    if (place === undefined) return undefined;
    const known = place.node.attributes;
    if (known === undefined || STATEFUL.has(tagOf(place.node))) return false;
    const next = { ...known };
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('rr_') || (name === '_cssText' && place.first !== undefined)) return false;
      if (value === null) delete next[name];
      else if (typeof value === 'string') next[name] = value;
      else if (name === 'style' && typeof value === 'object') {
        const style = changeStyle(typeof next.style === 'string' ? next.style : '', value as Record<string, unknown>);
        if (style === undefined) return false;
        next.style = style;
      }
    }
    place.node = { ...place.node, attributes: next };
    return true;
  }
}

function tagOf(node: Built | undefined): string {
  return node?.tagName?.toLowerCase() ?? '';
}

/**
 * Where the text of an element is its attribute as well, rrweb has rules of its own; and of a snapshot it puts the body behind all that stands beside
 * it, but not of what comes there later.
 */
function takesChild(parent: Built | undefined, { type, isShadow }: Built): boolean {
  if (parent === undefined || parent.type !== NODE.element) return false;
  if (isShadow && !parent.isShadowHost) return false;
  const tag = tagOf(parent);
  if (tag === 'iframe' || tag === 'html') return false;
  const isText = type === NODE.text || type === NODE.cdata;
  return !isText || (tag !== 'textarea' && (tag !== 'style' || parent.attributes?._cssText === undefined));
}

function copyOf({ node }: Place): Built {
  return node.childNodes === undefined ? node : { ...node, childNodes: [] };
}

/** Puts a place below its parent, before `next` or at the end. */
function link(place: Place, parent: Place, next?: Place): Place {
  const before = next === undefined ? parent.last : next.before;
  Object.assign(place, { parent, before, after: next });
  if (before === undefined) parent.first = place;
  else before.after = place;
  if (next === undefined) parent.last = place;
  else next.before = place;
  return place;
}

function unlink(place: Place): void {
  const { parent, before, after } = place;
  if (before === undefined) {
    if (parent) parent.first = after;
  } else before.after = after;
  if (after === undefined) {
    if (parent) parent.last = before;
  } else after.before = before;
  Object.assign(place, { parent: undefined, before: undefined, after: undefined });
}
