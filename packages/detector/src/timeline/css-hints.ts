import { isRed, isRedByItself } from './colours.ts';
import { attribute, type MirrorNode, upwards } from './mirror.ts';

/** One simple selector: what can be compared with an element. */
interface Compound {
  tag: string;
  id: string;
  classes: readonly string[];
}

/** A selector as compounds from left to right; every combinator counts as "inside of". */
type Path = readonly Compound[];

/** Characters that are looked at for one rule: selectors and blocks of people are shorter. */
const SELECTOR_MAX = 1_500;
const BLOCK_MAX = 2_000;
/** Rules that are kept. A page with more has them from a framework that repeats itself. */
const RULES_MAX = 2_000;
/** Levels between a pressed control and what its focus opens: button, wrapper, dropdown. */
const FOCUS_LEVELS = 3;
/** Levels from words to what gives them their colour. */
const RED_LEVELS = 2;

/** `:active` lasts as long as the press: what it moves comes back, and is no answer. */
const STATES = [':focus', ':hover'];
/** What shows, hides or moves something; colours and outlines do not answer anybody. */
const REVEALS =
  /(?:^|[;{\s])(?:display|visibility|opacity|(?:max-)?(?:height|width)|transform|translate|clip(?:-path)?|left|right|top|bottom|inset|margin-[a-z]+|grid-template-rows)\s*:/i;
/** `.note:focus { background: gold }`: it stays so, unlike what is pressed. Whole design systems tint their buttons so, which answers nobody. */
const COLOURS_ITSELF = /^\s*\{[^}]*(?:^|[;{\s])background(?:-color)?\s*:/;
const TOGGLES = /(?:^|[;{\s])(?:display|visibility)\s*:/i;

/** What the page's style sheets tell about clicking: where the hand is shown, and what CSS alone opens. */
export class CssHints {
  readonly #pointers = new RuleSet();
  readonly #focusOpens = new RuleSet();
  readonly #hoverOpens = new RuleSet();
  readonly #focusColours = new RuleSet();
  readonly #reds = new RuleSet();

  /** Sheets in which nothing was looked for yet: of most documents nobody asks, because nobody clicks. */
  #unread: string[] = [];
  #uncoloured: string[] = [];

  read(css: string): void {
    this.#unread.push(css);
    this.#uncoloured.push(css);
  }

  #catchUp(): void {
    if (this.#unread.length === 0) return;
    // A snapshot of the page as it goes on has the same sheets once more.
    for (const css of new Set(this.#unread)) this.#readNow(css);
    this.#unread = [];
  }

  #readNow(css: string): void {
    for (let hit = css.indexOf('cursor'); hit >= 0; hit = css.indexOf('cursor', hit + 6)) {
      if (!/^cursor\s*:\s*(?:pointer|zoom-in)/.test(css.slice(hit, hit + 20))) continue;
      const open = css.lastIndexOf('{', hit);
      if (open < 0 || hit - open > BLOCK_MAX) continue;
      for (const selector of selectorsBefore(css, open)) this.#pointers.add(selector);
    }
    for (const state of STATES) this.#readState(css, state);
  }

  /** A rule gives this element the hand as its cursor. */
  hasPointer(node: MirrorNode): boolean {
    this.#catchUp();
    return this.#pointers.matches(node);
  }

  /** A rule shows or hides something when this element is focused or pointed at: CSS answers the click. */
  answers(node: MirrorNode): boolean {
    this.#catchUp();
    for (const at of upwards(node, FOCUS_LEVELS)) if (this.#focusOpens.matches(at)) return true;
    for (const at of upwards(node, 2)) if (this.#hoverOpens.matches(at)) return true;
    for (const at of upwards(node, 2)) if (this.#focusColours.matches(at)) return true;
    return false;
  }

  /** A rule, a class or a style writes it in red, or what is right around it. */
  isRed(node: MirrorNode): boolean {
    if (isRedByItself(node, RED_LEVELS)) return true;
    for (const css of new Set(this.#uncoloured)) this.#readColours(css);
    this.#uncoloured = [];
    for (const at of upwards(node, RED_LEVELS)) if (this.#reds.matches(at)) return true;
    return false;
  }

  #readColours(css: string): void {
    for (let hit = css.indexOf('color:'); hit >= 0; hit = css.indexOf('color:', hit + 6)) {
      if (isInName(css.charCodeAt(hit - 1)) || !isRed(css.slice(hit + 6, hit + 46))) continue;
      const open = css.lastIndexOf('{', hit);
      if (open < 0 || hit - open > BLOCK_MAX) continue;
      // What is red while somebody points at it is no message.
      for (const selector of selectorsBefore(css, open))
        if (!/:(?:hover|focus|active)/.test(selector)) this.#reds.add(selector);
    }
  }

  /** `.menu:focus-within .list { display: block }`: what is left of the state opens what is right of it. */
  #readState(css: string, state: string): void {
    for (let hit = css.indexOf(state); hit >= 0; hit = css.indexOf(state, hit + state.length)) {
      const next = css.charCodeAt(hit + state.length);
      // `.button:hover{` and `.button:hover,` open nothing; nearly all rules with a state are such.
      if (next === COMMA || (next === BRACE && state === ':hover')) continue;
      const behind = css.slice(hit + state.length, hit + 100);
      if (state === ':focus' && COLOURS_ITSELF.test(behind)) {
        const own = selectorsBefore(css, hit).at(-1)!;
        if (!/btn|button|link|nav/i.test(own)) this.#focusColours.add(own);
      }
      if (!opensSomething(behind)) continue;
      const open = css.indexOf('{', hit);
      if (open < 0) return;
      const end = css.indexOf('}', open);
      const block = css.slice(open + 1, Math.min(end < 0 ? css.length : end, open + BLOCK_MAX));
      const isHover = state === ':hover';
      if (open - hit > SELECTOR_MAX || !(isHover ? TOGGLES : REVEALS).test(block)) continue;
      const trigger = selectorsBefore(css, hit).at(-1)!;
      (isHover ? this.#hoverOpens : this.#focusOpens).add(trigger);
    }
  }
}

/** Behind the state another part of the selector follows; `:focus-within` may open its own element. */
function opensSomething(behind: string): boolean {
  if (behind.startsWith('-within')) return true;
  return /^(?::[\w-]+|\[[^\]]*\])*\s*[\s>+~]\s*[^\s{,]/.test(behind);
}

/** The selectors that end at `end`: of the rule that opens there, or of a state inside of one. */
function selectorsBefore(css: string, end: number): string[] {
  let start = end;
  const least = Math.max(0, end - SELECTOR_MAX);
  while (start > least && !endsRule(css.charCodeAt(start - 1))) start--;
  return css.slice(start, end).split(',');
}

const COMMA = 44;
const BRACE = 123;

/** `}`, `;`, `{` or `/`: what stands before it belongs to another rule. */
function endsRule(code: number): boolean {
  return code === 125 || code === 59 || code === BRACE || code === 47;
}

/** A letter, a digit, `_` or `-`: `color:` behind it is the end of another property. */
function isInName(code: number): boolean {
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 45 || code === 95;
}

/** Selectors, found by what their last compound names. */
class RuleSet {
  readonly #byName = new Map<string, Path[]>();
  #size = 0;

  add(selector: string): void {
    const path = toPath(selector);
    const last = path?.at(-1);
    if (!path || !last || this.#size >= RULES_MAX) return;
    if (!last.id && last.classes.length === 0 && /^(?:|\*|html|body|main)$/.test(last.tag)) return;
    const key = last.id ? `#${last.id}` : last.classes.length > 0 ? `.${last.classes[0]}` : last.tag;
    const known = this.#byName.get(key);
    if (known) known.push(path);
    else this.#byName.set(key, [path]);
    this.#size++;
  }

  matches(node: MirrorNode): boolean {
    if (this.#size === 0) return false;
    const id = attribute(node, 'id');
    const classes = classesOf(node);
    for (const key of [node.tag, `#${id}`, ...classes.map((name) => `.${name}`)]) {
      if (this.#byName.get(key)?.some((path) => fits(path, node))) return true;
    }
    return false;
  }
}

/** From the last compound leftwards, each fits the nearest ancestor that it can. */
function fits(path: Path, node: MirrorNode): boolean {
  if (!isFit(path.at(-1)!, node)) return false;
  let left = path.length - 2;
  for (const at of upwards(node.parent, 64)) {
    if (left < 0) return true;
    if (isFit(path[left]!, at)) left--;
  }
  return left < 0;
}

function isFit({ tag, id, classes }: Compound, node: MirrorNode): boolean {
  if (tag && tag !== '*' && tag !== node.tag) return false;
  if (id && id !== attribute(node, 'id')) return false;
  if (classes.length === 0) return true;
  const own = classesOf(node);
  return classes.every((name) => own.includes(name));
}

function classesOf(node: MirrorNode): string[] {
  return attribute(node, 'class').slice(0, 1_000).split(/\s+/).filter(Boolean).slice(0, 30);
}

/** `nav .item > a.link:hover` -> three compounds. Null for what cannot be compared with the mirror. */
function toPath(selector: string): Path | null {
  const path: Compound[] = [];
  let plain = selector.includes('[') ? selector.replace(/\[[^\]]*\]/g, '') : selector;
  if (plain.includes(':')) plain = plain.replace(/:[\w-]+(?:\([^)]*\))?/g, '');
  for (const part of plain.split(/[\s>]+/)) {
    if (part === '') continue;
    if (/[+~()\\]/.test(part)) return null;
    path.push(toCompound(part));
  }
  return path.length > 0 ? path : null;
}

/** `a.link#top`: what stands in it, in one pass. */
function toCompound(part: string): Compound {
  const compound = { tag: part.startsWith('*') ? '*' : '', id: '', classes: [] as string[] };
  for (const [name, mark, word = ''] of part.matchAll(/([.#]|^)([\w-]+)/g)) {
    if (mark === '.') compound.classes.push(word);
    else if (mark === '#') compound.id ||= word;
    else compound.tag = name.toLowerCase();
  }
  return compound;
}
