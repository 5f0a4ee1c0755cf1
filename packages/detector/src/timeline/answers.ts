import type { Background } from './background.ts';
import { isFeedback } from './feedback.ts';
import { attribute, downwards, isWithin, type MirrorNode } from './mirror.ts';
import { firstAfter, isNear, type Reaction } from './reactions.ts';
import { firstFrom } from './steps.ts';
import type { Hover, RawClick, Tape } from './tape.ts';
import { saysBack } from './trail.ts';

/** An answer within this time after the click is prompt. Sentry calls 3 s slow, Datadog and Amplitude wait 3 s as well. */
export const PROMPT_MS = 3_000;
/** A scroll, a focus or a selection that a click causes comes at once; later the visitor did it. */
const AT_ONCE_MS = 500;
/** A new window or a dialog takes the focus soon; later the visitor went away. */
const AWAY_MS = 1_500;
/** What a field does when it loses the focus, it does at once. */
const BLUR_MS = 100;
/** How probable mere coincidence may be: more near the target, less far from it. */
const CHANCE_NEAR = 0.15;
const CHANCE_FAR = 0.05;
/** Another view of the page, as far as it can be told from its size: it also comes when somebody goes back, which no event tells. */
const CHANCE_LARGE = 0.25;
const LARGE = 12;
const MANY = 8;
/** "Near": inside of what contains the target, this many levels up. */
const NEAR_LEVELS = 3;
/** A page moved by the click before still moves for so long. */
const MOVED_MS = 1_000;

/** What is known of the document around a click. */
export interface Surroundings extends Readonly<Tape> {
  background: Background;
}

/** This change is an answer to this click, as far as anybody can tell. */
export function counts(reaction: Reaction, click: RawClick, log: Surroundings): boolean {
  const latency = reaction.at - click.pressedAt;
  const atOnce = reaction.at - click.at <= AT_ONCE_MS;
  switch (reaction.kind) {
    case 'submit':
      return true;
    case 'away':
      // A dialog of the page's is told of when it is over, perhaps, and comes of nothing but the click.
      return reaction.name === 'dialog' || reaction.at - click.at <= AWAY_MS;
    case 'click-through':
      return atOnce;
    case 'scroll':
      if (!atOnce || wasScrolling(log, click)) return false;
      break;
    case 'navigation':
      if (reaction.name === 'pop') return saysBack(click.subject.target?.label ?? '');
      return reaction.name !== 'fragment' || !leadsToTop(click);
    case 'focus':
      return atOnce && reaction.node !== null && !isOwn(reaction.node, click);
    case 'selection':
      return atOnce && (click.subject.looks === '' || (reaction.node !== null && !isOwn(reaction.node, click)));
    default:
      if (isFeedback(reaction, click, { reactions: log.reactions, nextPress: nextPress(click, log) })) return false;
      if (isHoverEffect(reaction, click, log.hovers)) return false;
      if (isBlurEffect(reaction, click)) return false;
  }
  const near = isNearTarget(reaction, click);
  const late = reaction.at - click.at > PROMPT_MS;
  const large = isLarge(reaction) || isOneOfMany(reaction, log.reactions);
  const most = late ? CHANCE_FAR : large ? CHANCE_LARGE : near ? CHANCE_NEAR : CHANCE_FAR;
  // A number that ticks is no other view of the page, however many of them there are.
  return log.background.chance(reaction, latency, large) <= most;
}

/** A whole part of the page came. */
function isLarge({ kind, added }: Reaction): boolean {
  if (kind !== 'nodes') return false;
  let count = 0;
  for (const part of added)
    for (const node of downwards(part, LARGE * 2)) if (node.tag !== '#text' && ++count >= LARGE) return true;
  return false;
}

/** The page was drawn anew in many small parts at once. */
function isOneOfMany({ index }: Reaction, reactions: readonly Reaction[]): boolean {
  const first = firstAfter(reactions, index);
  return reactions[first + MANY - 1]?.index === index;
}

/** It came in the same part of the page. */
export function isNearTarget({ node }: Reaction, { subject }: RawClick): boolean {
  return subject.node !== null && node !== null && isNear(node, subject.node, NEAR_LEVELS);
}

/** `href="#"`: what a link has that leads nowhere. The address gets a `#`, and nobody sees anything of it unless the page scrolls. */
function leadsToTop({ subject: { node } }: RawClick): boolean {
  return node !== null && node.tag === 'a' && /#(?:top)?$/.test(attribute(node, 'href'));
}

/** Number of the next press event, on whatever. */
function nextPress(click: RawClick, { actions }: Surroundings): number {
  return actions[firstAfter(actions, click.index + 1)]?.index ?? Number.POSITIVE_INFINITY;
}

/** The node is the target, lies in it, or contains it: a press moves the focus to whatever around it can have it. */
function isOwn(node: MirrorNode, click: RawClick): boolean {
  const subject = click.subject.node ?? click.hit;
  return subject !== null && (isWithin(node, subject) || isWithin(subject, node));
}

/** The page was moving already when the pointer went down, and not because of the click before. */
function wasScrolling({ reactions, actions }: Surroundings, click: RawClick): boolean {
  const before = actions[firstAfter(actions, click.index) - 1];
  if (before && click.pressedAt - before.at <= MOVED_MS) return false;
  for (let i = firstAfter(reactions, click.index) - 1; i >= 0; i--) {
    const reaction = reactions[i]!;
    if (reaction.at < click.pressedAt - AT_ONCE_MS) return false;
    if (reaction.kind === 'scroll') return true;
  }
  return false;
}

/** The field that lost the focus to the press took it down: its look, not its message. */
function isBlurEffect({ kind, node, at }: Reaction, { blurred, pressedAt, subject }: RawClick): boolean {
  if (!blurred || !node || kind !== 'attribute' || at - pressedAt > BLUR_MS) return false;
  if (subject.node && isWithin(subject.node, node)) return false;
  return (
    isWithin(node, blurred) || (blurred.parent !== null && isWithin(node, blurred.parent) && isWithin(blurred, node))
  );
}

/** It came because the pointer went elsewhere, not because of the click. */
function isHoverEffect(reaction: Reaction, click: RawClick, hovers: readonly Hover[]): boolean {
  const next = firstFrom(hovers, reaction.at + 1);
  for (let i = next - 1; i >= 0; i--) {
    const hover = hovers[i]!;
    if (hover.at < reaction.at - 150 || hover.at <= click.at + 30) return false;
    const came = hover.node;
    const before = hovers[i - 1];
    const went = before && before.at > click.at ? before.node : click.hit;
    const where = reaction.node;
    if (!where || where.tag === 'body' || where.tag === 'html') continue;
    if (isWithin(where, came) || isWithin(came, where)) return true;
    if (went && (isWithin(where, went) || isWithin(went, where))) return true;
  }
  return false;
}
