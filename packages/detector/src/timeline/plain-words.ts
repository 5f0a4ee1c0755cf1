import { isControl } from './controls.ts';
import { fieldIn, isUnseen, type Seen } from './error-boxes.ts';
import { tellsFailure, tellsNothing, tellsRefusal } from './failure-words.ts';
import { saidIn } from './live-regions.ts';
import { isSaid, judge } from './message-words.ts';
import { attribute, type MirrorNode, upwards } from './mirror.ts';

/** Characters and texts of a message: what has more is a part of the page. */
const TEXT_MAX = 160;
const TEXTS_MAX = 3;
/** Levels up to what makes it content, and nothing that is said to the visitor. */
const LEVELS = 8;
/** More than a word: a red "Error" or a red number is no message. */
const SENTENCE = /\p{L}{2,}\P{L}+\p{L}{2,}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}/u;
const CONTENT = /^(?:pre|code|samp|article|blockquote|details|nav|figure)$/;
const CONVERSATION = /^(?:log|feed|timer|marquee|tooltip|article)$/;
const CONVERSATION_NAME =
  /(?:^|[\s_-])(?:chat|messages|conversation|comments?|console|logs?|terminal|ticker)(?:$|[\s_-])/i;

/** How words look. */
export interface Looks {
  isRed(node: MirrorNode): boolean;
}

/**
 * A message that is nothing but words: a toast, a paragraph or a dialog without a name or a role that would call it an error. Only whole
 * phrases that can mean little else count, or, of a form that was sent (`isOfForm`), sentences in red; and only where the words stand alone: a part with more in it is content of
 * the page. Whatever else is said counts when a request of the click has just failed (`onFailure`).
 */
export function inPlainWords(part: MirrorNode, looks: Looks, isOfForm: () => boolean): Seen | null {
  const box = part.tag === '#text' ? part.parent : part;
  if (!box) return null;
  const said = saidIn(part);
  const text = said.join(' ');
  if (said.length > TEXTS_MAX || text.length > TEXT_MAX || !isSaid(text)) return null;
  const parts = said.length > 1 ? [text, ...said] : said;
  const tells = !text.endsWith('?') && parts.some((one) => tellsFailure(one) || tellsRefusal(one));
  const isSentence = SENTENCE.test(text);
  if (!tells && !isSentence) return null;
  const verdict = judge(box, tells ? 'error' : text);
  if (verdict === 'calm' || isControl(box) || fieldIn(box) || isContent(box) || isUnseen(box)) return null;
  const seen: Seen = { how: 'status', text, box, field: null, sure: false };
  if (tells || (looks.isRed(box) && isOfForm())) return seen;
  return tellsNothing(text) ? null : { ...seen, onFailure: true };
}

/** What was pressed says that it did not work: "Failed, try again". */
export function onControl(part: MirrorNode, pressed: MirrorNode | null): Seen | null {
  const box = part.tag === '#text' ? part.parent : part;
  if (!box || !pressed || ![...upwards(box, 4)].includes(pressed)) return null;
  const text = saidIn(box, true).join(' ');
  if (text.length > TEXT_MAX || !tellsFailure(text)) return null;
  return { how: 'status', text, box: pressed, field: null, sure: false };
}

function isContent(box: MirrorNode): boolean {
  for (const node of upwards(box, LEVELS)) {
    if (CONTENT.test(node.tag) || CONVERSATION.test(attribute(node, 'role'))) return true;
    if (CONVERSATION_NAME.test(`${attribute(node, 'class').slice(0, 200)} ${attribute(node, 'id').slice(0, 80)}`))
      return true;
  }
  return false;
}
