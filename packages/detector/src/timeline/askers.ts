import { isEditable, leadingTo } from './controls.ts';
import { asksSearch, formAround } from './forms/shape.ts';
import { attribute, hasAttribute, type MirrorNode } from './mirror.ts';
import type { Asked } from './plain-words.ts';
import type { Action } from './tape.ts';

/** A press of something that is no field, or a form sent by Enter. */
export function isAsking({ x }: Action, actedOn: MirrorNode | null): boolean {
  return actedOn?.tag === 'form' || (!Number.isNaN(x) && !(actedOn && isEditable(actedOn)));
}

/** What was asked by pressing or sending this, each found out once for all changes of one event. */
export function askedBy(actedOn: MirrorNode | null): Asked {
  return {
    ofForm: onceAsked(() => actedOn !== null && formAround(actedOn) !== null),
    byButton: onceAsked(() => actedOn !== null && isButton(actedOn)),
  };
}

/** What nobody asked for by a button. */
export const OF_NOTHING: Asked = { ofForm: () => false, byButton: () => false };

/** By which something is asked for that the page may refuse: no tab, no link to somewhere, no search, which finds or does not. */
function isButton(node: MirrorNode): boolean {
  if (hasAttribute(node, 'aria-expanded') || hasAttribute(node, 'aria-controls')) return false;
  return isPressed(node) && !asksSearch(node);
}

function isPressed(node: MirrorNode): boolean {
  if (/^(?:button|form)$/.test(node.tag) || attribute(node, 'role') === 'button') return true;
  if (node.tag === 'input') return /^(?:submit|button|image)$/i.test(attribute(node, 'type'));
  return node.tag === 'a' && leadingTo(node) === '';
}

function onceAsked(ask: () => boolean): () => boolean {
  let answer: boolean | null = null;
  return () => {
    answer ??= ask();
    return answer;
  };
}
