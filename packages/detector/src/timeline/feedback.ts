import { attribute, downwards, isWithin, type MirrorNode } from './mirror.ts';
import { changedNames, firstAfter, type Reaction } from './reactions.ts';
import type { RawClick } from './tape.ts';

/** A pressed look that goes as it came is over by then; "added", "copied" stay longer. */
const PRESSED_MS = 700;
/** Material's ripple takes 550 ms after the pointer went up, slow themes some more. */
const RIPPLE_MS = 1_500;
/** Changes at one control that are compared for one press. */
const COMPARED = 200;
/** Nodes and classes by which a control shows that it was pressed, and nothing else. */
const PRESS = /ripple|(?:^|[_-])(?:ink|waves?|press(?:ed)?|touch|tap|pulse)(?:$|[_-])/i;
/** What says "I am working on it" or "done" is an answer, however short. */
const WORKING =
  /load|spin|busy|progress|pending|wait|process|send|saving|disabled|success|error|invalid|done|check|saved|copied|added/i;

/**
 * The control only showed that it was pressed: a class or a style that goes as it came, a ripple. A visitor sees the same
 * on a button that does nothing, so it is no answer. Text, `disabled` and everything that stays are answers.
 *
 * @param reactions all changes of the document. @param nextPress number of the next press event.
 */
export function isFeedback(
  reaction: Reaction,
  click: RawClick,
  { reactions, nextPress }: { reactions: readonly Reaction[]; nextPress: number },
): boolean {
  const subject = click.subject.node;
  const { node, name, kind, before, after } = reaction;
  if (!subject || !node || !isWithin(node, subject)) return false;
  if (kind === 'nodes') return [...reaction.added, ...reaction.removed].every((part) => isRipple(part, reaction.at));
  if (kind !== 'attribute') return false;
  if (name !== 'class' && name !== 'style' && !name.startsWith('data-')) return false;
  if (name === 'class' && changedNames(before, after).every((part) => PRESS.test(part))) return true;
  if (name === 'class' && changedNames(before, after).some((part) => WORKING.test(part))) return false;
  const start = firstAfter(reactions, click.index);
  return goesBack(reaction, reactions.slice(start, start + COMPARED), nextPress);
}

function isRipple(node: MirrorNode, at: number): boolean {
  const names = attribute(node, 'class').slice(0, 400);
  if (node.tag === '#text' || WORKING.test(names) || hasText(node)) return false;
  if (PRESS.test(names.replace(/\s+/g, '-'))) return true;
  const came = node.addedAt;
  return came >= 0 && node.removedAt >= came && node.removedAt - came <= RIPPLE_MS && at - came <= RIPPLE_MS;
}

function hasText(top: MirrorNode): boolean {
  for (const node of downwards(top, 50)) if (node.tag === '#text' && node.text.trim() !== '') return true;
  return false;
}

/** All changes of this press at this place, taken together, change nothing. */
function goesBack(reaction: Reaction, reactions: readonly Reaction[], nextPress: number): boolean {
  let first: Reaction | null = null;
  let last: Reaction | null = null;
  for (const other of reactions) {
    if (other.index >= nextPress || (first && other.at > first.at + PRESSED_MS)) break;
    if (other.kind !== 'attribute' || other.node?.id !== reaction.node?.id || other.name !== reaction.name) continue;
    first ??= other;
    last = other;
  }
  return first !== last && first?.before === last?.after;
}
