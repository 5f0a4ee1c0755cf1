import { attribute, hasAttribute, isWithin, type Mirror, type MirrorNode } from './mirror.ts';
import { isRaw, type Raw, toList, toRaw, toText } from './raw.ts';
import { isUnseenStyle } from './unseen-style.ts';

/** Everything that can be seen to follow from a click. */
export type ReactionKind =
  | 'nodes'
  | 'attribute'
  | 'text'
  | 'style'
  | 'canvas'
  | 'media'
  | 'value'
  | 'scroll'
  | 'resize'
  | 'selection'
  | 'focus'
  | 'away'
  | 'navigation'
  | 'submit'
  | 'click-through';

/** When something happened: epoch milliseconds, and the number of its event, which two of one event share. */
export interface Moment {
  at: number;
  index: number;
}

/** One change of the page, small enough to keep thousands of. */
export interface Reaction extends Moment {
  kind: ReactionKind;
  /** Where: the element whose children, attribute or text changed. Null: the page as a whole. */
  node: MirrorNode | null;
  /** Attribute name, '' otherwise. */
  name: string;
  /** Values of an attribute, null for none, or of a text; of an inline style told as a difference, the names of its properties. */
  before: string | null;
  after: string | null;
  /** Nodes that came and went there. */
  added: readonly MirrorNode[];
  removed: readonly MirrorNode[];
}

/** Elements that nobody sees come or go: page statistics add them on every click. */
const UNSEEN = new Set(['', 'script', 'meta', 'noscript', 'template', 'base', 'title', 'head']);
/** Attributes that nobody sees change. `title` is taken away and put back by tooltips. */
const UNSEEN_ATTRIBUTES =
  /^(?:id|name|role|tabindex|title|nonce|rel|for|autocomplete|spellcheck|aria-(?:describedby|labelledby|label|live|atomic|relevant|owns|controls|activedescendant|posinset|setsize)|data-.*(?:track|analytic|gtm|ga-|click|count|event|focus|hover|react|seen|log|time|stamp|what|id|original-title|popper|placement).*)$/;
/** Class names that say where the pointer or the focus is, or that a field was visited. */
const POINTER_CLASS = /hover|focus|pointer|mouse|keyboard|touched|pristine|dirty|tooltip|intent/i;

/** Applies one mutation event to the mirror and tells what a visitor could have seen of it. */
export function applyMutation(mirror: Mirror, data: Raw, moment: Moment): Reaction[] {
  const seen: Reaction[] = [];
  const removes = toList(data.removes);
  const adds = toList(data.adds);
  const fresh =
    removes.length + adds.length > 0 ? applyNodes(mirror, { removes, adds }, { moment, seen }) : NOTHING_NEW;
  for (const change of toList(data.texts)) {
    const { id, value } = toRaw(change);
    const node = mirror.get(id);
    if (!node || node.text === value) continue;
    const before = node.text;
    node.text = toText(value);
    if (!fresh.has(node) && isSeen(node))
      seen.push(reaction('text', moment, { node: node.parent ?? node, before, after: node.text }));
  }
  for (const change of toList(data.attributes)) {
    const { id, attributes } = toRaw(change);
    const node = mirror.get(id);
    if (node && isRaw(attributes))
      changeAttributes(node, attributes, (name, before, after) => {
        if (!fresh.has(node)) seen.push(reaction('attribute', moment, { node, name, before, after }));
      });
  }
  return seen;
}

const NOTHING_NEW: ReadonlySet<MirrorNode> = new Set();

/** Nodes that go and come, told by their parents. Answers those that came. */
function applyNodes(
  mirror: Mirror,
  { removes, adds }: { removes: readonly unknown[]; adds: readonly unknown[] },
  { moment, seen }: { moment: Moment; seen: Reaction[] },
): ReadonlySet<MirrorNode> {
  const children = new Map<MirrorNode, Children>();
  for (const removal of removes) {
    const node = mirror.remove(toRaw(removal).id, moment.at);
    if (node?.parent && isSeen(node) && !isTooltip(node)) childrenOf(children, node.parent).removed.push(node);
  }
  const fresh = new Set<MirrorNode>();
  for (const addition of adds) {
    const added = mirror.add(toRaw(addition), moment.at);
    if (!added) continue;
    fresh.add(added);
    if (added.parent && !fresh.has(added.parent) && isSeen(added)) childrenOf(children, added.parent).added.push(added);
  }
  for (const [node, { added, removed }] of children) seen.push(reaction('nodes', moment, { node, added, removed }));
  return fresh;
}

export type Where = Partial<Pick<Reaction, 'node' | 'name' | 'before' | 'after' | 'added' | 'removed'>>;
type Children = { added: MirrorNode[]; removed: MirrorNode[] };

const NO_NODES: readonly MirrorNode[] = Object.freeze([]);

export function reaction(kind: ReactionKind, { at, index }: Moment, where: Where = {}): Reaction {
  const { node = null, name = '', before = null, after = null, added = NO_NODES, removed = NO_NODES } = where;
  return { kind, at, index, node, name, before, after, added, removed };
}

function childrenOf(children: Map<MirrorNode, Children>, parent: MirrorNode): Children {
  let found = children.get(parent);
  if (!found) {
    found = { added: [], removed: [] };
    children.set(parent, found);
  }
  return found;
}

function isSeen(node: MirrorNode): boolean {
  if (UNSEEN.has(node.tag)) return false;
  const parent = node.parent;
  if (parent && (UNSEEN.has(parent.tag) || parent.tag === 'option')) return parent.tag === 'head' && isStyle(node);
  if (node.tag === '#text') return node.text.trim() !== '' || parent?.tag === 'style';
  if (node.tag === 'img' && attribute(node, 'width') === '1') return false;
  return !(node.tag === 'iframe' && (hasAttribute(node, 'hidden') || /none|:\s*0/.test(attribute(node, 'style'))));
}

function isStyle(node: MirrorNode): boolean {
  return node.tag === 'style' || (node.tag === 'link' && /stylesheet/i.test(attribute(node, 'rel')));
}

function isTooltip(node: MirrorNode): boolean {
  return attribute(node, 'role') === 'tooltip' || /tooltip|tippy|popper/i.test(attribute(node, 'class').slice(0, 400));
}

/** Writes the attributes into the mirror (never into the recording) and reports those that show. */
function changeAttributes(
  node: MirrorNode,
  changes: Raw,
  report: (name: string, before: string | null, after: string | null) => void,
): void {
  if (!node.owned) node.attributes = { ...node.attributes };
  node.owned = true;
  const known = node.attributes;
  for (const name of Object.keys(changes)) {
    const value = changes[name];
    const before = shown(known[name]);
    const after = shown(value);
    const isUnseen = name === 'style' && isUnseenStyle(known.style, value);
    known[name] = name === 'style' && isRaw(value) ? mergeStyle(known.style, value) : value;
    if (before === after && !isRaw(value)) continue;
    if (isUnseen || UNSEEN_ATTRIBUTES.test(name) || isTooltip(node)) continue;
    if (name === 'class' && isPointerClass(before, after)) continue;
    report(name, before, after);
  }
}

function shown(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (isRaw(value)) return Object.keys(value).sort().join(';');
  return value === undefined || value === null || value === false ? null : String(value);
}

/** An inline style told as a difference: kept as an object of what is known. */
function mergeStyle(old: unknown, change: Raw): Raw {
  return isRaw(old) ? { ...old, ...change } : { ...change };
}

/** Only names that tell where pointer or focus are came or went. */
function isPointerClass(before: string | null, after: string | null): boolean {
  return changedNames(before, after).every((name) => POINTER_CLASS.test(name));
}

/** Class names that came or went. */
export function changedNames(before: string | null, after: string | null): string[] {
  const old = new Set((before ?? '').slice(0, 4_000).split(/\s+/));
  const now = new Set((after ?? '').slice(0, 4_000).split(/\s+/));
  const changed = [...old].filter((name) => !now.has(name));
  for (const name of now) if (!old.has(name)) changed.push(name);
  return changed.filter((name) => name !== '');
}

/** Both are in one part of the page: one contains the other, or they share an ancestor a few levels up. */
export function isNear(node: MirrorNode, subject: MirrorNode, levels: number): boolean {
  let above: MirrorNode | null = subject;
  for (let level = 0; above?.parent && level < levels; level++) {
    if (above.parent.tag === 'body' || above.parent.tag === 'html') break;
    above = above.parent;
  }
  return above !== null && isWithin(node, above);
}

/** First entry that is not before event `index`. */
export function firstAfter(entries: readonly { index: number }[], index: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.index < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
