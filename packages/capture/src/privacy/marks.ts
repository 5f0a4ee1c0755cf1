import { aroundOf, attributeOf, kindOf, tagOf } from '../host/dom.ts';

/** What marks and elements say about what stands inside of them; bits, so that a walk through a page hands one number down. */
export type State = number;

export const PLAIN: State = 0;
/** `data-falter-mask` is nearer than `data-falter-unmask`. */
export const MASKED: State = 1;
/** The other way round. */
export const SHOWN: State = 2;
/** Text here is a form value, or markup that nobody sees: it never leaves. */
export const FIELD: State = 4;
/** `data-falter-ignore`: what the visitor does here is not told. */
export const IGNORED: State = 8;
/** `data-falter-block`: nothing of it is told. */
export const BLOCKED: State = 16;
/** Text here is a style sheet. */
export const STYLE: State = 32;

/** Text here is written by the visitor, without a form. */
export const EDITED: State = 64;

/** Elements whose text is a form value or markup: initial text, suggestions, what a browser without scripts or frames would show. */
const HIDDEN_TEXT = new Set([
  'textarea',
  'datalist',
  'noscript',
  'noframes',
  'noembed',
  'iframe',
  'script',
  'template',
]);

/** What a site writes on an element. When one of these comes or goes, what is inside is told anew. */
export const MARKS = ['data-falter-mask', 'data-falter-unmask', 'data-falter-block'] as const;

/** The state inside an element, from the state around it. `read` gives its attributes, null or undefined where it has none. */
export function enter(around: State, tag: string, read: (name: string) => unknown): State {
  let state = around;
  const [mask, unmask, block] = MARKS;
  if (read(unmask) != null) state = (state & ~MASKED) | SHOWN;
  if (read(mask) != null) state = (state & ~SHOWN) | MASKED;
  if (read('data-falter-ignore') != null) state |= IGNORED;
  if (read(block) != null || /(?:^|\s)falter-block(?:\s|$)/.test(String(read('class')))) state |= BLOCKED;
  const editable = read('contenteditable');
  if (editable != null && String(editable).toLowerCase() !== 'false') state |= EDITED;
  if (HIDDEN_TEXT.has(tag)) state |= FIELD;
  return tag === 'style' ? state | STYLE : state;
}

/** Finds the state inside a node from the page as it is now. Remembers what it found, so one is made for each event. */
export function createStates(): (node: Node | null) => State {
  const known = new Map<Node, State>();
  return (node) => {
    const path: Node[] = [];
    let at = node;
    for (; at && !known.has(at); at = aroundOf(at)) path.push(at);
    // What is in no page (any more) may have stood anywhere: better a gap than a value.
    const top = path.at(-1);
    let state = known.get(at as Node) ?? (top && kindOf(top) === 9 ? PLAIN : FIELD | MASKED);
    for (let next = path.pop(); next; next = path.pop()) {
      state = inside(next, state);
      known.set(next, state);
    }
    return state;
  };
}

function inside(node: Node, around: State): State {
  const kind = kindOf(node);
  // Of a frame, the text beside its document is hidden, not the document. A whole document can be an editor: older ones are.
  if (kind === 9) return (around & ~FIELD) | ((node as Document).designMode === 'on' ? EDITED : 0);
  return kind === 1 ? enter(around, tagOf(node), (name) => attributeOf(node, name)) : around;
}
