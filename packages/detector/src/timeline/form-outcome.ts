import { type Attempt, byHand, type Filling, type Sending } from './forms.ts';
import { attribute, downwards, isWithin, type MirrorNode } from './mirror.ts';
import { changedNames, firstAfter, type Reaction } from './reactions.ts';
import type { FormRefusal } from './steps.ts';
import type { Tape } from './tape.ts';

/** How a go at a form ended. `open`: it has not; `unknown`: a part of the recording is missing. */
export type FormOutcome = 'sent' | 'saved' | 'left' | 'open' | 'unknown';

export interface FormEnd {
  outcome: FormOutcome;
  /** Epoch milliseconds at which the visitor sent it, or did the last thing in it. */
  at: number;
  /** When it was tried to be sent in vain. */
  refusals: readonly FormRefusal[];
  /** What was filled in by hand. */
  fillings: Filling[];
}

/** An answer to a sent form comes within this time; slow shops and banks take some seconds. */
const ANSWER_MS = 10_000;
/** A page that goes away this soon after sending went because of it, whatever else it showed on its way. */
const LEAVES_MS = 3_000;
/** A form that goes away this soon after its last change was sent by Enter. */
const ENTER_MS = 3_000;
/** Events of one press on "send": click, submit, refusal. */
const ONE_SENDING_MS = 500;
/** Text of one added part that is looked at. */
const WORDS_MAX = 600;

const ERROR_NAMES = /error|invalid|danger|alert|was-validated|has-err/i;
const ERROR_WORDS =
  /\b(?:required|invalid|incorrect|wrong|errors?|failed|failure|declined|missing|must|unable|not valid|try again|please (?:enter|fill|select|choose|check|provide|correct)|could ?n[o']t|cannot)\b|ungültig|fehler|pflichtfeld|必填|错误/i;
const SUCCESS_WORDS =
  /\b(?:thank(?:s| you)|success(?:fully)?|(?:has been|was|we(?:'ve| have)) (?:sent|received|placed|saved|created|submitted)|(?:order|booking|registration|payment|message) (?:confirmed|complete|received|placed|sent)|confirmation|welcome)\b|danke|vielen dank|erfolgreich|成功|谢谢/i;
const SAVED_WORDS = /\b(?:draft|auto-?saved|saved|all changes saved|entwurf|gespeichert)\b/i;
const HIDING_NAMES = /(?:^|[_-])(?:hidden|hide|d-none|closed|invisible)(?:$|[_-])/i;

/** Decides how a go at a form ended, from what the page did. */
export function endOf(attempt: Attempt, tape: Tape): FormEnd {
  const fillings = byHand(attempt.fillings);
  const last = Math.max(fillings.at(-1)?.at ?? 0, attempt.sendings.at(-1)?.at ?? 0);
  const refusals: FormRefusal[] = [];
  let acted = fillings.at(-1)?.at ?? 0;
  for (const sending of sendingsOf(attempt)) {
    const verdict = answerTo(sending, attempt, tape);
    if (verdict === 'sent') return { outcome: 'sent', at: sending.at, refusals, fillings };
    if (verdict === 'failed') refusals.push({ at: sending.at, by: sending.refused ? 'check' : 'page' });
    // A click beside the form that sent nothing was about something else.
    if (verdict === 'failed' || sending.inside) acted = Math.max(acted, sending.at);
  }
  const after = { at: fillings[0]?.at ?? last, index: fillings[0]?.index ?? 0 };
  if (wentByItself(attempt, tape, last) || says(SUCCESS_WORDS, tape, after)) {
    return { outcome: 'sent', at: last, refusals, fillings };
  }
  const at = acted || last;
  if (says(SAVED_WORDS, tape, after)) return { outcome: 'saved', at, refusals, fillings };
  // What is missing may have been the sending.
  if (tape.losses.some(({ index }) => index > after.index)) return { outcome: 'unknown', at, refusals, fillings };
  const gone = goneAt(attempt.shape.node, tape, after) > 0;
  const left = gone || tape.followed || tape.leaves.some((at) => at >= last);
  return { outcome: left ? 'left' : 'open', at, refusals, fillings };
}

interface SendingGroup extends Sending {
  refused: boolean;
}

/** One press on "send" is a click, a submit and perhaps a refusal: taken together. */
function sendingsOf({ sendings }: Attempt): SendingGroup[] {
  const groups: SendingGroup[] = [];
  for (const sending of sendings) {
    const group = groups.at(-1);
    const refused = sending.kind === 'invalid';
    if (group && sending.at - group.at <= ONE_SENDING_MS) {
      group.refused ||= refused;
      group.inside ||= sending.inside;
      if (sending.kind === 'submit') group.kind = 'submit';
    } else groups.push({ ...sending, refused });
  }
  return groups;
}

/** What the page answered to one sending; 'nothing' for a click on a button that turned out to send nothing. */
function answerTo(sending: SendingGroup, attempt: Attempt, tape: Tape): 'sent' | 'failed' | 'nothing' {
  if (sending.refused) return 'failed';
  const next = attempt.fillings.find(({ index }) => index > sending.index);
  const end = Math.min(sending.at + ANSWER_MS, next?.at ?? Number.POSITIVE_INFINITY, wentOnAt(sending, attempt, tape));
  const left = tape.leaves.find((at) => at >= sending.at) ?? Number.POSITIVE_INFINITY;
  if (left <= Math.min(end, sending.at + LEAVES_MS)) return 'sent';
  let answered = false;
  for (let i = firstAfter(tape.reactions, sending.index); i < tape.reactions.length; i++) {
    const reaction = tape.reactions[i]!;
    if (reaction.at > end) break;
    if (isError(reaction, attempt.shape.node)) return 'failed';
    if (reaction.kind === 'navigation') return 'sent';
    if (reaction.kind === 'nodes' || reaction.kind === 'text' || reaction.kind === 'attribute')
      answered ||= isNews(reaction, attempt);
  }
  if (left <= end) return 'sent';
  const gone = goneAt(attempt.shape.node, tape, sending);
  if (gone > 0 && gone <= end) return 'sent';
  return answered ? 'sent' : sending.kind === 'submit' ? 'failed' : 'nothing';
}

/** When the visitor turned to something else after sending: what the page does then is not the form's answer. */
function wentOnAt(sending: Sending, { sendings }: Attempt, { clicks }: Tape): number {
  const later = clicks.find(({ at }) => at > sending.at + ONE_SENDING_MS && !sendings.some((other) => other.at === at));
  return later?.pressedAt ?? Number.POSITIVE_INFINITY;
}

/** More than the button showing that it was pressed. */
function isNews({ kind, node, name }: Reaction, { shape }: Attempt): boolean {
  if (kind !== 'attribute') return true;
  return node !== null && !isWithin(node, shape.node) && name !== 'style';
}

/** The page shows that something is wrong with the form. */
function isError(reaction: Reaction, form: MirrorNode): boolean {
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
    if (SUCCESS_WORDS.test(words)) return false;
    const named = ERROR_NAMES.test(attribute(part, 'class').slice(0, 400)) || attribute(part, 'role') === 'alert';
    return (named && words.trim() !== '') || ((isNear || isAlert) && ERROR_WORDS.test(words));
  });
}

/** Anything that came into the page since `after` says so. */
function says(words: RegExp, { reactions }: Tape, after: { index: number }): boolean {
  for (let i = firstAfter(reactions, after.index); i < reactions.length; i++) {
    const { kind, node, added } = reactions[i]!;
    if (kind === 'text' && node && words.test(wordsIn(node))) return true;
    if (kind === 'nodes' && added.some((part) => words.test(wordsIn(part)))) return true;
  }
  return false;
}

function wordsIn(top: MirrorNode): string {
  let text = '';
  for (const node of downwards(top, 60)) {
    if (node.tag === '#text' && node.parent?.tag !== 'style') text += ` ${node.text.slice(0, 200)}`;
    if (text.length > WORDS_MAX) break;
  }
  return text;
}

/** The form went away without a word right after its last change, and nobody had clicked anything: Enter sent it. */
function wentByItself(attempt: Attempt, tape: Tape, last: number): boolean {
  const gone = goneAt(attempt.shape.node, tape, { at: last, index: attempt.fillings.at(-1)?.index ?? 0 });
  const left = (!tape.tellsSubmits && tape.leaves.find((at) => at >= last)) || Number.POSITIVE_INFINITY;
  const moved =
    tape.reactions.find(({ kind, at }) => kind === 'navigation' && at >= last)?.at ?? Number.POSITIVE_INFINITY;
  const end = Math.min(gone || Number.POSITIVE_INFINITY, tape.followed ? left : Number.POSITIVE_INFINITY, moved);
  if (end > last + ENTER_MS) return false;
  return !tape.clicks.some((click) => click.at > last && click.at <= end);
}

/** When the form was taken out of the page or hidden, after the given moment; 0 when it was not. */
function goneAt(form: MirrorNode, { reactions }: Tape, after: { at: number; index: number }): number {
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
