import { scrubUrl } from '@falter/wire';
import { hide, isButton, isHiddenText, MASKED } from './mask-rules.ts';

/** Attributes of one element as rrweb serialises them: strings, numbers, true, null for a removed one. */
export type Attributes = Record<string, unknown>;

/** Elements whose `value` is a number that the browser draws, not something a form sends. */
const DRAWN_VALUES = new Set(['li', 'meter', 'progress']);

/** `element attribute` whose address a replay never follows. What it loads (src, stylesheets) keeps its address. */
const LINKS = new Set([
  'a href',
  'a ping',
  'a xlink:href',
  'area href',
  'area ping',
  'button formaction',
  'form action',
  'iframe rr_src',
  'input formaction',
]);

/** Kinds of `link` that change how the page looks. */
const LOADS = /stylesheet|icon|preload/i;

/** Removes form values, code and addresses from the attributes of one element, in place. `element` is null when lost. */
export function maskAttributes(tag: string, attributes: Attributes, element: Element | null): void {
  const now = (name: string): unknown => attributes[name] ?? element?.getAttribute(name);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (name === 'value') {
      if (!DRAWN_VALUES.has(tag) && !isButton(tag, now('type'))) attributes.value = hide(value);
    } else if (isGone(tag, name, now) || (name === 'checked' && (!element || element.closest(MASKED)))) {
      delete attributes[name];
    } else if (typeof value !== 'string') {
      // Numbers, flags and removed attributes carry no text.
    } else if (name === 'label' && tag === 'option' && isHiddenText(element)) {
      attributes.label = hide(value);
    } else if (name.startsWith('on')) {
      // That there is a handler is worth knowing; its code may carry anything.
      attributes[name] = '';
    } else if (LINKS.has(`${tag} ${name}`) || (tag === 'link' && name === 'href' && !LOADS.test(String(now('rel'))))) {
      attributes[name] = scrubLink(value, element?.baseURI);
    }
  }
}

/** Which option is chosen, markup inside an attribute, and what stands in the head for machines. */
function isGone(tag: string, name: string, now: (name: string) => unknown): boolean {
  if (name === 'content') return tag === 'meta' && now('name') !== 'viewport';
  return name === 'srcdoc' || (name === 'selected' && tag === 'option');
}

/** A link tells where it leads and that it leads somewhere, not with what: `mailto:` stays, the address goes. */
function scrubLink(value: string, base: string | undefined): string {
  if (value === '') return '';
  try {
    const url = new URL(value, base);
    if (!/^https?:$/.test(url.protocol)) return url.protocol;
    const place = scrubUrl(url.href);
    // "#" alone is how pages write a link that a script answers.
    return url.href.includes('#') && !place.includes('#') ? `${place}#` : place;
  } catch {
    return '';
  }
}
