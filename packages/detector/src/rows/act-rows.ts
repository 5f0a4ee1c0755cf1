import type { InputSpan } from '../timeline/inputs.ts';
import type { ClickStep, MessageStep, Step, SubmitStep, Timeline } from '../timeline/steps.ts';
import { type Draft, took } from './row.ts';

/** A click on a field this long before it is typed into only put the cursor there. */
const INTO_FIELD_MS = 30_000;
/** A box or an option is changed by the click on it. */
const BY_CLICK_MS = 500;

/** What the visitor did in a tab: clicks, forms sent by Enter, fields that were filled in, and what the page said against it. */
export function actRows({ tab, steps, inputs }: Pick<Timeline, 'tab' | 'steps' | 'inputs'>): Draft[] {
  const clicks = steps.filter((step) => step.kind === 'click');
  const typed = inputs.filter((span) => !isByClick(span, clicks));
  const acts = steps.filter(isAct).sort((a, b) => a.at - b.at);
  return [
    ...acts.filter((step) => !isIntoField(step, typed, acts)).map(actRow),
    ...typed.map((span) => inputRow(tab, span)),
    ...steps.filter((step) => step.kind === 'message').map(messageRow),
  ];
}

/** `“Pay now”` of `button "Pay now"`; what has no words is called what it is: `button at main > button`. */
export function nameIn(label: string): string {
  const words = /"(.*)"$/.exec(label)?.[1];
  return words === undefined ? label : `“${words}”`;
}

/** What a step of a visitor is called elsewhere, as the cause of something. */
export function actWords(kind: 'click' | 'submit' | 'input', label: string | undefined): string {
  const name = nameIn(label ?? 'something');
  if (kind === 'submit') return `sent ${name === 'form' ? 'the form' : name} by Enter`;
  return kind === 'input' ? `filled in ${name}` : `clicked ${name}`;
}

function isAct(step: Step): step is ClickStep | SubmitStep {
  return step.kind === 'click' || step.kind === 'submit';
}

function isByClick({ at, field, target }: InputSpan, clicks: readonly ClickStep[]): boolean {
  if (field !== 'choice') return false;
  return clicks.some((click) => Math.abs(click.at - at) <= BY_CLICK_MS && click.target?.label === target.label);
}

function isIntoField(step: ClickStep | SubmitStep, typed: readonly InputSpan[], acts: readonly Step[]): boolean {
  if (step.kind !== 'click' || step.exempt !== 'editable') return false;
  const until = Math.min(step.at + INTO_FIELD_MS, acts.find(({ at }) => at > step.at)?.at ?? Number.POSITIVE_INFINITY);
  return typed.some(({ at, target }) => target.nodeId === step.target?.nodeId && at >= step.at && at <= until);
}

function actRow(step: ClickStep | SubmitStep): Draft {
  const { kind, tab, at } = step;
  const outcome = outcomeOf(step);
  const text = actWords(kind, step.target?.label);
  const isDead = outcome !== '' && step.effect.verdict !== 'late';
  return { kind, tab, at: step.pressedAt, until: at, text, outcome, level: isDead ? 'warn' : '' };
}

const NOTHING = 'nothing happened';

/** Silence that is told of before the time for an answer is over: the same as of the signal dead-click. */
const SILENT_MS = 3_000;

/** Only where the detector would say so as well: of a click that no verdict is passed on, nothing is known. */
function outcomeOf(step: ClickStep | SubmitStep): string {
  const { verdict, at, silentMs } = step.effect;
  if (verdict === 'late') return `answered after ${took(at - step.at)}`;
  const judged = step.kind === 'submit' || (step.exempt === '' && step.looks !== '');
  if (!judged) return '';
  // The recording ends, so far or for good, before the time is over in which an answer may come.
  if (verdict === 'slow' && silentMs >= SILENT_MS) return `no answer in ${took(silentMs)}`;
  return verdict === 'none' ? NOTHING : '';
}

function inputRow(tab: string, { at, until, target, field, emptied }: InputSpan): Draft {
  const name = nameIn(target.label);
  const chose = target.tag === 'input' && field === 'choice' ? 'changed' : 'chose in';
  const did = field === 'choice' || field === 'picker' ? chose : emptied ? 'emptied' : 'typed in';
  return { kind: 'input', tab, at, until, text: `${did} ${name}` };
}

function messageRow({ tab, at, text, target }: MessageStep): Draft {
  const words = text === '' ? `the page marked ${nameIn(target.label)} as wrong` : `the page said “${text}”`;
  return { kind: 'message', tab, at, until: at, text: words, level: 'warn' };
}
