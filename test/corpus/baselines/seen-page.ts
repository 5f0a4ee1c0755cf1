import type { SeenElement } from './sight.ts';

type Raw = Record<string, unknown>;

const DOCUMENT = 0;
const ELEMENT = 2;
const TEXT = 3;

/** A node of the page as rrweb tells of it. */
class SeenNode implements SeenElement {
  readonly id: number;
  readonly type: number;
  readonly tag: string;
  attributes: Record<string, string>;
  words: string;
  parent: SeenNode | null = null;
  readonly children: SeenNode[] = [];
  /** It stands in the shadow of its parent. */
  readonly shadowed: boolean;

  constructor(raw: Raw) {
    this.id = Number(raw.id);
    this.type = Number(raw.type);
    this.shadowed = raw.isShadow === true;
    this.tag = String(raw.tagName ?? '').toLowerCase();
    this.attributes = texts(raw.attributes);
    this.words = this.type === TEXT ? String(raw.textContent ?? '') : '';
  }

  text(): string {
    return this.type === TEXT ? this.words : this.children.map((child) => child.text()).join(' ');
  }
}

/** Where an element stands, as the corpus writes it: `#cart > button:nth-of-type(2)`, `#host >>> a`. '' when the page does not hold it. */
export function pathOf(element: SeenElement | null): string {
  if (!(element instanceof SeenNode) || element.type !== ELEMENT) return '';
  const steps: string[] = [];
  // An id names a place in its own root: what stands in a shadow is told with its host.
  let isNamed = false;
  for (let at: SeenNode | null = element; at?.type === ELEMENT; at = at.parent) {
    if (!isNamed) steps.unshift(at.attributes.id ? `#${at.attributes.id}` : stepOf(at));
    isNamed ||= Boolean(at.attributes.id);
    if (at.shadowed && at.parent) return `${pathOf(at.parent)} >>> ${steps.join(' > ')}`;
  }
  return steps.join(' > ');
}

function stepOf({ tag, parent, shadowed, id }: SeenNode): string {
  const alike = parent?.children.filter((one) => one.tag === tag && one.shadowed === shadowed) ?? [];
  return alike.length > 1 ? `${tag}:nth-of-type(${alike.findIndex((one) => one.id === id) + 1})` : tag;
}

/** The page by node id, as it is after the events that were told. Knows what a rule asks of an element, and no more. */
export class SeenPage {
  #nodes = new Map<number, SeenNode>();

  /** A new document. */
  load(root: unknown): void {
    this.#nodes.clear();
    this.#add(root, null, null);
  }

  /** The element with this id, or the one around this text. */
  find(id: unknown): SeenElement | null {
    const node = this.#nodes.get(Number(id));
    return node?.type === TEXT ? node.parent : (node ?? null);
  }

  /** rrweb's mutation; the names of the attributes that changed, `''` for nodes and text. */
  change(data: Raw): string[] {
    const names: string[] = [];
    for (const { id } of list(data.removes)) if (this.#remove(Number(id))) names.push('');
    for (const { parentId, nextId, node } of list(data.adds)) {
      this.#add(node, this.#nodes.get(Number(parentId)) ?? null, nextId);
      names.push('');
    }
    for (const { id, value } of list(data.texts)) {
      const node = this.#nodes.get(Number(id));
      if (node) node.words = String(value ?? '');
      names.push('');
    }
    for (const { id, attributes } of list(data.attributes)) {
      const node = this.#nodes.get(Number(id));
      for (const [name, value] of Object.entries((attributes ?? {}) as Raw)) {
        names.push(name);
        if (node) set(node, name, value);
      }
    }
    return names;
  }

  #add(raw: unknown, parent: SeenNode | null, nextId: unknown): void {
    if (typeof raw !== 'object' || raw === null) return;
    const node = new SeenNode(raw as Raw);
    node.parent = parent;
    if (parent) {
      const next = parent.children.findIndex(({ id }) => id === nextId);
      parent.children.splice(next < 0 ? parent.children.length : next, 0, node);
    }
    if (node.type === DOCUMENT || node.type === ELEMENT || node.type === TEXT) this.#nodes.set(node.id, node);
    for (const child of list((raw as Raw).childNodes)) this.#add(child, node, null);
  }

  #remove(id: number): boolean {
    const node = this.#nodes.get(id);
    if (!node?.parent) return node !== undefined;
    const at = node.parent.children.indexOf(node);
    if (at >= 0) node.parent.children.splice(at, 1);
    return true;
  }
}

function set(node: SeenNode, name: string, value: unknown): void {
  if (value === null) delete node.attributes[name];
  else node.attributes[name] = typeof value === 'string' ? value : JSON.stringify(value);
}

function texts(attributes: unknown): Record<string, string> {
  const entries = Object.entries((attributes ?? {}) as Raw);
  return Object.fromEntries(entries.map(([name, value]) => [name, value === true ? '' : String(value)]));
}

function list(value: unknown): Raw[] {
  return Array.isArray(value) ? (value as Raw[]) : [];
}
