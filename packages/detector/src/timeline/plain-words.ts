import { isControl } from './controls.ts';
import { fieldIn, isUnseen, type Seen, standsOver } from './error-boxes.ts';
import { tellsFailure, tellsNothing, tellsRefusal } from './failure-words.ts';
import { saidIn } from './live-regions.ts';
import { isSaid, judge } from './message-words.ts';
import { attribute, type MirrorNode, upwards } from './mirror.ts';
import { asksBefore, asksForTheRest, tellsTrouble } from './trouble-words.ts';

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

/** What the words may be an answer to. */
export interface Asked {
  /** It asked for something by a form, or in one. */
  ofForm(): boolean;
  /** It was a button or a sent form, and the words are new: plain words of trouble count as well. */
  byButton(): boolean;
}

/**
 * A message that is nothing but words: a toast, a paragraph or a dialog without a name or a role that would call it an error. Whole
 * phrases that can mean little else count; of a button, plain words of trouble; of a form that was sent, also sentences in red and what
 * asks for the rest. Only where the words stand alone: a part with more in it is content of the page. Whatever else is said counts when a
 * request of the click has just failed (`onFailure`).
 */
export function inPlainWords(part: MirrorNode, looks: Looks, asked: Asked): Seen | null {
  const words = wordsOf(part);
  if (!words) return null;
  const isTold = words.tells || (isTrouble(words, part, asked) && asked.byButton());
  const isSure = isTold || (asked.ofForm() && looks.isRed(words.box));
  if ((!isSure && tellsNothing(words.text)) || !isMessage({ ...words, tells: isTold })) return null;
  return isSure ? seenIn(words) : { ...seenIn(words), onFailure: true };
}

/** The same of what stands on a page with a form, where it is not known what failed. What is neither red nor of trouble is most of it. */
export function standsInPlainWords(part: MirrorNode, looks: Looks): Seen | null {
  const words = wordsOf(part);
  if (!words) return null;
  const isTold = words.tells || isTrouble(words, part, OF_A_FORM);
  if (!(isTold || looks.isRed(words.box)) || !isMessage({ ...words, tells: isTold })) return null;
  return seenIn(words);
}

const OF_A_FORM: Asked = { ofForm: () => true, byButton: () => true };

/** The words tell of trouble, or ask for what is missing: not what stands over a step that goes on. */
function isTrouble({ text, parts }: Words, part: MirrorNode, asked: Asked): boolean {
  if (tellsNothing(text)) return false;
  if (parts.some(tellsTrouble)) return true;
  if (!parts.some((one) => asksBefore(one) || asksForTheRest(one)) || standsOver(part)) return false;
  return parts.some(asksBefore) || asked.ofForm();
}

interface Words {
  box: MirrorNode;
  text: string;
  /** All of it, and each text by itself. */
  parts: readonly string[];
  /** They say, in whole phrases, that something failed or was refused. */
  tells: boolean;
}

/** The words of a part of the page, where they are as long as a message; null for everything else. */
function wordsOf(part: MirrorNode): Words | null {
  const box = part.tag === '#text' ? part.parent : part;
  if (!box) return null;
  const said = saidIn(part);
  const text = said.join(' ');
  if (said.length > TEXTS_MAX || text.length > TEXT_MAX || !isSaid(text)) return null;
  const parts = said.length > 1 ? [text, ...said] : said;
  const tells = !text.endsWith('?') && parts.some((one) => tellsFailure(one) || tellsRefusal(one));
  return tells || SENTENCE.test(text) ? { box, text, parts, tells } : null;
}

/** They stand where a message would: not in a control, in what a page consists of, or where nobody sees them. */
function isMessage({ box, text, tells }: Omit<Words, 'parts'>): boolean {
  const isCalm = judge(box, tells ? 'error' : text) === 'calm';
  return !isCalm && !isControl(box) && !fieldIn(box) && !isContent(box) && !isUnseen(box);
}

function seenIn({ box, text }: Words): Seen {
  return { how: 'status', text, box, field: null, sure: false };
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
