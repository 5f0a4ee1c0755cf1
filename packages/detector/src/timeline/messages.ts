import { askedBy, isAsking, OF_NOTHING } from './askers.ts';
import { isControl } from './controls.ts';
import { besideField, boxSays, FIELD, fieldIn, isUnseen, refusal, type Seen, textBeside } from './error-boxes.ts';
import { fieldsOf } from './forms/shape.ts';
import { inLiveRegion } from './live-regions.ts';
import { isErrorName, wordsIn } from './message-words.ts';
import { attribute, downwards, hasAttribute, isAttached, isWithin, type MirrorNode, upwards } from './mirror.ts';
import { type Asked, inPlainWords, type Looks, onControl } from './plain-words.ts';
import { changedNames, type Moment, type Reaction } from './reactions.ts';
import type { Action } from './tape.ts';

/** An error message that appeared, as it was read. */
export interface RawMessage extends Seen, Moment {
  /** The last thing that the visitor had done. */
  act: Action;
  /** What that was done to, when it was a field. */
  actedOn: MirrorNode | null;
  /** The change by which it appeared; null for what the browser itself says, or another document. */
  reaction: Reaction | null;
  /** It came with the document that a sent form brought. */
  arrived?: true;
  view: number;
}

/** Nothing that appears later is an answer any more. */
const LONGEST_MS = 60_000;
/** Words that have no name are an answer within this time, and among so many changes: a page that goes on changing says nothing by it. */
const WORDS_MS = 10_000;
const WORDS_MAX = 40;
/** Nodes of one added part that are looked at, and parts of one change. */
const ADDED_NODES = 150;
const PARTS = 40;
/** More parts than these at once are what was asked for, whatever they say. */
const ALONE = 2;
/** What is said to show something by its change, and what a control has that opens a part of the page. */
const SHOWS = /^(?:hidden|open|class|style)$/;
const OPENERS = ['aria-expanded', 'aria-controls', 'aria-haspopup', 'data-bs-toggle', 'data-toggle'];
/** Characters of a style that are looked at. */
const STYLE_MAX = 4_000;
const HIDING = /^(?:hidden|hide|d-none|is-hidden|invisible)$/i;
const HIDING_STYLE = /display:\s*none|visibility:\s*hidden|opacity:\s*0(?:\.0+)?\s*(?:;|$)/i;
const SHOWING = /^(?:show|shown|visible|active|open|is-visible|in)$/i;

/** Finds the error messages among the changes of one document, while the page is as it was then. */
export class Messages {
  readonly found: RawMessage[] = [];
  readonly #said = new Set<string>();
  readonly #filled = new Set<number>();
  readonly #looks: Looks;
  #lastAct = -1;
  #looked = 0;

  constructor(looks: Looks) {
    this.#looks = looks;
  }

  /** @param act the last thing the visitor had done; @param view number of the page view. */
  read(
    reactions: readonly Reaction[],
    act: Action,
    { actedOn, view }: { actedOn: MirrorNode | null; view: number },
  ): void {
    const asker = {
      looks: this.#looks,
      node: actedOn,
      asked: askedBy(actedOn),
      asks: isAsking(act, actedOn),
    };
    for (const reaction of reactions) {
      if (reaction.at - act.at > LONGEST_MS) return;
      if (act.index !== this.#lastAct) this.#looked = 0;
      this.#lastAct = act.index;
      const isSoon = reaction.at - act.at <= WORDS_MS && this.#looked++ < WORDS_MAX;
      for (const seen of this.#appeared(reaction, isSoon ? asker : { ...asker, asks: false })) {
        const { at, index } = reaction;
        this.#said.add(seen.text);
        this.found.push({ ...seen, at, index, act, actedOn, reaction, view });
      }
    }
  }

  /** The visitor, or the browser, put something into a field. */
  filled(field: MirrorNode): void {
    this.#filled.add(field.id);
  }

  /** Another document came of a form that was sent, and says that it was refused. */
  arrived(said: readonly { seen: Seen }[], moment: Moment, { act, view }: { act: Action; view: number }): void {
    for (const { seen } of said)
      this.found.push({ ...seen, ...moment, act, actedOn: null, reaction: null, view, arrived: true });
  }

  /** The browser refused to send a form, and says so beside the field. */
  refused(field: MirrorNode, { at, index }: Moment, { act, view }: { act: Action; view: number }): void {
    const seen = refusal(field);
    this.found.push({ ...seen, at, index, act, actedOn: null, reaction: null, view });
  }

  #appeared(reaction: Reaction, asker: Asker): Seen[] {
    const { kind, name, node, before, after } = reaction;
    if (kind !== 'attribute' || name !== 'class' || node?.tag !== 'form') return appeared(reaction, asker, this.#said);
    const came = changedNames(before, after).some((part) => part === 'was-validated' && (after ?? '').includes(part));
    // Bootstrap: the form shows its mistakes from now on. It has one, if a field that must be filled in is not.
    const empty = came ? fieldsOf(node).find((field) => isMissing(field) && !this.#filled.has(field.id)) : undefined;
    return empty ? [refusal(empty)] : [];
  }
}

/** What the visitor did last. */
interface Asker {
  looks: Looks;
  node: MirrorNode | null;
  asked: Asked;
  /** It was a press of something that is no field, or Enter: it asked the page for something. */
  asks: boolean;
}

/** @param said texts that came before: those may be taken away and put back, others stood on the page all the time. */
function appeared(reaction: Reaction, asker: Asker, said: ReadonlySet<string>): Seen[] {
  const { kind, node } = reaction;
  // Animations are most of all changes, and show nothing that could not be seen.
  const tells = kind === 'attribute' ? maySay(reaction) : kind === 'text' || kind === 'nodes';
  if (!tells || !node || !isAttached(node)) return [];
  if (kind === 'attribute') return list(byAttribute(reaction, node) ?? uncovered(reaction, node, asker));
  if (kind === 'text') return list(inBox(node) ?? inWords(node, node, asker));
  const stood = reaction.removed
    .slice(0, PARTS)
    .map(wordsIn)
    .filter((text) => text !== '' && !said.has(text));
  const found = reaction.added.slice(0, PARTS).flatMap((part) => inPart(part, reaction, asker));
  return found.filter(({ text }) => text === '' || !stood.some((old) => old.includes(text)));
}

/** It must be filled in, and the page did not fill it in itself. */
function isMissing(field: MirrorNode): boolean {
  const isChoice = /^(?:checkbox|radio)$/i.test(attribute(field, 'type'));
  return hasAttribute(field, 'required') && !hasAttribute(field, isChoice ? 'checked' : 'value') && !isUnseen(field);
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
    const came = changedNames(before, after).filter((part) => now.has(part));
    if (came.some(isErrorName) && !isControlButField(node)) return turnedBad(node);
  }
  return isShowing({ name, before, after }) ? shown(node) : null;
}

/** By this change of an attribute something can be seen or is called wrong now, or it must be looked at to know. */
function maySay(reaction: Reaction): boolean {
  const { name } = reaction;
  return name === 'class' || name === 'aria-invalid' || isShowing(reaction);
}

/** By this attribute something can be seen that could not. */
function isShowing({ name, before, after }: Pick<Reaction, 'name' | 'before' | 'after'>): boolean {
  if (name === 'hidden') return before !== null && after === null;
  if (name === 'open') return before === null && after !== null;
  if (name === 'class') {
    const now = new Set((after ?? '').slice(0, 4_000).split(/\s+/));
    return changedNames(before, after).some((part) => (now.has(part) ? SHOWING : HIDING).test(part));
  }
  if (name !== 'style') return false;
  // A style that is told as a difference has the names of its properties only.
  const [old, now] = [(before ?? '').slice(0, STYLE_MAX), (after ?? '').slice(0, STYLE_MAX)];
  const wasHidden = HIDING_STYLE.test(old) || /^(?:[\w-]+;)*(?:display|visibility)(?:;|$)/.test(now);
  return wasHidden && !HIDING_STYLE.test(now);
}

/** A button that is called dangerous warns of what it does. */
function isControlButField(node: MirrorNode): boolean {
  return isControl(node) && !FIELD.test(node.tag) && node.tag !== 'label';
}

/** A field, or what holds it, is called wrong now. Without a word beside it nobody can tell that from a style. */
function turnedBad(node: MirrorNode): Seen | null {
  const field = FIELD.test(node.tag) ? node : fieldIn(node);
  if (!field) return inBox(node);
  const text = textBeside(field);
  return text && !isUnseen(field) ? { how: 'beside', text, box: field, field, sure: true } : null;
}

/** A message inside of something that was added, the outermost one; else the words themselves. */
function inPart(part: MirrorNode, { node, added }: Reaction, asker: Asker): Seen[] {
  const parent = node!;
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
  // Many things that came at once are what was asked for, whatever one of them says.
  return list(inBox(parent) ?? inWords(part, parent, { ...asker, asks: asker.asks && added.length <= ALONE }));
}

/** By what the words say where they stand. */
function inWords(part: MirrorNode, parent: MirrorNode, { node, asks, looks, asked }: Asker): Seen | null {
  const seen = besideField(part, parent, asks) ?? inLiveRegion(part);
  if (seen || !asks) return seen;
  return onControl(part, node) ?? inPlainWords(part, looks, asked);
}

/** Words of failure that stood there unseen, and that nobody opened: an accordion tells of troubles as well. */
function uncovered(reaction: Reaction, node: MirrorNode, { node: pressed, asks, looks }: Asker): Seen | null {
  if (!asks || !SHOWS.test(reaction.name) || !isShowing(reaction)) return null;
  const opens = pressed !== null && (pressed.tag === 'summary' || OPENERS.some((name) => hasAttribute(pressed, name)));
  return opens ? null : inPlainWords(node, looks, OF_NOTHING);
}

/** What stood in the page already, and can be seen now. */
function shown(node: MirrorNode): Seen | null {
  return inBox(node) ?? inLiveRegion(node);
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
