import { maskSensitive, scrubResource, scrubUrl } from '@falter/wire';
import { kindOfAttribute } from './attribute-kinds.ts';
import { FIELD, MASKED, type State } from './marks.ts';
import { maskCss } from './mask-css.ts';
import { hide, type Words } from './preset.ts';

/** Attributes of one element as rrweb serialises them: strings, numbers, true, null for a removed one; styles as objects too. */
export type Attributes = Record<string, unknown>;

/** One element, as far as its attributes are judged by it. */
export interface Bearer {
  tag: string;
  state: State;
  attributes: Attributes;
  /** The element itself, null when it is gone. */
  live: Element | null;
  /** What `attributes` does not name: the element's present ones. */
  read(name: string): unknown;
  /** Its value may leave. */
  shown: boolean;
}

/** How a preset turns things into what may leave. */
export interface Rules {
  strict: boolean;
  words: Words;
  /** Something that could not be masked is gone; this counts it. */
  onFault(): void;
}

/** Elements whose `value` is a number that the browser draws, not something a form sends. */
const DRAWN_VALUES = /^(?:li|meter|progress)$/;

/** Kinds of `link` that change how the page looks, and what of SVG points to a file or a part of the same picture. */
const LOADS = /stylesheet|icon|preload/i;
const DRAWS = /^(?:use|image|pattern|textpath|fe\w+|\w+gradient|filter)$/;

/** What is drawn from an address alone. Strictly it becomes an empty box of its size. */
const PICTURE = /^(?:img|image|video|embed|object|source|input)$/;

/** Attributes nobody listed keep a name that looks like one. */
const NAME = /^[a-z_][\w:.-]{0,40}$/i;

/** Whether the `value` of this is a label that the visitor reads. */
export function isButton(tag: string, type: unknown): boolean {
  return tag === 'input' && /^(?:submit|button|reset)$/i.test(String(type));
}

/** The attributes of one element without form values, code, secrets and, strictly, words. */
export function maskAttributes(of: Bearer, rules: Rules): Attributes {
  const kept: Attributes = {};
  for (const name of Object.keys(of.attributes)) {
    try {
      const value = maskAttribute(name, of, rules);
      if (value !== undefined) kept[name] = value;
    } catch {
      rules.onFault();
    }
  }
  return kept;
}

function maskAttribute(name: string, of: Bearer, rules: Rules): unknown {
  const { tag, state, attributes, read } = of;
  const { strict, words } = rules;
  const value = attributes[name];
  const kind = kindOfAttribute(name);
  if (kind === 'gone' || (name === 'checked' && (strict || state & MASKED))) return undefined;
  if (kind === 'value') return maskValue(value, of, rules);
  if (kind === 'style')
    return typeof value === 'object' && value ? maskStyles(value, of, rules) : css(value, of, rules);
  // Numbers, flags and removed attributes carry no text.
  if (typeof value !== 'string') return isPlain(name) ? value : undefined;
  if (kind === 'form') return value.includes('url(') ? css(value, of, rules) : value;
  if (kind === 'name') return name === 'name' && (strict || state & MASKED) ? undefined : maskSensitive(value);
  if (kind === 'words') return strict ? undefined : words(value, state);
  if (kind === 'loads') return load(name, of, strict);
  if (kind === 'leads') {
    const drawn = name.endsWith('href') && (tag === 'link' ? LOADS.test(String(read('rel'))) : DRAWS.test(tag));
    return drawn ? load(name, of, strict) : scrubLink(value, of.live?.baseURI);
  }
  if (name === 'content' && tag === 'meta') return read('name') === 'viewport' ? value : undefined;
  // That there is a handler, or a mark of a framework, is worth knowing; what it says may be anything.
  return isPlain(name) ? '' : undefined;
}

function isPlain(name: string): boolean {
  return NAME.test(name) && maskSensitive(name) === name;
}

function maskValue(value: unknown, { tag, state, shown, read }: Bearer, { words }: Rules): unknown {
  if (DRAWN_VALUES.test(tag) && Number.isFinite(Number(value))) return value;
  return shown || isButton(tag, read('type')) ? words(String(value ?? ''), state & ~FIELD) : hide(value);
}

function css(text: unknown, { state }: Bearer, { words, strict }: Rules): unknown {
  return typeof text === 'string' ? maskCss(text, (string) => words(string, state), strict) : text;
}

/** Changed declarations of an inline style: a value, value and priority, or false for a removed one. */
function maskStyles(styles: object, of: Bearer, rules: Rules): object {
  const kept: Attributes = {};
  for (const [name, value] of Object.entries(styles)) {
    const parts = [value].flat().map((part) => {
      return typeof part === 'string' ? String(css(`${name}:${part}`, of, rules)).slice(name.length + 1) : part;
    });
    kept[name] = Array.isArray(value) ? parts : parts[0];
  }
  return kept;
}

function load(name: string, { tag, attributes }: Bearer, strict: boolean): string {
  const value = String(attributes[name]);
  if (strict && PICTURE.test(tag) && value[0] !== '#') return '';
  if (name !== 'srcset') return scrubResource(value, strict);
  // As rrweb writes it: an address, its size, a comma and a space.
  const sources = value
    .split(/,\s+/)
    .map((source) => source.replace(/^\S+/, (address) => scrubResource(address, strict)));
  return sources.join(', ');
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
