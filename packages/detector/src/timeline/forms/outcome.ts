import type { RawMessage } from '../messages.ts';
import { isWithin, type MirrorNode } from '../mirror.ts';
import { firstAfter, type Moment } from '../reactions.ts';
import type { Tape } from '../tape.ts';
import {
  ANSWER_MS,
  type Answer,
  answerTo,
  type FormSurroundings,
  ONE_SENDING_MS,
  type SendingGroup,
  sendingsOf,
  wentOnAt,
} from './answer.ts';
import type { Attempt } from './attempt.ts';
import type { Filling } from './field-log.ts';
import type { FieldMessage, FormRefusal } from './form-step.ts';
import { byHand } from './hand.ts';
import { fieldsOf } from './shape.ts';
import { goneAt, SAVED_WORDS, SUCCESS_WORDS, says } from './signs.ts';

/** One go at a form, or at one step of it: up to the sending that the page took. */
export interface Go {
  /** `open`: it has not ended; `unknown`: a part of the recording is missing. */
  outcome: 'sent' | 'saved' | 'left' | 'open' | 'unknown';
  /** Epoch milliseconds at which the visitor sent it, or did the last thing in it. */
  until: number;
  /** What was filled in by hand, in order. */
  fillings: readonly Filling[];
  refusals: readonly FormRefusal[];
  /** Numbers of the events of the refusals, and of its first and last. */
  refused: readonly number[];
  from: number;
  to: number;
}

/** A form that goes away this soon after its last change was sent by Enter. */
const ENTER_MS = 3_000;
/** A page that is watched this long after a sending would have shown that the message goes. */
const SEEN_MS = 1_000;
/** Goes at one form of a document, and messages of one refusal, that are told. */
const GOES_MAX = 100;
const MESSAGES_MAX = 20;

/** What was tried in one form of one document: each step of a form in steps is a go of its own. */
export function goesOf(attempt: Attempt, around: FormSurroundings, messages: readonly RawMessage[]): Go[] {
  const hand = byHand(attempt.fillings);
  const goes: Go[] = [];
  let now = newGo(0);
  for (const sending of sendingsOf(attempt)) {
    const answer = judged(sending, { attempt, around, now });
    if (answer.verdict === 'failed' && (sending.inside || answer.shown))
      refuse(now, sending, { answer, said: saidAfter(sending, answer, { attempt, messages }), hand });
    if (answer.verdict !== 'sent') {
      if (sending.inside) now.acted = Math.max(now.acted, sending.at);
      continue;
    }
    goes.push(closed(now, { outcome: 'sent', until: sending.at, to: sending.index }, hand));
    if (goes.length >= GOES_MAX) return goes;
    now = newGo(sending.index);
  }
  const rest = hand.filter(({ index }) => index > now.from);
  if (goes.length > 0 && rest.length === 0 && now.refusals.length === 0)
    return halfway(goes, now, { attempt, tape: around.tape, hand: rest });
  const end = endOf(now, { attempt, tape: around.tape, hand: rest });
  // Another entry in a form that was sent already: a remark after a remark, a row after a row.
  const isRepeat = goes.length > 0 && now.refusals.length === 0 && !goesOn(rest, hand, now.from);
  const outcome = isRepeat ? 'sent' : end.outcome;
  return [...goes, closed(now, { ...end, outcome, to: Number.POSITIVE_INFINITY }, hand)];
}

interface OpenGo {
  from: number;
  refusals: FormRefusal[];
  refused: number[];
  /** Epoch milliseconds of the last sending that was one. */
  acted: number;
}

function newGo(from: number): OpenGo {
  return { from, refusals: [], refused: [], acted: 0 };
}

function closed(
  { from, refusals, refused }: OpenGo,
  end: { outcome: Go['outcome']; until: number; to: number },
  hand: readonly Filling[],
): Go {
  const fillings = hand.filter(({ index }) => index > from && index <= end.to);
  return { ...end, fillings, refusals, refused, from };
}

interface Judging {
  attempt: Attempt;
  around: FormSurroundings;
  now: OpenGo;
}

/** An earlier message that just stays, or another document that shows the form again with an error, is an answer as well. */
function judged(sending: SendingGroup, { attempt, around, now }: Judging): Answer {
  const answer = answerTo(sending, attempt, around);
  if (attempt.returned && isLastOf(attempt, sending) && answer.verdict === 'sent')
    return { ...answer, verdict: 'failed', shown: true };
  if (answer.verdict === 'sent' || answer.shown) return answer;
  if (around.known < answer.until) return { ...answer, verdict: 'nothing' };
  const isSeen = (around.tape.times.at(-1) ?? 0) >= sending.at + SEEN_MS;
  const stands = now.refusals.at(-1)?.shown === true && sending.inside && isSeen;
  return stands ? { ...answer, verdict: 'failed', shown: true } : answer;
}

function isLastOf({ sendings }: Attempt, { at }: SendingGroup): boolean {
  return (sendings.at(-1)?.at ?? 0) <= at + ONE_SENDING_MS;
}

function refuse(
  now: OpenGo,
  sending: SendingGroup,
  { answer, said, hand }: { answer: Answer; said: FieldMessage[]; hand: readonly Filling[] },
): void {
  const before = now.refused.at(-1);
  const stays = said.length === 0 && !sending.refused ? (now.refusals.at(-1)?.messages ?? []) : said;
  now.refusals.push({
    at: sending.at,
    by: sending.refused ? 'check' : 'page',
    shown: answer.shown || said.length > 0,
    messages: stays.map(({ text }, i) => ({ at: said[i]?.at ?? sending.at, text })),
    unchanged: before !== undefined && !((hand[firstAfter(hand, before)]?.index ?? sending.index) < sending.index),
    blank: sending.blank,
  });
  now.refused.push(sending.index);
  now.acted = Math.max(now.acted, sending.at);
}

/** What was said of the form while an answer was waited for. */
function saidAfter(
  sending: SendingGroup,
  { until }: Answer,
  { attempt, messages }: { attempt: Attempt; messages: readonly RawMessage[] },
): FieldMessage[] {
  const first = firstAfter(messages, sending.index);
  const said = messages
    .slice(first, first + MESSAGES_MAX)
    .filter(({ at }) => at <= until)
    .filter(({ text }, i, all) => text === '' || all.findIndex((other) => other.text === text) === i)
    .map(({ at, text }) => ({ at, text }));
  return said.length === 0 && attempt.returned && isLastOf(attempt, sending)
    ? attempt.returned.map(({ at, text }) => ({ at, text }))
    : said;
}

/** The messages that are about a form: at one of its fields, beside it, or at the page's place for alerts. */
export function messagesOf(form: MirrorNode, found: readonly RawMessage[]): RawMessage[] {
  const place = form.parent ?? form;
  return found.filter(({ field, box, how }) => {
    if (field) return isWithin(field, form);
    return isWithin(box, place) || how === 'alert' || how === 'status';
  });
}

/** The visitor went on to other fields than those that were sent. */
function goesOn(rest: readonly Filling[], hand: readonly Filling[], from: number): boolean {
  const before = new Set(hand.filter(({ index }) => index <= from).map(({ log }) => log.name));
  return rest.some(({ log }) => !before.has(log.name));
}

/** The last step that was taken only led on to another, which still stands there with its fields: the visitor went away before it. */
function halfway(goes: readonly Go[], now: OpenGo, ending: Ending): Go[] {
  const last = goes.at(-1)!;
  const { shape } = ending.attempt;
  const step = sendingsOf(ending.attempt).find(({ index }) => index === last.to);
  if (!step?.onward || last.fillings.length === 0 || goneAt(shape.node, ending.tape, step) > 0) return [...goes];
  const filled = new Set(last.fillings.map(({ field }) => field));
  const came = fieldsOf(shape.node).some((field) => !filled.has(field) && showed(field, step, ending.tape));
  if (!came) return [...goes];
  const { outcome } = endOf(now, ending);
  return outcome === 'left' || outcome === 'open' ? [...goes.slice(0, -1), { ...last, outcome }] : [...goes];
}

/** It was not there, or could not be seen, when the step before it was sent. */
function showed(field: MirrorNode, step: Moment, { reactions }: Tape): boolean {
  if (field.addedAt >= step.at) return true;
  for (let i = firstAfter(reactions, step.index); i < reactions.length; i++) {
    const { kind, node, name } = reactions[i]!;
    if (kind === 'attribute' && node && /^(?:hidden|style|class)$/.test(name) && isWithin(field, node)) return true;
  }
  return false;
}

interface Ending {
  attempt: Attempt;
  tape: Tape;
  hand: readonly Filling[];
}

function endOf(now: OpenGo, { attempt, tape, hand }: Ending): { outcome: Go['outcome']; until: number } {
  const changed = hand.at(-1)?.at ?? 0;
  const last = Math.max(changed, ...attempt.sendings.slice(-1).map(({ at }) => at));
  const after = { at: hand[0]?.at ?? last, index: hand[0]?.index ?? now.from };
  const sent = { after: after.index, until: Math.min(last + ANSWER_MS, wentOnAt(last, attempt, tape)) };
  // A page that goes after a refusal, and without a change since, was left.
  const isRefused = now.refusals.length > 0 && now.acted >= changed;
  const said = says(SUCCESS_WORDS, tape, sent);
  // What already stood there while it was still filled in is no answer.
  const isNews = said !== '' && said !== says(SUCCESS_WORDS, tape, { after: after.index, until: hand.at(-2)?.at ?? 0 });
  if ((!isRefused && wentByItself(attempt, tape, last)) || isNews) return { outcome: 'sent', until: last };
  // A click beside the form that sent nothing was about something else.
  const until = Math.max(changed, now.acted) || last;
  if (says(SAVED_WORDS, tape, { ...sent, until: Number.POSITIVE_INFINITY })) return { outcome: 'saved', until };
  // What is missing may have been the sending.
  if (tape.losses.some(({ index }) => index > after.index)) return { outcome: 'unknown', until };
  const gone = goneAt(attempt.shape.node, tape, after) > 0;
  const left = gone || tape.followed || tape.leaves.some((at) => at >= last);
  return { outcome: left ? 'left' : 'open', until };
}

/** The form went away without a word right after its last change, and nobody had clicked anything: Enter sent it. */
function wentByItself(attempt: Attempt, tape: Tape, last: number): boolean {
  const index = attempt.fillings.at(-1)?.index ?? 0;
  const gone = goneAt(attempt.shape.node, tape, { at: last, index }) || Number.POSITIVE_INFINITY;
  const left = (!tape.tellsSubmits && tape.leaves.find((at) => at >= last)) || Number.POSITIVE_INFINITY;
  const navigation = tape.reactions.find(({ kind, at }) => kind === 'navigation' && at >= last);
  const moved = navigation?.at ?? Number.POSITIVE_INFINITY;
  const end = Math.min(gone, tape.followed ? left : Number.POSITIVE_INFINITY, moved);
  if (end > last + ENTER_MS) return false;
  return !tape.clicks.some((click) => click.at > last && click.at <= end);
}
