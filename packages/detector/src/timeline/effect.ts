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
  /** A new document came after it, or it said good-bye: when. Infinity when it did not. */
  leftAt: number;
  /** Up to when the recording is complete. */
  until: number;
  /** Times at which other tabs began. */
  openings: readonly number[];
}

/** Decides what followed from a click. The idea is told in the README: "How a click's effect is decided". */
export function effectOf(click: RawClick, log: DocumentLog): Effect {
  const cut = nextAction(click, log.actions);
  const found = firstAnswer(click, log, cut);
  if (found.answer && found.answer.at - click.at <= PROMPT_MS) return effect('answered', found.answer, log, click);
  const left = leaving(click, log, cut);
  if (left > 0) return { verdict: 'answered', kind: 'navigation', at: left, doubtful: false, watched: true };
  const opened = log.openings[lowerBound(log.openings, click.pressedAt)];
  if (opened !== undefined && opened - click.at <= PROMPT_MS) {
    return { verdict: 'answered', kind: 'new-tab', at: opened, doubtful: false, watched: true };
  }
  if (log.until < click.at + LATE_MS) return effect('pending', null, log, click);
  if (found.answer) return effect('late', found.answer, log, click);
  const cutShort = cut !== null && cut.at - click.at < CHANCE_MS;
  if (found.gaveUp || (cutShort && found.afterCut)) return effect('unknown', null, log, click);
  const ended = log.endedAt < click.at + CHANCE_MS;
  return effect(ended && click.subject.leadsTo !== '' ? 'unknown' : 'none', null, log, click);
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
      return reaction.at - click.at <= PROMPT_MS;
    case 'click-through':
      return atOnce;
    case 'scroll':
      if (!atOnce || wasScrolling(log.reactions, click)) return false;
      break;
    case 'focus':
      return atOnce && reaction.node !== null && !isOwn(reaction.node, click);
    case 'selection':
      return atOnce && (click.subject.looks === '' || (reaction.node !== null && !isOwn(reaction.node, click, 1)));
    default:
      if (isFeedback(reaction, click, { reactions: log.reactions, nextPress: nextPress(click, log) })) return false;
      if (isHoverEffect(reaction, click, log.hovers)) return false;
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

/** The page was moving already when the pointer went down. */
function wasScrolling(reactions: readonly Reaction[], click: RawClick): boolean {
  for (let i = firstAfter(reactions, click.index) - 1; i >= 0; i--) {
    const reaction = reactions[i]!;
    if (reaction.at < click.pressedAt - AT_ONCE_MS) return false;
    if (reaction.kind === 'scroll') return true;
  }
  return false;
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

/** When the document went away because of the click; 0 when it did not. */
function leaving(click: RawClick, log: DocumentLog, cut: Action | null): number {
  const after = log.leftAt - click.at;
  const patience = click.subject.leadsTo === '' ? LATE_MS : NAVIGATION_MS;
  if (after > patience) return 0;
  return cut === null || click.subject.leadsTo !== '' || cut.at - click.at < CHANCE_MS ? log.leftAt : 0;
}
