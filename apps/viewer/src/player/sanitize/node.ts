import type { ShownFiles } from '../assets/shown-files.ts';
import { NODE } from '../replay/rrweb-shapes.ts';
import { ABSENT_PICTURE, type Attributes, safeAttributes } from './attributes.ts';
import type { Canvases } from './canvas.ts';
import { safeCss } from './css.ts';
import type { Pictures } from './pictures.ts';

/** Levels of elements inside elements. Browsers lay out 500 without complaint; rebuilding recurses, 10,000 overflow. */
export const DOM_DEPTH_MAX = 512;

/** Characters of one text or attribute; a recorded page with more in one place is an attack or a mistake. */
export const TEXT_MAX_CHARS: number = 8 * 1024 * 1024;

/** A node as rrweb-snapshot serializes it. Foreign: every field may be anything. */
// biome-ignore lint/suspicious/noExplicitAny: foreign data, checked field by field below
export type ForeignNode = any;

/** What the sanitiser knows of a document while it reads on: the element behind an id, and what it met on the way. */
export interface Known {
  tags: Map<number, string>;
  /** Texts that stand in a style element. */
  sheets: Set<number>;
  files: ShownFiles;
  pictures: Pictures;
  /** Nodes that were left out because no browser could build them. */
  refused: number;
  canvases: number;
  drawn: Canvases;
  absentPictures: number;
  maskedFields: number;
}

const TAG_NAME = /^[a-z][^\s<>/="'\0]{0,63}$/i;
const SCRIPT = /^(?:[^:]*:)?script$/i;
const CUSTOM_ELEMENT = /^[a-z][a-z0-9._]*-[a-z0-9._-]*$/;
const SHADOW_HOSTS = /^(?:article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;
/** What a page sends in place of a form value. */
export const MASKED: RegExp = /^\*+$/;

/**
 * Makes a node tree buildable and harmless, in place. Walks with a list of its own instead of recursion, so that no depth
 * of nesting can overflow the stack.
 * @param parent id of the node that it is put into.
 * @returns false when the node itself is nothing that could be built.
 */
export function sanitizeTree(root: ForeignNode, known: Known, parent = 0): boolean {
  if (!sanitizeOne(root, known, parent)) return false;
  let level: ForeignNode[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    const next: ForeignNode[] = [];
    for (const node of level) {
      if (!Array.isArray(node.childNodes)) continue;
      const children = depth < DOM_DEPTH_MAX ? node.childNodes : [];
      known.refused += node.childNodes.length - children.length;
      node.childNodes = children.filter((child: ForeignNode) => sanitizeOne(child, known, node.id));
      for (const child of node.childNodes) next.push(child);
    }
    level = next;
  }
  return true;
}

function sanitizeOne(node: ForeignNode, known: Known, parent: number): boolean {
  const fine =
    typeof node === 'object' && node !== null && Number.isInteger(node.id) && sanitizeKind(node, known, parent);
  if (!fine) known.refused++;
  return fine;
}

function sanitizeKind(node: ForeignNode, known: Known, parent: number): boolean {
  switch (node.type) {
    case NODE.document:
      return Array.isArray(node.childNodes) && node.childNodes.length > 0;
    case NODE.docType:
      return typeof node.name === 'string';
    case NODE.element:
      return sanitizeElement(node, known, parent);
    case NODE.text:
    case NODE.cdata:
    case NODE.comment:
      return sanitizeText(node, known, parent);
    default:
      return false;
  }
}

function sanitizeText(node: ForeignNode, { tags, sheets, files }: Known, parent: number): boolean {
  if (typeof node.textContent !== 'string' || node.textContent.length > TEXT_MAX_CHARS) return false;
  if (node.isStyle === true || tags.get(parent) === 'style') {
    sheets.add(node.id);
    node.textContent = files.css(safeCss(node.textContent));
  }
  // A CDATA section cannot be created in an HTML document; as text it looks the same.
  if (node.type === NODE.cdata) node.type = NODE.text;
  return true;
}

function sanitizeElement(node: ForeignNode, known: Known, parent: number): boolean {
  if (typeof node.tagName !== 'string' || !TAG_NAME.test(node.tagName)) return false;
  // By this one name the replayer knows what to build a noscript for; by any other it would build a script, if an inert one.
  if (SCRIPT.test(node.tagName)) node.tagName = 'script';
  const tag = node.tagName.toLowerCase();
  if (!Array.isArray(node.childNodes)) node.childNodes = [];
  const recorded = isAttributes(node.attributes) ? node.attributes : {};
  node.attributes = safeAttributes({ tag, id: node.id, files: known.files }, recorded);
  if (tag === 'source') known.pictures.addSource(parent, recorded);
  if (tag === 'img') known.pictures.add({ id: node.id, parent }, recorded, node.attributes);
  if (!CUSTOM_ELEMENT.test(tag)) {
    delete node.isCustom;
    if (!SHADOW_HOSTS.test(tag)) delete node.isShadowHost;
  }
  known.tags.set(node.id, tag);
  if (tag === 'canvas') {
    known.drawn.add(node.id, node.attributes);
    known.canvases++;
  }
  if (node.attributes[ABSENT_PICTURE] === '') known.absentPictures++;
  if (typeof node.attributes.value === 'string' && MASKED.test(node.attributes.value)) known.maskedFields++;
  return true;
}

function isAttributes(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
