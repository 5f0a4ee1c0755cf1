/** Stands for any text a visitor typed or a site put into a field: of one length, so that the length tells nothing. */
export const MASK = '*****';

/** What a site marks as nobody's business: its text is masked, and so is the state of its boxes. */
export const MASKED = '[data-falter-mask]';

/** What a visitor writes into without a form: the text is theirs, like a field's. */
const EDITABLE = '[contenteditable]:not([contenteditable="false" i])';

/** rrweb's maskTextSelector. */
export const MASKED_TEXT: string = `${MASKED},${EDITABLE}`;

const BUTTON_TYPES = new Set(['submit', 'button', 'reset', 'image']);

/** Elements whose text is a form value or markup: initial text, suggestions, what a browser without scripts would show. */
const HIDDEN_TEXT = new Set(['textarea', 'datalist', 'noscript']);

/** Whether the `value` of this is a label that the visitor reads. */
export function isButton(tag: string, type: unknown): boolean {
  return tag === 'input' && BUTTON_TYPES.has(String(type).toLowerCase());
}

/** Whether text in or below this node (or tag) is hidden. Null, a node that rrweb lost, hides: better a gap than a value. */
export function isHiddenText(of: Node | string | null): boolean {
  if (typeof of === 'string') return HIDDEN_TEXT.has(of);
  if (of === null) return true;
  const element = of.nodeType === 1 ? (of as Element) : of.parentElement;
  return element?.closest([...HIDDEN_TEXT].join()) != null;
}

/** A value without its content; nothing stays nothing, so that a replay can show whether there is something. */
export function hide(value: unknown): string {
  return value === '' || value === null || value === undefined ? '' : MASK;
}

/** rrweb's maskTextFn: typed text gets one length, text that a site marks keeps its shape. */
export function maskText(text: string, element: HTMLElement | null): string {
  if (text.trim() === '') return text;
  return element?.closest(EDITABLE) ? MASK : text.replace(/\S/g, '*');
}

/**
 * rrweb's maskInputFn. Two equal values in a row make no event in rrweb, and under a mask of one length all are equal: the
 * third typed character would already be silence, and with it the visitor's corrections. So the mask carries a number that
 * changes with the value; `maskEvent` takes it off again.
 */
export function createInputMask(): (text: string, element: HTMLElement) => string {
  const seen = new WeakMap<HTMLElement, { text: string; count: number }>();
  return (text, element) => {
    if (text === '' || isButton(element.localName, element.getAttribute('type'))) return text;
    const before = seen.get(element);
    const count = (before?.count ?? 0) + (before?.text === text ? 0 : 1);
    seen.set(element, { text, count });
    return `${MASK}${count}`;
  };
}
