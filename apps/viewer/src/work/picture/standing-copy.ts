/** A copy of a recorded page as it stands, which can be written as text. */
export interface StandingCopy {
  page: Element;
  /** Parts that a picture cannot have: documents in frames and shadow trees with something in them. */
  left: number;
}

/** In place of what a picture cannot have. */
const HATCHED = 'repeating-linear-gradient(135deg, #8884 0 6px, #8882 6px 12px)';

/** What XML takes for a name of an attribute; pages write `@click` and `:href` too. */
const XML_NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;

/** A form's fields hide what it has by the same name: these are asked of the element itself. */
const { cloneNode } = Node.prototype;
const { getAttributeNames, removeAttribute, setAttribute, getAttribute } = Element.prototype;

/**
 * Copies a page with what stands in it and not in its text: what fields hold, how far things are scrolled, rules that were added to sheets. Elements are
 * those of another window, so they are known by their names, and nothing of theirs is believed to be of its sort.
 */
export function standingCopy(root: Element): StandingCopy {
  const page = cloneNode.call(root, true) as Element;
  const live = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  const copy = document.createTreeWalker(page, NodeFilter.SHOW_ELEMENT);
  let left = 0;
  do {
    const [from, to] = [live.currentNode as Element, copy.currentNode as Element];
    copyState(from, to);
    if (from !== root) copyScroll(from, to);
    if (hasOwnTree(from)) {
      left++;
      setAttribute.call(to, 'style', `${getAttribute.call(to, 'style') ?? ''};background:${HATCHED} !important`);
    }
    for (const name of getAttributeNames.call(to)) if (!XML_NAME.test(name)) removeAttribute.call(to, name);
  } while (live.nextNode() !== null && copy.nextNode() !== null);
  return { page, left };
}

function copyState(from: Element, to: Element): void {
  switch (from.localName) {
    case 'style':
      to.textContent = rulesOf((from as HTMLStyleElement).sheet) ?? to.textContent;
      break;
    case 'input': {
      const { type, value, checked } = from as HTMLInputElement;
      if (type === 'checkbox' || type === 'radio') to.toggleAttribute('checked', checked);
      else if (type !== 'file') to.setAttribute('value', String(value));
      break;
    }
    case 'textarea':
      to.textContent = String((from as HTMLTextAreaElement).value);
      break;
    case 'option':
      to.toggleAttribute('selected', (from as HTMLOptionElement).selected);
  }
}

/** What is scrolled cannot be in a picture: what is in it is drawn where it is seen. */
function copyScroll({ scrollLeft, scrollTop }: Element, to: Element): void {
  if (!(scrollLeft > 0 || scrollTop > 0)) return;
  for (const child of to.children) {
    if ('style' in child) (child as HTMLElement).style.setProperty('translate', `${-scrollLeft}px ${-scrollTop}px`);
  }
}

function hasOwnTree(element: Element): boolean {
  const inside = element.localName === 'iframe' ? (element as HTMLIFrameElement).contentDocument?.body : null;
  return (inside?.childNodes.length ?? 0) > 0 || (element.shadowRoot?.childNodes?.length ?? 0) > 0;
}

/** The rules as they are now; undefined where there is no sheet. */
export function rulesOf(sheet: CSSStyleSheet | null): string | undefined {
  if (sheet === null) return undefined;
  return [...sheet.cssRules].map(({ cssText }) => cssText).join('\n');
}
