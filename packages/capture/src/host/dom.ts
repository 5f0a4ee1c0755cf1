/*
 * A form with `<input name="parentNode">` and a document with `<img name="defaultView">` hide what the browser gives every node. So
 * what decides over masking is read through the browser's own getters, kept from before the page could replace them.
 */

function getter<T>(kind: 'Node' | 'Element' | 'Document', name: string): (of: Node) => T {
  const get = Object.getOwnPropertyDescriptor(globalThis[kind]?.prototype ?? {}, name)?.get;
  return (of) => (get ? get.call(of) : (of as unknown as Record<string, T>)[name]) as T;
}

const parentOf: (of: Node) => Node | null = getter('Node', 'parentNode');
const slotOf: (of: Node) => Node | null = getter('Element', 'assignedSlot');
const viewOf: (of: Node) => Window | null = getter('Document', 'defaultView');

/** 1 an element, 3 a text, 9 a document, 11 a shadow root. */
export const kindOf: (of: Node) => number = getter('Node', 'nodeType');
export const tagOf: (of: Node) => string = getter('Element', 'localName');

const { getAttribute } = globalThis.Element?.prototype ?? {};

export function attributeOf(of: Node, name: string): string | null {
  return (getAttribute ?? (of as Element).getAttribute).call(of as Element, name);
}

/**
 * What a node is drawn inside of: its slot, its parent, the host of its shadow root, the frame of its document. Null for the top
 * document, and for what is in no page.
 */
export function aroundOf(of: Node): Node | null {
  const kind = kindOf(of);
  if (kind === 9) return viewOf(of)?.frameElement ?? null;
  if (kind === 11) return (of as ShadowRoot).host;
  return (kind === 1 ? slotOf(of) : (of as Text).assignedSlot) ?? parentOf(of);
}
