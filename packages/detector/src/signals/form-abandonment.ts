import { defineSignal, type SignalDefinition } from '../signal.ts';
import type { FormStep } from '../timeline/forms/form-step.ts';
import { isNextPage } from '../timeline/forms/next-page.ts';
import { grouped } from '../timeline/grouped.ts';
import { lasting, outcomeOf, triedToSend } from '../timeline/wording.ts';

/** Someone began to fill in a form and went away without sending it. */
export const formAbandonment: SignalDefinition = defineSignal({
  id: 'form-abandonment',
  title: 'Form abandonment',
  summary: 'A form was filled in partly and not sent with success.',
  version: 5,
  weight: 20,
  reads: ['form'],
  options: { sureFields: 2, sureMs: 10_000, evidence: 10 },
  optionWords: {
    sureFields: { label: 'Certain from this many fields filled in', unit: 'fields', min: 1, max: 50, step: 1 },
    sureMs: { label: 'Certain from this much time spent on the form', unit: 'ms', min: 0, max: 600_000, step: 1000 },
    evidence: { label: 'Failed attempts listed in a finding', unit: 'attempts', min: 0, max: 50, step: 1 },
  },
  *detect(steps, { sureFields, sureMs, evidence }) {
    const judged = steps.filter((go) => isMeant(go) && !go.ignored.includes('form-abandonment'));
    // All goes at one form in a session, by time: who comes back and sends it has not abandoned it.
    for (const goes of grouped(judged, ({ identity }) => identity)) {
      const last = goes.at(-1)!;
      if (last.filled === 0 || (last.outcome !== 'left' && last.outcome !== 'ended')) continue;
      if (judged.some((other) => isNextStep(last, other))) continue;
      const { at, until, changedAt, target, filled, autofilled, questions, lastField, corrections, refusals } = last;
      const by = autofilled > 0 ? ` (the browser ${autofilled} more)` : '';
      const gone = refusals.length > 0 ? `, ${triedToSend(refusals)}, then left` : ' and left without sending it';
      yield {
        first: last,
        until,
        target,
        evidence: [
          { kind: 'form', at, text: `began to fill in ${target.label}` },
          ...refusals
            .slice(0, evidence)
            .map(({ at, by }) => ({ kind: 'form', at, text: `tried to send ${target.label}: ${outcomeOf(by)}` })),
          { kind: 'form', at: changedAt, text: `last changed ${lastField}; ${corrected(corrections)}` },
        ].sort((a, b) => a.at - b.at),
        why: `Filled in ${filled} of ${questions} fields of ${target.label}${by} ${lasting(until - at)}${gone}.${endOf(last)}`,
        confidence: filled >= sureFields || until - at >= sureMs || refusals.length > 0 ? 0.9 : 0.7,
        identity: last.identity,
      };
    }
  },
});

/** It has several questions, or somebody tried to send the one that it has and was refused: that is more than touching a box. */
function isMeant({ isForm, refusals, target }: FormStep): boolean {
  return isForm || (target.tag === 'form' && refusals.length > 0);
}

/** Another form was begun on a page that is a further step of this one's: the visitor had gone on, not away. */
function isNextStep(left: FormStep, other: FormStep): boolean {
  return other.at > left.until && other.page !== left.page && isNextPage(left.page, other.page);
}

function corrected(count: number): string {
  return count === 1 ? '1 correction' : `${count} corrections`;
}

/** Where it ended: the field that was changed last, and the one that was only looked at after that. */
function endOf({ fields, lastField, changedAt }: FormStep): string {
  const looked = fields.filter(({ filledBy, firstAt }) => filledBy === '' && firstAt >= changedAt).at(-1);
  const next = looked?.target.label.includes('"') ? `, and ${looked.target.label} was left empty` : '';
  return lastField.includes('"') ? ` The last one changed was ${lastField}${next}.` : '';
}
