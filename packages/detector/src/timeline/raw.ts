/**
 * rrweb's numbers and shapes, by name. This folder is the only place of the house's detector that knows them. The readers
 * are total: foreign data comes in, a plain value or a default goes out.
 */

/** rrweb's `IncrementalSource`. */
export const SOURCE = {
  mutation: 0,
  mouseMove: 1,
  mouseInteraction: 2,
  scroll: 3,
  viewportResize: 4,
  input: 5,
  touchMove: 6,
  media: 7,
  styleRule: 8,
  canvas: 9,
  drag: 12,
  styleDeclaration: 13,
  selection: 14,
  adoptedStyleSheet: 15,
} as const;

/** rrweb's `MouseInteractions`. */
export const INTERACTION = {
  mouseUp: 0,
  mouseDown: 1,
  click: 2,
  focus: 5,
  blur: 6,
  touchStart: 7,
  touchEnd: 9,
} as const;

/** rrweb-snapshot's `NodeType`. */
export const NODE = { document: 0, element: 2, text: 3 } as const;

export type Raw = Record<string, unknown>;

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const NOTHING: Raw = Object.freeze({});
const NONE: readonly unknown[] = Object.freeze([]);

export function toRaw(value: unknown): Raw {
  return isRaw(value) ? value : NOTHING;
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NONE;
}

export function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A finite number, or `fallback`. */
export function toNumber(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}
