import { isControl, isEditable } from './controls.ts';
import { isHidden } from './describe.ts';
import { asksForMore } from './failure-words.ts';
import { hasErrorWords, isNamedError, isNamedUnseen, isSaid, judge, wordsIn } from './message-words.ts';
import { attribute, downwards, type MirrorNode, upwards } from './mirror.ts';

/** Levels between a field and what is said beside it. */
const BESIDE_LEVELS = 3;
/** What stands over something, and asks for it in a form or a step that goes on. */
const HEADING = /^(?:h[1-6]|legend|label|th|caption|dt|summary|option)$/;
const PART_NODES = 60;
export const FIELD: RegExp = /^(?:input|select|textarea)$/;

/** What a part of the page says of something wrong, as it is right now. */
export interface Seen {
  how: 'alert' | 'invalid' | 'native' | 'beside' | 'status';
  /** As the recording shows it; '' when it shows none. */
  text: string;
  /** What says it, and the field it is about. */
  box: MirrorNode;
  field: MirrorNode | null;
  /** It is an error for certain: by its name or its words. */
  sure: boolean;
  /** Nothing calls it an error but that a request of the click failed right before. */
  onFailure?: true;
}

/** What a box for alerts or errors says. */
export function boxSays(box: MirrorNode): Seen | null {
  const role = attribute(box, 'role');
  const isAlert = role === 'alert' || role === 'alertdialog';
  if ((!isAlert && !isNamedError(box)) || isControl(box)) return null;
  const text = wordsIn(box);
  if (!isSaid(text) || isUnseen(box)) return null;
  const field = fieldBeside(box);
  const verdict = judge(box, text);
  if (verdict === 'calm' || (!isAlert && !field && !hasErrorWords(text))) return null;
  if (!isAlert && fieldIn(box) && !hasErrorWords(text)) return null;
  return { how: isAlert ? 'alert' : 'beside', text, box, field, sure: verdict === 'error' };
}

/** Words of an error right beside a field, in a box that has no name; of a click on something else, also words that ask for what is missing. */
export function besideField(part: MirrorNode, parent: MirrorNode, asked: boolean): Seen | null {
  const text = wordsIn(part);
  const box = part.tag === '#text' ? parent : part;
  const isPrompt = asked && asksForMore(text) && !standsOver(part);
  if (!isSaid(text) || text.length > 200 || (!hasErrorWords(text) && !isPrompt) || fieldIn(box) || isControl(box))
    return null;
  const field = fieldBeside(box) ?? (asked ? fieldAbove(box) : null);
  if (!field || isUnseen(box) || (judge(box, text) !== 'error' && !isPrompt)) return null;
  return { how: 'beside', text, box, field, sure: true };
}

/** What stands over a step of a form asks for what it is about, and has its buttons: no refusal. */
export function standsOver(part: MirrorNode): boolean {
  if (part.tag === '#text' && part.parent && HEADING.test(part.parent.tag)) return true;
  for (const node of downwards(part, PART_NODES)) if (HEADING.test(node.tag) || isControl(node)) return true;
  return false;
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

/** A field of what stands right before the message, under a heading of the whole page. */
function fieldAbove({ previous }: MirrorNode): MirrorNode | null {
  const above = previous?.tag === '#text' ? previous.previous : previous;
  return above ? fieldIn(above) : null;
}

/** In a form without boxes for its fields, the one that stands right before the message. */
function isNext(box: MirrorNode, field: MirrorNode): boolean {
  for (let node = box.previous, left = 4; node && left > 0; node = node.previous, left--) {
    if (node === field || fieldIn(node)) return true;
  }
  return false;
}

/** The first field in it that a visitor fills in. */
export function fieldIn(top: MirrorNode): MirrorNode | null {
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
export function textBeside(field: MirrorNode): string {
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

/** It, or what it stands in, is hidden by an attribute, an inline style or a class that is called so. */
export function isUnseen(node: MirrorNode): boolean {
  for (const at of upwards(node, 40)) if (isHidden(at) || isNamedUnseen(at)) return true;
  return false;
}

/** A field that the browser's own validation refuses. */
export function refusal(field: MirrorNode): Seen {
  return { how: 'native', text: textBeside(field), box: field, field, sure: true };
}
