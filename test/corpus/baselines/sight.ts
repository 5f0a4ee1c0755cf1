/**
 * What a vendor's script in the page sees: elements and a list of moments, in order of time. It is read from plain rrweb events by a reader
 * of its own (`read-sight.ts`), so that a mistake in Falter's timeline is not a vendor's as well.
 */

/** An element as a vendor's script would find it. Identity is that of the object. */
export interface SeenElement {
  /** rrweb's node id; 0 where a test made it. */
  id: number;
  /** Lower case. */
  tag: string;
  attributes: Readonly<Record<string, string>>;
  parent: SeenElement | null;
  /** What stands in it, at the time it was asked for. */
  text(): string;
}

export interface SeenClick {
  kind: 'click';
  /** Epoch milliseconds, as everywhere here. */
  at: number;
  /** When the pointer went down; `at` where nobody saw it. */
  downAt: number;
  /** CSS pixels of the viewport. */
  x: number;
  y: number;
  /** 0 is the main button. */
  button: number;
  element: SeenElement | null;
  /** Where the element stands at that time, see `pathOf`; for matching with labels. */
  path?: string;
}

export interface SeenMove {
  kind: 'move';
  at: number;
  x: number;
  y: number;
}

/** The page's address as of now; `document`: a new document, else the same one goes on. */
export interface SeenAddress {
  kind: 'address';
  at: number;
  url: string;
  document: boolean;
}

/** Something that happened to the page. */
export interface SeenChange {
  kind:
    | 'mutation'
    | 'style'
    | 'adopted-style'
    | 'canvas'
    | 'media'
    | 'selection'
    | 'scroll'
    | 'input'
    | 'focus'
    | 'window'
    | 'visibility'
    | 'submit'
    | 'request'
    | 'answer'
    | 'error';
  at: number;
  element: SeenElement | null;
  /** Of a mutation: names of the attributes that changed; nodes and text are `''`. Of a submit: `submit` or `invalid`. */
  names: readonly string[];
}

export type Seen = SeenClick | SeenMove | SeenAddress | SeenChange;

/** One tab, by time. */
export type Sight = readonly Seen[];

/** What a rule flags. */
export interface Hit {
  /** Epoch milliseconds of what it begins and ends with. */
  at: number;
  until: number;
  element: SeenElement | null;
}

/** A vendor's published rule for one of our signals. */
export interface Baseline {
  vendor: string;
  /** Id of the signal of ours that it is measured beside. */
  signal: string;
  /** The rule in a few words, with its numbers. */
  rule: string;
  /** Where it is published. */
  source: string;
  find(sight: Sight): Hit[];
}

export function clicksOf(sight: Sight): SeenClick[] {
  return sight.filter((seen) => seen.kind === 'click');
}

/** Whether one of these kinds happened in `from..to`, both included. */
export function happened(
  sight: Sight,
  kinds: ReadonlySet<Seen['kind']>,
  [from, to]: readonly [number, number],
): boolean {
  for (let at = firstFrom(sight, from); at < sight.length; at++) {
    const seen = sight[at]!;
    if (seen.at > to) return false;
    if (kinds.has(seen.kind)) return true;
  }
  return false;
}

/** Number of the first that is not before `time`. */
export function firstFrom(sight: Sight, time: number): number {
  let low = 0;
  let high = sight.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sight[middle]!.at < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The element itself or the nearest one around it that is so. */
export function closest(element: SeenElement | null, isSo: (element: SeenElement) => boolean): SeenElement | null {
  for (let at = element; at; at = at.parent) if (isSo(at)) return at;
  return null;
}

const CONTROLS = new Set(['a', 'button', 'input', 'select', 'textarea', 'label', 'option', 'summary']);
const ROLES = new Set(['button', 'link', 'checkbox', 'radio', 'tab', 'menuitem', 'option', 'switch', 'combobox']);

/** What several vendors call interactive: a native control, or something with the role of one. */
export function isInteractive({ tag, attributes }: SeenElement): boolean {
  return CONTROLS.has(tag) || ROLES.has(attributes.role ?? '') || 'onclick' in attributes;
}

export function distance(a: SeenClick, b: SeenClick): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
