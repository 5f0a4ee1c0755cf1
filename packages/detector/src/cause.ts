import type { Cause } from '@falter/wire';
import { elementIdentity } from './causes/element-identity.ts';
import { errorIdentity, stableMessage } from './causes/error-identity.ts';
import { fingerprint } from './fingerprint.ts';
import { pageRoute } from './page-route.ts';
import type { Mark, SignalDefinition } from './signal.ts';
import type { ErrorStep, MessageStep, RequestStep, StepOf } from './timeline/steps.ts';
import { speakable } from './timeline/wording.ts';

/** Where a mark was found. */
export interface Found {
  signal: Pick<SignalDefinition, 'id' | 'title'>;
  /** URL. */
  page: string;
}

/** What tells one cause from another, and its name for people. */
type Told = Pick<Cause, 'kind' | 'title'> & { identity: readonly string[]; stack?: string };

const TITLE_MAX = 200;

/** Signals that are told of one fault of an element: it does not answer, slowly or quickly clicked. */
const UNANSWERED: ReadonlySet<string> = new Set(['rage-click', 'dead-click']);

/**
 * What would have to be changed so that this stops: an error, a request, an element, a form, a message, or the page as a whole. The same
 * for findings of other sessions and releases, and for other signals that have it: a click that makes a request fail is an error-click
 * and a failed-request, and one thing to mend.
 */
export function causeOf(mark: Mark, found: Found): Cause {
  const { kind, title, identity, stack = '' } = tell(mark, found);
  const id = fingerprint([kind, ...identity].join('\n'));
  return { id, kind, title, stack };
}

function tell(mark: Mark, found: Found): Told {
  const step = mark.cause ?? mark.first;
  if (step.kind === 'error') return ofError(step);
  if (step.kind === 'request') return ofRequest(step);
  if (step.kind === 'form') return ofForm(step, mark, found);
  if (step.kind === 'message') return ofMessage(step, found);
  return mark.target ? ofElement(mark.target, found) : ofPage(found);
}

function ofError(error: ErrorStep): Told {
  const said = [error.name, error.message].filter(Boolean).join(': ') || 'Unknown error';
  const identity = [errorIdentity(error)];
  return { kind: 'error', title: speakable(said, TITLE_MAX), identity, stack: error.stack };
}

/** A server that fails is one fault, whatever it fails with; each way of refusing is one of its own. */
function ofRequest({ method, url, status, foreign }: RequestStep): Told {
  const host = foreign ? (/^https?:\/\/([^/?#]*)/.exec(url)?.[1] ?? '') : '';
  const name = speakable(`${method} ${host}${pageRoute(url)}`, TITLE_MAX);
  const isRefused = status >= 400 && status < 500;
  const title = isRefused ? `${name} is refused with status ${status}` : `${name} fails`;
  return { kind: 'request', title, identity: [name, isRefused ? `${status}` : ''] };
}

/** The page stands in front of a form's identity, with the numbers of this visit. */
function ofForm({ identity, target }: StepOf<'form'>, mark: Mark, { page }: Found): Told {
  const [, ...names] = identity.split('\n');
  const stable = names.filter((name) => !/\d{3}|^\w+ \d+$/.test(name));
  const field = mark.target && mark.target.label !== target.label ? mark.target : null;
  const of = [pageRoute(page), ...(stable.some(Boolean) ? stable : [elementIdentity(target)])];
  if (!field) return { kind: 'form', title: target.label, identity: of };
  return { kind: 'form', title: `${field.label} of ${target.label}`, identity: [...of, elementIdentity(field)] };
}

function ofMessage({ text, how, target }: MessageStep, { page }: Found): Told {
  const own = text === '' ? `${how} ${elementIdentity(target)}` : stableMessage(text);
  const title = text === '' ? `${target.label} is called wrong` : `The page says "${text}"`;
  return { kind: 'message', title, identity: [pageRoute(page), own] };
}

function ofElement(target: NonNullable<Mark['target']>, { signal, page }: Found): Told {
  const fault = UNANSWERED.has(signal.id) ? 'unanswered' : signal.id;
  const title = UNANSWERED.has(signal.id) ? `${target.label} does not answer` : `${signal.title}: ${target.label}`;
  return { kind: 'element', title, identity: [fault, pageRoute(page), elementIdentity(target)] };
}

function ofPage({ signal, page }: Found): Told {
  return { kind: 'page', title: signal.title, identity: [signal.id, pageRoute(page)] };
}
