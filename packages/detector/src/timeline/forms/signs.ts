import { attribute, downwards, isWithin, type MirrorNode } from '../mirror.ts';
import { changedNames, firstAfter, type Reaction } from '../reactions.ts';
import type { Tape } from '../tape.ts';

/** Text of one added part that is looked at. */
const WORDS_MAX = 600;

const ERROR_NAMES = /error|invalid|danger|alert|was-validated|has-err/i;
const ERROR_WORDS =
  /\b(?:required|invalid|incorrect|wrong|errors?|failed|failure|declined|missing|must|unable|not valid|try again|please (?:enter|fill|select|choose|check|provide|correct)|could ?n[o']t|cannot)\b|ungültig|fehler|pflichtfeld|必填|错误/i;
export const SUCCESS_WORDS: RegExp =
  /\b(?:thank(?:s| you)|success(?:fully)?|(?:has been|was|we(?:'ve| have)) (?:sent|received|placed|saved|created|submitted)|(?:order|booking|registration|payment|message) (?:confirmed|complete|received|placed|sent)|confirmation(?! (?:will|goes|code|e?-?mail will))|welcome)\b|danke|vielen dank|erfolgreich|成功|谢谢/i;
export const SAVED_WORDS: RegExp =
  /\b(?:draft|auto-?saved|saved(?! (?:time|money|you|us|up|over|by|\d|[€$£]))|all changes saved|entwurf|gespeichert)\b/i;
const NEGATED = /\b(?:not|cannot|unable|fail(?:ed|ure)?|error|unsaved|nicht|konnte)\b|n['’]t\b|失败|未/i;
const HIDING_NAMES = /(?:^|[_-])(?:hidden|hide|d-none|closed|invisible)(?:$|[_-])/i;

/** The page shows that something is wrong with the form. */
export function isError(reaction: Reaction, form: MirrorNode): boolean {
  const { kind, node, name, before, after } = reaction;
  if (!node) return false;
  const isAlert = attribute(node, 'role') === 'alert' || ERROR_NAMES.test(attribute(node, 'class').slice(0, 400));
  const isNear = isWithin(node, form.parent ?? form);
  if (kind === 'attribute') {
    if (!isNear && !isAlert) return false;
    if (name === 'aria-invalid') return after === 'true';
    if (name === 'class')
      return changedNames(before, after).some((part) => ERROR_NAMES.test(part) && (after ?? '').includes(part));
    return isAlert && (name === 'hidden' || name === 'style') && after !== 'true';
  }
  if (kind === 'text') return (isNear || isAlert) && ERROR_WORDS.test(wordsIn(node));
  if (kind !== 'nodes') return false;
  return reaction.added.some((part) => {
    const words = wordsIn(part);
    if (isTold(SUCCESS_WORDS, words)) return false;
    const named = ERROR_NAMES.test(attribute(part, 'class').slice(0, 400)) || attribute(part, 'role') === 'alert';
    return (named && words.trim() !== '') || ((isNear || isAlert) && ERROR_WORDS.test(words));
  });
}

/** What came into the page since event `after`, and up to a time, and says so; '' when nothing does. */
export function says(words: RegExp, { reactions }: Tape, { after, until }: { after: number; until: number }): string {
  for (let i = firstAfter(reactions, after); i < reactions.length; i++) {
    const { kind, node, added, at } = reactions[i]!;
    if (at > until) return '';
    const parts = kind === 'nodes' ? added : kind === 'text' && node ? [node] : [];
    for (const part of parts) {
      const said = wordsIn(part);
      if (isTold(words, said)) return said;
    }
  }
  return '';
}

/** "Could not be saved" has the words of success in it. */
function isTold(words: RegExp, text: string): boolean {
  return words.test(text) && !NEGATED.test(text);
}

function wordsIn(top: MirrorNode): string {
  let text = '';
  for (const node of downwards(top, 60)) {
    if (node.tag === '#text' && node.parent?.tag !== 'style') text += ` ${node.text.slice(0, 200)}`;
    if (text.length > WORDS_MAX) break;
  }
  return text;
}

/** When the form was taken out of the page or hidden, after the given moment; 0 when it was not. */
export function goneAt(form: MirrorNode, { reactions }: Tape, after: { at: number; index: number }): number {
  let gone = 0;
  for (let at: MirrorNode | null = form, left = 64; at && left > 0; at = at.parent, left--) {
    if (at.removedAt >= after.at && (gone === 0 || at.removedAt < gone)) gone = at.removedAt;
  }
  for (let i = firstAfter(reactions, after.index); i < reactions.length; i++) {
    const reaction = reactions[i]!;
    if (gone > 0 && reaction.at >= gone) break;
    if (reaction.kind === 'attribute' && reaction.node && isWithin(form, reaction.node) && hides(reaction))
      return reaction.at;
  }
  return gone;
}

function hides({ node, name, before, after }: Reaction): boolean {
  if (name === 'hidden') return after !== null;
  if (name === 'open') return after === null && node?.tag === 'dialog';
  if (name === 'aria-hidden') return after === 'true';
  if (name === 'style') return /display:\s*none|visibility:\s*hidden/i.test(after ?? '');
  if (name !== 'class') return false;
  const now = new Set((after ?? '').split(/\s+/));
  return changedNames(before, after).some((part) =>
    now.has(part) ? HIDING_NAMES.test(part) : part === 'show' || part === 'open',
  );
}
