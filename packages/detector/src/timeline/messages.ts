import { isControl, isEditable } from './controls.ts';
import { isHidden } from './describe.ts';
import { hasErrorWords, isErrorName, isNamedError, isNamedUnseen, isSaid, judge, wordsIn } from './message-words.ts';
import { attribute, downwards, isAttached, isWithin, type MirrorNode, upwards } from './mirror.ts';
import { changedNames, type Moment, type Reaction } from './reactions.ts';
import type { Action } from './tape.ts';

/** An error message that appeared, as it was read. */
export interface RawMessage extends Moment {
  how: 'alert' | 'invalid' | 'native' | 'beside';
  /** As the recording shows it; '' when it shows none. */
  text: string;
  /** What says it, and the field it is about. */
  box: MirrorNode;
  field: MirrorNode | null;
  /** The last thing that the visitor had done. */
  act: Action;
  /** What that was done to, when it was a field. */
  actedOn: MirrorNode | null;
  /** The change by which it appeared; null for what the browser itself says. */
  reaction: Reaction | null;
  /** It is an error for certain: by its name or its words. */
  sure: boolean;
  view: number;
}

/** Nothing that appears later is an answer any more. */
const LONGEST_MS = 60_000;
/** Nodes of one added part that are looked at, and parts of one change. */
const ADDED_NODES = 150;
const PARTS = 40;
/** Levels between a field and what is said beside it. */
const BESIDE_LEVELS = 3;
const FIELD = /^(?:input|select|textarea)$/;
const SHOWING = /^(?:show|shown|visible|active|open|is-visible|in)$/i;

/** Finds the error messages among the changes of one document, while the page is as it was then. */
export class Messages {
  readonly found: RawMessage[] = [];
  readonly #said = new Set<string>();

  /** @param act the last thing the visitor had done; @param view number of the page view. */
  read(
    reactions: readonly Reaction[],
    act: Action,
    { actedOn, view }: { actedOn: MirrorNode | null; view: number },
  ): void {
    for (const reaction of reactions) {
      if (reaction.at - act.at > LONGEST_MS) return;
      for (const seen of appeared(reaction, this.#said)) {
        const { at, index } = reaction;
        this.#said.add(seen.text);
        this.found.push({ ...seen, at, index, act, actedOn, reaction, view });
      }
    }
  }

  /** The browser refused to send a form, and says so beside the field. */
  refused(field: MirrorNode, { at, index }: Moment, { act, view }: { act: Action; view: number }): void {
    const text = textBeside(field);
    this.found.push({
      how: 'native',
      text,
      box: field,
      field,
      sure: true,
      at,
      index,
      act,
      actedOn: null,
      reaction: null,
      view,
    });
  }
}

type Seen = Pick<RawMessage, 'how' | 'text' | 'box' | 'field' | 'sure'>;

/** @param said texts that came before: those may be taken away and put back, others stood on the page all the time. */
function appeared(reaction: Reaction, said: ReadonlySet<string>): Seen[] {
  const { kind, node } = reaction;
  if (!node || !isAttached(node)) return [];
  if (kind === 'attribute') return list(byAttribute(reaction, node));
  if (kind === 'text') return list(inBox(node) ?? besideField(node, node));
  if (kind !== 'nodes') return [];
  const stood = reaction.removed
    .slice(0, PARTS)
    .map(wordsIn)
    .filter((text) => text !== '' && !said.has(text));
  const found = reaction.added.slice(0, PARTS).flatMap((part) => inPart(part, node));
  return found.filter(({ text }) => text === '' || !stood.some((old) => old.includes(text)));
}

function list(seen: Seen | null): Seen[] {
  return seen ? [seen] : [];
}

function byAttribute({ name, before, after }: Reaction, node: MirrorNode): Seen | null {
  if (name === 'aria-invalid') {
    if (after !== 'true' || before === 'true' || isUnseen(node)) return null;
    return { how: 'invalid', text: textBeside(node), box: node, field: node, sure: true };
  }
  if (name === 'class') {
    const now = new Set((after ?? '').slice(0, 4_000).split(/\s+/));
    const names = changedNames(before, after);
    const came = names.filter((part) => now.has(part));
    if (came.some(isErrorName) && !isControlButField(node)) return turnedBad(node);
    const shows =
      came.some((part) => SHOWING.test(part)) ||
      names.some((part) => !now.has(part) && /^(?:hidden|hide|d-none|is-hidden|invisible)$/i.test(part));
    return shows ? inBox(node) : null;
  }
  return name === 'hidden' || name === 'style' ? inBox(node) : null;
}

/** A field, or what holds it, is called wrong now. Without a word beside it nobody can tell that from a style. */
function turnedBad(node: MirrorNode): Seen | null {
  const field = FIELD.test(node.tag) ? node : fieldIn(node);
  if (!field) return inBox(node);
  const text = textBeside(field);
  return text && !isUnseen(field) ? { how: 'beside', text, box: field, field, sure: true } : null;
}

/** A message inside of something that was added, the outermost one; else the words themselves. */
function inPart(part: MirrorNode, parent: MirrorNode): Seen[] {
  const found: Seen[] = [];
  let covered: MirrorNode | null = null;
  for (const node of downwards(part, ADDED_NODES)) {
    if (node.tag === '#text' || (covered && isWithin(node, covered))) continue;
    const seen = boxSays(node);
    if (!seen) continue;
    found.push(seen);
    covered = node;
  }
  if (found.length > 0) return found;
  return list(inBox(parent) ?? besideField(part, parent));
}

/** What is shown stands in a box for alerts or errors. */
function inBox(node: MirrorNode): Seen | null {
  for (const at of upwards(node, 3)) {
    if (/^(?:form|body|html|main)$/.test(at.tag)) return null;
    const seen = boxSays(at);
    if (seen) return seen;
  }
  return null;
}

function boxSays(box: MirrorNode): Seen | null {
  const isAlert = /^alert(?:dialog)?$/.test(attribute(box, 'role'));
  if ((!isAlert && !isNamedError(box)) || isControl(box)) return null;
  const text = wordsIn(box);
  if (!isSaid(text) || isUnseen(box)) return null;
  const field = fieldBeside(box);
  const verdict = judge(box, text);
  if (verdict === 'calm' || (!isAlert && !field && !hasErrorWords(text))) return null;
  if (!isAlert && fieldIn(box) && !hasErrorWords(text)) return null;
  return { how: isAlert ? 'alert' : 'beside', text, box, field, sure: verdict === 'error' };
}

/** Words of an error right beside a field, in a box that has no name. */
function besideField(part: MirrorNode, parent: MirrorNode): Seen | null {
  const text = wordsIn(part);
  const box = part.tag === '#text' ? parent : part;
  if (!isSaid(text) || text.length > 200 || !hasErrorWords(text) || fieldIn(box) || isControl(box)) return null;
  const field = fieldBeside(box);
  if (!field || isUnseen(box) || judge(box, text) !== 'error') return null;
  return { how: 'beside', text, box, field, sure: true };
}

/** The field that shares the nearest part of the page with the message. */
function fieldBeside(box: MirrorNode): MirrorNode | null {
  for (const around of upwards(box.parent, BESIDE_LEVELS)) {
    if (/^(?:body|html|main|fieldset|table)$/.test(around.tag)) return null;
    const field = fieldIn(around);
    if (field) return around.tag === 'form' && !isNext(box, field) ? null : field;
  }
  return null;
}

/** In a form without boxes for its fields, the one that stands right before the message. */
function isNext(box: MirrorNode, field: MirrorNode): boolean {
  for (let node = box.previous, left = 4; node && left > 0; node = node.previous, left--) {
    if (node === field || fieldIn(node)) return true;
  }
  return false;
}

function fieldIn(top: MirrorNode): MirrorNode | null {
  for (const node of downwards(top, 40)) {
    if (
      (FIELD.test(node.tag) || isEditable(node)) &&
      !/^(?:hidden|submit|button|image|reset)$/.test(attribute(node, 'type'))
    )
      return node;
  }
  return null;
}

/** What is said about a field: by what it names as its description, else by an error beside it. */
function textBeside(field: MirrorNode): string {
  const named = `${attribute(field, 'aria-errormessage')} ${attribute(field, 'aria-describedby')}`.slice(0, 200);
  const ids = new Set(named.split(/\s+/).filter((id) => id !== ''));
  let plain = '';
  for (const around of upwards(field.parent, BESIDE_LEVELS)) {
    if (/^(?:body|html|main)$/.test(around.tag)) break;
    for (const node of downwards(around, 80)) {
      if (node.tag === '#text' || node === field) continue;
      const isNamed = isNamedError(node) || attribute(node, 'role') === 'alert';
      if ((!isNamed && !ids.has(attribute(node, 'id'))) || fieldIn(node) || isUnseen(node)) continue;
      const text = wordsIn(node);
      if (!isSaid(text)) continue;
      if (isNamed) return text;
      plain ||= hasErrorWords(text) ? text : '';
    }
    if (plain || around.tag === 'form') break;
  }
  return plain;
}

function isControlButField(node: MirrorNode): boolean {
  return isControl(node) && !FIELD.test(node.tag) && node.tag !== 'label';
}

function isUnseen(node: MirrorNode): boolean {
  for (const at of upwards(node, 40)) if (isHidden(at) || isNamedUnseen(at)) return true;
  return false;
}
