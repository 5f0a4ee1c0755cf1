import { lowerBound } from '../background.ts';
import { isWithin } from '../mirror.ts';
import { firstAfter, type Reaction } from '../reactions.ts';
import { isStatistics, isSuccess, type RawRequest } from '../requests.ts';
import { firstFrom } from '../steps.ts';
import type { Tape } from '../tape.ts';
import type { Attempt, Sending } from './attempt.ts';
import { goneAt, isError } from './signs.ts';

/** An answer to a sent form comes within this time; slow shops and banks take some seconds. */
export const ANSWER_MS = 10_000;
/** A page that goes away this soon after sending went because of it, whatever else it showed on its way. */
const LEAVES_MS = 3_000;
/** What was shown for less before the page went was shown on its way. */
const READ_MS = 1_000;
/** Events of one press on "send": click, submit, refusal. */
export const ONE_SENDING_MS = 500;
/** The request of a sending begins this soon, and what it brought is shown this soon. Nobody waits longer for it. */
const ASKED_MS = 1_000;
const SHOWN_MS = 1_000;
const AWAITED_MAX_MS = 60_000;
const ROUNDING_MS = 5;

/** One press on "send". */
export interface SendingGroup extends Sending {
  refused: boolean;
}

/** What came of it. `nothing`: a click on a button that turned out to send nothing. */
export interface Answer {
  verdict: 'sent' | 'failed' | 'nothing';
  /** The page, or the browser, showed that something is wrong. */
  shown: boolean;
  /** Epoch milliseconds up to which what the page did may have been its answer. */
  until: number;
}

/** What a document did, as far as a form's answer may be in it. */
export interface FormSurroundings {
  tape: Tape;
  /** Sorted by their start, and these starts. */
  requests: readonly RawRequest[];
  starts: ArrayLike<number>;
  /** Epoch milliseconds up to which the recording is complete. */
  known: number;
  /** Numbers of the events by which error messages about the form appeared. */
  told: ReadonlySet<number>;
}

/** One press on "send" is a click, a submit and perhaps a refusal: taken together. */
export function sendingsOf({ sendings }: Attempt): SendingGroup[] {
  const groups: SendingGroup[] = [];
  for (const sending of sendings) {
    const group = groups.at(-1);
    const refused = sending.kind === 'invalid';
    if (group && sending.at - group.at <= ONE_SENDING_MS) {
      group.refused ||= refused;
      group.inside ||= sending.inside;
      group.onward ||= sending.onward ?? false;
      if (sending.kind === 'submit') group.kind = 'submit';
    } else groups.push({ ...sending, refused });
  }
  return groups;
}

/** What the page answered to one sending. */
export function answerTo(sending: SendingGroup, attempt: Attempt, around: FormSurroundings): Answer {
  const { tape } = around;
  const request = requestOf(sending, around);
  const until = endOfAnswer(sending, { attempt, tape, request });
  const answer = (verdict: Answer['verdict'], shown = false): Answer => ({ verdict, shown, until });
  if (sending.refused) return answer('failed', true);
  const left = tape.leaves.find((at) => at >= sending.at) ?? Number.POSITIVE_INFINITY;
  const isLeft = left <= Math.min(until, sending.at + LEAVES_MS);
  let answered = false;
  for (let i = firstAfter(tape.reactions, sending.index); i < tape.reactions.length; i++) {
    const reaction = tape.reactions[i]!;
    if (reaction.at > until) break;
    if (
      (isError(reaction, attempt.shape.node) || around.told.has(reaction.index)) &&
      !(isLeft && left - reaction.at < READ_MS)
    )
      return answer('failed', true);
    if (reaction.kind === 'navigation') return answer('sent');
    answered ||= isNews(reaction, attempt);
  }
  if (request && !isSuccess(request) && !(isLeft && request.status === 0)) return answer('failed');
  if (left <= until) return answer('sent');
  const gone = goneAt(attempt.shape.node, tape, sending);
  if ((gone > 0 && gone <= until) || answered) return answer('sent');
  return answer(sending.kind === 'submit' ? 'failed' : 'nothing');
}

interface Circumstances {
  attempt: Attempt;
  tape: Tape;
  request: RawRequest | null;
}

function endOfAnswer(sending: SendingGroup, { attempt, tape, request }: Circumstances): number {
  const next = attempt.fillings[firstAfter(attempt.fillings, sending.index + 0.1)];
  const heard = request ? Math.min(request.at + SHOWN_MS, sending.at + AWAITED_MAX_MS) : 0;
  const last = Math.max(sending.at + ANSWER_MS, heard);
  return Math.min(last, next?.at ?? Number.POSITIVE_INFINITY, wentOnAt(sending.at + ONE_SENDING_MS, attempt, tape));
}

/** The request that took the form along: the first that began right after it and does not just ask for something. */
function requestOf(sending: SendingGroup, { requests, starts }: FormSurroundings): RawRequest | null {
  for (let i = lowerBound(starts, sending.at - ROUNDING_MS); i < requests.length; i++) {
    const request = requests[i]!;
    if (request.startedAt > sending.at + ASKED_MS) return null;
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isStatistics(request.url)) return request;
  }
  return null;
}

/** When the visitor turned to something else than what sends the form, after this time: what the page does then is not the form's answer. */
export function wentOnAt(at: number, { sentAt }: Attempt, { clicks }: Tape): number {
  for (let i = firstFrom(clicks, at); i < clicks.length; i++)
    if (clicks[i]!.at > at && !sentAt.has(clicks[i]!.at)) return clicks[i]!.pressedAt;
  return Number.POSITIVE_INFINITY;
}

/** More than the button showing that it was pressed. */
function isNews({ kind, node, name }: Reaction, { shape }: Attempt): boolean {
  if (kind === 'nodes' || kind === 'text') return true;
  return kind === 'attribute' && node !== null && !isWithin(node, shape.node) && name !== 'style';
}
