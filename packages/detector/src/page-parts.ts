/** Part of a page: an element with attributes and children, or text. */
export type Part = { tag: string; attributes: Record<string, unknown>; children: Part[] } | string;

/** `el('button', { id: 'pay' }, 'Pay now')`. */
export function el(tag: string, attributes: Record<string, unknown> = {}, ...children: Part[]): Part {
  return { tag, attributes, children };
}

/** A node as rrweb writes it. */
export interface Serialized {
  type: number;
  id: number;
  tagName?: string;
  attributes?: Record<string, unknown>;
  textContent?: string;
  childNodes?: Serialized[];
}
