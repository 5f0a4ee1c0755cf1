import type { PageView } from '@falter/wire';
import type { DocumentReader } from '../document-reader.ts';
import type { RawMessage } from '../messages.ts';
import { ignoredAround } from '../subject.ts';
import type { FormSurroundings } from './answer.ts';
import type { Attempt } from './attempt.ts';
import { fieldsOfGo } from './field.ts';
import type { Filling } from './field-log.ts';
import type { FormStep } from './form-step.ts';
import { isNextPage } from './next-page.ts';
import { type Go, goesOf, messagesOf } from './outcome.ts';
import { joined, type Told } from './returned.ts';

interface TabEnd {
  tab: string;
  pages: readonly PageView[];
  /** Nothing more will come; up to when the recording is complete, in epoch milliseconds. */
  closed: boolean;
  until: number;
}

/** The goes at forms in a tab: those in which a visitor filled in something, or tried to send it, and those that were sent. */
export function toFormSteps(documents: readonly DocumentReader[], { tab, pages, closed, until }: TabEnd): FormStep[] {
  const found: Told[] = [];
  for (const document of documents) {
    const { attempts } = document.forms;
    if (attempts.length === 0) continue;
    const around = surroundingsOf(document, until);
    for (const attempt of attempts) {
      const { shape, returned, view } = attempt;
      if (shape.isSearch || !shape.sends) continue;
      const messages = messagesOf(shape.node, document.messages.found);
      const told = new Set(messages.flatMap(({ index, onFailure }) => (onFailure ? [] : index)));
      const goes = goesOf(attempt, { ...around, told }, messages);
      for (const go of goes) {
        if (go.fillings.length === 0 && go.refusals.length === 0 && go.outcome !== 'sent') continue;
        const step = toStep(attempt, { go, goes, messages, document });
        const page = pages[view]?.url.split('?')[0] ?? '';
        found.push({
          step: { ...step, tab, page, identity: `${page}\n${shape.identity}` },
          form: shape.identity,
          isReturned: returned !== null && go === goes.at(-1),
        });
      }
    }
  }
  const isAway = saidGoodBye(documents.at(-1));
  return joined(found).map((step) => ({ ...step, outcome: outcomeOf(step, { pages, closed, isAway }) }));
}

interface Parts {
  go: Go;
  goes: readonly Go[];
  messages: readonly RawMessage[];
  document: DocumentReader;
}

function toStep({ shape, view, carried }: Attempt, { go, goes, messages, document }: Parts): FormStep {
  const { outcome, until, fillings, refusals, refused, from, to } = go;
  const fields = fieldsOfGo(document.forms.fields.get(shape.node.id) ?? [], {
    from,
    to,
    hand: new Set<Filling>(fillings),
    messages: byField(messages),
    refused,
    sent: goes.filter((other) => other.outcome === 'sent').map((other) => other.to),
    carried: go === goes[0] ? carried : new Set(),
  });
  return {
    kind: 'form',
    tab: '',
    page: '',
    at: fillings[0]?.at ?? refusals[0]?.at ?? until,
    view,
    until,
    changedAt: fillings.at(-1)?.at ?? until,
    target: shape.target,
    identity: '',
    isForm: shape.isForm,
    questions: shape.fields,
    fields,
    filled: fields.filter(({ filledBy }) => filledBy === 'hand').length,
    autofilled: fields.filter(({ filledBy }) => filledBy === 'browser').length,
    corrections: fields.reduce((sum, { reworks }) => sum + reworks.length, 0),
    refusals,
    lastField: fillings.at(-1)?.log.target.label ?? '',
    outcome,
    ignored: ignoredAround(shape.node),
  };
}

function surroundingsOf(
  { tape, requestLog: { requests } }: DocumentReader,
  known: number,
): Omit<FormSurroundings, 'told'> {
  return { tape, requests, known, starts: Float64Array.from(requests, ({ startedAt }) => startedAt) };
}

function byField(messages: readonly RawMessage[]): Map<number, RawMessage[]> {
  const found = new Map<number, RawMessage[]>();
  for (const message of messages) {
    if (!message.field) continue;
    const list = found.get(message.field.id);
    if (list) list.push(message);
    else found.set(message.field.id, [message]);
  }
  return found;
}

interface End {
  pages: readonly PageView[];
  closed: boolean;
  isAway: boolean;
}

/** Who is on the page of the form again, or on a further one of its steps, may still go on with it. */
function outcomeOf({ outcome, view }: FormStep, { pages, closed, isAway }: End): FormStep['outcome'] {
  if (outcome === 'open' && closed) return 'ended';
  if (outcome !== 'left' || closed || isAway) return outcome;
  const page = pages[view]?.url ?? '';
  const now = pages.at(-1)?.url ?? '';
  return page.split('?')[0] === now.split('?')[0] || isNextPage(page, now) ? 'open' : outcome;
}

/** The last thing this document told is that it goes: the tab is closed, or nobody knows yet where it went. */
function saidGoodBye(document: DocumentReader | undefined): boolean {
  const left = document?.tape.leaves.at(-1);
  return left !== undefined && left >= (document?.tape.times.at(-1) ?? left);
}
