import { counts, isNearTarget, PROMPT_MS, type Surroundings } from './answers.ts';
import { lowerBound } from './background.ts';
import { upwards } from './mirror.ts';
import { firstAfter, type Reaction } from './reactions.ts';
import type { RequestLog } from './request-log.ts';
import type { RawRequest } from './requests.ts';
import { isSameSpot } from './spot.ts';
import type { Effect } from './steps.ts';
import type { Action, RawClick } from './tape.ts';

/** Until then an answer may still come, late (Sentry's timeout). Nothing is judged before it is over. */
export const LATE_MS = 7_000;
/** Live, a click that had no answer for this long may be told of, provisionally: somebody may be on the phone. */
const SOON_MS = 1_500;
/** A click that the next action cut off this early never had its chance. */
const CHANCE_MS = 1_000;
/** What a request brought is shown this soon after its answer. */
const SHOWN_MS = 1_000;
/** An answer is told when the page has read it, which may be a moment after it shows. */
const TOLD_MS = 150;
/** A request that a click waits for keeps its window open, but not for longer than anybody would wait. */
const AWAITED_MAX_MS = 60_000;
/** Loading a page may take this long; a link that leads there was answered. */
const NAVIGATION_MS = 15_000;
/** Buttons of recorders and demos: the last thing a recording shows is the click that ended it. */
const RECORDER_WORDS =
  /\b(?:stop|end|finish|quit|close|exit|record\w*|replay|play|upload|submit)\b|停止|结束|录制|播放|回放|保存/i;
/** Reactions looked at for one click. A page that changes more than 700 times a second tells nothing about a click. */
const REACTIONS_MAX = 5_000;

/** One document with what can be said of it as a whole. */
export interface DocumentLog extends Surroundings {
  /** See `changesOfAim`. */
  changesAt: Int32Array;
  /** Last event of the document. */
  endedAt: number;
  /** Up to when the recording is complete. */
  until: number;
  /** Times at which other tabs began. */
  openings: readonly number[];
  requestLog: RequestLog;
}

/** Decides what followed from a click. The idea is told in the README: "How a click's effect is decided". */
export function effectOf(click: RawClick, log: DocumentLog): Effect {
  const cut = nextAction(click, log);
  const awaited = log.requestLog.awaited(click);
  const found = firstAnswer(click, log, { cut, awaited });
  const prompt = click.at + PROMPT_MS;
  if (found.answer && found.answer.at <= prompt)
    return sentAway(found.answer, click, log) ?? answered(found, log, click);
  const opened = log.openings[lowerBound(log.openings, click.pressedAt)];
  if (opened !== undefined && opened <= prompt) return elsewhere('answered', 'new-tab', opened);
  const left = leaving(click, log, cut);
  // Who left in the end had an answer before: what the click's own request brought, or anything, when nobody knows where to.
  if (left && !found.tied && (left.tie !== '' || !found.answer)) return left;
  if (isLost(click, log)) return effect('unknown', null, log, click);
  if (found.answer) return answered(found, log, click);
  const heard = log.requestLog.answer(click);
  if (heard) return elsewhere(heard.at <= prompt ? 'answered' : 'late', 'request', heard.at);
  if (log.until < click.at + LATE_MS) {
    return effect(log.until < click.at + SOON_MS ? 'pending' : 'slow', null, log, click);
  }
  // What came after the visitor had tried again may be the answer to either.
  const isRepeated = cut !== null && cut.subject !== 0 && cut.subject === click.subject.node?.id;
  const cutShort = cut !== null && (isRepeated || cut.at - click.at < CHANCE_MS);
  if (found.gaveUp || (cutShort && found.afterCut)) return effect('unknown', null, log, click);
  const ended = log.endedAt < click.at + CHANCE_MS;
  return effect(ended && endsRecording(click) ? 'unknown' : 'none', null, log, click);
}

/** A part of what could have followed is missing, or was seen only now and then. */
function isLost(click: RawClick, { losses, sampled }: DocumentLog): boolean {
  if (losses.some(({ index, from }) => index > click.index && from <= click.at + LATE_MS)) return true;
  const then = sampled.filter(({ from, until }) => from <= click.at + LATE_MS && until >= click.pressedAt);
  if (then.length === 0) return false;
  const above = new Set([...upwards(click.subject.node)].map(({ id }) => id));
  return then.some(({ id }) => id === 0 || above.has(id));
}

/** The page may be gone by this click, or the recorder stopped by it: nothing that follows would be recorded. */
function endsRecording({ subject }: RawClick): boolean {
  return subject.leadsTo !== '' || RECORDER_WORDS.test(subject.target?.label ?? '');
}

function elsewhere(verdict: 'answered' | 'late', kind: 'new-tab' | 'navigation' | 'request', at: number): Effect {
  return {
    verdict,
    kind,
    at,
    doubtful: false,
    watched: true,
    silentMs: 0,
    tie: kind === 'request' ? 'request' : 'page',
  };
}

/** Something followed: when, and how it hangs together with the click. */
function answered({ answer, tied }: Found, log: DocumentLog, click: RawClick): Effect {
  const verdict = answer!.at <= click.at + PROMPT_MS ? 'answered' : 'late';
  const isPage = answer!.kind === 'navigation' || answer!.kind === 'submit';
  const tie = tied ? 'request' : isPage ? 'page' : isNearTarget(answer!, click) ? 'near' : 'far';
  return { ...effect(verdict, answer, log, click), tie };
}

/** A form that the browser itself sends: what the visitor sees of it is the page that comes of it. */
function sentAway({ kind, name }: Reaction, click: RawClick, log: DocumentLog): Effect | null {
  if (kind !== 'submit' || name === 'invalid' || !log.followed) return null;
  const left = log.leaves[lowerBound(log.leaves, click.at)];
  return left !== undefined && left === log.leaves.at(-1) && left - click.at <= NAVIGATION_MS
    ? elsewhere('answered', 'navigation', left)
    : null;
}

function effect(verdict: Effect['verdict'], answer: Reaction | null, log: DocumentLog, click: RawClick): Effect {
  return {
    verdict,
    kind: answer?.kind ?? null,
    at: answer?.at ?? 0,
    // A page that was scrolled to bring the target under the pointer tells so a frame later, behind the click.
    doubtful: answer !== null && (answer.kind === 'scroll' || log.background.isRestless(answer)),
    watched: log.endedAt >= click.at + CHANCE_MS,
    silentMs: verdict === 'slow' || verdict === 'pending' ? Math.max(0, log.until - click.at) : 0,
    tie: '',
  };
}

interface Found {
  answer: Reaction | null;
  /** Something came after the visitor had gone on: whose answer it is cannot be told. */
  afterCut: boolean;
  gaveUp: boolean;
  /** It came right when the request that the click waited for was answered. */
  tied: boolean;
}

interface Wait {
  cut: Action | null;
  awaited: RawRequest | null;
}

function firstAnswer(click: RawClick, log: DocumentLog, { cut, awaited }: Wait): Found {
  const found: Found = { answer: null, afterCut: false, gaveUp: false, tied: false };
  const { reactions } = log;
  const heardAt = awaited && awaited.at - click.at <= AWAITED_MAX_MS ? awaited.at : Number.NEGATIVE_INFINITY;
  const end = Math.max(click.at + LATE_MS, heardAt + SHOWN_MS);
  const times = awaited ? log.requestLog.answers(click) : [];
  const start = firstAfter(reactions, click.index);
  for (let i = start; i < reactions.length; i++) {
    const reaction = reactions[i]!;
    if (reaction.at > end) break;
    if (i - start > REACTIONS_MAX) {
      found.gaveUp = true;
      break;
    }
    const isCut = cut !== null && reaction.index >= cut.index;
    const heard = times.find(
      (at) => reaction.at >= at - TOLD_MS && reaction.at <= at + SHOWN_MS && at - click.at <= AWAITED_MAX_MS,
    );
    const tied = heard !== undefined;
    if (!tied && isCut && (found.afterCut || reaction.at > click.at + PROMPT_MS)) {
      if (heardAt < reaction.at) break;
      continue;
    }
    if (!tied && reaction.at > click.at + LATE_MS) continue;
    // What a request brought is measured from its answer: until then nobody expects it.
    if (!counts(reaction, heard === undefined ? click : { ...click, at: heard, pressedAt: heard - TOLD_MS }, log))
      continue;
    if (tied || !isCut) {
      found.answer = reaction;
      found.tied = tied;
      break;
    }
    found.afterCut = true;
  }
  return found;
}

/** The first thing the visitor did afterwards that was not the same again. */
function nextAction(click: RawClick, { actions, changesAt }: DocumentLog): Action | null {
  const next = actions[changesAt[firstAfter(actions, click.index)] ?? actions.length];
  return next && next.at <= click.at + NAVIGATION_MS ? next : null;
}

/** For every action the number of the next one that is another: quick presses on one thing are one chain. */
export function changesOfAim(actions: readonly Action[]): Int32Array {
  const changes = new Int32Array(actions.length);
  for (let i = actions.length - 1; i >= 0; i--) {
    const here = actions[i]!;
    const next = actions[i + 1];
    const isSoon = next !== undefined && next.at - here.at <= CHANCE_MS;
    const same = isSoon && ((here.subject !== 0 && here.subject === next.subject) || isSameSpot(here, next));
    changes[i] = same ? changes[i + 1]! : i + 1;
  }
  return changes;
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
  if (!leads && (log.wentElsewhere || (cut !== null && cut.at - click.at >= CHANCE_MS))) return null;
  const awaited = log.requestLog.awaited(click);
  if (!leads && log.perhapsElsewhere && after > CHANCE_MS && !awaited) return null;
  // Nobody knows where the visitor went, or by which of two things: it counts as an answer, but nobody waited for it.
  const tie = isFollowed && (cut === null || cut.subject === click.subject.node?.id) ? 'page' : '';
  if (leads) return after <= NAVIGATION_MS ? { ...elsewhere('answered', 'navigation', left), tie } : null;
  // What does not say that it leads away does so at once, or when its request is answered; later the visitor went by other ways.
  const latest = awaited ? LATE_MS : PROMPT_MS;
  if (isFollowed)
    return after <= latest ? { ...elsewhere(after <= PROMPT_MS ? 'answered' : 'late', 'navigation', left), tie } : null;
  return after <= CHANCE_MS ? effect('unknown', null, log, click) : null;
}
