import { EVENT_TYPE, type RecordedEvent, scrubUrl } from '@falter/wire';
import { maskAttributes } from './mask-attributes.ts';
import { hide, isButton, isHiddenText, MASKED } from './mask-rules.ts';

/** rrweb's IncrementalSource, the members that carry text of the page. */
const MUTATION = 0;
const INPUT = 5;

/** rrweb's NodeType. */
const ELEMENT = 2;
const TEXT = 3;

interface SnapshotNode {
  type: number;
  tagName?: string;
  attributes?: Record<string, unknown>;
  textContent?: string;
  childNodes?: SnapshotNode[];
  id: number;
}

interface Mutations {
  adds: { parentId: number; node: SnapshotNode }[];
  attributes: { id: number; attributes: Record<string, unknown> }[];
  texts: { id: number; value: string | null }[];
}

/** Finds the live node behind an rrweb id: an incremental event does not tell what kind of field it speaks of. */
export type NodeOf = (id: number) => Node | null;

/**
 * Our own pass over every rrweb event before it is queued, in place. rrweb masks the values of inputs as a person would type
 * them; this removes the form values it leaves: hidden inputs, check boxes, radios, options, data lists, values of custom
 * elements, initial text of text areas, markup in `srcdoc` and `noscript`, contents of `meta`, and the addresses of links.
 */
export function maskEvent(event: RecordedEvent, nodeOf: NodeOf): void {
  const { type, data } = event;
  if (type === EVENT_TYPE.meta) data.href = scrubUrl(data.href);
  else if (type === EVENT_TYPE.fullSnapshot) maskTree(data.node, false, nodeOf);
  else if (type !== EVENT_TYPE.incremental) return;
  else if (data.source === MUTATION) maskMutations(data, nodeOf);
  else if (data.source === INPUT) maskInput(data, asElement(nodeOf(data.id)));
}

function maskInput(data: { text: string; isChecked: boolean }, field: Element | null): void {
  if (!field || !isButton(field.localName, field.getAttribute('type'))) data.text = hide(data.text);
  if (!field || field.closest(MASKED)) data.isChecked = false;
}

function maskMutations(data: Mutations, nodeOf: NodeOf): void {
  for (const { parentId, node } of data.adds) maskTree(node, isHiddenText(nodeOf(parentId)), nodeOf);
  for (const { id, attributes } of data.attributes) {
    const element = asElement(nodeOf(id));
    maskAttributes(element?.localName ?? '', attributes, element);
  }
  for (const text of data.texts) if (isHiddenText(nodeOf(text.id))) text.value = hide(text.value);
}

function asElement(node: Node | null): Element | null {
  return node?.nodeType === 1 ? (node as Element) : null;
}

/** `hidden`: text under this node is a form value or markup, not something the visitor reads. Not recursive: pages nest deep. */
function maskTree(root: SnapshotNode, hidden: boolean, nodeOf: NodeOf): void {
  const open: [SnapshotNode, boolean][] = [[root, hidden]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, under] = next;
    if (node.type === TEXT && under) node.textContent = hide(node.textContent);
    const tag = node.type === ELEMENT ? (node.tagName ?? '') : '';
    if (node.type === ELEMENT && node.attributes) maskAttributes(tag, node.attributes, asElement(nodeOf(node.id)));
    const below = under || isHiddenText(tag);
    for (const child of node.childNodes ?? []) open.push([child, below]);
  }
}
