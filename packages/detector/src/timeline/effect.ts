import { type Background, lowerBound } from './background.ts';
import { isFeedback } from './feedback.ts';
import { isWithin, type MirrorNode } from './mirror.ts';
import { firstAfter, isNear, type Reaction } from './reactions.ts';
import type { Effect } from './steps.ts';
import type { Subject } from './subject.ts';

/** An answer within this time after the click is prompt. Sentry calls 3 s slow, Datadog and Amplitude wait 3 s as well. */
export const PROMPT_MS = 3_000;
/** Until then an answer may still come, late (Sentry's timeout). Nothing is judged before it is over. */
export const LATE_MS = 7_000;
/** A click that the next action cut off this early never had its chance. */
const CHANCE_MS = 1_000;
/** Loading a page may take this long; a link that leads there was answered. */
const NAVIGATION_MS = 15_000;
/** A scroll, a focus or a selection that a click causes comes at once; later the visitor did it. */
const AT_ONCE_MS = 500;
/** A new window or a dialog takes the focus soon; later the visitor went away. */
const AWAY_MS = 1_500;
/** Buttons of recorders and demos: the last thing a recording shows is the click that ended it. */
const RECORDER_WORDS =
  /\b(?:stop|end|finish|quit|close|exit|record\w*|replay|play|upload|submit)\b|停止|结束|录制|播放|回放|保存/i;
/** What a field does when it loses the focus, it does at once. */
const BLUR_MS = 100;
/** Reactions looked at for one click. A page that changes more than 700 times a second tells nothing about a click. */
const REACTIONS_MAX = 5_000;
/** How probable mere coincidence may be: more near the target, less far from it. */
const CHANCE_NEAR = 0.15;
const CHANCE_FAR = 0.05;
/** "Near": inside of what contains the target, this many levels up. */
const NEAR_LEVELS = 3;
/** Two presses this near in pixels aim at the same thing. */
export const SAME_SPOT_PX = 30;

/** A click as it was read, before it is known what followed. */
export interface RawClick {
  at: number;
  pressedAt: number;
  /** Number of the press event: everything after it may be an answer. */
  index: number;
  x: number;
  y: number;
  hit: MirrorNode | null;
  subject: Subject;
  /** The field that had the focus when the pointer went down. */
  blurred: MirrorNode | null;
}

/** A press, a key or anything else by which the visitor went on to something else. */
export interface Action {
  at: number;
  index: number;
  x: number;
  y: number;
  /** Node id of what was meant. */
  subject: number;
}

/** The pointer came over another element. */
export interface Hover {
  at: number;
  node: MirrorNode;
}

/** One document of a tab, with all that happened in it. */
export interface DocumentLog {
  reactions: readonly Reaction[];
  background: Background;
  actions: readonly Action[];
  hovers: readonly Hover[];
  /** Last event of the document. */
  endedAt: number;
  /** Times at which it said good-bye (more than one: it came back), or at which another one took its place. */
  leaves: readonly number[];
  /** Another document of the same tab came after it. */
  followed: boolean;
  /** Up to when the recording is complete. */
  until: number;
  /** Times at which other tabs began. */
  openings: readonly number[];
}

/** Decides what followed from a click. The idea is told in the README: "How a click's effect is decided". */
export function effectOf(click: RawClick, log: DocumentLog): Effect {
  const cut = nextAction(click, log.actions);
  const found = firstAnswer(click, log, cut);
  const prompt = click.at + PROMPT_MS;
  if (found.answer && found.answer.at <= prompt) return effect('answered', found.answer, log, click);
  const opened = log.openings[lowerBound(log.openings, click.pressedAt)];
  if (opened !== undefined && opened <= prompt) return elsewhere('answered', 'new-tab', opened);
  const left = leaving(click, log, cut);
  if (left) return left;
  if (log.until < click.at + LATE_MS) return effect('pending', null, log, click);
  if (found.answer) return effect('late', found.answer, log, click);
  const cutShort = cut !== null && cut.at - click.at < CHANCE_MS;
  if (found.gaveUp || (cutShort && found.afterCut)) return effect('unknown', null, log, click);
  const ended = log.endedAt < click.at + CHANCE_MS;
  return effect(ended && endsRecording(click) ? 'unknown' : 'none', null, log, click);
}

/** The page may be gone by this click, or the recorder stopped by it: nothing that follows would be recorded. */
function endsRecording({ subject }: RawClick): boolean {
  return subject.leadsTo !== '' || RECORDER_WORDS.test(subject.target?.label ?? '');
}

function elsewhere(verdict: 'answered' | 'late', kind: 'new-tab' | 'navigation', at: number): Effect {
  return { verdict, kind, at, doubtful: false, watched: true };
}

function effect(verdict: Effect['verdict'], answer: Reaction | null, log: DocumentLog, click: RawClick): Effect {
  return {
    verdict,
    kind: answer?.kind ?? null,
    at: answer?.at ?? 0,
    doubtful: answer !== null && log.background.isRestless(answer),
    watched: log.endedAt >= click.at + CHANCE_MS,
  };
}

interface Found {
  answer: Reaction | null;
  /** Something came after the visitor had gone on: whose answer it is cannot be told. */
  afterCut: boolean;
  gaveUp: boolean;
}

function firstAnswer(click: RawClick, log: DocumentLog, cut: Action | null): Found {
  const found: Found = { answer: null, afterCut: false, gaveUp: false };
  const { reactions } = log;
  const start = firstAfter(reactions, click.index);
  for (let i = start; i < reactions.length; i++) {
    const reaction = reactions[i]!;
    if (reaction.at > click.at + LATE_MS) break;
    if (i - start > REACTIONS_MAX) {
      found.gaveUp = true;
      break;
    }
    const isCut = cut !== null && reaction.index >= cut.index;
    if (isCut && (found.afterCut || reaction.at > click.at + PROMPT_MS)) break;
    if (!counts(reaction, click, log)) continue;
    if (!isCut) {
      found.answer = reaction;
      break;
    }
    found.afterCut = true;
  }
  return found;
}

/** This change is an answer to this click, as far as anybody can tell. */
function counts(reaction: Reaction, click: RawClick, log: DocumentLog): boolean {
  const latency = reaction.at - click.pressedAt;
  const atOnce = reaction.at - click.at <= AT_ONCE_MS;
  switch (reaction.kind) {
    case 'submit':
      return true;
    case 'away':
      return reaction.at - click.at <= AWAY_MS;
    case 'click-through':
      return atOnce;
    case 'scroll':
      if (!atOnce || wasScrolling(log, click)) return false;
      break;
    case 'focus':
      return atOnce && reaction.node !== null && !isOwn(reaction.node, click);
    case 'selection':
      return atOnce && (click.subject.looks === '' || (reaction.node !== null && !isOwn(reaction.node, click, 1)));
    default:
      if (isFeedback(reaction, click, { reactions: log.reactions, nextPress: nextPress(click, log) })) return false;
      if (isHoverEffect(reaction, click, log.hovers)) return false;
      if (isBlurEffect(reaction, click)) return false;
  }
  const subject = click.subject.node;
  const near = subject !== null && reaction.node !== null && isNear(reaction.node, subject, NEAR_LEVELS);
  const late = reaction.at - click.at > PROMPT_MS;
  return log.background.chance(reaction, latency) <= (near && !late ? CHANCE_NEAR : CHANCE_FAR);
}

/** Number of the next press event, on whatever. */
function nextPress(click: RawClick, { actions }: DocumentLog): number {
  return actions[firstAfter(actions, click.index + 1)]?.index ?? Number.POSITIVE_INFINITY;
}

/** The node is the target, lies in it, or contains it (`levels` limits how far up; focus goes to any ancestor). */
function isOwn(node: MirrorNode, click: RawClick, levels: number = Number.POSITIVE_INFINITY): boolean {
  const subject = click.subject.node ?? click.hit;
  if (!subject) return false;
  if (isWithin(node, subject)) return true;
  if (levels === Number.POSITIVE_INFINITY) return isWithin(subject, node);
  return subject.parent !== null && isWithin(node, subject.parent);
}

/** The page was moving already when the pointer went down, and not because of the click before. */
function wasScrolling({ reactions, actions }: DocumentLog, click: RawClick): boolean {
  const before = actions[firstAfter(actions, click.index) - 1];
  if (before && click.pressedAt - before.at <= CHANCE_MS) return false;
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
  const next = firstHover(hovers, reaction.at + 1);
  for (let i = next - 1; i >= 0; i--) {
    const hover = hovers[i]!;
    if (hover.at < reaction.at - 150 || hover.at <= click.at + 30) return false;
    const came = hover.node;
    const went = hovers[i - 1]?.node;
    const where = reaction.node;
    if (!where || where.tag === 'body' || where.tag === 'html') continue;
    if (isWithin(where, came) || isWithin(came, where)) return true;
    if (went && (isWithin(where, went) || isWithin(went, where))) return true;
  }
  return false;
}

function firstHover(hovers: readonly Hover[], at: number): number {
  let low = 0;
  let high = hovers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hovers[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first thing the visitor did afterwards that was not the same click again. */
function nextAction(click: RawClick, actions: readonly Action[]): Action | null {
  for (let i = firstAfter(actions, click.index + 1); i < actions.length; i++) {
    const action = actions[i]!;
    if (action.at > click.at + NAVIGATION_MS) return null;
    const same = action.subject !== 0 && action.subject === click.subject.node?.id;
    if (!same && !isSameSpot(action, click)) return action;
  }
  return null;
}

type Point = { x: number; y: number };

export function isSameSpot(a: Point, b: Point, radius: number = SAME_SPOT_PX): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) <= radius;
}

/**
 * The document went away: because of the click, when it led away or another document follows in time. A visitor who closes
 * the tab after a click in vain leaves as well, so a good-bye alone is no answer of something that leads nowhere.
 */
function leaving(click: RawClick, log: DocumentLog, cut: Action | null): Effect | null {
  const left = log.leaves[lowerBound(log.leaves, click.at)];
  if (left === undefined) return null;
  const after = left - click.at;
  const leads = click.subject.leadsTo !== '';
  const isFollowed = log.followed && left === log.leaves.at(-1);
  if (!leads && cut !== null && cut.at - click.at >= CHANCE_MS) return null;
  if (leads) return after <= NAVIGATION_MS ? elsewhere('answered', 'navigation', left) : null;
  if (isFollowed)
    return after <= LATE_MS ? elsewhere(after <= PROMPT_MS ? 'answered' : 'late', 'navigation', left) : null;
  return after <= CHANCE_MS ? effect('unknown', null, log, click) : null;
}
