import { attributeOf } from '../host/dom.ts';
import { enter, STYLE, type State } from './marks.ts';
import { type Attributes, type Bearer, maskAttributes, type Rules } from './mask-attributes.ts';
import { maskCss } from './mask-css.ts';
import { MASK } from './preset.ts';

/** rrweb's NodeType. */
const DOCUMENT = 0;
const DOCTYPE = 1;
const ELEMENT = 2;
const TEXT = 3;

const SIZED = /^(?:img|video|object|embed)$/;

/** A node as rrweb serialises it, as far as it carries something. */
export interface SnapshotNode {
  type: number;
  id: number;
  tagName?: string;
  attributes?: Attributes;
  textContent?: string;
  childNodes?: SnapshotNode[];
  isShadowHost?: boolean;
  isShadow?: boolean;
}

/** What the pass knows of the page behind an event. */
export interface Page {
  rules: Rules;
  /** The live node behind an rrweb id, null when it is gone. */
  nodeOf(id: number): Node | null;
  /** The state inside a live node. */
  stateOf(node: Node | null): State;
  /** The state of what surrounds a live node where it is drawn; inside of null where it is gone. */
  aroundState(node: Node | null): State;
  shows(field: Element, state: State): boolean;
}

/** Text under a state: words, or a style sheet. A mask that throws leaves none. */
export function maskText(text: unknown, state: State, { words, strict, onFault }: Rules): string {
  try {
    const plain = String(text ?? '');
    return state & STYLE ? maskCss(plain, (string) => words(string, state), strict) : words(plain, state);
  } catch {
    onFault();
    return MASK;
  }
}

/** Masks a serialised tree in place. Not recursive: pages nest deep. */
export function maskTree(root: SnapshotNode, around: State, page: Page): void {
  const open: [SnapshotNode, State][] = [[root, around]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, state] = next;
    const inner = maskNode(node, state, page);
    for (const child of node.childNodes ?? []) {
      // What stands in a component's light is drawn in one of its slots, and so inside of what is around the slot.
      const slotted = node.isShadowHost && !child.isShadow;
      open.push([child, slotted ? page.aroundState(page.nodeOf(child.id)) : inner]);
    }
  }
}

/** The state inside the node. */
function maskNode(node: SnapshotNode, around: State, page: Page): State {
  const { type, id, tagName = '', attributes = {} } = node;
  const live = page.nodeOf(id);
  // A document may be an editor as a whole.
  if (type === DOCUMENT) return live ? page.stateOf(live) : around;
  if (type === ELEMENT) {
    const state = enter(around, tagName, (name) => attributes[name]);
    node.attributes = maskElement({ tag: tagName, state, attributes }, live, page);
    if (live && page.rules.strict && SIZED.test(tagName)) Object.assign(node.attributes, sizeOf(live as Element));
    return state;
  }
  if (type === TEXT) node.textContent = maskText(node.textContent, around, page.rules);
  // How old a page draws itself its document says; what else stands in a doctype, a comment or CDATA is read by nobody.
  else Object.assign(node, type === DOCTYPE ? { publicId: '', systemId: '' } : { textContent: '' });
  return around;
}

/** The attributes of one element without what may not leave. `live` is the element itself, null when it is gone. */
export function maskElement(
  known: Pick<Bearer, 'tag' | 'state' | 'attributes'>,
  live: Node | null,
  page: Page,
): Attributes {
  const of = {
    ...known,
    live: live as Element | null,
    read: (name: string) => known.attributes[name] ?? (live && attributeOf(live, name)),
    // Asked of empty fields too: whether one held something when it was first seen decides over it later.
    shown: live !== null && page.shows(live as Element, known.state),
  };
  return maskAttributes(of, page.rules);
}

/** A picture without its address would have no size of its own; a replay gives it this one. */
function sizeOf(live: Element): Attributes {
  const { width, height } = live.getBoundingClientRect();
  return width > 0 ? { rr_width: `${width}px`, rr_height: `${height}px` } : {};
}
