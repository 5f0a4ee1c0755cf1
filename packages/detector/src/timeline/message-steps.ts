import { describe } from './describe.ts';
import type { DocumentReader } from './document-reader.ts';
import { mayFail } from './expected.ts';
import { formAround, isSender } from './forms/shape.ts';
import type { RawMessage } from './messages.ts';
import { actOf } from './request-steps.ts';
import { isSuccess } from './requests.ts';
import type { Act, MessageStep } from './steps.ts';
import { ignoredAround } from './subject.ts';
import type { RawClick } from './tape.ts';
import { speakable } from './wording.ts';

/** How probable it may be that a message would have come by itself just then. */
const CHANCE = 0.05;
/** What a request brought is shown this soon after its answer. */
const SHOWN_MS = 1_000;
const TOLD_MS = 150;
/** Validation when a field is left comes with the press that leaves it. */
const LEAVING_MS = 300;

/** Error messages of a tab that appeared after something the visitor did, and not by themselves. */
export function toMessageSteps(tab: string, documents: readonly DocumentReader[]): MessageStep[] {
  const steps: MessageStep[] = [];
  for (const document of documents) {
    const { tape, messages } = document;
    if (messages.found.length === 0) continue;
    const { requestLog, background } = document;
    const clicks = new Map([...tape.clicks, ...tape.enters].map((click) => [click.index, click]));
    for (const message of messages.found) {
      const { at, reaction, act } = message;
      const click = clicks.get(act.index) ?? null;
      const answer = click ? requestLog.awaited(click) : null;
      const heardAt = answer?.at ?? Number.NaN;
      const tied = at >= heardAt - TOLD_MS && at <= heardAt + SHOWN_MS;
      const failed = answer !== null && !isSuccess(answer);
      if (message.onFailure && !(tied && failed && !mayFail(answer))) continue;
      if ((!tied || message.onFailure) && reaction && background.chance(reaction, at - act.at) > CHANCE) continue;
      const after = causeOf(message, click);
      const sure = message.sure || (message.how === 'status' && tied && failed);
      if (after) steps.push({ ...toStep(tab, message), after, tied: tied || message.arrived === true, sure });
    }
  }
  return steps;
}

function toStep(
  tab: string,
  { at, view, how, text, box, field }: RawMessage,
): Omit<MessageStep, 'after' | 'tied' | 'sure'> {
  const about = field ?? box;
  return {
    kind: 'message',
    tab,
    at,
    view,
    how,
    text: speakable(text, 160),
    target: describe(about),
    goneAt: box.removedAt >= 0 ? box.removedAt : Number.POSITIVE_INFINITY,
    ignored: ignoredAround(about),
  };
}

/** A click, a form sent by Enter, or something typed. A press that never became a click is nothing that asks for an answer. */
function causeOf({ act, actedOn, field, at }: RawMessage, click: RawClick | null): MessageStep['after'] | null {
  const left = click?.blurred;
  // A click on the button that sends asks about the whole form, whichever field had the focus.
  const sends = click?.subject.node && field && isSender(click.subject.node, formAround(field) ?? field);
  if (click && left && !sends && left === field && at - click.pressedAt <= LEAVING_MS)
    return { ...actOf(click), kind: 'input', target: describe(left) };
  if (click) return actOf(click);
  if (!actedOn || !Number.isNaN(act.x)) return null;
  const { at: pressedAt, subject } = act;
  return { kind: 'input', at: pressedAt, pressedAt, target: describe(actedOn), subject, ignored: [] } satisfies Act;
}
