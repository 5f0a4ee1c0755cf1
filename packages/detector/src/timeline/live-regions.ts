import { isControl } from './controls.ts';
import { fieldIn, isUnseen, type Seen } from './error-boxes.ts';
import { tellsFailure, tellsRefusal } from './failure-words.ts';
import { isSaid, judge, wordsIn } from './message-words.ts';
import { attribute, downwards, type MirrorNode, upwards } from './mirror.ts';

/** Levels from what appeared up to the region it stands in, and nodes of it that may be one themselves. */
const LEVELS = 6;
const NODES = 60;
/** Characters of a message. What is longer is an article that came into a region. */
const TEXT_MAX = 200;

/** Where other people and machines talk: what they say is no answer. */
const CONVERSATION = /^(?:log|feed|timer|marquee)$/;

/**
 * A failure that the page tells in a live region (`role=status`, `aria-live`, `output`), by what appeared there. Less sure than an
 * alert: the same place tells of everything else as well, so only words of failure count.
 */
export function inLiveRegion(part: MirrorNode): Seen | null {
  const region = regionAround(part) ?? regionIn(part);
  if (!region) return null;
  const said = saidIn(part);
  const text = said.join(' ');
  if (!isSaid(text) || text.length > TEXT_MAX || ![text, ...said].some((one) => tellsFailure(one) || tellsRefusal(one)))
    return null;
  const box = part.tag === '#text' ? region : part;
  if (isControl(box) || fieldIn(box) || isUnseen(box) || isUnseen(region)) return null;
  // By its names alone: words of failure hold words of success ("was not saved").
  if (judge(box, 'error') === 'calm') return null;
  return { how: 'status', text, box: region, field: null, sure: false };
}

/** The texts of what appeared. A button beside it ("Try again") is an offer and no message, unless `all` is asked for. */
export function saidIn(part: MirrorNode, all = false): string[] {
  const said: string[] = [];
  for (const node of downwards(part, NODES)) {
    if (node.tag !== '#text' || (!all && node !== part && isInControl(node, part))) continue;
    const text = wordsIn(node);
    if (text !== '') said.push(text);
  }
  return said;
}

function isInControl(node: MirrorNode, top: MirrorNode): boolean {
  for (const at of upwards(node.parent)) {
    if (isControl(at)) return true;
    if (at === top) return false;
  }
  return false;
}

function regionAround(part: MirrorNode): MirrorNode | null {
  let found: MirrorNode | null = null;
  for (const node of upwards(part, LEVELS)) {
    if (/^(?:form|body|html|main)$/.test(node.tag)) break;
    if (CONVERSATION.test(attribute(node, 'role'))) return null;
    found ??= isLive(node) ? node : null;
  }
  return found;
}

function regionIn(part: MirrorNode): MirrorNode | null {
  for (const node of downwards(part, NODES)) if (isLive(node)) return node;
  return null;
}

function isLive(node: MirrorNode): boolean {
  const live = attribute(node, 'aria-live');
  if (live !== '') return live === 'polite' || live === 'assertive';
  return attribute(node, 'role') === 'status' || node.tag === 'output';
}
