import { lowerBound } from '../background.ts';
import { isWithin } from '../mirror.ts';
import { firstAfter, type Reaction } from '../reactions.ts';
import { isStatistics, isSuccess, type RawRequest } from '../requests.ts';
import type { Tape } from '../tape.ts';
import type { Attempt, Sending } from './form-tape.ts';
import { goneAt, isError } from './signs.ts';

/** An answer to a sent form comes within this time; slow shops and banks take some seconds. */
export const ANSWER_MS = 10_000;
/** A page that goes away this soon after sending went because of it, whatever else it showed on its way. */
const LEAVES_MS = 3_000;
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
  if (left <= Math.min(until, sending.at + LEAVES_MS)) return answer('sent');
  let answered = false;
  for (let i = firstAfter(tape.reactions, sending.index); i < tape.reactions.length; i++) {
    const reaction = tape.reactions[i]!;
    if (reaction.at > until) break;
    if (isError(reaction, attempt.shape.node)) return answer('failed', true);
    if (reaction.kind === 'navigation') return answer('sent');
    answered ||= isNews(reaction, attempt);
  }
  if (request && !isSuccess(request)) return answer('failed');
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
  const next = attempt.fillings.find(({ index }) => index > sending.index);
  const heard = request ? Math.min(request.at + SHOWN_MS, sending.at + AWAITED_MAX_MS) : 0;
  const last = Math.max(sending.at + ANSWER_MS, heard);
  return Math.min(last, next?.at ?? Number.POSITIVE_INFINITY, wentOnAt(sending, attempt, tape));
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

/** When the visitor turned to something else after sending: what the page does then is not the form's answer. */
function wentOnAt(sending: Sending, { sendings }: Attempt, { clicks }: Tape): number {
  const later = clicks.find(({ at }) => at > sending.at + ONE_SENDING_MS && !sendings.some((other) => other.at === at));
  return later?.pressedAt ?? Number.POSITIVE_INFINITY;
}

/** More than the button showing that it was pressed. */
function isNews({ kind, node, name }: Reaction, { shape }: Attempt): boolean {
  if (kind === 'nodes' || kind === 'text') return true;
  return kind === 'attribute' && node !== null && !isWithin(node, shape.node) && name !== 'style';
}
