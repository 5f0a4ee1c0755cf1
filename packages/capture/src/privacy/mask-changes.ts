import { attributeOf, kindOf, tagOf } from '../host/dom.ts';
import { BLOCKED, FIELD, IGNORED, MARKS, MASKED, PLAIN, STYLE } from './marks.ts';
import { type Attributes, isButton } from './mask-attributes.ts';
import { maskElement, maskText, maskTree, type Page, type SnapshotNode } from './mask-tree.ts';
import { hide } from './preset.ts';

/** rrweb's mutation event. */
export interface Mutations {
  adds: { parentId: number; node: SnapshotNode }[];
  attributes: { id: number; attributes: Attributes }[];
  texts: { id: number; value: string | null }[];
}

/**
 * Masks what was added and changed, in place, by where it stands now; nothing in a blocked part is told. True when a mark came or went, and what
 * the recording has of this part is no longer as it may be seen.
 */
export function maskMutations(data: Mutations, page: Page): boolean {
  const { nodeOf, stateOf, aroundState, rules } = page;
  data.adds = data.adds.filter(({ parentId, node }) => {
    const live = nodeOf(node.id);
    // The document of a frame is around itself only by its frame.
    const around = live && kindOf(live) !== 9 ? aroundState(live) : stateOf(nodeOf(parentId));
    if (!(around & BLOCKED)) maskTree(node, around, page);
    return !(around & BLOCKED);
  });
  data.texts = data.texts.filter((text) => {
    const state = aroundState(nodeOf(text.id));
    text.value = maskText(text.value, state, rules);
    return !(state & BLOCKED);
  });
  let marked = false;
  data.attributes = data.attributes.filter((change) => {
    const live = nodeOf(change.id);
    const state = stateOf(live);
    const { attributes } = change;
    marked ||= MARKS.some((name) => name in attributes);
    change.attributes = maskElement({ tag: live ? tagOf(live) : '', state, attributes }, live, page);
    return !(state & BLOCKED);
  });
  return marked;
}

/** Whether it may be told that the visitor did something here. Of a node that nobody knows it may not: it can be inside a block. */
export function isTold(id: number, { nodeOf, stateOf }: Page): boolean {
  const node = nodeOf(id);
  return node !== null && !(stateOf(node) & (IGNORED | BLOCKED));
}

export function maskInput(data: { id: number; text: string; isChecked: boolean }, page: Page): void {
  const field = page.nodeOf(data.id) as Element;
  const state = page.stateOf(field);
  const legible = isButton(tagOf(field), attributeOf(field, 'type')) || page.shows(field, state);
  data.text = legible ? maskText(data.text, state & ~FIELD, page.rules) : hide(data.text);
  if (page.rules.strict || state & MASKED) data.isChecked = false;
}

/** What a script writes into style sheets: whole rules, whole sheets, single declarations. */
export interface Sheet {
  id?: number;
  adds?: { rule: string }[];
  styles?: { rules: { rule: string }[] }[];
  replace?: string;
  replaceSync?: string;
  set?: { property: string; value: unknown };
}

export function maskSheet(data: Sheet, { nodeOf, stateOf, rules }: Page): void {
  // Most rules have no words, and then nobody has to look where their sheet stands.
  const words: Page['rules']['words'] = (text) => rules.words(text, data.id ? stateOf(nodeOf(data.id)) : PLAIN);
  const css = (text: string): string => maskText(text, STYLE, { ...rules, words });
  for (const added of [data.adds, ...(data.styles ?? []).map((sheet) => sheet.rules)].flat()) {
    if (added) added.rule = css(added.rule);
  }
  for (const whole of ['replace', 'replaceSync'] as const) if (data[whole]) data[whole] = css(data[whole]);
  const { set } = data;
  if (set) set.value = css(`${set.property}:${set.value ?? ''}`).slice(set.property.length + 1);
}
